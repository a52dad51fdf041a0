"""The shapes of answers: the contract's lines, and what lists and summaries add to them."""

from __future__ import annotations

import json
from typing import Any

from stemmata.model import JSON
from stemmata.publish.lines import Line
from stemmata.publish.schema import schema
from stemmata.store import (
    Change,
    Counts,
    NameEntry,
    StoredArticle,
    StoredStory,
    StorySummary,
    Version,
)

_STRING: dict[str, Any] = {"type": "string"}
_NULLABLE: dict[str, Any] = {"type": ["string", "null"]}
_NUMBER: dict[str, Any] = {"type": "integer"}
_SPAN: dict[str, Any] = {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2}
_STRINGS: dict[str, Any] = {"type": "array", "items": _STRING}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": sorted(properties)}


_SUMMARY = _object(
    id=_STRING,
    storyline=_STRING,
    headline=_STRING,
    articles=_NUMBER,
    languages=_STRINGS,
    outlets=_NUMBER,
    first=_NULLABLE,
    last=_NULLABLE,
    points={"type": "object", "additionalProperties": _NUMBER},
    copies=_NUMBER,
    changed=_NUMBER,
)


def _contract(*kinds: str) -> dict[str, dict[str, Any]]:
    """Return the schemas of the contract's lines as OpenAPI takes them, parts of them beside.

    References within a schema lead from the root of a description, which knows no `$defs`.
    """
    made: dict[str, dict[str, Any]] = {}
    for kind in kinds:
        name = kind.capitalize()
        text = json.dumps(schema(kind)).replace("#/$defs/", f"#/components/schemas/{name}.")
        whole: dict[str, Any] = json.loads(text)
        made |= {f"{name}.{part}": held for part, held in whole.pop("$defs", {}).items()}
        made[name] = {key: value for key, value in whole.items() if key not in ("$schema", "$id")}
    return made


SHAPES: dict[str, dict[str, Any]] = {
    **_contract("annotation", "copy", "point", "problem"),
    "StorySummary": _SUMMARY,
    "Story": _object(summary=_SUMMARY, articles=_STRINGS, former=_STRINGS),
    "Article": _object(
        article={"type": "object"}, version=_NUMBER, story=_STRING, added=_STRING, revised=_STRING
    ),
    "Version": _object(
        article=_STRING, version=_NUMBER, fetched=_STRING, digest=_STRING, extractor=_STRING
    ),
    "Name": _object(
        key=_STRING,
        canonical=_STRING,
        kind=_STRING,
        language=_STRING,
        text=_STRING,
        articles=_NUMBER,
    ),
    "Hit": _object(
        id=_STRING,
        story=_STRING,
        snippet=_object(
            start=_NUMBER, end=_NUMBER, text=_STRING, words={"type": "array", "items": _SPAN}
        ),
        score={"type": "number"},
        why=_STRINGS,
        headline=_STRING,
        language=_STRING,
        outlet=_STRING,
        published=_NULLABLE,
    ),
    "Change": _object(
        number=_NUMBER, at=_STRING, kind=_STRING, subject=_STRING, detail={"type": "object"}
    ),
    "Decision": _object(
        number=_NUMBER,
        kind=_STRING,
        subject={"type": "object"},
        author=_STRING,
        made=_STRING,
        note=_STRING,
        undone=_NULLABLE,
        undone_by=_STRING,
    ),
    "Wrong": _object(what=_STRING, advice=_STRING),
}
_WRONG = {"application/json": {"schema": {"$ref": "#/components/schemas/Wrong"}}}
_REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"description": why, "content": _WRONG}
    for status, why in (
        (401, "no token, or a wrong one"),
        (403, "asked for by another site"),
        (413, "too large"),
        (421, "asked by another name"),
        (429, "too often"),
    )
}


def one(shape: str) -> dict[int | str, dict[str, Any]]:
    """Return what OpenAPI is to say of an answer of a shape, and of those that are no answer."""
    return _responses({"$ref": f"#/components/schemas/{shape}"})


def many(shape: str) -> dict[int | str, dict[str, Any]]:
    """Return what OpenAPI is to say of a page of a list."""
    items = {"type": "array", "items": {"$ref": f"#/components/schemas/{shape}"}}
    return _responses(_object(items=items, next=_NULLABLE))


def anything() -> dict[int | str, dict[str, Any]]:
    """Return what OpenAPI is to say of an answer that is an object of its own kind."""
    return _responses({"type": "object"})


def changed(shape: str) -> dict[int | str, dict[str, Any]]:
    """Return what OpenAPI is to say of the answers to a change; a form is led back to its page."""
    content = {"schema": {"$ref": f"#/components/schemas/{shape}"}}
    return {
        201: {"description": "it holds", "content": {"application/json": content}},
        303: {"description": "it holds; back to the page of the form"},
        422: {"description": "cannot be understood", "content": {**_WRONG, "text/html": {}}},
        **_REFUSALS,
    }


def _responses(content: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    return {
        200: {"description": "as asked for", "content": {"application/json": {"schema": content}}},
        304: {"description": "as it was"},
        404: {"description": "not known here", "content": _WRONG},
        422: {"description": "cannot be understood", "content": _WRONG},
        **_REFUSALS,
    }


def summary_line(summary: StorySummary) -> Line:
    """Return a story as a list shows it."""
    points: dict[str, JSON] = dict(summary.points.items())
    return {
        "id": summary.id,
        "storyline": summary.storyline,
        "headline": summary.headline,
        "articles": summary.articles,
        "languages": list(summary.languages),
        "outlets": summary.outlets,
        "first": summary.first.isoformat() if summary.first else None,
        "last": summary.last.isoformat() if summary.last else None,
        "points": points,
        "copies": summary.copies,
        "changed": summary.changed,
    }


def story_line(stored: StoredStory) -> Line:
    """Return a story with the ids of its articles, and former ids that lead to it."""
    return {
        "summary": summary_line(stored.summary),
        "articles": list(stored.story.articles),
        "former": list(stored.former),
    }


def standing_line(stored: StoredArticle, article: Line) -> Line:
    """Return an article with where it stands."""
    return {
        "article": article,
        "version": stored.version,
        "story": stored.story,
        "added": stored.added.isoformat(),
        "revised": stored.revised.isoformat(),
    }


def version_line(version: Version) -> Line:
    """Return one text that an article had."""
    return {
        "article": version.article,
        "version": version.version,
        "fetched": version.fetched.isoformat(),
        "digest": version.digest,
        "extractor": version.extractor,
    }


def name_line(entry: NameEntry) -> Line:
    """Return a written form of a named thing."""
    return {
        "key": entry.key,
        "canonical": entry.canonical,
        "kind": entry.kind,
        "language": entry.language,
        "text": entry.text,
        "articles": entry.articles,
    }


def change_line(change: Change) -> Line:
    """Return a line of the log of changes."""
    return {
        "number": change.number,
        "at": change.at.isoformat(),
        "kind": change.kind,
        "subject": change.subject,
        "detail": change.detail,
    }


def counts_line(counts: Counts) -> Line:
    """Return the archive in numbers."""
    points: dict[str, JSON] = dict(counts.points.items())
    languages: dict[str, JSON] = dict(counts.languages.items())
    return {
        "articles": counts.articles,
        "versions": counts.versions,
        "stories": counts.stories,
        "storylines": counts.storylines,
        "points": points,
        "copies": counts.copies,
        "names": counts.names,
        "problems": counts.problems,
        "languages": languages,
        "changed": counts.changed,
    }
