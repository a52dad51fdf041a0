"""Provenance and annotations as linked data: PROV-O and the Web Annotation model, in JSON-LD 1.1.

Each report is an entity; a copy was derived from its original by a qualified derivation (PROV-O,
W3C 2013). Each claim is an annotation whose target is the words in the report, by a position and
by a quote with what stands around it (Web Annotation Data Model, W3C 2017). The context stands in
the file: nothing has to be fetched to read it.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from stemmata.model import JSON, AnnotatedArticle, Claim, Copy, Dossier, Point
from stemmata.publish.addresses import safe_link
from stemmata.publish.lines import Line, line_bytes

_CONTEXT: Line = {
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "stemmata": "urn:stemmata:terms#",
    "id": "@id",
    "type": "@type",
}
_AROUND = 40  # characters before and after a quote, by which it is found again in changed text


def json_ld_files(dossier: Dossier) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield one document with the reports, their derivations and all claims."""
    yield "stemmata.jsonld", _document(dossier)


def article_uri(article: str) -> str:
    """Return the name of an article in linked data.

    Example:
        >>> article_uri("a/1")
        'urn:stemmata:article:a%2F1'
    """
    return f"urn:stemmata:article:{quote(article.encode('utf-8', 'surrogatepass'), safe='')}"


def _document(dossier: Dossier) -> Iterator[bytes]:
    yield b'{"@context": '
    yield line_bytes(_CONTEXT)
    yield b',\n"@graph": ['
    first = True
    for node in _nodes(dossier):
        yield b"\n" if first else b",\n"
        yield line_bytes(node)
        first = False
    yield b"\n]}\n"


def _nodes(dossier: Dossier) -> Iterator[Line]:
    derived: dict[str, list[Copy]] = {}
    for copy in dossier.copies:
        derived.setdefault(copy.copy, []).append(copy)
    for article in dossier.articles:
        yield _report(article, derived.get(article.id, []))
    by_id = {each.id: each for each in dossier.articles}
    for point in dossier.points:
        yield from _annotations(point, by_id)


def _report(annotated: AnnotatedArticle, copies: list[Copy]) -> Line:
    article = annotated.article
    node: Line = {
        "id": article_uri(article.id),
        "type": ["prov:Entity", "schema:NewsArticle"],
        "schema:identifier": article.id,
        "schema:headline": article.headline,
        "schema:inLanguage": article.language,
    }
    if article.outlet:
        node["schema:publisher"] = {"type": "schema:Organization", "schema:name": article.outlet}
    if annotated.published is not None:
        day = annotated.published.earliest.isoformat()
        node["schema:datePublished"] = {"@value": day, "type": "xsd:date"}
    if (link := safe_link(article.url)) is not None:
        node["schema:url"] = {"id": quote(link, safe=":/?#[]@!$&'()*+,;=%-._~")}
    if copies:
        node["prov:qualifiedDerivation"] = [_derivation(copy) for copy in copies]
        derived: list[JSON] = [{"id": _original(copy)} for copy in copies if copy.direct]
        node["prov:wasDerivedFrom"] = derived
    return node


def _derivation(copy: Copy) -> Line:
    return {
        "type": "prov:Quotation" if copy.kind == "cited" else "prov:Derivation",
        "prov:entity": {"id": _original(copy)},
        "stemmata:kind": copy.kind,
        "stemmata:probability": round(copy.probability, 4),
        "stemmata:directionProbability": round(copy.direction_probability, 4),
        "stemmata:share": round(copy.share, 4),
        "stemmata:evidence": [each.detail for each in copy.evidence],
    }


def _original(copy: Copy) -> str:
    if copy.unseen is None:
        return article_uri(copy.original)
    return f"urn:stemmata:unseen:{quote(copy.unseen.encode('utf-8', 'surrogatepass'), safe='')}"


def _annotations(point: Point, by_id: dict[str, AnnotatedArticle]) -> Iterator[Line]:
    for number, reading in enumerate(point.readings):
        for place, claim in enumerate(reading.claims):
            article = by_id.get(claim.article)
            if article is None:
                continue
            name = quote(point.id.encode("utf-8", "surrogatepass"), safe="")
            yield {
                "id": f"urn:stemmata:claim:{name}:{number}:{place}",
                "type": "oa:Annotation",
                "oa:motivatedBy": {"id": "oa:identifying"},
                "oa:hasBody": {
                    "type": "oa:TextualBody",
                    "rdf:value": reading.value,
                    "stemmata:question": point.question,
                    "stemmata:verdict": point.verdict,
                    "stemmata:independentSources": reading.independent_sources,
                },
                "oa:hasTarget": {
                    "type": "oa:SpecificResource",
                    "oa:hasSource": {"id": article_uri(claim.article)},
                    "oa:hasSelector": _selectors(claim, article.text),
                },
            }


def _selectors(claim: Claim, text: str) -> list[JSON]:
    return [
        {"type": "oa:TextPositionSelector", "oa:start": claim.start, "oa:end": claim.end},
        {
            "type": "oa:TextQuoteSelector",
            "oa:exact": text[claim.start : claim.end],
            "oa:prefix": text[max(0, claim.start - _AROUND) : claim.start],
            "oa:suffix": text[claim.end : claim.end + _AROUND],
        },
    ]
