"""FollowTheMoney, JSON-LD, GraphML: read by the programs that they are for."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from communique.record.outcome import Reading
from communique.show.export.exporter import evidence_of, findings

Write = Any


def test_ftm_entities_are_valid(write: Write, two: tuple[Reading, ...], odd: Reading) -> None:
    ftm = pytest.importorskip("followthemoney")
    entities = [json.loads(line) for line in write("ftm", *two, odd, full_text=True).splitlines()]
    ids = {entity["id"] for entity in entities}
    for entity in entities:
        schema = ftm.model.get(entity["schema"])
        schema.validate(entity)
        proxy = ftm.model.get_proxy(entity, cleaned=False)
        for name, values in entity["properties"].items():
            assert len(proxy.get(name)) == len(set(values)), (entity, name)
            if schema.get(name).type.name == "entity":
                assert set(values) <= ids
    schemas = {entity["schema"] for entity in entities}
    assert {"Person", "PublicBody", "Event", "Note", "Article", "Position", "Occupancy"} <= schemas
    person = next(one for one in entities if one["properties"].get("name") == ["Mari Tamm"])
    assert person["schema"] == "Person"
    assert person["properties"]["country"] == ["ee"]
    article = next(one for one in entities if one["schema"] == "Article")
    assert article["properties"]["notes"] == ["Licence: CC0"]


def test_json_ld_expands_without_any_network(write: Write, two: tuple[Reading, ...], odd: Reading) -> None:
    jsonld = pytest.importorskip("pyld").jsonld

    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("a context was fetched")

    document = json.loads(write("jsonld", *two, odd))
    nodes = jsonld.expand(document, {"documentLoader": refuse})
    assert len(nodes) == len(document["@graph"])
    by_id: dict[str, list[Any]] = {}
    for node in nodes:
        by_id.setdefault(node["@id"], []).append(node)
    schema, oa = "https://schema.org/", "http://www.w3.org/ns/oa#"
    types = {kind for node in nodes for kind in node["@type"]}
    assert {schema + name for name in ("Event", "Quotation", "Person", "Country", "NewsArticle")} <= types
    assert jsonld.flatten(document, None, {"documentLoader": refuse})
    assert jsonld.to_rdf(document, {"documentLoader": refuse})["@default"]
    texts = {reading.article.url: reading.article.text for reading in two}
    annotations = [node for node in nodes if node["@type"] == [oa + "Annotation"]]
    assert len(annotations) == sum(len(evidence_of(one)) for reading in (*two, odd) for one in findings(reading))
    for annotation in annotations:
        target = annotation[oa + "hasTarget"][0]
        quote, position = (selector for selector in target[oa + "hasSelector"])
        exact, prefix, suffix = (quote[oa + name][0]["@value"] for name in ("exact", "prefix", "suffix"))
        start, end = (position[oa + name][0]["@value"] for name in ("start", "end"))
        text = texts.get(target[oa + "hasSource"][0]["@id"], two[0].article.text)
        assert text[start:end] == exact
        assert text[max(0, start - len(prefix)) : end + len(suffix)] == prefix + exact + suffix
        assert annotation[oa + "hasBody"][0]["@id"] in by_id


def test_graphml_is_read_by_networkx(write: Write, two: tuple[Reading, ...], odd: Reading) -> None:
    networkx = pytest.importorskip("networkx")
    graph = networkx.read_graphml(io.BytesIO(write("graphml", *two, odd)))
    assert graph.nodes["person-mari-tamm"]["name"] == "Mari Tamm"
    assert graph.nodes["person-mari-tamm"]["state"] == "EST"
    edges = [edge for _, _, edge in graph.edges(data=True)]
    assert {"occasion", "event", "commitment"} <= {edge["kind"] for edge in edges}
    assert {edge["mutual"] for edge in edges if edge["kind"] == "occasion"} == {True}
    for edge in edges:
        text = next(one.article.text for one in (*two, odd) if one.article.id == edge["article"])
        assert text[edge["start"] : edge["end"]] == edge["words"]
        assert edge["version"]


def test_graphml_is_well_formed_and_names_each_actor_once(write: Write, two: tuple[Reading, ...]) -> None:
    etree = pytest.importorskip("lxml.etree")
    root = etree.fromstring(write("graphml", *two, *two))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    nodes = [node.get("id") for node in root.iter(space + "node")]
    assert len(nodes) == len(set(nodes))
    assert {edge.get("source") for edge in root.iter(space + "edge")} <= set(nodes)
