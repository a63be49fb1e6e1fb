"""JSON-LD: schema.org things, each with a W3C Web Annotation that ties it to its words.

One document `{"@context": ..., "@graph": [...]}`, written node by node. The context is in the file: nothing is fetched.
What schema.org has no word for is under `https://communique.invalid/record#`, the fields of `docs/record.md`.

Source: schema.org 29 (NewsArticle, Event, Quotation, Action, Person, Country, Organization); Web Annotation Data Model
(W3C Recommendation 2017), TextQuoteSelector and TextPositionSelector.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO, Final

from communique.record.codec import Finding
from communique.record.finding import Actor, Commitment, Event, Occasion, Relation, Statement
from communique.record.outcome import Reading
from communique.record.text import Evidence
from communique.show.export.caption import caption, names_of
from communique.show.export.exporter import PRODUCER, About, evidence_of, findings
from communique.show.export.linked.keys import actor_keys

RECORD: Final = "https://communique.invalid/record#"
# How much text before and after the words goes along, so that they are found again in a page that has changed.
AROUND: Final = 32
_IRI: Final = {"@type": "@id"}
_DAY: Final = {"@type": "https://schema.org/Date"}
CONTEXT: Final[dict[str, Any]] = {
    "@vocab": "https://schema.org/", "record": RECORD, "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "url": _IRI, "isBasedOn": _IRI, "spokenByCharacter": _IRI, "creator": _IRI, "recipient": _IRI, "attendee": _IRI,
    "organizer": _IRI, "agent": _IRI, "participant": _IRI, "affiliation": _IRI, "eventStatus": _IRI,
    "datePublished": _DAY, "startDate": _DAY, "endDate": _DAY, "endTime": _DAY,
    "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": "oa:hasTarget",
    "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": "oa:hasSelector", "motivation": {
        "@id": "oa:motivatedBy", "@type": "@id"},
    "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix", "start": "oa:start", "end": "oa:end",
}  # fmt: skip
_TYPES: Final = {"person": "Person", "state": "Country", "government": "GovernmentOrganization", "igo": "Organization",
                 "organisation": "Organization", "group": "Organization"}  # fmt: skip
_STATUS: Final = {"cancelled": "EventCancelled", "postponed": "EventPostponed", "planned": "EventScheduled"}

Node = dict[str, Any]


class LinkedData:
    """A graph, node by node; actors come again with every article, under the same `@id`."""

    def setup(self, stream: BinaryIO, about: About) -> None:
        self._stream, self._about, self._is_first = stream, about, True
        head = {"@context": CONTEXT}
        stream.write(json.dumps(head, ensure_ascii=False)[:-1].encode() + b', "@graph": [\n')

    def feed(self, reading: Reading) -> None:
        keys, names = actor_keys(reading), names_of(reading)
        self._write(self._article(reading))
        for actor in reading.actors:
            self._write(_actor(actor, keys[actor.id]))
        for finding in findings(reading):
            id_ = f"urn:communique:{reading.article.id}:{finding.id}"
            node = {"@id": id_, **_finding(finding, keys), "name": caption(finding, names)}
            self._write(node | {"isBasedOn": _article_id(reading)})
            for number, evidence in enumerate(evidence_of(finding), 1):
                self._write(_annotation(f"{id_}#{number}", id_, evidence, reading))

    def finish(self) -> None:
        self._stream.write(b"\n]}\n")

    def _write(self, node: Node) -> None:
        kept = {name: value for name, value in node.items() if value not in (None, [], ())}
        self._stream.write((b"" if self._is_first else b",\n") + json.dumps(kept, ensure_ascii=False).encode("utf-8"))
        self._is_first = False

    def _article(self, reading: Reading) -> Node:
        article, made = reading.article, reading.made
        return {
            "@id": _article_id(reading), "@type": "NewsArticle", "identifier": article.id, "headline": article.title,
            "url": article.url,
            "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
            "datePublished": article.published.value if article.published else None, "inLanguage": article.language,
            "license": article.licence, "articleSection": list(article.sections),
            "articleBody": article.text if self._about.full_text else None,
            "record:made": f"{PRODUCER}; {made.model}; rules {made.rules}",
        }  # fmt: skip


def _article_id(reading: Reading) -> str:
    return f"urn:communique:{reading.article.id}"


def _actor(actor: Actor, key: str) -> Node:
    return {
        "@id": f"urn:communique:{key}", "@type": _TYPES[actor.kind], "name": actor.name,
        "alternateName": list(actor.aliases), "jobTitle": [held.title for held in actor.offices],
        "identifier": actor.code, "record:state": actor.state,
    }  # fmt: skip


def _finding(finding: Finding, keys: dict[str, str]) -> Node:
    def of(*ids: str | None) -> list[str]:
        return [f"urn:communique:{keys[one]}" for one in dict.fromkeys(ids) if one in keys]

    match finding:
        case Statement():
            return {
                "@type": "Quotation", "text": " … ".join(one.quote for one in finding.content),
                "creator": of(finding.speaker), "recipient": of(*finding.addressees), "record:form": finding.form,
            }  # fmt: skip
        case Occasion():
            when, status = finding.when, _STATUS.get(finding.status)
            return {
                "@type": "Event", "attendee": of(*(one.actor for one in finding.participants)),
                "organizer": of(*(one.actor for one in finding.participants if one.role == "host")),
                "location": {"@type": "Place", "name": finding.place} if finding.place else None,
                "startDate": when.from_on.isoformat() if when and when.from_on else None,
                "endDate": when.to_on.isoformat() if when and when.to_on else None,
                "eventStatus": f"https://schema.org/{status}" if status else None,
                "record:status": finding.status, "record:kind": finding.kind,
            }  # fmt: skip
        case Event():
            return {
                "@type": "Action", "agent": of(*finding.actors), "recipient": of(*finding.recipients),
                "record:plover": finding.type, "record:mode": finding.mode, "record:score": finding.score,
                "record:modality": finding.modality, "record:when": finding.when,
                "location": {"@type": "Place", "name": finding.where} if finding.where else None,
            }  # fmt: skip
        case Commitment():
            return {
                "@type": "PlanAction", "agent": of(*finding.by), "recipient": of(*finding.to),
                "description": finding.action.quote, "record:kind": finding.kind, "record:status": finding.status,
                "record:strength": finding.strength, "record:due": finding.due.value if finding.due else None,
                "endTime": finding.due.to_on.isoformat() if finding.due and finding.due.to_on else None,
            }  # fmt: skip
        case Relation():
            return {"@type": "Role", "participant": of(finding.a, finding.b), "roleName": finding.kind}


def _annotation(id_: str, body: str, evidence: Evidence, reading: Reading) -> Node:
    text, article = reading.article.text, reading.article
    return {
        "@id": id_, "@type": "oa:Annotation", "motivation": "oa:identifying", "body": body,
        "target": {
            "source": article.url or _article_id(reading),
            "selector": [
                {
                    "@type": "oa:TextQuoteSelector", "exact": evidence.quote,
                    "prefix": text[max(0, evidence.start - AROUND) : evidence.start],
                    "suffix": text[evidence.end : evidence.end + AROUND],
                },
                {"@type": "oa:TextPositionSelector", "start": evidence.start, "end": evidence.end},
            ],
        },
    }  # fmt: skip
