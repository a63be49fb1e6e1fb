"""Standing ties on short sentences of our own."""

from __future__ import annotations

import re

import pytest

from communique.lexicon.load import load_lexicon
from communique.record.document import Article
from communique.record.finding import Actor, Mention
from communique.understand.analyse import analyse
from communique.understand.cast import Cast
from communique.understand.relations import find_relations
from tests.understand.page_texts import read

NAMES = {
    "NOR": (("Norway", "name"), ("Norwegian", "demonym")),
    "FIN": (("Finland", "name"), ("Finnish", "demonym")),
    "SWE": (("Sweden", "name"),),
    "NATO": (("NATO", "name"),),
}


def ties(text: str, title: str | None = None) -> set[tuple[frozenset[str], str]]:
    article = Article("t", text, title=title)
    analysis = analyse(article)
    actors = []
    for code, names in NAMES.items():
        mentions = tuple(
            Mention(found.start(), found.end(), kind)  # type: ignore[arg-type]
            for word, kind in names
            for found in re.finditer(word, text)
        )
        if mentions:
            actors.append(Actor(code, "igo" if code == "NATO" else "state", code, code=code, mentions=mentions))
    found = find_relations(article, analysis, load_lexicon(), Cast(actors, analysis), ())
    assert all(text[e.start : e.end] == e.quote for r in found for e in r.evidence)
    return {(frozenset((r.a, r.b)), r.kind) for r in found}


@pytest.mark.parametrize(
    ("text", "a", "b", "kind"),
    [
        ("The partnership between Norway and Finland is strong.", "NOR", "FIN", "partner"),
        ("Norway is an ally of Finland.", "NOR", "FIN", "ally"),
        ("Talks were held on the border between Norway and Sweden.", "NOR", "SWE", "neighbour"),
        ("Finland is a member of NATO.", "FIN", "NATO", "member"),
        ("Norway, which borders Sweden, sent help.", "NOR", "SWE", "neighbour"),
        ("Norway's relationship with Finland is close.", "NOR", "FIN", "partner"),
        ("Norway and Sweden share a border.", "NOR", "SWE", "neighbour"),
        ("Sweden praised Norway's partnership with Finland.", "NOR", "FIN", "partner"),
        ("The Norway-Finland Alliance remains the core of their security.", "NOR", "FIN", "ally"),
        ("Norway and Finland have become good neighbours, good friends and good partners.", "NOR", "FIN", "partner"),
        ("Norway's neighbour is Finland.", "NOR", "FIN", "neighbour"),
        ("Norway is not only a partner of Finland but cares for it.", "NOR", "FIN", "partner"),
        ("Norway and Finland became rivals, not partners.", "NOR", "FIN", "rival"),
        ('Norway called Finland a "reliable friend".', "NOR", "FIN", "ally"),
        ("Norway considers Finland a close partner.", "NOR", "FIN", "partner"),
        ("Norway closed its border. Sweden objected, NATO told the two neighbours to talk.", "NOR", "SWE", "neighbour"),
    ],
)
def test_a_tie_joins_two_sides(text: str, a: str, b: str, kind: str) -> None:
    assert (frozenset((a, b)), kind) in ties(text)


def test_no_tie_without_two_sides() -> None:
    assert ties("Norway looks for partners.") == set()
    assert ties("Norway met Finland on Monday.") == set()
    assert ties("Norway and Finland haven’t been exactly best friends.") == set()
    for words in (
        "are no longer partners",
        "never were allies",
        "are hardly allies",
        "could be partners",
        "want to become allies",
    ):
        assert ties(f"Norway and Finland {words}.") == set()
    assert ties("Norway is not a partner of Finland.") == set()
    assert ties("Norway's neighbour is not Finland.") == set()
    assert ties("Finland supports the future membership of Sweden in NATO.") == set()
    assert ties("Norway and Finland guard their own borders.") == set()
    assert ties("The programme is a partnership with Norway, Finland and Sweden.") == set()


def test_each_hyphened_word_is_a_tie_of_its_own() -> None:
    found = ties("The Norway-Finland and Norway-Sweden alliances are strong.")
    assert found == {(frozenset(("NOR", "FIN")), "ally"), (frozenset(("NOR", "SWE")), "ally")}


def test_several_neighbours_of_one_side_are_not_the_other_side() -> None:
    assert ties("Norway met Finland. Norway thanked its neighbours.") == set()


def test_partnerships_at_large_join_nobody() -> None:
    assert ties("Norway met Finland. Their ministers looked for new partnerships.") == set()


def test_our_partnership_is_that_of_the_headline() -> None:
    text = "Norway met Finland.\n\nThis strengthens our partnership."
    assert ties(text, title="Norway and Finland Sign an Agreement") == {(frozenset(("NOR", "FIN")), "partner")}


def test_a_member_of_an_organisation_borders_its_neighbour_itself() -> None:
    found = ties("Norway, a member of NATO that borders Sweden, sent help.")
    assert (frozenset({"NOR", "SWE"}), "neighbour") in found
    assert (frozenset({"NATO", "SWE"}), "neighbour") not in found


def test_a_membership_that_is_wished_for_is_none() -> None:
    assert ties("She stands for Finland being a member of NATO.") == set()
    assert ties("Norway led in the issue of Finland's NATO membership.") == set()
    assert ties("Finland is a member of NATO.") == {(frozenset({"FIN", "NATO"}), "member")}


def test_who_regards_another_as_a_partner() -> None:
    assert ties("Norway regards Finland as a reliable partner.") == {(frozenset({"NOR", "FIN"}), "partner")}
    assert ties("Norway sees Finland as a place to visit.") == set()


@pytest.mark.parametrize(
    ("text", "a", "b", "kind"),
    [
        ("Norway and Finland met. The two allies were content.", "NOR", "FIN", "ally"),
        ("Norway and Finland met. The two Nordic neighbours were content.", "NOR", "FIN", "neighbour"),
        ("Norway's Finnish ally was content.", "NOR", "FIN", "ally"),
        ("Norway, which chairs NATO this year, was content.", "NOR", "NATO", "member"),
        ("Norway, which holds the rotating chair of NATO, was content.", "NOR", "NATO", "member"),
    ],
)
def test_ties_told_in_passing(text: str, a: str, b: str, kind: str) -> None:
    assert (frozenset((a, b)), kind) in ties(text)


def test_friends_of_a_person_are_no_allies_of_a_state() -> None:
    assert not ties("Norway thanked its Finnish friends.")


def test_a_tie_that_a_person_speaks_of_is_the_state_s() -> None:
    relations = read('"Finland is our neighbour," said President Anna Berg of Norway.').relations
    assert [(r.a, r.b, r.kind) for r in relations] == [("NOR", "FIN", "neighbour")]


SPOKEN = [
    ('"Türkiye is an important partner," Norwegian Foreign Minister Nils Berg said.', {("NOR", "TUR", "partner")}),
    ('"Türkiye is not a partner," Norwegian Foreign Minister Nils Berg said.', set()),
    ("Türkiye is an ally, the Norwegian president said.", {("NOR", "TUR", "ally")}),
    # Those named before who border each other, not the two named last; no neighbour without a border, but of an island.
    ("Mali shut its border. Algeria objected. Norway told the two neighbours to talk.", {("DZA", "MLI", "neighbour")}),
    ("Kenya and Iraq met. The two neighbours need no visas.", set()),
    ("Azerbaijan and Turkmenistan met. The two Caspian neighbours need no visas.", {("AZE", "TKM", "neighbour")}),
    ("Kenya sent doctors to Iraq. Washington asked its neighbour for help.", set()),
    ("Kenya sent doctors to Iraq. Baghdad asked its neighbours for help.", set()),
    ("Iran sent doctors to Kenya. Iraq thanked its neighbour.", {("IRN", "IRQ", "neighbour")}),
    (
        "Norway and Sweden are both good neighbours for Finland.",
        {("FIN", "NOR", "neighbour"), ("FIN", "SWE", "neighbour")},
    ),
    (
        "Kenya shelters people from neighbouring states such as Somalia and Ethiopia.",
        {("KEN", "SOM", "neighbour"), ("ETH", "KEN", "neighbour")},
    ),
    ("Chile criticised the Norwegian attack on neighbouring Sweden.", {("NOR", "SWE", "neighbour")}),
    # Members: who is counted, who joins its fellows, a country of the body; not who stands beside its members.
    (
        "NATO comprises Norway, Canada and Finland.",
        {("CAN", "NATO", "member"), ("NATO", "NOR", "member"), ("FIN", "NATO", "member")},
    ),
    ("The NATO report comprises Norway and Canada.", set()),
    (
        "Chile signed it with fellow NATO members Norway and Finland.",
        {(*sorted((c, "NATO")), "member") for c in ("CHL", "NOR", "FIN")},
    ),
    ("Norway is the only NATO country to reject it.", {("NATO", "NOR", "member")}),
    ("The president of Norway visited a NATO country.", set()),
    ("Chile was granted membership of NATO in 2017.", {("CHL", "NATO", "member")}),
    ("Chile and NATO members discussed fish in Oslo.", set()),
    ("The Cook Islands asked for ships. New Zealand is ready to help its neighbour.", {("COK", "NZL", "neighbour")}),
]


@pytest.mark.parametrize(("text", "wanted"), SPOKEN, ids=[text[:40] for text, _ in SPOKEN])
def test_whose_partner_and_whose_neighbour(text: str, wanted: set[tuple[str, str, str]]) -> None:
    page = read(text)
    codes = {a.id: a.code or a.id for a in page.actors}
    found = {(*sorted((codes[r.a], codes[r.b])), r.kind) for r in page.relations}
    assert found == wanted


def test_a_tie_is_cited_once_a_place() -> None:
    (tie,) = read("Chile, an associate member of Mercosur, agreed to talk.").relations
    assert [e.quote for e in tie.evidence] == ["an associate member of Mercosur"]


ASSERTED = {
    "Norway's neighbour Sweden closed the bridge.": {("NOR", "SWE", "neighbour")},
    "The long-time rivals Norway and Sweden met.": {("NOR", "SWE", "rival")},
    "Norway shares a border with Finland and Sweden.": {("NOR", "FIN", "neighbour"), ("NOR", "SWE", "neighbour")},
    "Norway is an important partner for Finland.": {("NOR", "FIN", "partner")},
    "Norway seeks a partnership with Finland.": set(),
    "Norway has no border with Finland.": set(),
    "Norway does not share a border with Sweden.": set(),
    "The ministers, partners in crime, left for Norway and Finland.": set(),
}


@pytest.mark.parametrize("text", ASSERTED)
def test_ties_between_sides_named_around_them(text: str) -> None:
    assert ties(text) == {(frozenset(pair), kind) for *pair, kind in ASSERTED[text]}
