"""Actors of short, self-written articles: persons, offices, states, groups, pronouns, kin."""

from __future__ import annotations

import pytest

from communique.lexicon.load import load_lexicon
from communique.record.document import Article
from communique.record.finding import Actor
from communique.understand.actors import find_cast
from communique.understand.analyse import analyse
from communique.understand.naming.home import publisher
from tests.understand.actor_texts import persons, read


def offices(actor: Actor) -> set[tuple[str, str | None, str]]:
    return {(o.role, o.of, o.tenure) for o in actor.offices}


def words(text: str, actor: Actor, kind: str | None = None) -> list[str]:
    return [text[m.start : m.end] for m in actor.mentions if kind is None or m.kind == kind]


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        ("Kazakh Foreign Minister Serik Omarov arrived.", "Serik Omarov", ("foreign_minister", "KAZ", "incumbent")),
        ("Ana Lima, the prime minister of Portugal, arrived.", "Ana Lima", ("head_of_government", "PRT", "incumbent")),
        ("Norway’s energy minister, Kari Solberg, arrived.", "Kari Solberg", ("minister", "NOR", "incumbent")),
        ("President of Peru Luis Quispe spoke.", "Luis Quispe", ("head_of_state", "PER", "incumbent")),
        ("Former Polish Deputy Defence Minister Jan Kowal spoke.", "Jan Kowal", ("deputy", "POL", "former")),
        ("Acting Prime Minister of Estonia Mart Tamm spoke.", "Mart Tamm", ("head_of_government", "EST", "acting")),
        ("NATO Secretary General Lars Holm spoke.", "Lars Holm", ("head_of_igo", "NATO", "incumbent")),
        ("The Speaker of the Parliament of Georgia, Nino Bero, spoke.", "Nino Bero", ("speaker", "GEO", "incumbent")),
        ("Japan's ambassador to Chile, Kenji Mori, spoke.", "Kenji Mori", ("ambassador", "JPN", "incumbent")),
        ("German Foreign Ministry spokeswoman Anna Weber spoke.", "Anna Weber", ("spokesperson", "DEU", "incumbent")),
        ("Daniel Moyo, director of Harbour Freight, spoke.", "Daniel Moyo", ("other", None, "incumbent")),
    ],
)
def test_an_office_is_read_as_the_article_gives_it(text: str, name: str, office: tuple[str, str | None, str]) -> None:
    found = persons(text)
    assert name in found, found
    assert office in offices(found[name])
    for given in found[name].offices:
        assert all(text[e.start : e.end] == e.quote for e in given.evidence)


def test_two_offices_in_one_breath() -> None:
    (minister,) = persons("Deputy Prime Minister and Foreign Minister of Latvia Ilze Kalna spoke.").values()
    assert {role for role, _, _ in offices(minister)} == {"deputy", "foreign_minister"}
    assert minister.state == "LVA"


def test_plural_titles_are_shared() -> None:
    found = persons("The foreign ministers of both countries, Ana Lima of Portugal and Karl Huber of Austria, met.")
    assert offices(found["Ana Lima"]) == {("foreign_minister", "PRT", "incumbent")}
    assert offices(found["Karl Huber"]) == {("foreign_minister", "AUT", "incumbent")}


def test_a_title_before_and_belongs_to_somebody_else() -> None:
    text = "President Emil Brandt of Austria arrived. The President and Prime Minister Ana Lima of Portugal spoke."
    assert ("head_of_state", "PRT", "incumbent") not in offices(persons(text)["Ana Lima"])


def test_short_forms_and_titles_gather_to_one_person() -> None:
    text = (
        "Kazakh Transport Minister Serik Omarov met Ana Lima on Monday. Omarov praised her. "
        "The minister said that he would return. Mr. Omarov left."
    )
    minister = persons(text)["Serik Omarov"]
    assert words(text, minister, "name") == ["Serik Omarov", "Omarov", "Omarov"]
    assert "minister" in words(text, minister, "title")
    assert words(text, minister, "pronoun") == ["he"]
    assert words(text, persons(text)["Ana Lima"], "pronoun") == ["her"]


def test_two_bearers_of_a_family_name_are_never_merged() -> None:
    text = "Defence Minister Olga Brandt met her predecessor, Emil Brandt, in Vienna. Minister Brandt thanked him."
    found = persons(text)
    assert {"Olga Brandt", "Emil Brandt"} <= set(found)
    assert "Brandt" in words(text, found["Olga Brandt"])
    assert "him" in words(text, found["Emil Brandt"], "pronoun")


def test_ids_are_numbered_when_a_name_repeats() -> None:
    ids = [a.id for a in read("French officials met. The troops and French troops met officials.")]
    assert len(ids) == len(set(ids))


def test_a_capital_acts_or_is_a_place() -> None:
    acting = {a.code for a in read("Baku and Yerevan confirmed the plan.") if a.kind == "state"}
    assert acting == {"AZE", "ARM"}
    assert not [a for a in read("The exhibition opened in Baku.") if a.kind == "state"]


def test_demonyms_are_mentions_of_the_state_but_head_nothing() -> None:
    article = Article("a", "Senior Hungarian and Romanian officials agreed.")
    analysis = analyse(article)
    cast = find_cast(article, analysis, load_lexicon())
    head = next(t.index for t in analysis.tokens if t.text == "officials")
    assert {a.state for a in cast.phrase(head)} == {"HUN", "ROU"}
    adjective = next(t.index for t in analysis.tokens if t.text == "Hungarian")
    assert cast.headed(adjective) is None
    covering = cast.covering(adjective)
    assert covering is not None
    assert covering.code == "HUN"


def test_ethnic_groups_are_no_states() -> None:
    assert not [a for a in read("Up to 100 ethnic Turks protested.") if a.kind == "state"]


def test_people_of_a_state_are_a_group() -> None:
    groups = {a.name: a.state for a in read("Palestinians protested against the decision.") if a.kind == "group"}
    assert groups == {"Palestinians": "PSE"}


def test_bodies_take_their_state_and_their_abbreviation() -> None:
    text = "The Harbour Workers Union (HWU) went on strike. HWU leaders met the Norwegian government."
    found = {a.name: a for a in read(text)}
    assert found["Harbour Workers Union"].aliases == ("HWU",)
    assert found["Norwegian government"].kind == "government"
    assert found["Norwegian government"].state == "NOR"


def test_a_description_and_the_name_of_a_body_are_one() -> None:
    found = {a.name: a for a in read("The Uzbek weather service Samovar warned of floods.")}
    assert found["Samovar"].state == "UZB"
    assert found["Samovar"].kind == "organisation"


def test_the_two_who_meet_are_one_group_under_all_their_names() -> None:
    text = "Karl Huber met Ana Lima. The two presidents spoke. The leaders agreed that both sides would return."
    groups = [a for a in read(text) if a.kind == "group"]
    assert [words(text, g) for g in groups] == [["The two presidents", "The leaders", "both sides"]]


def test_a_side_is_its_state() -> None:
    text = "The Kazakh side offered to host the talks."
    (state,) = [a for a in read(text) if a.code == "KAZ"]
    assert "Kazakh side" in words(text, state, "name")


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        (
            "Kazakh Foreign Minister Serik Omarov conveyed greetings from President Marat Tulegenov to Austria.",
            "Marat Tulegenov",
            "KAZ",
        ),
        (
            "Kazakh Foreign Minister Serik Omarov visited Austria. Omarov met Defence Minister Karl Huber.",
            "Karl Huber",
            "AUT",
        ),
        (
            "Austria and Kazakhstan held talks. Deputy Foreign Minister Karl Huber led the Austrian delegation.",
            "Karl Huber",
            "AUT",
        ),
        (
            "Kazakh President Marat Tulegenov spoke to Austria. In Kazakhstan, President Emil Brandt is well known.",
            "Emil Brandt",
            "AUT",
        ),
    ],
)
def test_the_side_of_a_bare_title_follows_from_the_clause_or_from_who_else_holds_it(
    text: str, name: str, state: str
) -> None:
    assert persons(text)[name].state == state


def test_a_side_taken_from_the_nearest_state_is_doubted() -> None:
    text = "Kazakhstan held talks. Foreign Minister Serik Omarov spoke."
    (minister,) = persons(text).values()
    assert minister.state == "KAZ"
    assert [d.field for d in minister.doubts] == ["state"]
    assert not persons("Kazakh Foreign Minister Serik Omarov spoke.")["Serik Omarov"].doubts


def test_the_guest_is_who_was_received() -> None:
    text = "Kazakh President Marat Tulegenov received Austrian Chancellor Karl Huber. The guest praised the city."
    assert words(text, persons(text)["Karl Huber"], "title") == ["guest"]


def test_an_outlet_of_a_government_names_no_foreign_president_as_its_own() -> None:
    found = persons(
        "President Emil Brandt of Austria called. Secretary Carla Stone answered.", "US Department of State"
    )
    assert found["Emil Brandt"].state == "AUT"
    assert offices(found["Carla Stone"]) == {("minister", "USA", "incumbent")}


def test_family_name_endings_tell_gender() -> None:
    text = "Begench Orazov and Aygozel Orazova met. She thanked him."
    assert words(text, persons(text)["Aygozel Orazova"], "pronoun") == ["She"]


def test_the_publishing_government_is_home() -> None:
    lexicon = load_lexicon()
    assert publisher(Article("a", "x", outlet="Ministry of Foreign Affairs of Georgia"), lexicon) == "GEO"
    assert publisher(Article("a", "x", outlet="US Department of State"), lexicon) == "USA"
    assert publisher(Article("a", "x", outlet="Georgian Daily"), lexicon) is None
    envoy = persons("Special Envoy Carla Stone arrived in Amman.", "US Department of State")["Carla Stone"]
    assert offices(envoy) == {("envoy", "USA", "incumbent")}


def test_he_in_a_quotation_is_not_its_speaker() -> None:
    text = "Serik Omarov met Karl Huber on Monday. “I know that he wants peace,” Omarov said."
    assert "he" not in words(text, persons(text)["Serik Omarov"], "pronoun")


def test_an_object_pronoun_is_not_the_subject() -> None:
    text = "Serik Omarov welcomed Karl Huber, describing him as a friend."
    assert words(text, persons(text)["Karl Huber"], "pronoun") == ["him"]


def test_kin_of_the_same_family_name() -> None:
    text = "Emil Brandt ruled until 1998. On Monday, Karl Brandt said that his father Emil Brandt had been right."
    found = persons(text)
    assert [(k.relation, k.actor) for k in found["Karl Brandt"].kin] == [("father", found["Emil Brandt"].id)]


def test_rule_of_the_past() -> None:
    text = "Ties have been warm since the leadership of Emil Brandt in Austria."
    assert offices(persons(text)["Emil Brandt"]) == {("other", "AUT", "former")}


def test_a_neutral_paragraph_in_front_moves_spans_and_changes_nothing_else() -> None:
    text = "Kazakh Transport Minister Serik Omarov met Ana Lima. He thanked the Portuguese government."
    front = "The weather was mild.\n\n"
    before, after = read(text), read(front + text)
    assert [(a.id, a.name, a.state) for a in before] == [(a.id, a.name, a.state) for a in after]
    for a, b in zip(before, after, strict=True):
        moved = [(m.start + len(front), m.end + len(front), m.kind) for m in a.mentions]
        assert moved == [(m.start, m.end, m.kind) for m in b.mentions]


def test_mentions_are_sorted_and_inside_the_text() -> None:
    text = "Kazakh Transport Minister Serik Omarov met Ana Lima. He thanked her and Lima thanked him."
    for actor in read(text):
        spans = [(m.start, m.end) for m in actor.mentions]
        assert spans == sorted(set(spans))
        assert all(0 <= start < end <= len(text) for start, end in spans)


def test_nothing_in_nothing() -> None:
    assert read("It rained.") == ()


def test_a_first_name_with_a_hyphen_is_kept_whole() -> None:
    text = "Ann Lee spoke by phone with the President of Kazakhstan, Arman-Bolat Serikov. President Serikov agreed."
    assert set(persons(text)) >= {"Ann Lee", "Arman-Bolat Serikov"}


def test_two_names_joined_by_a_hyphen_stay_two() -> None:
    assert "Merkel-Macron" not in persons("The Merkel-Macron plan failed. Angela Merkel and Emmanuel Macron met.")


@pytest.mark.parametrize(
    ("text", "full", "words"),
    [
        (
            "Anita London, a retired judge, opened the inquiry. London said that she would hear both sides.",
            "Anita London",
            ["Anita London", "London"],
        ),
        (
            "Jordan Bakerly met the press on Monday. Bakerly said that he would go.",
            "Jordan Bakerly",
            ["Jordan Bakerly", "Bakerly"],
        ),
    ],
)
def test_a_person_may_be_named_like_a_place(text: str, full: str, words: list[str]) -> None:
    found = read(text)
    assert [a.kind for a in found if a.name == full] == ["person"]
    person = next(a for a in found if a.name == full)
    assert [text[m.start : m.end] for m in person.mentions if m.kind == "name"] == words
    assert not [a for a in found if a.kind == "state"]


def test_a_capital_stays_a_place_where_the_article_is_in_it() -> None:
    found = read(
        "Anita London, a retired judge, flew home. The ministers met in London. London said that it would pay."
    )
    assert "GBR" in {a.id for a in found}


def test_initials_stand_for_the_name_that_has_them() -> None:
    text = "The Economic Cooperation Organization met in Oslo. ECO will build a railway. WHO said so. The WHO left."
    found = {a.name: a for a in read(text)}
    assert found["Economic Cooperation Organization"].code == "ECO"
    assert len(found["Economic Cooperation Organization"].mentions) == 2
    assert len(found["World Health Organization"].mentions) == 2
    text = "The Baltic Grain Council voted on Monday. BGC sent a letter to Norway."
    assert {a.name: a for a in read(text)}["Baltic Grain Council"].aliases == ("BGC",)


def test_initials_of_nobody_here_stand_for_nobody() -> None:
    names = {a.name for a in read('Norway joined ECO on Monday. "TELL US WHO WILL PAY", a banner read.')}
    assert not names & {"Economic Cooperation Organization", "World Health Organization"}


def test_initials_that_name_a_post_or_two_bodies_stand_for_neither() -> None:
    text = "The Committee for Energy Oversight met. Nordic Rail CEO Anna Berg told reporters that trains would run."
    found = {a.name: a for a in read(text)}
    assert len(found["Committee for Energy Oversight"].mentions) == 1
    text = (
        "The Baltic Grain Council voted on Monday. The Baltic Gas Company left. BGC sent a letter to Norway. "
        "The Nordic Rail Council (NRC) and the Nordic Rice Council met. NRC paid."
    )
    found = {a.name: a for a in read(text)}
    assert len(found["Baltic Grain Council"].mentions) == len(found["Baltic Gas Company"].mentions) == 1
    assert found["Nordic Rail Council"].aliases == ("NRC",)
