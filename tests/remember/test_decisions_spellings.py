"""One person under several spellings: asked for by one, found by all; persons may part and join names."""

from __future__ import annotations

import tomllib
from pathlib import Path

from communique.desk.followup import FollowUp
from communique.desk.identities.spellings import join_spellings, judge_names
from communique.desk.identities.why import explain
from communique.desk.review import ReviewDesk
from communique.follow.identity import name_blocks
from communique.lexicon.load import load_lexicon
from communique.pipeline import read_page
from communique.record.document import Article, Page
from communique.record.finding import Actor, Office, Statement
from communique.record.followup import FindingKey
from communique.record.ids import make_id, make_slug
from communique.record.outcome import Made, Reading
from communique.record.text import cite
from communique.remember import questions
from communique.remember.archive import Archive
from communique.remember.found import Filter
from communique.remember.overview.subjects import subjects

Name = tuple[str, str | None]


def add(archive: Archive, *names: Name) -> list[FindingKey]:
    """An article each, in which somebody of this name and state says something."""
    keys = []
    for name, state in names:
        text = f"We agree, {name} said."
        article = Article(make_id("a", text), text, url=f"https://news.example/{make_slug(name)}")
        actor = Actor(make_slug(name), "person", name, state=state)
        said = Statement("s-1", actor.id, None, None, (cite(text, 0, 8),), "indirect")
        reading = Reading(article, (actor,), (), (said,), (), (), (), (), Made("1", "m", "r"))
        archive.add(Page("a.txt", text.encode(), url=article.url), reading)
        keys.append(FindingKey(article.id, actor.id))
    join_spellings(archive)
    return keys


def speakers(archive: Archive, person: str) -> set[str]:
    return {next(iter(found.names.values())) for found in questions.quotes(archive, Filter(person=person))}


SPELLINGS: tuple[Name, ...] = (
    ("Aleksandr Lukashenko", "BLR"),
    ("Aliaksandr Lukashenka", "BLR"),
    ("Łukaszenka Aleksander", None),
    ("Александр Лукашенко", "BLR"),
)
OTHERS: tuple[Name, ...] = (("Viktor Lukashenko", "BLR"), ("Aleksandr Lukashevich", "RUS"), ("Lukashenko", None))


def test_one_spelling_finds_the_others(archive: Archive) -> None:
    add(archive, *SPELLINGS[:1], *OTHERS, *SPELLINGS[1:])
    all_of_him = {name for name, _ in SPELLINGS}
    assert speakers(archive, "Aliaksandr Lukashenka") == all_of_him
    assert speakers(archive, "Łukaszenka") == all_of_him
    assert speakers(archive, "Viktor") == {"Viktor Lukashenko"}
    (he,) = questions.people(archive, "Aleksander")
    assert {he.name, *he.spellings} == all_of_him
    assert (he.articles, he.statements) == (4, 4)
    assert join_spellings(archive) == 0


def test_spellings_in_the_press_are_looked_at_and_namesakes_are_not_joined() -> None:
    pairs = tomllib.loads((Path(__file__).parents[1] / "follow" / "spellings.toml").read_text(encoding="utf-8"))
    lexicon = load_lexicon()

    def told(words: str, number: int) -> tuple[FindingKey, Actor]:
        name, state, role = ([part.strip() for part in words.split(";")] + ["", ""])[:3]
        offices = (Office(role, role, state, "incumbent", ()),) if role else ()  # type: ignore[arg-type]
        actor = Actor(make_slug(name), "person", name, state=state or None, offices=offices)
        return FindingKey(f"a-{number}", actor.id), actor

    def joins(line: str) -> bool:
        a, b = (told(words, number) for number, words in enumerate(line.split("|")))
        is_looked_at = bool(set(name_blocks(a[1].name)) & set(name_blocks(b[1].name)))
        return is_looked_at and judge_names(a, b, lexicon).sameness == "same"

    assert sum(map(joins, pairs["same"])) >= 0.95 * len(pairs["same"])
    assert [line for line in pairs["namesakes"] if joins(line)] == []


def test_the_verdict_on_two_spellings_is_kept_and_explained(archive: Archive) -> None:
    add(archive, *SPELLINGS[:2])
    why = explain(archive, "aliaksandr-lukashenka")
    assert {telling.name for telling in why.tellings} == {"Aleksandr Lukashenko", "Aliaksandr Lukashenka"}
    assert [(one.by, one.reason) for one in why.joins] == [("rule:spellings", "spellings of one name")]


def test_persons_part_and_join_names_and_take_it_back(archive: Archive) -> None:
    a, b, viktor = add(archive, *SPELLINGS[:2], OTHERS[0])
    desk = ReviewDesk(archive)
    parted = desk.decide("different", a, by="Ann", other=b)
    joined = desk.decide("same", b, by="Ann", other=viktor, reason="his second name")
    assert speakers(archive, "Lukashenka") == {"Aliaksandr Lukashenka", "Viktor Lukashenko"}
    assert speakers(archive, "Aleksandr") == {"Aleksandr Lukashenko"}
    desk.undo(parted.id, "Ann")
    desk.undo(joined.id, "Ann")
    assert speakers(archive, "Lukashenka") == {"Aliaksandr Lukashenka", "Aleksandr Lukashenko"}


def test_a_person_is_listed_once(archive: Archive) -> None:
    add(archive, *SPELLINGS, *OTHERS)
    listed = {frozenset((p.name, *p.spellings)): p.articles for p in questions.people(archive)}
    assert listed == {frozenset(n for n, _ in SPELLINGS): 4} | {frozenset((n,)): 1 for n, _ in OTHERS}
    assert sorted(p.articles for p in questions.people(archive, state="blr")) == [1, 3]


def test_the_site_lists_a_person_once_on_every_page(archive: Archive) -> None:
    add(archive, *SPELLINGS, *OTHERS)
    pages, after = [], None
    while found := subjects(archive, "person", after=after, limit=1):
        pages += found
        after = (found[0].articles, found[0].id)
    assert len(pages) == len({one.name for one in pages}) == 1 + len(OTHERS)
    (he,) = (one for one in pages if one.others)
    assert {he.name, *(one.name for one in he.others)} == {name for name, _ in SPELLINGS}
    assert [one.id for one in subjects(archive, "person", words="Łukaszenka")] == [he.id]


def test_names_that_a_person_parted_are_listed_apart(archive: Archive) -> None:
    a, b = add(archive, *SPELLINGS[:2])
    desk = ReviewDesk(archive)
    assert len(list(questions.people(archive))) == 1
    parted = desk.decide("different", a, by="Ann", other=b)
    assert {p.name: p.spellings for p in questions.people(archive)} == {name: () for name, _ in SPELLINGS[:2]}
    desk.undo(parted.id, "Ann")
    assert len(list(questions.people(archive))) == 1


def test_one_statement_in_two_translations_is_explained_and_parted(archive: Archive) -> None:
    words = (
        "We will finish the bridge over the Drina before winter",
        "The Drina bridge shall be completed before winter comes",
        "Our schools need teachers and books, not speeches",
    )
    keys = []
    for number, said in enumerate(words):
        text = f'Serbian Foreign Minister Jelena Markov spoke in Belgrade on Tuesday. "{said}," Markov said.'
        page = Page(f"{number}.txt", text.encode(), url=f"https://o{number}.example/1", published="2027-05-04")
        reading = read_page(page)
        assert isinstance(reading, Reading)
        archive.add(page, reading)
        (direct,) = (s.id for s in reading.statements if s.form == "direct")
        keys.append(FindingKey(reading.article.id, direct))
    FollowUp(archive).catch_up()

    def tellings() -> set[FindingKey]:
        return {one.key for one in explain(archive, f"{keys[0].article}/{keys[0].finding}").tellings}

    assert tellings() == set(keys[:2])
    (join,) = explain(archive, f"{keys[1].article}/{keys[1].finding}").joins
    assert (join.by, join.sameness, join.reason[:11]) == ("rule:quotations", "same", "one speaker")
    desk = ReviewDesk(archive)
    parted = desk.decide("different", keys[0], by="Ann", other=keys[1])
    assert tellings() == {keys[0]}
    desk.undo(parted.id, "Ann")
    assert tellings() == set(keys[:2])
