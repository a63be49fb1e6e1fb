"""Whether an encounter was held, is under way, is to come, was only proposed, or was called off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from communique.record.finding import OccasionStatus, When
from communique.record.language import Analysis
from communique.understand.grammar import clauses
from communique.understand.grammar.invitations import BIDDING

_SETTING = ("in", "during", "at", "after", "following")
_WHEN = frozenset({"when", "once", "until", "if"})
_UNDONE = frozenset({"should", "may", "might", "could", "if", "unless"})
_BELOW = frozenset({"xcomp", "ccomp", "pcomp"})
_FACTS = frozenset({"has", "have", "had", "is", "are", "was", "were", "been", "will", "would"})
_ALMOST = frozenset({"almost", "nearly"})
_DENYING = frozenset({"deny", "rule", "refuse", "decline"})


def judge_standing(
    analysis: Analysis,
    words: Mapping[str, frozenset[str]],
    head: int,
    when: When | None,
    published: date | None,
    *,
    stands: bool = False,
) -> OccasionStatus:
    """The status that the words around an encounter's verb or noun give it; a date after publication is to come."""
    tokens = analysis.tokens
    around = [head, *analysis.ancestors(head)[:4]]
    near: set[str] = {tokens[k].lemma.lower() for k in analysis.children(head, "amod", "advmod", "acl", "det")}
    near |= _of_part(analysis, words, head)
    chain = [tokens[head].lemma.lower()]
    for below, above in pairwise(around):
        aside = tokens[below].dep in ("relcl", "advcl", "ccomp", "parataxis") and tokens[below].pos in ("VERB", "AUX")
        if aside and not _is_agreed(analysis, words, below):
            break
        if below == head and _is_setting(analysis, words, head):
            break
        if below == head and tokens[head].dep == "dobj" and analysis.children(above, "oprd"):
            break  # "called the talks a failure"
        opened = below == head and tokens[head].dep == "nsubj" and tokens[above].lemma == "open"  # "the talks opened"
        chain.append("begin" if opened else tokens[above].lemma.lower())
        if tokens[above].tag == "VBN" and tokens[below].dep == "prep":
            chain.append(tokens[above].lower)  # "is prepared for talks"
    lemmas = near | set(chain[1:]) | {tokens[k].lemma.lower() for k in analysis.children(head, "acl", "relcl")}
    if _is_kept_up(analysis, words, around):
        return "planned"
    if lemmas & words["postponing"] or _particle(analysis, around, words["postponing_phrases"]):
        return "postponed"
    called_off = lemmas & words["cancelling"] or _particle(analysis, around, words["cancelling_phrases"])
    if called_off or _came_to_nothing(analysis, words, head):
        return "cancelled"
    if fell_through(analysis, words, head):
        return "postponed"
    if fell_through(analysis, words, head, tense="future"):
        return "cancelled"
    after = when is not None and when.from_on is not None and published is not None and when.from_on > published
    before = when is not None and when.to_on is not None and published is not None and when.to_on < published
    if tokens[head].dep == "dobj" and tokens[tokens[head].head].lemma.lower() in ("promise", "offer"):
        return "planned" if after else "proposed"  # "was promised a meeting in July": whether it was held is not said
    if not after and _is_bid(analysis, words, head):
        return "proposed"
    if (before and not _is_told_ahead(analysis, head)) or (not after and _is_over(analysis, words, head)):
        return "held"
    asked = asked_at(analysis, words, head)
    if asked is not None and not after:
        return "planned" if clauses.verbal(analysis, asked).tense == "future" else "held"
    accepted = "accept" in chain and "invitation" in chain
    proposing = words["proposing"] - (BIDDING if stands or accepted else frozenset())
    if lemmas & words["possible"] or set(chain[1:]) & proposing:
        return "planned" if after and not set(chain[1:]) & proposing else "proposed"
    if after or near & words["coming"] or accepted or (stands and set(chain[1:]) & BIDDING):
        return "planned"
    prepared = clauses.is_prepared(analysis, words["preparing"], head)
    if prepared or _is_awaited(analysis, head) or _is_ahead(analysis, head):
        return "planned"
    return _by_tense(analysis, words, head, set(chain[1:]), near)


def _is_told_ahead(analysis: Analysis, head: int) -> bool:
    """ "Will visit Oslo tomorrow": to come when it was told, though published later."""
    verb = head if analysis.tokens[head].pos == "VERB" else clauses.governor(analysis, head)
    return verb is not None and any(analysis.tokens[k].lower == "will" for k in analysis.children(verb, "aux"))


def _is_bid(analysis: Analysis, words: Mapping[str, frozenset[str]], head: int) -> bool:
    """ "Offered on Monday [to host] talks", "was ready to meet": a past day is that of the offer."""
    verb = head if analysis.tokens[head].pos == "VERB" else clauses.governor(analysis, head)
    if verb is None or analysis.tokens[verb].dep != "xcomp" or not clauses.has_to(analysis, verb):
        return False
    return analysis.tokens[analysis.tokens[verb].head].lemma.lower() in words["bidding"]


def _of_part(analysis: Analysis, words: Mapping[str, frozenset[str]], head: int) -> set[str]:
    """ "The [planned] resumption of talks": what is said of the part is said of the whole."""
    tokens = analysis.tokens
    part = tokens[tokens[tokens[head].head].head]
    if tokens[head].dep != "pobj" or tokens[tokens[head].head].lemma != "of":
        return set()
    if part.lemma.lower() not in words["spans"] | words["calling_off"]:
        return set()
    return {tokens[k].lemma.lower() for k in analysis.children(part.index, "amod")}


def _is_agreed(analysis: Analysis, words: Mapping[str, frozenset[str]], verb: int) -> bool:
    """ "Agreed in March [to meet] again", where the parser makes a purpose of it."""
    token = analysis.tokens[verb]
    planned = analysis.tokens[token.head].lemma.lower() in words["planning"]
    return token.dep == "advcl" and planned and clauses.has_to(analysis, verb)


def _is_kept_up(analysis: Analysis, words: Mapping[str, frozenset[str]], around: list[int]) -> bool:
    """ "No plan to cancel the visit", "will not call off the talks", "denied it was cancelled", "should cancel it",
    "urged him to cancel it", "if he cancels it": it stands."""
    tokens, off = analysis.tokens, words["cancelling"] | words["postponing"]
    phrases = words["cancelling_phrases"] | words["postponing_phrases"]
    for verb in around[1:]:
        token = tokens[verb]
        if token.pos != "VERB" or not (token.lemma.lower() in off or _particle(analysis, [verb], phrases)):
            continue
        above = tokens[token.head]
        none = any(tokens[k].lower == "no" for k in analysis.children(above.index, "det"))
        denied = above.lemma.lower() in _DENYING and token.dep in ("ccomp", "xcomp", "pcomp")
        weighed = above.lemma.lower() in words["weighing_off"] and _is_to_be(analysis, verb)
        helped = {tokens[k].lower for k in analysis.children(verb, "aux", "mark")} & _UNDONE
        stands = denied or weighed or bool(helped) or (token.dep in ("acl", "xcomp") and none)
        return stands or clauses.verbal(analysis, verb).negated
    return False


def _is_to_be(analysis: Analysis, verb: int) -> bool:
    """ "Urged him [to cancel] it", "demanded that it [be cancelled]", "considered [cancelling] it"; not "told them that
    it was cancelled"."""
    token = analysis.tokens[verb]
    if {analysis.tokens[k].lower for k in analysis.children(verb, "aux", "auxpass")} & _FACTS:
        return False
    if token.dep in ("advcl", "acl"):
        return clauses.has_to(analysis, verb) and analysis.tokens[token.head].lemma != "call"
    return token.dep in _BELOW and token.tag in ("VB", "VBG", "VBN")


def _is_over(analysis: Analysis, words: Mapping[str, frozenset[str]], head: int) -> bool:
    """ "Have agreed to reopen the crossing after [two days of] talks": held, whatever was agreed to be done."""
    tokens, here = analysis.tokens, head
    while tokens[here].dep == "pobj" and tokens[tokens[here].head].lower == "of":
        above = tokens[tokens[here].head].head
        if tokens[above].lemma.lower() not in words["lasting"]:
            return False
        here = above
    prep = tokens[tokens[here].head]
    if prep.lower not in ("after", "following") or tokens[here].dep != "pobj":
        return False
    told = (a for a in analysis.ancestors(prep.index) if tokens[a].pos in ("VERB", "AUX"))
    tenses = (clauses.verbal(analysis, a).tense for a in told)
    return next((t for t in tenses if t not in ("infinitive", "none")), None) == "past"


def _is_setting(analysis: Analysis, words: Mapping[str, frozenset[str]], head: int) -> bool:
    """ "[During the call] she urged him to stop", "at the talks he proposed a pause": where it was said."""
    tokens = analysis.tokens
    prep = tokens[tokens[head].head]
    if tokens[head].dep != "pobj" or prep.lower not in _SETTING:
        return False
    if asked_at(analysis, words, head) is not None:
        return True
    above = tokens[prep.head]
    return above.pos == "VERB" and above.lemma.lower() in words["proposing"] | words["planning"]


def _came_to_nothing(analysis: Analysis, words: Mapping[str, frozenset[str]], head: int) -> bool:
    """ "The meeting fell through", "the planned visit collapsed": there was none; talks that collapsed were held."""
    token, verb = analysis.tokens[head], analysis.tokens[analysis.tokens[head].head]
    if token.dep != "nsubj" or clauses.verbal(analysis, verb.index).negated:
        return False
    below = analysis.children(verb.index, "prt", "advmod", "prep")
    kids = {analysis.tokens[k].lower for k in below if not analysis.children(k, "pobj")}
    planned = {analysis.tokens[k].lower for k in analysis.children(head, "amod")} & words["coming"]
    broke = verb.lemma.lower() in words["collapsing"] and bool(planned) and token.tag == "NN"
    return not kids & _ALMOST and (broke or (verb.lemma == "fall" and "through" in kids))


def asked_at(analysis: Analysis, words: Mapping[str, frozenset[str]], noun: int) -> int | None:
    """The verb of asking in "[urged] Chile to free the crew during a meeting with her": not to be freed there."""
    tokens = analysis.tokens
    prep = tokens[tokens[noun].head]
    deed = tokens[prep.head]
    new = {tokens[k].lower for k in analysis.children(noun, "det")} <= {"a", "an"}
    met = any(tokens[k].lower == "with" for k in analysis.children(noun, "prep"))
    if tokens[noun].dep != "pobj" or prep.lower not in ("during", "in", "at") or not (new and met):
        return None
    asked = deed.tag == "VB" and deed.dep in ("xcomp", "ccomp", "advcl", "acl") and clauses.has_to(analysis, deed.index)
    above = clauses.governor(analysis, deed.index) if asked and deed.dep == "acl" else deed.head
    return above if asked and above is not None and tokens[above].lemma.lower() in words["asking"] else None


def fell_through(
    analysis: Analysis, words: Mapping[str, frozenset[str]], head: int, *, tense: clauses.Tense = "past"
) -> bool:
    """ "The session has not been held", "the visit did not take place"; in the future "will not take place"."""
    token = analysis.tokens[head]
    if token.dep not in ("nsubj", "nsubjpass") or analysis.tokens[token.head].lemma.lower() not in words["holding"]:
        return False
    stands = clauses.verbal(analysis, token.head)
    return stands.negated and stands.tense == tense


def _by_tense(
    analysis: Analysis, words: Mapping[str, frozenset[str]], head: int, above: set[str], near: set[str]
) -> OccasionStatus:
    verb = head if analysis.tokens[head].pos in ("VERB", "AUX") else clauses.governor(analysis, head)
    if verb is None:
        return "held"
    tense = clauses.verbal(analysis, verb).tense
    if tense == "none" and _is_before(analysis, words, verb):
        return "planned"
    if any(analysis.tokens[k].lower == "yet" for k in analysis.children(verb, "advmod")) and tense == "present":
        return "proposed" if near & words["proposing"] else "planned"  # "has yet to take place"
    is_noun = verb != head
    if is_noun and _is_busy(analysis, words, head, verb):
        return "under_way"
    if tense in ("present", "progressive") and _is_when(analysis, verb):
        return "planned"
    if tense == "future":
        return "planned"
    if tense == "possible" and analysis.tokens[verb].lemma.lower() in words["carrying"] | {
        analysis.tokens[head].lemma.lower()
    }:
        return "proposed"
    token = analysis.tokens[verb]
    if tense == "infinitive" and token.dep == "advcl" and clauses.verbal(analysis, token.head).tense == "future":
        return "planned"  # "will go there to attend the forum"
    first = _of_first(analysis, words, verb) if tense == "infinitive" and token.dep in ("relcl", "acl") else None
    if first is not None:
        return first
    if tense == "infinitive" and not is_noun and token.dep in ("relcl", "ROOT"):
        return "planned"  # a headline: "Lund to visit Japan"
    if tense == "infinitive":
        return "planned" if above & words["planning"] or analysis.tokens[verb].dep in ("xcomp", "acl") else "held"
    if above & words["planning"] and is_noun and tense != "past":
        return "planned"
    if tense in ("progressive", "present") and (
        not is_noun or analysis.tokens[verb].lemma.lower() in words["holding"] | {"be", "have", "continue"}
    ):
        return "under_way"
    return "held"


def _of_first(analysis: Analysis, words: Mapping[str, frozenset[str]], verb: int) -> OccasionStatus | None:
    """ "Is the [first] leader [to visit] Oslo since the war": he has; "will be the first to do so": he will."""
    tokens, who = analysis.tokens, analysis.tokens[verb].head
    kids = (tokens[k] for k in analysis.children(who, "amod", "nummod"))
    counted = tokens[who].lower in words["counting"] or any(
        t.entity == "ORDINAL" or t.lower in words["counting"] for t in kids
    )
    being = clauses.governor(analysis, who)
    if not counted or being is None:
        return None
    return "planned" if clauses.verbal(analysis, being).tense in ("future", "possible", "infinitive") else "held"


def _is_busy(analysis: Analysis, words: Mapping[str, frozenset[str]], head: int, verb: int) -> bool:
    """ "Is in [talks] with her", "has been in talks since May", "said it was in talks"."""
    tokens = analysis.tokens
    prep, token = tokens[tokens[head].head], tokens[verb]
    if prep.lower != "in" or prep.head != verb or token.lemma.lower() not in words["being"]:
        return False
    helpers = {tokens[k].lower for k in analysis.children(verb, "aux")}
    if token.tag in ("VBZ", "VBP") or (token.tag == "VBN" and not helpers.isdisjoint(("has", "have"))):
        return True
    return token.dep == "ccomp" and token.tag == "VBD"


def _is_awaited(analysis: Analysis, head: int) -> bool:
    """ "Looks forward to [the visit]", "to [meeting] her": it is to come."""
    to = analysis.tokens[analysis.tokens[head].head]
    looked = to.lower == "to" and to.dep == "prep" and analysis.tokens[to.head].lemma == "look"
    return looked and any(analysis.tokens[k].lower == "forward" for k in analysis.children(to.head, "advmod"))


def _is_ahead(analysis: Analysis, head: int) -> bool:
    """ "Met [ahead of the summit]": it is to come."""
    of = analysis.tokens[analysis.tokens[head].head]
    return of.lower == "of" and analysis.tokens[of.head].lower == "ahead"


def _is_when(analysis: Analysis, verb: int) -> bool:
    """ "Will sign it [when they meet]", "hope to settle it once the talks are held": to come, too."""
    token = analysis.tokens[verb]
    if token.dep != "advcl" or not any(analysis.tokens[k].lower in _WHEN for k in analysis.children(verb)):
        return False
    return clauses.verbal(analysis, token.head).tense in ("future", "possible", "infinitive")


def _is_before(analysis: Analysis, words: Mapping[str, frozenset[str]], verb: int) -> bool:
    """ "Will meet her [before heading to Oslo]", "is expected to meet her before heading there": to come, too."""
    tokens = analysis.tokens
    prep = tokens[tokens[verb].head]
    if tokens[verb].dep != "pcomp" or prep.lower != "before":
        return False
    above = tokens[prep.head]
    if above.dep == "xcomp" and tokens[above.head].lemma.lower() in words["planning"]:
        return clauses.verbal(analysis, above.head).tense != "past"
    return above.pos == "VERB" and clauses.verbal(analysis, above.index).tense == "future"


def _particle(analysis: Analysis, around: list[int], phrases: frozenset[str]) -> bool:
    for word in around:
        for kid in analysis.children(word, "prt"):
            if f"{analysis.tokens[word].lemma.lower()} {analysis.tokens[kid].lower}" in phrases:
                return True
    return False
