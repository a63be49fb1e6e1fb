"""Whole sagas of our own: sessions, visits, signings and promises told over months, in other words each time."""

from __future__ import annotations

from datetime import date
from functools import cache

from communique.follow.ledger import follow
from communique.lexicon.load import load_lexicon
from communique.pipeline import read_page
from communique.record.document import Page
from communique.record.followup import Ledger, LedgerEntry, OccasionEntry
from communique.record.outcome import Reading

LEVY = (
    (
        "2027-02-03",
        "HELSINKI, February 3 - Finnish Trade Minister Aino Salmela received Estonian Trade Minister Rasmus Kuusk in "
        "Helsinki on Wednesday. Kuusk pledged that Estonia would remove the levy on Finnish timber by May 31. The "
        "ministers agreed to convene the fourth session of the Finnish-Estonian Economic Committee in Tartu in June. "
        "Salmela invited Kuusk to the Midsummer parade in Turku on June 24.",
    ),
    (
        "2027-03-20",
        "Estonia will consider removing the levy on Finnish timber, Estonian Trade Minister Rasmus Kuusk told "
        "parliament on Friday. The fourth session of the Finnish-Estonian Economic Committee, which was to be held in "
        "Tartu in June, has been moved to September at the request of the Finnish side.",
    ),
    (
        "2027-10-02",
        "The Finnish-Estonian Economic Committee convened in Tartu on September 28 for its fourth session. Finnish "
        "exporters still pay the levy on timber, although Estonia had pledged to remove it by the end of May. Estonian "
        "Trade Minister Rasmus Kuusk did not attend the Midsummer parade in Turku.",
    ),
)
CABLE = (
    (
        "2027-01-12",
        "LISBON, January 12 - Portuguese President Duarte Val invited Moroccan Prime Minister Yassine Bouhali to pay "
        "an official visit to Portugal in April. Bouhali said he would come. Portugal and Morocco agreed to sign a "
        "fisheries protocol by the end of March. Portuguese Energy Minister Rita Salgueiro said that Portugal would "
        "finish the power cable to Tangier by the end of October.",
    ),
    (
        "2027-03-28",
        "The signing of the Portuguese-Moroccan fisheries protocol, due by the end of March, has slipped, the Moroccan "
        "Foreign Ministry said. Prime Minister Yassine Bouhali will not travel to Portugal in April; the visit was "
        "pushed back to June. The power cable to Tangier will be finished by December 2028, Portuguese Energy Minister "
        "Rita Salgueiro said.",
    ),
    (
        "2027-06-10",
        "LISBON, June 10 - Moroccan Prime Minister Yacine Bouhali arrived in Lisbon on Wednesday on an official visit. "
        "Portugal and Morocco signed the fisheries protocol on Thursday.",
    ),
)
WATER = (
    (
        "2027-05-02",
        "OTTAWA, May 2 - Canadian Foreign Minister Claire Roy met Peruvian Foreign Minister Jorge Quispe in Ottawa "
        "on Saturday. The ministers agreed to hold talks on mining in Lima in September. Roy promised that Canada "
        "would send 30 water purification units to Peru by the end of August.",
    ),
    (
        "2027-09-20",
        "Canadian-Peruvian talks on mining opened in Lima on Monday. Canada would send the water purification units to "
        "Peru when conditions allow, a spokesman of the Canadian Foreign Ministry said.",
    ),
    (
        "2027-11-20",
        "Canada delivered 30 water purification units to Peru on November 15, Peruvian Foreign Minister Jorge Quispe "
        "said. Last September's mining talks in Lima had brought no result, he added.",
    ),
)


@cache
def book_of(saga: tuple[tuple[str, str], ...], as_of: str) -> Ledger:
    readings = []
    for day, text in saga:
        page = Page(f"{day}.txt", text.encode(), url=f"https://example.org/{day}", published=day)
        reading = read_page(page)
        assert isinstance(reading, Reading)
        readings.append(reading)
    return follow(readings, load_lexicon(), date.fromisoformat(as_of))


def promise(book: Ledger, words: str) -> LedgerEntry:
    (entry,) = [e for e in book.commitments if words in e.action]
    return entry


def encounter(book: Ledger, kind: str) -> OccasionEntry:
    (entry,) = [o for o in book.occasions if o.kind == kind]
    return entry


def days_of(entry: OccasionEntry) -> list[str]:
    return [(m.article_url or "")[-10:] for m in entry.mentions]


def steps(entry: LedgerEntry) -> list[tuple[str, str, str]]:
    return [((d.article_url or "")[-10:], d.status, d.judged_by) for d in entry.history]


def test_a_session_planned_put_off_and_held_is_one() -> None:
    book = book_of(LEVY, "2027-12-01")
    session = encounter(book, "session")
    assert (days_of(session), session.status) == (["2027-02-03", "2027-03-20", "2027-10-02"], "held")
    agreed = promise(book, "convene the fourth session")
    assert [(on, status) for on, status, _ in steps(agreed)] == [("2027-03-20", "stalled"), ("2027-10-02", "kept")]


def test_a_softened_promise_is_stalled_and_says_why() -> None:
    levy = promise(book_of(LEVY, "2027-12-01"), "remove the levy")
    assert steps(levy) == [
        ("2027-03-20", "stalled", "rule:softened"),
        ("2027-10-02", "broken", "rule:pledges"),
    ]
    units = promise(book_of(WATER, "2027-12-01"), "water purification units")
    assert [(s, by) for _, s, by in steps(units)] == [("stalled", "rule:softened"), ("kept", "rule:pledges")]


def test_a_day_pushed_back_without_a_word_is_told() -> None:
    cable = promise(book_of(CABLE, "2027-07-01"), "power cable")
    assert steps(cable) == [("2027-03-28", "stalled", "rule:postponed")]
    assert cable.due is not None
    assert cable.due.to_on == date(2028, 12, 31)
    assert not cable.overdue


def test_a_weak_promise_is_not_softened_by_its_own_words() -> None:
    alone = (LEVY[1],)
    (levy,) = [e for e in book_of(alone, "2027-12-01").commitments if "levy" in e.action]
    assert (levy.status, levy.history) == ("open", ())


def test_a_visit_put_off_and_paid_under_another_spelling() -> None:
    book = book_of(CABLE, "2027-07-01")
    visit = encounter(book, "visit")
    assert (len(visit.mentions), visit.status) == (3, "held")
    accepted = promise(book, "come")
    assert [s for _, s, _ in steps(accepted)] == ["stalled", "kept"]


def test_a_signing_that_slipped_is_the_one_that_came() -> None:
    book = book_of(CABLE, "2027-07-01")
    assert days_of(encounter(book, "signing")) == ["2027-03-28", "2027-06-10"]
    assert promise(book, "fisheries protocol").status == "kept"


def test_talks_agreed_and_opened_are_held() -> None:
    book = book_of(WATER, "2027-12-01")
    talks = encounter(book, "talks")
    assert (len(talks.mentions), talks.place) == (3, "Lima")
    assert promise(book, "hold talks on mining").status == "kept"


def test_nobody_telephones_to_a_place() -> None:
    call = (
        "2027-09-22",
        "Claire Roy and Jorge Quispe, the foreign ministers of Canada and Peru, spoke by telephone.",
    )
    book = book_of((WATER[0], call), "2027-12-01")
    assert promise(book, "hold talks on mining").status == "open"
