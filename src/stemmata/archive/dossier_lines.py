"""The lines of a dossier's files as values again, as the contract writes them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from stemmata.model import (
    AnnotatedArticle,
    Article,
    Attribution,
    Claim,
    Copy,
    DateMention,
    Evidence,
    Figure,
    Name,
    Origin,
    Point,
    Publication,
    Quote,
    Reading,
    Span,
    Tie,
)


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON Lines."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def article_of(line: dict[str, Any], found: dict[str, Any]) -> AnnotatedArticle:
    """Return an article from its lines in `articles.jsonl` and `annotations.jsonl`."""
    article = Article(
        id=line["id"],
        text=line["text"],
        origin=Origin(line.get("origin") or ""),
        language=found["language"],
        title=line.get("title") or "",
        outlet=line.get("outlet"),
        url=line.get("url"),
        declared_published=line.get("published"),
        body=tuple(Span(start, end) for start, end in found["body"]),
    )
    published = found["published"]
    return AnnotatedArticle(
        article,
        published=published and msgspec.convert(published, Publication),
        names=msgspec.convert(found["names"], tuple[Name, ...]),
        figures=msgspec.convert(found["figures"], tuple[Figure, ...]),
        dates=msgspec.convert(found["dates"], tuple[DateMention, ...]),
        quotes=msgspec.convert(found["quotes"], tuple[Quote, ...]),
        attributions=msgspec.convert(found["attributions"], tuple[Attribution, ...]),
        ties=tuple(map(_tie, found["ties"])),
    )


def _tie(line: dict[str, Any]) -> Tie:
    content = {key: value for key, value in line.items() if value is not None}
    return msgspec.convert({**content, "timex": line["date"] or ""}, Tie)


def point_of(line: dict[str, Any]) -> Point:
    """Return a point from its line in `points.jsonl`."""
    about = line["point"]
    readings = tuple(
        Reading(
            reading["value"],
            tuple(
                Claim(claim["id"], claim["start"], claim["end"], claim["text"], reading["value"])
                for claim in reading["articles"]
            ),
            reading["independent_sources"],
        )
        for reading in line["readings"]
    )
    kind, question = about["kind"], about["question"]
    return Point(about["id"], line["story"], kind, question, readings, line["verdict"])


def copy_of(line: dict[str, Any]) -> Copy:
    """Return a copy from its line in `copies.jsonl`."""
    evidence = tuple(
        Evidence(
            each["kind"],
            Span(*each["copy"]),
            Span(*each["original"]) if each["original"] else None,
            each["weight"],
            each["detail"],
        )
        for each in line["evidence"]
    )
    return Copy(
        line["copy"],
        line["original"],
        line["kind"],
        line["probability"],
        line["direction_probability"],
        evidence=evidence,
        direct=line["direct"],
    )
