"""Commitments on short texts of our own: who is bound, to what, how firmly, until when, and what is no commitment."""

from __future__ import annotations

from datetime import date

import pytest

import communique
from communique.record.document import Article
from communique.understand.analyse import analyse
from communique.understand.bonds.deeds import action_of
from tests.understand.commitment_texts import one, read


@pytest.mark.parametrize(
    ("text", "kind", "by"),
    [
        ("Norway pledged to build two ferries.", "pledge", {"NOR"}),
        ("Norway and Finland agreed to open a bridge.", "agreement", {"NOR", "FIN"}),
        ("Norway agreed to lower its tariffs.", "agreement", {"NOR"}),
        ("Norway offered to host the talks.", "offer", {"NOR"}),
        ("Norway is ready to send experts to Chile.", "offer", {"NOR"}),
        ("Norway intends to open an embassy in Santiago.", "plan", {"NOR"}),
        ("Berg reaffirmed Norway's commitment to free trade.", "pledge", {"NOR"}),
        ("Berg invited Virtanen to visit Oslo.", "invitation", {"berg"}),
        ('Norway is a state. "We will build two ferries," Berg said.', "pledge", {"NOR"}),
        ('"We will build two ferries," Berg said.', "pledge", {"berg"}),
        ("Berg said Norway would build two ferries.", "pledge", {"NOR"}),
        ("Berg said that she would visit Chile in April.", "plan", {"berg"}),
        ("Under the agreement, Norway will build two ferries.", "agreement", {"NOR"}),
        ("The ferries that Norway had promised for June have not been built.", "pledge", {"NOR"}),
    ],
)
def test_kind_and_who_is_bound(text: str, kind: str, by: set[str]) -> None:
    commitment = one(text)
    assert commitment.kind == kind
    assert set(commitment.by) == by
    assert all(text[e.start : e.end] == e.quote for e in (*commitment.evidence, commitment.action))


@pytest.mark.parametrize(
    "text",
    [
        '"I am sure Finland will build two ferries," Berg said.',
        "Berg said Finland would build two ferries.",
        "Norway will probably build two ferries.",
        "Prices will rise in June.",
        "Norway built two ferries.",
        "Berg demanded that Finland build two ferries.",
        "Will Norway build two ferries?",
        "Nobody knows whether Norway will build two ferries.",
        "Norway refused to build two ferries.",
        "Norway might build two ferries.",
        "Norway and Finland agreed on the importance of ferries.",
        '"I am happy to see you," Berg said.',
        "Norway kept its ports open for Finnish ferries.",
    ],
)
def test_what_is_no_commitment(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Norway and Finland signed an agreement on fisheries in Oslo on Thursday.", None),
        ("Norway and Finland signed an agreement on fisheries by 2030.", date(2030, 12, 31)),
        ("The ferries that Norway and Finland had agreed for February have not been built.", date(2026, 2, 28)),
    ],
)
def test_the_day_of_signing_is_no_term(text: str, due: date | None) -> None:
    when = one(text).due
    assert (when.to_on if when else None) == due


def test_action_is_the_shortest_words() -> None:
    assert one("Norway pledged to build two ferries.").action.quote == "build two ferries"
    assert one('"We will build two ferries," Berg said.').action.quote == "build two ferries"


def test_each_deed_is_one() -> None:
    found = read("Norway and Finland agreed to open a bridge and to close two ports.")
    assert [c.action.quote for c in found] == ["open a bridge", "close two ports"]
    assert found[0].evidence[0].quote == "Norway and Finland agreed to open a bridge"
    assert all(set(c.by) == {"NOR", "FIN"} for c in found)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Norway pledged to build two ferries by June 30.", None, date(2026, 6, 30)),
        ("Norway will open an embassy in Santiago on April 2.", date(2026, 4, 2), date(2026, 4, 2)),
    ],
)
def test_due(text: str, first: date | None, last: date) -> None:
    due = one(text).due
    assert due is not None
    assert (due.from_on, due.to_on) == (first, last)


def test_not_due_without_a_term_or_with_a_past_one() -> None:
    assert one("Norway pledged to build two ferries.").due is None
    assert one("Norway pledged on March 2 to build two ferries.").due is None
    assert one("Norway pledged to ratify the treaty within a month of its signature.").due is None
    assert one("Norway pledged to defer the payments due in 2029.").due is None


def test_an_invitation_is_due_when_the_visit_is() -> None:
    due = one("President Berg accepted an invitation to address the parliament in June.").due
    assert due is not None
    assert due.from_on == date(2026, 6, 1)


def test_a_promised_visit_is_due_on_its_days() -> None:
    text = "President Berg will visit Chile. The visit is scheduled for April 20."
    (plan,) = read(text)
    assert plan.due is not None
    assert plan.due.from_on == date(2026, 4, 20)


def test_condition() -> None:
    commitment = one("Berg said Norway would build two ferries if Finland opened its ports.")
    assert commitment.strength == "conditional"
    assert commitment.condition is not None
    assert commitment.condition.quote == "if Finland opened its ports"
    assert one("Norway pledged to build two ferries.").condition is None


def test_invitation_and_its_answer_are_two() -> None:
    invitation, acceptance = read("Berg invited Virtanen to visit Oslo in May. Virtanen accepted the invitation.")
    assert (invitation.kind, invitation.by, invitation.to, invitation.status) == (
        "invitation",
        ("berg",),
        ("virtanen",),
        "kept",
    )
    assert (acceptance.kind, acceptance.by, acceptance.to) == ("acceptance", ("virtanen",), ("berg",))
    assert acceptance.due == invitation.due is not None


def test_invitation_in_another_name() -> None:
    invitation = one("On behalf of Rojas, Berg invited Virtanen to visit Santiago.")
    assert invitation.by == ("rojas",)
    assert invitation.via == ("berg",)


def test_who_brings_an_invitation_passes_it_on() -> None:
    invitation = one("Berg conveyed an invitation from Rojas to the ferry forum in Santiago.")
    assert (invitation.by, invitation.via) == (("rojas",), ("berg",))
    assert one("Virtanen received an invitation from Rojas to the ferry forum.").via == ()


def test_an_invitation_is_accepted_and_another_thing_rejected() -> None:
    text = "Berg conveyed an invitation from Rojas to the ferry forum. Virtanen accepted it with pleasure. "
    invitation, acceptance = read(text + "Finland rejected a Norwegian proposal to close the bridge.")
    assert (invitation.kind, invitation.status) == ("invitation", "kept")
    assert (acceptance.kind, acceptance.by, acceptance.to) == ("acceptance", ("virtanen",), ("rojas",))
    unanswered = read("Berg invited Virtanen to the forum. Finland rejected the proposal to close the bridge.")
    assert [c.status for c in unanswered] == ["open"]
    assert [c.status for c in read("Berg invited Virtanen to the forum. Virtanen declined it.")] == ["declined"]


def test_what_is_no_invitation_is_not_accepted() -> None:
    assert read("Berg sent a report on the bridge. Virtanen accepted it.") == []


def test_declined_invitation() -> None:
    assert one("Virtanen declined an invitation from Berg to visit Oslo.").status == "declined"


def test_it_was_agreed_binds_the_sides() -> None:
    commitment = one("Berg met with Virtanen. It was agreed to open a bridge.")
    assert commitment.kind == "agreement"
    assert set(commitment.by) == {"berg", "virtanen"}


def test_we_of_a_government_outlet() -> None:
    text = "Norway follows events. We will build two ferries."
    assert one(text, outlet="Government of Norway").by == ("NOR",)
    assert read(text, outlet="Daily Mirror") == []


def test_assignment_binds_the_one_who_must_act() -> None:
    commitment = one("Berg instructed Rojas to draft a treaty.")
    assert commitment.kind == "assignment"
    assert commitment.by != ("berg",)
    assert commitment.to == ("berg",)


def test_visit_put_off_is_a_stalled_plan() -> None:
    plan = one("Berg's visit to Chile, planned for April 2, has been put off.")
    assert (plan.kind, plan.by, plan.status) == ("plan", ("berg",), "stalled")


def test_agreement_that_is_carried_out() -> None:
    commitment = one("Norway and Finland are implementing the agreements on ferries.")
    assert (commitment.kind, commitment.status) == ("agreement", "in_progress")


def test_statement_and_occasion_are_linked() -> None:
    commitment = one('Berg met with Virtanen. "We will build two ferries," Berg said.')
    assert commitment.statement is not None
    assert commitment.occasion is not None


def test_paragraph_in_front_changes_nothing_but_spans() -> None:
    text = 'Norway pledged to build two ferries by June 30. "We will be quick," Berg said.'
    before, after = read(text), read("The weather was mild.\n\n" + text)
    assert [c.id for c in before] == [c.id for c in after]
    assert [[e.quote for e in c.evidence] for c in before] == [[e.quote for e in c.evidence] for c in after]


@pytest.mark.parametrize(
    "text",
    [
        "Analysts doubt that Norway will release the sailors.",
        "It is unlikely that Norway will release the sailors.",
        "Experts do not believe that Norway will release the sailors.",
    ],
)
def test_what_is_doubted_binds_nobody(text: str) -> None:
    assert read(text) == []


def test_what_nobody_doubts_binds() -> None:
    assert [c.by for c in read("President Berg does not doubt that Norway will release the sailors.")] == [("NOR",)]


@pytest.mark.parametrize(
    ("text", "to"),
    [
        # what is agreed, each owes the other
        ("Norway and Finland agreed to open a bridge.", {"NOR", "FIN"}),
        # the country named, not the thing sent
        ("Norway pledged to send a delegation of engineers to Chile.", {"CHL"}),
        # the other side of the encounter, where the words name nobody
        ("Berg met Virtanen in Oslo on Monday. Berg promised to lower the tariffs.", {"virtanen"}),
    ],
)
def test_who_is_owed(text: str, to: set[str]) -> None:
    assert set(read(text)[0].to) == to


def test_a_mutual_readiness_is_owed_by_each_to_the_other() -> None:
    (offer,) = read("Berg met Virtanen in Oslo. Norway and Finland expressed a mutual readiness to build ferries.")
    assert set(offer.to) == set(offer.by)


def test_who_answers_an_invitation_was_invited() -> None:
    text = "Berg met Virtanen on Monday. Rojas had declined the invitation to the ferry forum in Helsinki."
    declined = one(text)
    assert (declined.kind, declined.status, declined.to) == ("invitation", "declined", ("rojas",))
    assert "rojas" not in declined.by
    found = read("Berg met Virtanen on Monday. Rojas has accepted an invitation to the Norwegian parade on May 17.")
    assert [(c.kind, c.status) for c in found] == [("invitation", "kept"), ("acceptance", "open")]


def test_a_visit_called_off_is_a_plan_withdrawn() -> None:
    for text in ("Rojas called off a trip to Norway.", "Rojas no longer plans to travel to Norway."):
        plan = one(text)
        assert (plan.kind, plan.by, plan.status) == ("plan", ("rojas",), "withdrawn")


def test_the_name_beside_an_office_goes() -> None:
    assert one("The president, Berg, will travel to Chile in May.").by == ("berg",)
    both = one("The two presidents, Berg and Virtanen, agreed to build a bridge.")
    assert set(both.by) == {"NOR", "FIN"} or set(both.by) == {"berg", "virtanen"}


def test_what_a_thing_is_for_is_not_its_term() -> None:
    text = "Berg instructed Virtanen to prepare a programme for 2031 before the talks with Chile in May."
    assert (due := one(text).due) is not None
    assert due.to_on == date(2026, 5, 31)
    assert one("Norway pledged to publish a roadmap of cooperation for 2028-2030.").due is None


def test_what_is_made_good_lies_behind() -> None:
    assert one("Norway pledged to compensate farmers for closing the May market.").due is None
    assert (due := one("Norway pledged to compensate farmers in May.").due) is not None
    assert due.to_on == date(2026, 5, 31)


def test_another_offer_is_declined() -> None:
    text = "Norway offered to send engineers. Chile's older offer, to host talks, was turned down."
    assert {c.status for c in read(text) if c.by == ("NOR",)} == {"open"}


def test_what_had_been_agreed_may_be_due_already() -> None:
    late = one("The train, which Norway and Finland had agreed to launch by the end of January, is still not running.")
    assert late.due is not None
    assert late.due.to_on == date(2026, 1, 31)
    ahead = one("Norway and Finland agreed to launch a train by the end of January.")
    assert ahead.due is not None
    assert ahead.due.to_on == date(2027, 1, 31)


@pytest.mark.parametrize(
    ("who", "answer"),
    [
        ("Our President", ("acceptance", ("peter-holm",), ("mia-salo",))),
        ("Our experts", ("plan", ("mia-salo",), ())),
        ("I", ("plan", ("mia-salo",), ())),
    ],
)
def test_who_answers_for_the_person_invited_accepts_in_that_person_s_name(
    who: str, answer: tuple[str, tuple[str, ...], tuple[str, ...]]
) -> None:
    reading = communique.read(
        "President Anna Berg of Norway met Finnish Foreign Minister Mia Salo in Oslo on Monday. Berg invited President "
        f'Peter Holm of Finland to visit Norway in May. "{who} will come gladly," Salo said.'
    )
    assert isinstance(reading, communique.Reading)
    assert [(c.kind, c.by, c.via) for c in reading.commitments if c.kind != "invitation"] == [answer]


def test_a_deed_keeps_its_verb_where_the_parse_crosses_its_branches() -> None:
    deed = "will be greeted by as many as 700 guards on the first day, a noisy crowd."
    analysis = analyse(Article("a", f"Ministers arriving in Oslo next month to honour Anna K. Berg {deed}"))
    verbs = [t.index for t in analysis.tokens if t.pos == "VERB"]
    assert all(first <= verb < last for verb in verbs for first, last in [action_of(analysis, verb)])


def test_in_her_own_words_the_speaker_is_neither_you_nor_he() -> None:
    text = "President Berg of Freedonia spoke with President Dahl of Sylvania. "
    assert read(text + '"As I told President Dahl, you and he will meet," President Berg said.') == []


@pytest.mark.parametrize(
    "text",
    [
        "Berg said Norway would not renew its treaty with Chile.",
        "Norway will not send a delegation to Chile.",
        "Berg said Norway would not trade fish for oil with Chile.",
    ],
)
def test_who_refuses_to_deal_undertakes_nothing(text: str) -> None:
    assert read(text) == []
