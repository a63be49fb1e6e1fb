"""Articles in nearly the same words: found on either database, told, and counted once for an outlet."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from typer.testing import CliRunner

from communique.desk.followup import FollowUp
from communique.follow.archived.wordings import bands_of, likeness, signature_of
from communique.follow.ledger import follow
from communique.lexicon.load import load_lexicon
from communique.pipeline import read_page
from communique.record.document import Page
from communique.record.outcome import Reading
from communique.show.cli.main import app

STORY = (
    "VILNIUS, March 3 - Lithuanian Transport Minister Jonas Petraitis met Latvian Transport Minister Andris Ozols on "
    "Monday. Ozols promised that Latvia would deliver 40 railway wagons to Lithuania by June 30. Petraitis said that "
    "the two neighbours had never worked together so closely, and that the line from Vilnius to Riga would carry more "
    "goods than ever before once the wagons were there. Ozols thanked the railway workers of both countries. "
)
OTHER = (
    "LISBON, April 1 - Portuguese Energy Minister Rui Matos received Moroccan Energy Minister Salma Idrissi in Lisbon. "
    "Idrissi promised that Morocco would supply 200 turbines to Portugal by December 1. Matos said that wind on the "
    "coast was strong enough for all of them, and that the cable under the strait would be laid in the same year. "
    "Idrissi invited Matos to Rabat, where the two ministries are to open an office for the turbines and the cable. "
)


def read(text: str, name: str, outlet: str) -> Reading:
    page = Page(f"{name}.txt", text.encode(), url=f"https://{name}.example/1", published="2025-03-04", outlet=outlet)
    outcome = read_page(page)
    assert isinstance(outcome, Reading)
    return outcome


@pytest.fixture(scope="module")
def stories() -> list[Reading]:
    """The agency's text, printed again by itself and, with other last words, by a newspaper; and another story."""
    return [
        read(STORY, "agency", "Agency"),
        read(STORY.replace("on Monday", "Monday"), "again", "Agency"),
        read(STORY + "No date was named.", "daily", "Daily"),
        read(OTHER, "other", "Daily"),
    ]


def test_likeness_is_that_of_the_words() -> None:
    one, changed, other = map(signature_of, (STORY, STORY.replace("on Monday", "Monday"), OTHER))
    assert one
    assert changed
    assert other
    assert likeness(one, one) == 1.0
    assert likeness(one, changed) > 0.8
    assert likeness(one, other) < 0.1
    assert set(bands_of(one)) & set(bands_of(changed))
    assert not set(bands_of(one)) & set(bands_of(other))
    assert signature_of("Latvia delivered the wagons.") is None


def test_the_same_story_is_told_of(archive, stories) -> None:
    desk = FollowUp(archive)
    for story in stories:
        archive.add(None, story)
    ids = [story.article.id for story in stories]
    told = {of: {source.article_id for source, _ in others} for of, others in desk.same_story(ids).items()}
    assert told == {of: set(ids[:3]) - {of} for of in ids[:3]}
    # Another version in other words is no longer the same story.
    changed = read(OTHER.replace("strong enough", "quite enough"), "daily", "Daily")
    assert archive.add(None, changed).change == "version"
    told = {
        of: {source.article_id for source, _ in others}
        for of, others in desk.same_story([*ids, changed.article.id]).items()
    }
    assert told[ids[0]] == {ids[1]}
    assert told[ids[3]] == {changed.article.id}


def test_an_outlet_that_prints_it_twice_counts_once(archive, stories) -> None:
    whole = follow(stories, load_lexicon(), date(2025, 7, 1))
    (entry,) = [e for e in whole.commitments if "wagons" in e.action]
    first = min(stories[:2], key=lambda story: story.article.id)
    assert {m.article for m in entry.mentions} == {first.article.id, stories[2].article.id}
    for story in reversed(stories):
        archive.add(None, story)
    kept = FollowUp(archive).ledger(as_of=date(2025, 7, 1))
    assert kept.commitments == whole.commitments


def test_search_and_show_tell_it(place, archive, stories) -> None:
    for story in stories:
        archive.add(None, replace(story))
    search = CliRunner().invoke(app, ["search", "wagons", "--db", place])
    rows = [json.loads(line) for line in search.stdout.splitlines()]
    assert [len(row["same_story_as"]) for row in rows] == [2, 2, 2]
    shown = CliRunner().invoke(app, ["show", stories[0].article.id, "--text", "--db", place])
    assert shown.stdout.count("The same story: ") == 2
    assert stories[2].article.id in shown.stdout
