"""Courtesies between officials that look like other deeds: an envoy who "called on the minister" paid a visit."""

from __future__ import annotations

from communique.record.language import Analysis

_HOSTS = frozenset({"president", "minister", "premier", "secretary", "king", "queen", "emir", "chancellor", "speaker"})

_GUESTS = _HOSTS | {"ambassador", "commissioner", "consul", "delegation", "envoy", "nuncio", "representative"}
_ERRANDS = frozenset({"bid", "brief", "discuss", "exchange"})  # what the guest does there, not what the host is to do


def calls_at(analysis: Analysis, verb: int) -> bool:
    """Whether a verb says that somebody calls on a person, with nothing asked for: "the envoy called on the King"."""
    tokens = analysis.tokens
    to_come = any(tokens[k].lower in ("will", "would") for k in analysis.children(verb, "aux"))
    told = tokens[verb].tag in ("VBD", "VBZ", "VBN", "VBG") or (tokens[verb].tag == "VB" and to_come)
    if tokens[verb].lemma.lower() != "call" or not told:
        return False
    on = next((k for k in analysis.children(verb, "prep") if k == verb + 1 and tokens[k].lower == "on"), None)
    hosts = analysis.children(on, "pobj") if on is not None else ()
    if not hosts or tokens[hosts[0]].tag not in ("NN", "NNP"):
        return False
    behind = range(hosts[0], analysis.sentence_of(verb).last - 1)
    asked = [tokens[i + 1] for i in behind if tokens[i].tag == "TO" and tokens[i + 1].pos in ("VERB", "AUX", "ADV")]
    if asked and runs_errand(analysis, verb):
        asked = []
    return not asked and (tokens[hosts[0]].entity == "PERSON" or tokens[hosts[0]].lemma.lower() in _HOSTS)


def runs_errand(analysis: Analysis, verb: int) -> bool:
    """ "The envoy called on the minister [to discuss] trade": for what the guest came, not what the host is to do."""
    tokens = analysis.tokens
    aims = analysis.children(verb, "advcl", "xcomp")
    if not any(tokens[k].lemma in _ERRANDS and tokens[k - 1].tag == "TO" for k in aims):
        return False
    heads = analysis.children(verb, "nsubj")
    guests = (tokens[k] for head in heads for k in (head, *analysis.children(head, "appos")))
    return any(t.entity == "PERSON" or t.lower in ("he", "she") or t.lemma.lower() in _GUESTS for t in guests)
