"""FollowTheMoney: entities as JSON Lines, for `ftm aggregate`, Aleph and everything that reads them.

Actors are Person, PublicBody and Organization, offices Position and Occupancy, articles Article, encounters and deeds
Event, statements and promises Note, ties UnknownLink; each with the Article as `proof` and its words in `summary`. The
same actor comes again with every article that names it: entities of one id are fragments, which `ftm aggregate` joins.

Source: followthemoney 4.11, schema files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO, Final

from communique.lexicon.states import load_state_codes
from communique.record.codec import Finding
from communique.record.finding import Actor, Commitment, Event, Occasion, Relation, Statement
from communique.record.outcome import Reading
from communique.show.export.caption import caption, names_of
from communique.show.export.exporter import NO_LICENCE, About, evidence_of, findings
from communique.show.export.linked.keys import actor_keys

SCHEMAS: Final = {"person": "Person", "state": "PublicBody", "government": "PublicBody", "igo": "Organization",
                  "organisation": "Organization", "group": "LegalEntity"}  # fmt: skip


class FollowTheMoney:
    """One entity a line."""

    def setup(self, stream: BinaryIO, about: About) -> None:
        self._stream, self._about, self._codes = stream, about, load_state_codes()

    def feed(self, reading: Reading) -> None:
        keys, names = actor_keys(reading), names_of(reading)
        self._article(reading)
        for actor in reading.actors:
            self._actor(actor, keys[actor.id], reading)
        for finding in findings(reading):
            self._finding(finding, reading, keys, names)

    def finish(self) -> None:
        pass

    def _write(self, id_: str, schema: str, **properties: Iterable[str | None]) -> None:
        kept = {name: found for name, values in properties.items() if (found := [v for v in values if v])}
        line = json.dumps({"id": id_, "schema": schema, "properties": kept}, ensure_ascii=False)
        self._stream.write(line.encode("utf-8") + b"\n")

    def _article(self, reading: Reading) -> None:
        article, made = reading.article, reading.made
        self._write(
            article.id, "Article",
            title=[article.title], sourceUrl=[article.url], publisher=[article.outlet], author=[article.byline],
            publishedAt=[_day(article.published.value) if article.published else None],
            processingAgent=[f"communique {made.version}; {made.model}; rules {made.rules}"],
            notes=[f"Licence: {article.licence or NO_LICENCE}"],
            bodyText=[article.text] if self._about.full_text else [],
        )  # fmt: skip

    def _actor(self, actor: Actor, key: str, reading: Reading) -> None:
        country = self._alpha2(actor.code if actor.kind == "state" else actor.state)
        schema = SCHEMAS[actor.kind]
        self._write(key, schema, name=[actor.name], alias=actor.aliases, country=[country], proof=[reading.article.id],
                    position=[held.title for held in actor.offices] if schema == "Person" else [])  # fmt: skip
        for number, held in enumerate(actor.offices if schema == "Person" else ()):
            post = f"post-{key}-{number}-{reading.article.id}"
            words = [evidence.quote for evidence in held.evidence]
            self._write(
                post, "Position", name=[held.title], country=[self._alpha2(held.of)], proof=[reading.article.id]
            )
            self._write(f"held-{post}", "Occupancy", holder=[key], post=[post], summary=words,
                        proof=[reading.article.id], status=[held.tenure])  # fmt: skip

    def _finding(self, finding: Finding, reading: Reading, keys: dict[str, str], names: dict[str, str]) -> None:
        article = reading.article
        id_ = f"{article.id}-{finding.id}"
        shared: dict[str, list[Any]] = {
            "summary": [one.quote for one in evidence_of(finding)], "proof": [article.id], "sourceUrl": [article.url],
            "publisher": [article.outlet],
        }  # fmt: skip
        places = "; ".join(f"{one.start}-{one.end}" for one in evidence_of(finding))
        told, noted = (
            [caption(finding, names)],
            [f"characters {places} of the text; licence: {article.licence or NO_LICENCE}"],
        )

        def entities(*ids: str | None) -> list[str]:
            return [keys[one] for one in dict.fromkeys(ids) if one in keys]

        match finding:
            case Occasion():
                when = finding.when
                days = {"startDate": [_iso(when.from_on)], "endDate": [_iso(when.to_on)]} if when else {}
                hosts = entities(*(one.actor for one in finding.participants if one.role == "host"))
                involved = entities(*(one.actor for one in finding.participants))
                self._write(id_, "Event", name=told, involved=involved, organizer=hosts, location=[finding.place],
                            notes=noted, keywords=[finding.kind, finding.status], **days, **shared)  # fmt: skip
            case Event():
                involved = entities(*finding.actors, *finding.recipients)
                self._write(id_, "Event", name=told, involved=involved, organizer=entities(*finding.actors),
                            date=[_day(finding.when)], location=[finding.where], notes=noted,
                            keywords=[f"PLOVER {finding.type}", finding.mode, finding.modality], **shared)  # fmt: skip
            case Statement():
                about = entities(finding.speaker, *finding.addressees)
                self._write(id_, "Note", name=told, entity=about, description=told, notes=noted, **shared,
                            keywords=["statement", finding.form])  # fmt: skip
            case Commitment():
                due = [f"due {finding.due.value}"] if finding.due else []
                self._write(id_, "Note", name=told, entity=entities(*finding.by, *finding.to), description=told,
                            notes=noted, keywords=["commitment", finding.kind, finding.status, *due],
                            **shared)  # fmt: skip
            case Relation():
                if finding.a in keys and finding.b in keys:
                    self._write(id_, "UnknownLink", subject=[keys[finding.a]], object=[keys[finding.b]],
                                role=[finding.kind], description=noted, **shared)  # fmt: skip

    def _alpha2(self, code: str | None) -> str | None:
        known = self._codes.get(code or "")
        return known.alpha2.lower() if known and known.alpha2 else None


def _day(value: str | None) -> str | None:
    return value[:10] if value and value[:4].isdecimal() and "W" not in value[:10] else None


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
