"""JSON Lines, iCalendar, Atom, JSON Feed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import feedparser
import icalendar

from communique.record.codec import from_json
from communique.record.outcome import Reading
from communique.remember.found import Filter
from communique.show.export.exporter import findings
from communique.show.export.streams import entries

Write = Any


def test_json_lines_with_the_text_are_the_readings(write: Write, two: tuple[Reading, ...], odd: Reading) -> None:
    lines = write("jsonl", *two, odd, full_text=True).splitlines()
    assert tuple(map(from_json, lines)) == (*two, odd)


def test_json_lines_without_the_text_say_so(write: Write, two: tuple[Reading, ...]) -> None:
    line = json.loads(write("jsonl", two[0]))
    assert line["schema"] == "communique/excerpt/1"
    assert line["article"]["text"] is None
    assert line["commitments"][0]["evidence"][0]["quote"]


def test_json_lines_of_a_filter_are_whole_articles(write: Write, two: tuple[Reading, ...]) -> None:
    chosen = write("jsonl", *two, full_text=True, filter_=Filter(dyad=("EST", "BLR"))).splitlines()
    assert [from_json(line) for line in chosen] == [two[1]]


def test_the_calendar_holds_plans_and_days_due(write: Write, two: tuple[Reading, ...], odd: Reading) -> None:
    data = write("ical", *two, odd)
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75  # RFC 5545, 3.1
    calendar = icalendar.Calendar.from_ical(data)
    assert calendar.get("version") == "2.0"
    events = calendar.walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == len(events) >= 2
    due = next(event for event in events if "Promise due" in event["categories"].to_ical().decode())
    assert due["dtstart"].dt == date(2027, 9, 1)
    assert due["dtend"].dt == date(2027, 9, 2)
    visit = next(event for event in events if event["dtstart"].dt == date(2027, 10, 12))
    assert "Levan Beridze" in str(visit["summary"]) or "Mari Tamm" in str(visit["summary"])
    for event in events:
        assert "Licence: " in str(event["description"])
        quote = re.search(r"“(.+?)” \((\d+)-(\d+)\)", str(event["description"]), re.S)
        assert quote
        start, end = int(quote[2]), int(quote[3])
        assert quote[1] in [one.article.text[start:end] for one in two]


def test_atom_is_read_by_a_feed_reader(write: Write, two: tuple[Reading, ...], odd: Reading) -> None:
    feed = feedparser.parse(write("atom", *two, odd))
    assert not feed.bozo
    assert feed.feed.title == "Estonia & Georgia"
    assert len(feed.entries) == sum(1 for reading in (*two, odd) for _ in findings(reading))
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    first, last = feed.entries[0], feed.entries[-1]
    assert first.published == "2027-04-02T00:00:00Z"
    assert first.link == "https://example.org/second"
    assert "published" not in last  # an article without a day: only when the feed was made
    assert last.updated == "2027-05-01T12:00:00Z"
    assert {entry.rights for entry in feed.entries} == {"CC0", "not stated by the outlet"}


def test_words_of_a_page_are_no_markup_in_a_feed(write: Write, two: tuple[Reading, ...]) -> None:
    hurt = replace(two[0].article, title="<script>alert(1)</script>", outlet="\x0b<b>", url="javascript:alert(1)")
    feed = feedparser.parse(write("atom", replace(two[0], article=hurt)), sanitize_html=False)
    assert not feed.bozo
    assert all("<script>" not in entry.content[0].value for entry in feed.entries)
    assert all(entry.get("link", entry.id) == entry.id for entry in feed.entries)


def test_json_feed_has_the_same_entries(write: Write, two: tuple[Reading, ...]) -> None:
    feed = json.loads(write("feed", *two))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert len(feed["items"]) == sum(1 for reading in two for _ in findings(reading))
    item = feed["items"][0]
    assert item["date_published"] == "2027-04-02T00:00:00Z"
    assert item["_communique"]["words"] == item["content_text"]


def test_a_feed_keeps_the_latest_only(write: Write, two: tuple[Reading, ...], monkeypatch: Any) -> None:
    monkeypatch.setattr(entries, "MOST", 3)
    feed = json.loads(write("feed", *two, *two))
    assert [item["date_published"] for item in feed["items"]] == ["2027-04-02T00:00:00Z"] * 3
