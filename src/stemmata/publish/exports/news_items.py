"""Reports as news items of the trade: IPTC ninjs 2.1, one JSON object a line.

What was found about a report goes along: names as people, organisations and places with where they
stand, whom it leans on as information sources, its original as an association.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from stemmata.model import JSON, AnnotatedArticle, Copy, Dossier, NameKind
from stemmata.publish.addresses import safe_link
from stemmata.publish.exports.linked_data import article_uri
from stemmata.publish.lines import Line, line_bytes

_SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_2.1.json"
_PLACES: tuple[tuple[NameKind, str], ...] = (
    ("person", "people"),
    ("organisation", "organisations"),
    ("place", "places"),
)


def ninjs_files(dossier: Dossier) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield all reports as ninjs, a line each."""
    originals: dict[str, list[Copy]] = {}
    for copy in dossier.copies:
        originals.setdefault(copy.copy, []).append(copy)
    lines = (
        line_bytes(news_item(each, originals.get(each.id, []))) + b"\n" for each in dossier.articles
    )
    yield "articles.ninjs.jsonl", lines


def news_item(annotated: AnnotatedArticle, copies: list[Copy]) -> Line:
    """Return a report as a ninjs item.

    Args:
        annotated: the report.
        copies: what it took from others.
    """
    article = annotated.article
    item: Line = {
        "uri": article_uri(article.id),
        "standard": {"name": "ninjs", "version": "2.1", "schema": _SCHEMA},
        "type": "text",
        "representationtype": "full",
        "language": article.language,
        "headlines": [{"role": "main", "value": article.headline}],
        "bodies": [
            {
                "role": "main",
                "contenttype": "text/plain",
                "charcount": len(article.text),
                "value": article.text,
            }
        ],
        "altids": [{"role": "id", "value": article.id}],
    }
    if annotated.published is not None:
        item["contentcreated"] = f"{annotated.published.earliest.isoformat()}T00:00:00Z"
    if article.byline:
        item["by"] = article.byline
    for kind, place in _PLACES:
        if found := _named(annotated, kind):
            item[place] = found
    if sources := _sources(annotated):
        item["infosources"] = sources
    associated: list[JSON] = [_association(copy) for copy in copies if copy.unseen is None]
    if associated:
        item["associations"] = associated
    if (link := safe_link(article.url)) is not None:
        item["renditions"] = [{"name": "page", "href": quote(link, safe=":/?#[]@!$&'()*+,;=%-._~")}]
    return item


def _named(annotated: AnnotatedArticle, kind: NameKind) -> list[JSON]:
    found: dict[str, JSON] = {}
    for name in annotated.names:
        if name.kind == kind:
            key = name.key or name.text
            found.setdefault(
                key, {"name": name.canonical or name.text, "rel": "about", "literal": key}
            )
    return list(found.values())


def _sources(annotated: AnnotatedArticle) -> list[JSON]:
    found: dict[str, JSON] = {}
    if annotated.article.outlet:
        found[""] = {"name": annotated.article.outlet, "rel": "publisher"}
    for each in annotated.attributions:
        found.setdefault(each.key or each.source, {"name": each.source, "rel": "contentprovider"})
    return list(found.values())


def _association(copy: Copy) -> Line:
    return {
        "name": f"original-{copy.kind}",
        "uri": article_uri(copy.original),
        "type": "text",
        "representationtype": "partial",
    }
