"""Courtesies between officials that look like other deeds: an envoy who "called on the minister" paid a visit."""

from __future__ import annotations

from communique.record.language import Analysis

_HOSTS = frozenset({"president", "minister", "premier", "secretary", "king", "queen", "emir", "chancellor", "speaker"})


def calls_at(analysis: Analysis, verb: int) -> bool:
    """Whether a verb says that somebody calls on a person, with nothing asked for: "the envoy called on the King"."""
    tokens = analysis.tokens
    if tokens[verb].lemma.lower() != "call" or tokens[verb].tag not in ("VBD", "VBZ", "VBN", "VBG"):
        return False
    hosts = [
        k
        for on in analysis.children(verb, "prep")
        if on == verb + 1 and tokens[on].lower == "on"
        for k in analysis.children(on, "pobj")
    ]
    if not hosts or tokens[hosts[0]].tag not in ("NN", "NNP"):
        return False
    behind = range(hosts[0], analysis.sentence_of(verb).last - 1)
    asks = any(tokens[i].tag == "TO" and tokens[i + 1].pos in ("VERB", "AUX", "ADV") for i in behind)
    return not asks and (tokens[hosts[0]].entity == "PERSON" or tokens[hosts[0]].lemma.lower() in _HOSTS)
