"""How agencies and newspapers put it: short texts of our own, read whole, in constructions of the trade."""

from __future__ import annotations

import pytest

from tests.understand.page_texts import bound, name, office, read, said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norway ruled out a pause.", "a pause"),
        ("Anna Berg did not rule out that Norway would leave.", "Norway would leave"),
        ("Anna Berg dismissed the criticism.", "the criticism"),
        ("Anna Berg cautioned Norway against closing the port.", "against closing the port"),
        ("Norway pledged $20m for repairs at the bridge.", "$20m for repairs at the bridge"),
        # the anonymity of a source stands before what is said
        ("An envoy told The Wire on condition of anonymity that the deal was dead.", "the deal was dead"),
        ("They met in May 2024, when Anna Berg promised to build a school.", "to build a school"),
        # who spoke says no more, and what the outlet adds
        ("Anna Berg said Norway had sold the ship, but gave no date.", "Norway had sold the ship"),
        ("Anna Berg said Norway had sold the ship, but did not elaborate.", "Norway had sold the ship"),
        (
            "Anna Berg said Norway would send its envoy back, ending a rift of two years.",
            "Norway would send its envoy back",
        ),
        ("Norway ruled out closing the mine, as Finland has demanded.", "closing the mine"),
        (
            "Anna Berg denied that Norway armed the Tundra Brigade, known by the letters TB.",
            "Norway armed the Tundra Brigade",
        ),
    ],
)
def test_what_was_said_begins_and_ends_where_the_speaker_does(text: str, words: str) -> None:
    assert words in [w for _, w in said(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Norway recalled its ambassador to Finland.",
        "Anna Berg dismissed the minister.",
        "Norway invited the members to announce new gifts.",
        # a line between paragraphs that quotes what comes later
        "Norway closed the port.\n\n'Traders are on their knees'\n\nNobody knew why the port was closed.",
    ],
)
def test_deeds_and_headings_are_no_words(text: str) -> None:
    assert said(text) == []


def test_a_promise_that_a_quotation_recalls_stays_inside_it() -> None:
    text = 'Finland will pay. "If the gate does not open as they promised, we will leave," Anna Berg said.'
    assert said(text) == [("Anna Berg", "If the gate does not open as they promised, we will leave,")]


def test_two_cues_of_one_speaker_are_two_statements() -> None:
    text = "Anna Berg said the government had sold the ship and called on Norway to buy it back."
    assert [w for _, w in said(text)] == ["the government had sold the ship", "to buy it back"]


def test_the_statement_goes_on_with_its_issuer() -> None:
    text = 'The Norwegian Foreign Ministry said the envoy was late. "We waited for an hour," its statement reads.'
    assert [who for who, _ in said(text)] == ["Norwegian Foreign Ministry"] * 2


def test_a_first_name_tells_he_from_she() -> None:
    text = (
        "Norwegian Foreign Minister Peter Holm spoke on Monday. Anna Berg, a lawmaker, said the deal was bad. "
        "He has refused to answer, saying that the deal was good."
    )
    assert said(text)[-1] == ("Peter Holm", "the deal was good")


def test_the_diplomat_may_be_the_spokeswoman() -> None:
    text = (
        "Norwegian Foreign Minister Peter Holm met the press. Foreign Ministry Spokeswoman Anna Berg said that talks "
        'went on. "Nobody has left the table," the diplomat pointed out.'
    )
    assert said(text)[-1] == ("Anna Berg", "Nobody has left the table,")


@pytest.mark.parametrize(
    ("text", "person", "held"),
    [
        (
            "Norway and Finland will talk, Foreign Minister Peter Holm said after a call with his Finnish counterpart, "
            "Aino Laine.",
            "Peter Holm",
            [("foreign_minister", "NOR")],
        ),
        (
            "Finnish Prime Minister Aino Laine received a Norwegian delegation headed by Energy Minister Peter Holm.",
            "Peter Holm",
            [("minister", "NOR")],
        ),
        ("Mali's military ruler, General Issa Keita, was silent.", "Issa Keita", [("head_of_state", "MLI")]),
    ],
)
def test_whom_an_office_serves(text: str, person: str, held: list[tuple[str, str | None]]) -> None:
    assert office(text, person)[:1] == held


def test_associations_and_charities_are_no_persons() -> None:
    text = (
        '"We wait," said Peter Holm, the chairman of the Norway Transporters Association. '
        "The aid organization Casa Verde left Norway."
    )
    assert [a.name for a in read(text).actors if a.kind == "person"] == ["Peter Holm"]


def test_a_mission_is_named_with_its_seat() -> None:
    text = "The United Nations Support Mission in Libya (UNSMIL) urged both sides to wait."
    assert "United Nations Support Mission in Libya" in [a.name for a in read(text).actors]


def test_brussels_acts_for_the_union() -> None:
    text = "The European Union and Norway talk. Anna Berg said Brussels would pay Norway."
    assert bound("Brussels pledged to pay Norway.")[0][0] == {"European Union"}
    assert not any(a.name == "Belgium" for a in read(text).actors)


@pytest.mark.parametrize(
    ("text", "kind", "status", "when"),
    [
        ("Norwegian Minister Anna Berg called on Finnish President Peter Holm.", "meeting", "held", None),
        (
            "Ambassador Anna Berg of Norway called on Foreign Minister Liv Dahl of Finland to bid farewell.",
            "meeting",
            "held",
            None,
        ),
        (
            "Norway's envoy Anna Berg called on Finland's President Peter Holm to discuss trade.",
            "meeting",
            "held",
            None,
        ),
        ("Anna Berg of Norway spoke. She called on President Peter Holm to discuss it.", "meeting", "held", None),
        ("Peter Holm of Finland received a courtesy call from Norway's envoy, Anna Berg.", "meeting", "held", None),
        ("President Peter Holm of Finland granted an audience to Norway's envoy Anna Berg.", "meeting", "held", None),
        ("Norwegian Minister Anna Berg called Finnish President Peter Holm on Sunday.", "call", "held", "2026-03-08"),
        ("Norway and Finland have agreed to open the road after two days of talks.", "talks", "held", None),
        (
            "Norwegian Minister Anna Berg will attend the summit that Finland will host in May.",
            "summit",
            "planned",
            "2026-05",
        ),
    ],
)
def test_encounters(text: str, kind: str, status: str, when: str | None) -> None:
    found = [(o.kind, o.status, o.when.value if o.when else None) for o in read(text).occasions]
    assert (kind, status, when) in found


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian Minister Anna Berg called on Finnish President Peter Holm to resign.",
        "Norway called on Finnish President Peter Holm to discuss the bill.",
        "Peter Holm of Finland told an audience that Anna Berg of Norway had written.",
        "Norwegian Minister Anna Berg called Finnish President Peter Holm a friend.",
        "Anna Berg spoke of the president, who hosted him.",
    ],
)
def test_who_is_only_asked_or_named_is_not_met(text: str) -> None:
    assert read(text).occasions == ()


def test_who_calls_on_a_host_to_discuss_something_asks_nothing() -> None:
    reading = read("Anna Berg of Norway spoke. She called on President Peter Holm of Finland to discuss the railway.")
    assert reading.statements == ()
    assert {e.type for e in reading.events} == {"CONSULT"}


def test_an_evening_is_not_that_of_a_week_told_before() -> None:
    text = '"I answered last week," Anna Berg said. Later in the evening Anna Berg met Peter Holm.'
    (meeting,) = read(text).occasions
    assert meeting.when is None or (
        meeting.when.from_on is not None and meeting.when.from_on.isoformat() > "2026-03-08"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Norway rejected claims that Finland is planning to send troops to the border in May.",
        "Anna Berg did not rule out that Norway would ask for a session.",
        "The Norwegian delegation will be led by Minister Anna Berg.",
    ],
)
def test_nobody_is_bound(text: str) -> None:
    assert bound(text) == []


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("The Government of Canada pledged a further CAD 25 million on Monday.", "Canada"),
        ("Berg said she had received an assurance from Finland that the port would stay open.", "Finland"),
    ],
)
def test_who_is_bound(text: str, by: str) -> None:
    assert any(by in (n or "") for names, _ in bound(text) for n in names)


def test_a_deed_inside_a_deed_is_promised_once() -> None:
    assert len(bound("Norway undertook to guarantee the safety of the sailors.")) == 1


def test_the_day_of_a_second_deed_is_not_that_of_the_first() -> None:
    text = "Norway and Finland agreed to disarm the guards and to meet again in Oslo on April 18."
    due = {c.evidence[0].quote: c.due.value if c.due else None for c in read(text).commitments}
    assert list(due.values()) == [None, "2026-04-18"]


def test_a_predecessor_held_the_office() -> None:
    text = "Norwegian Foreign Minister Peter Holm was late. Holm's predecessor, Anna Berg, promised a loan."
    (actor,) = (a for a in read(text).actors if a.name == "Anna Berg")
    assert [(o.role, o.of, o.tenure) for o in actor.offices] == [("foreign_minister", "NOR", "former")]
    assert actor.state == "NOR"


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Norway hit back by closing the border to Finland.", "ASSAULT"),
        ("Norwegian President Anna Berg called Finnish President Peter Holm on Sunday.", "REQUEST"),
    ],
)
def test_what_is_no_such_event(text: str, type_: str) -> None:
    assert type_ not in [e.type for e in read(text).events]


def test_a_sum_in_dollars_is_no_state() -> None:
    assert not any(a.code == "USA" for a in read("Norway needs US$908 million for the bridge.").actors)


def test_a_concession_in_the_present_is_the_outlets() -> None:
    text = "Anna Berg said work on the bridge had begun, although the site is closed for lack of funds."
    assert said(text) == [("Anna Berg", "work on the bridge had begun")]


def test_an_invitation_accepted_in_words_is_kept() -> None:
    text = (
        "Norwegian President Anna Berg invited Finnish President Peter Holm to visit Oslo. "
        "Peter Holm said he would come to Oslo in May."
    )
    assert [(c.kind, c.status) for c in read(text).commitments] == [("invitation", "kept"), ("acceptance", "open")]


def test_a_mission_of_the_un_is_not_its_seats() -> None:
    reading = read("The United Nations Assistance Mission in Chad urged Chad to wait.")
    assert [a.state for a in reading.actors if "Mission" in a.name] == [None]


def test_what_is_announced_with_a_day_is_a_plan() -> None:
    (found,) = read(
        "Norwegian Energy Minister Anna Berg announced that Norway will build two ferries by the end of May."
    ).commitments
    assert found.kind == "plan"


def test_aid_that_was_paid_is_a_promise_kept() -> None:
    (found,) = read(
        "Norway and Finland have already disbursed the gifts they promised at the Oslo conference."
    ).commitments
    assert (found.status, found.due) == ("kept", None)


def test_the_visiting_minister_is_of_another_state_than_the_host() -> None:
    text = (
        "Norwegian Foreign Minister Peter Holm met his Finnish counterpart, Aino Laine, on Monday. "
        "The visiting minister called on Prime Minister Anna Berg of Norway."
    )
    visit = read(text).occasions[-1]
    assert {name(read(text), p.actor) for p in visit.participants} == {"Aino Laine", "Anna Berg"}
