"""Titles that stand alone: "the president", "the Belarusian minister", "the presidents" -> whom they refer to."""

from __future__ import annotations

from dataclasses import replace

from communique.lexicon.load import Lexicon
from communique.record.language import Analysis, Token
from communique.understand.naming.offices import Title
from communique.understand.naming.persons import Person

_MAIN = frozenset(
    {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "minister", "speaker",
     "head_of_igo", "ambassador", "monarch"}
)  # fmt: skip
_ALONE = frozenset({"head_of_state", "monarch"})  # of whom the office alone is a name
_HEADS = frozenset({"head_of_state", "head_of_government"})
_CHAIN = 4
_AHEAD = 2  # sentences in which the name follows that a lede leaves out ("a Polish lawmaker said. Jan Nowak ...")
_NAME_WITHIN = 6
_SOON = 2
_COMING = 4  # sentences in which the name follows of who was told of by office alone
_LEADERS = frozenset({"president", "leader", "head"})


def refer(
    analysis: Analysis, lexicon: Lexicon, persons: list[Person], titles: list[Title], home: str | None
) -> list[Person]:
    """Add title mentions to the persons meant; returns persons whom the article names by their office alone."""
    unnamed: list[Person] = []
    nobody: dict[str, int] = {}
    for title in titles:
        if title.plural:
            _give_group(persons, title)
            continue
        if title.determiner == "my" and (own := _own_side(analysis, persons, title)) is not None:
            _refer_own(analysis, lexicon, persons, unnamed, replace(title, of=own))
            continue
        if not _definite(title) and title.determiner not in ("a", "an"):
            continue
        person = _meant(analysis, lexicon, persons + unnamed, title, home) if _definite(title) else None
        if person is None and (named := _named_next(analysis, persons, title, home)) is not None:
            named.titles.append((title, title.of or home))
            named.state = named.state or (None if title.of in lexicon.states.igo_codes else title.of or home)
            named.spots.append((title.first, title.last, "title"))
            continue
        if not _definite(title):
            nobody[title.noun] = title.first
            continue
        lately = nobody.get(title.noun, -1) if not _is_visitor(analysis, title) else -1
        if person is not None and person.seen_before(title.first) < lately:
            continue
        if person is not None:
            person.spots.append((title.first, title.last, "title"))
            _give_known(person, title)
            _give_ahead(person, title)
        elif _names_somebody(title) and home in (None, title.of) and not _owns(analysis, title):
            unnamed.append(_new_person(analysis, lexicon, title))
    return unnamed


def _own_side(analysis: Analysis, persons: list[Person], title: Title) -> str | None:
    """Whose "my president" is: the state of the person who was last named before it and acts there."""
    if title.role not in _MAIN or title.of is not None:
        return None
    before = [p for p in persons if p.spots and p.first_seen < title.first]
    speaker = max(before, key=lambda p: _salience(analysis, p, title.first), default=None)
    return speaker.state if speaker is not None else None


def _refer_own(
    analysis: Analysis, lexicon: Lexicon, persons: list[Person], unnamed: list[Person], title: Title
) -> None:
    """ "My minister": the one of that state whom the article names, else a person without a name."""
    person = _meant(analysis, lexicon, persons + unnamed, title, None) or _told_next(analysis, persons, title)
    if person is None:
        person = _new_person(analysis, lexicon, title)
        person.name = analysis.words(title.first - 1, title.last)
        unnamed.append(person)
    else:
        person.spots.append((title.first, title.last, "title"))


def _told_next(analysis: Analysis, persons: list[Person], title: Title) -> Person | None:
    """ "My industry minister says so. [...] The minister, X, will come": whose name is told within two sentences."""
    sentence = analysis.tokens[title.head].sentence

    def is_the_same(person: Person) -> bool:
        return person.state in (None, title.of) and any(
            t.determiner == "the" and t.role == title.role and 0 < analysis.tokens[t.head].sentence - sentence <= _SOON
            for t, _ in person.titles
        )

    told = [p for p in persons if p.spans and p.first_seen > title.last and is_the_same(p)]
    if len(told) != 1:
        return None
    told[0].state = told[0].state or title.of
    return told[0]


def _named_next(analysis: Analysis, persons: list[Person], title: Title, home: str | None) -> Person | None:
    """ "A South Korean lawmaker has said. Park X, citing ...": the first person named after the title, who acts.

    A government's own paper (`home`) writes "The Foreign Secretary will fly to Oslo. There, Ann Lee will ...".
    """
    tokens = analysis.tokens
    if title.determiner not in ("a", "an") and tokens[title.first].text.islower():
        return None
    ours = home is not None and title.determiner == "the" and title.of is None and title.role in _MAIN
    ours = ours and not any(t.noun == title.noun for p in persons for t, _ in p.titles)
    if not ours and (title.determiner == "the" or title.of is None):
        return None
    if tokens[analysis.top(title.first, title.last)].dep != "nsubj":
        return None
    coming = [p for p in persons if p.spans and p.first_seen >= title.last]
    person = min(coming, key=lambda p: p.first_seen, default=None)
    if person is None or person.known is not None or person.state not in (None, title.of):
        return None
    if _introduced(analysis, person):
        return None
    away = tokens[person.first_seen].sentence - tokens[title.head].sentence
    span = min(person.spans, key=lambda s: s.first)
    acts = tokens[analysis.top(span.first, span.last)].dep == "nsubj"
    return person if 0 < away <= _AHEAD and acts else None


def _introduced(analysis: Analysis, person: Person) -> bool:
    """Whether a person is named with another title beside the name at first, or told what he is ("X, a fellow at")."""
    first = min(person.spans, key=lambda s: s.first)
    after = [t.lower for t in analysis.tokens[first.last : first.last + 2]]
    if after and after[0] == "," and after[-1] in ("a", "an"):
        return True
    return any(t.last == first.first or 0 <= t.first - first.last <= _SOON for t, _ in person.titles)


def _definite(title: Title) -> bool:
    return title.determiner in ("the", "his", "her", "their", "its") or (
        title.determiner not in ("a", "an", "no", "any", "every", "each") and title.of is not None
    )


def _meant(
    analysis: Analysis, lexicon: Lexicon, persons: list[Person], title: Title, home: str | None
) -> Person | None:
    """Who bears such an office on such a side and was named last before; in one sentence, its subject. A government's
    own paper means its own by "the President" and "the Secretary"."""
    fits = [
        p
        for p in persons
        if _bears(lexicon, p, title) and (title.of is None or title.of in (p.state, *(s for _, s in p.titles)))
    ]
    if home is not None and title.of is None and title.role == "head_of_state":
        fits = [p for p in fits if p.state == home] or [
            p for p in fits if any(t.noun == title.noun for t, _ in p.titles)
        ]
    if home is not None and title.noun == "secretary" and title.of is None:
        fits = [p for p in fits if p.state == home] or fits
    before = [p for p in fits if p.first_seen < title.first]
    if _is_visitor(analysis, title):
        before = _from_abroad(analysis, persons, before, title) or before
    if before:
        return max(before, key=lambda p: _salience(analysis, p, title.first))
    if len(fits) == 1 and title.of is None and title.role in _MAIN and _follows_soon(analysis, fits[0], title):
        return fits[0]
    led = home is not None and title.role == "head_of_state" and title.noun == "president"
    return fits[0] if len(fits) == 1 and (title.of is not None or led) else None


def _is_visitor(analysis: Analysis, title: Title) -> bool:
    return any(t.lower == "visiting" for t in analysis.tokens[title.first : title.head])


def _from_abroad(analysis: Analysis, persons: list[Person], fits: list[Person], title: Title) -> list[Person]:
    """ "The visiting minister called on President X": a minister of another state than X."""
    here = analysis.sentence_of(title.head)
    hosts = {p.state for p in persons if any(here.first <= s.first < here.last for s in p.spans)}
    return [p for p in fits if p.state is not None and p.state not in hosts]


def _follows_soon(analysis: Analysis, person: Person, title: Title) -> bool:
    """ "The prime minister asked me. [...] Prime Minister X": named with that office and no state within a few
    sentences.
    """
    away = analysis.tokens[person.first_seen].sentence - analysis.tokens[title.head].sentence
    return 0 < away <= _COMING and any(
        t.role == title.role and t.of is None and t.last == person.first_seen for t, _ in person.titles
    )


def _salience(analysis: Analysis, person: Person, before: int) -> tuple[int, int, int]:
    """The sentence of the last mention before a token, whether it is told of there or acts there, and its place."""
    first = person.seen_before(before)
    token = analysis.tokens[first]
    for _ in range(_CHAIN):
        if token.dep not in ("compound", "appos") or token.head == token.index:
            break
        token = analysis.tokens[token.head]
    by = token.dep == "pobj" and analysis.tokens[token.head].lower == "by"
    return token.sentence, 2 if token.dep in ("nsubj", "nsubjpass") else int(by or token.dep == "agent"), first


def _bears(lexicon: Lexicon, person: Person, title: Title) -> bool:
    """Whether the title can mean an office of the person: the same one, or the bare head noun of it."""
    if person.known is not None and person.known.role == title.role and title.tenure != "former":
        return True
    general = title.role == lexicon.offices.heads[title.noun.split("-")[0]] and title.noun != "president"
    if person.known is not None and title.role == "head_of_igo" and person.known.side == title.of:
        return True
    for held, _ in person.titles:
        of = title.noun == "head" or title.complement.startswith("of ")
        if of and held.role == title.role in _HEADS:
            return held.tenure == title.tenure  # "the head of state" is the president
        if held.role in lexicon.offices.alike.get(title.noun, ()) and title.tenure == "incumbent":
            return True
        if title.of is not None and (
            held.role == title.role in _MAIN - {"minister", "ambassador"} or _leads(held, title)
        ):
            return True
        led = held.role == "head_of_igo" and title.role == "other"  # "the Secretary General", of no body by itself
        if held.noun == title.noun and (
            held.role == title.role or led or (general and held.role not in ("deputy", "head_of_government"))
        ):
            return held.tenure == title.tenure or title.tenure == "incumbent"
    return False


def _leads(held: Title, title: Title) -> bool:
    """ "The Belarusian leader" is its head of state or government."""
    return title.noun == "leader" and held.role in ("head_of_state", "head_of_government", "monarch")


def _give_known(person: Person, title: Title) -> None:
    """The office of a known leader whom the article only calls "the President"."""
    if person.known is None or person.known.role != title.role or any(t.role == title.role for t, _ in person.titles):
        return
    person.titles.append((title, title.of or person.known.side))


def _give_ahead(person: Person, title: Title) -> None:
    """ "Turkey's special envoy for trade has said. In an interview, X said": the full title stands before the name."""
    ahead = bool(person.spans) and title.last <= min(s.first for s in person.spans)
    if ahead and title.of is not None and title.complement and all(t.role != title.role for t, _ in person.titles):
        person.titles.append((title, title.of))


def _names_somebody(title: Title) -> bool:
    return title.role in _ALONE and title.of is not None and title.tenure == "incumbent" and not title.body


def _owns(analysis: Analysis, title: Title) -> bool:
    """ "The Peruvian president's envoy": another is told of."""
    after = analysis.tokens[title.last : title.last + 1]
    return bool(after) and after[0].text in ("'s", "’s", "'", "’")


def _new_person(analysis: Analysis, lexicon: Lexicon, title: Title) -> Person:
    person = Person(analysis.words(title.first, title.last), state=title.of)
    if title.of in lexicon.states.igo_codes:
        person.state = None
    person.titles.append((title, title.of))
    person.spots.append((title.first, title.last, "title"))
    return person


def refer_hosts(analysis: Analysis, lexicon: Lexicon, persons: list[Person]) -> None:
    """ "The guest", "the host": who was received and who received, as told before."""
    at = {i: p for p in persons for first, last, kind in p.spots if kind != "pronoun" for i in range(first, last)}
    role: dict[str, Person] = {}
    for token in analysis.tokens:
        word = token.lower
        if token.pos == "VERB" and token.lemma.lower() in lexicon.offices.classes["hosted"]:
            role |= _encounter(analysis, token.index, at)
        elif word in role and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "dative", "poss"):
            before = (analysis.tokens[i].lower for i in analysis.children(token.index, "det", "poss"))
            if not {"the", "his", "her"}.isdisjoint(before):
                role[word].spots.append((token.index, token.index + 1, "title"))


def refer_honoured(analysis: Analysis, lexicon: Lexicon, persons: list[Person]) -> None:
    """ "His Excellency", "Her Highness" without a name: the person named so last before."""
    tokens = analysis.tokens
    bearers = {s.first: p for p in persons for s in p.spans}
    last: dict[tuple[str, str], Person] = {}
    for token in tokens[1:]:
        if token.text not in lexicon.offices.classes["honours"]:
            continue
        before = tokens[token.index - 1].lower
        key = (before, token.text)
        named = (bearers.get(i) for i in range(token.index + 1, min(token.index + _NAME_WITHIN, len(tokens))))
        person = next((p for p in named if p is not None), None) if _goes_on(tokens, token.index) else None
        if person is not None:
            last[key] = person
        elif before in ("his", "her") and key in last:
            last[key].spots.append((token.index - 1, token.index + 1, "title"))


def _goes_on(tokens: tuple[Token, ...], honour: int) -> bool:
    """Is the honour followed by a name or title ("His Excellency Sheikh X", "His Excellency the Minister, X")?"""
    after = tokens[honour + 1] if honour + 1 < len(tokens) else tokens[honour]
    return after.text[0].isupper() or after.text in ("the", ",")


def _encounter(analysis: Analysis, verb: int, at: dict[int, Person]) -> dict[str, Person]:
    """{"host": .., "guest": ..} of "A received B", "B was received by A"; empty when one of them is no person."""
    doer = [at.get(i) for i in analysis.children(verb, "nsubj")]
    done = [at.get(i) for i in analysis.children(verb, "dobj", "nsubjpass")]
    for agent in analysis.children(verb, "agent"):
        doer += [at.get(i) for i in analysis.children(agent, "pobj")]
    if len(doer) != 1 or len(done) != 1 or doer[0] is None or done[0] is None:
        return {}
    return {"host": doer[0], "guest": done[0]}


def _give_group(persons: list[Person], title: Title) -> None:
    """ "The presidents" gives their office to the known heads of state named before it who have none yet."""
    if title.noun not in _LEADERS or title.tenure != "incumbent":
        return
    for person in persons:
        known = person.known
        if person.titles or known is None or known.role is None or person.first_seen > title.first:
            continue
        if title.noun == "president" and known.role != "head_of_state":
            continue
        person.titles.append((replace(title, role=known.role), known.side))
