"""POLECAT: events in the columns of the yearly files on Harvard Dataverse, tab-separated.

What the words do not say is "None", as there; lists are parted by "; ". Hypothetical and negated events are left out,
and told history that has no day of its own: POLECAT has no column that would keep them from being counted.

Source: the header and values as public loaders of the releases read them (doi:10.7910/DVN/AJGVIT; columns "Event ID" to
"Version"; files before 2023 call the fifth "Intensity"); sectors from the PLOVER manual v0.8.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from typing import BinaryIO, Final

from communique.lexicon.load import load_lexicon
from communique.lexicon.states import load_state_codes
from communique.record.finding import Actor, Event, Office
from communique.record.outcome import Reading
from communique.show.export.exporter import NO_LICENCE, About

_PARTY: Final = ("{0} Name", "{0} Country", "{0} COW", "Primary {0} Sector", "{0} Sectors", "{0} Title", "{0} Name Raw",
                 "Wikipedia {0} ID")  # fmt: skip
HEADER: Final = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Event Intensity", "Quad Code", "Contexts",
    *(name.format("Actor") for name in _PARTY), *(name.format("Recipient") for name in _PARTY),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
NONE: Final = "None"
_QUADS: Final = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
_SECTORS: Final = {"legislator": "LEG", "speaker": "LEG", "military": "MIL", "head_of_igo": "IGO", "other": NONE}
_WHITE: Final = re.compile(r"\s+")


class Polecat:
    """One row an event; `Event ID` is the article's id, "_", the event's id."""

    def setup(self, stream: BinaryIO, about: About) -> None:
        lexicon = load_lexicon()
        self._types, self._states, self._codes = lexicon.plover.types, lexicon.states, load_state_codes()
        self._text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
        self._writer = csv.writer(self._text, delimiter="\t", lineterminator="\n")
        self._writer.writerow(HEADER)

    def feed(self, reading: Reading) -> None:
        story = self._story(reading)
        for event in reading.events:
            if event.modality in ("hypothetical", "negated") or (
                event.modality == "historical" and not _day(event.when)
            ):
                continue
            self._writer.writerow([_WHITE.sub(" ", cell).strip() or NONE for cell in self._row(reading, event, story)])

    def finish(self) -> None:
        self._text.flush()
        self._text.detach()

    def _row(self, reading: Reading, event: Event, story: list[str]) -> list[str]:
        article, facts = reading.article, self._types[event.type]
        published = article.published.value if article.published else NONE
        where = event.where or NONE
        country = self._states.match_at(where, 0)
        return [
            f"{article.id}_{event.id}", _day(event.when) or _day(published) or NONE, event.type, event.mode or NONE,
            str(event.score), _QUADS[facts.quad], "; ".join(event.contexts),
            *self._party(reading, event, event.actors), *self._party(reading, event, event.recipients),
            where, NONE, NONE, NONE, country.code if country and country.kind in ("name", "seat") else NONE,
            NONE, NONE, NONE, where, NONE,
            article.outlet or NONE, published, *story, article.language, _version(reading, event),
        ]  # fmt: skip

    def _party(self, reading: Reading, event: Event, ids: Iterable[str]) -> list[str]:
        """The eight cells of one side."""
        by_id = {actor.id: actor for actor in reading.actors}
        actors = [by_id[id_] for id_ in ids if id_ in by_id]
        countries = [country for actor in actors if (country := _country(actor))]
        known = (self._codes.get(country) for country in countries)
        cow = [str(code.cow) for code in known if code and code.cow]
        sectors = [sector for actor in actors if (sector := _sector(actor)) != NONE]
        titles = [actor.offices[0].title for actor in actors if actor.offices]
        return [
            _list(actor.name for actor in actors), _list(countries), _list(cow), sectors[0] if sectors else NONE,
            _list(sectors), _list(titles), _list(_raw(reading, event, actor) for actor in actors), NONE,
        ]  # fmt: skip

    def _story(self, reading: Reading) -> list[str]:
        def named(*kinds: str) -> str:
            return _list(actor.name for actor in reading.actors if actor.kind in kinds)

        places = [occasion.place for occasion in reading.occasions if occasion.place]
        return [named("person"), named("igo", "government", "organisation"), _list([named("state"), *places])]


def _country(actor: Actor) -> str | None:
    return "IGO" if actor.kind == "igo" else actor.code if actor.kind == "state" else actor.state


def _sector(actor: Actor) -> str:
    if actor.kind in ("state", "government"):
        return "GOV"
    if actor.kind == "igo":
        return "IGO"
    return _office_sector(actor.offices[0]) if actor.offices else NONE


def _office_sector(office: Office) -> str:
    """Who once held an office is of the elite."""
    return "ELI" if office.tenure == "former" else _SECTORS.get(office.role, "GOV")


def _raw(reading: Reading, event: Event, actor: Actor) -> str:
    """The words that name the actor where the event is told, else its name."""
    for evidence in event.evidence:
        for mention in actor.mentions:
            if evidence.start <= mention.start and mention.end <= evidence.end:
                return reading.article.text[mention.start : mention.end]
    return actor.name


def _version(reading: Reading, event: Event) -> str:
    """What made the row and where its words stand: the releases have no columns for it."""
    made, evidence = reading.made, event.evidence[0]
    licence = reading.article.licence or NO_LICENCE
    place = f"{reading.article.url or reading.article.id} {evidence.start}-{evidence.end}"
    return f"communique {made.version}; {made.model}; rules {made.rules}; licence: {licence}; {place}"


def _list(cells: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(cell.replace(";", ",") for cell in cells if cell and cell != NONE)) or NONE


def _day(value: str | None) -> str | None:
    try:
        return date.fromisoformat(value[:10]).isoformat() if value and len(value) >= 10 else None
    except ValueError:
        return None
