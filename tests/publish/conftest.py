"""An invented affair, told by eight reports in five languages: what the pages are tried on."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stemmata.affair import describe_affairs
from stemmata.model import (
    AnnotatedArticle,
    Article,
    Attribution,
    Claim,
    Copy,
    DateMention,
    Dossier,
    Evidence,
    Figure,
    Grouping,
    Mention,
    Name,
    Origin,
    Paragraph,
    Point,
    Problem,
    Publication,
    Quote,
    Reading,
    Span,
    Story,
    Tie,
    replace,
)

Table = dict[str, Any]
ORVANE = Path(__file__).with_name("orvane.toml")


@pytest.fixture
def dossier() -> Dossier:
    """The affair of the Orvane dam: a story of eight reports, two single reports, two problems."""
    return sample_dossier()


def sample_dossier() -> Dossier:
    """Build the affair of the Orvane dam."""
    tables = tomllib.loads(ORVANE.read_text("utf-8"))
    articles = tuple(map(report, tables["report"]))
    texts = {article.id: article.text for article in articles}
    stories = (
        Story("s1", "line-1", tuple(article.id for article in articles[:8])),
        Story("s2", "line-1", ("flood-1",)),
        Story("s3", "line-2", ("cup-1",)),
    )
    problems = (
        Problem("pile.jsonl:14", "read", "is not JSON (column 80)", "mend or remove line 14"),
        Problem("broken.warc.gz", "read", "breaks off after 3 records", "fetch it again"),
    )
    points = tuple(point(table, texts) for table in tables["point"])
    grouping = Grouping(stories)
    affairs = describe_affairs(articles, grouping, points, each_article_counts)
    return Dossier(articles, grouping, points, tuple(copies(texts)), problems, affairs)


def each_article_counts(reading: Reading) -> Reading:
    """Count every article as a source of its own."""
    sources = len({claim.article for claim in reading.claims})
    return replace(reading, independent_sources=sources, support_bounds=(sources, sources))


def report(table: Table) -> AnnotatedArticle:
    """Build an annotated article; each mention is given by its words."""
    text = table["text"]
    paragraphs = tuple(_paragraphs(table))
    day = table.get("day")
    return AnnotatedArticle(
        Article(
            table["id"],
            text,
            Origin("pile.jsonl", table["id"]),
            table["language"],
            outlet=table.get("outlet"),
            url=table.get("url"),
            declared_published=day.isoformat() if day else None,
            paragraphs=paragraphs,
            body=_body(text, paragraphs),
            extra=(("desk", "foreign"), ("score", 0.5)),
        ),
        _publication(table) if day else None,
        names=tuple(
            Name(*span(text, words), kind, key, canonical, *_suspicion(more))
            for words, kind, key, canonical, *more in table.get("names", ())
        ),
        figures=tuple(
            Figure(*span(text, words), value, value, unit)
            for words, value, unit in table.get("figures", ())
        ),
        dates=tuple(_date(text, *row) for row in table.get("dates", ())),
        quotes=tuple(
            Quote(
                *span(text, words), "direct", Mention(*span(text, who)), Mention(*span(text, cue))
            )
            for words, who, cue in table.get("quotes", ())
        ),
        attributions=tuple(
            Attribution(*span(text, words), source)
            for words, source in table.get("attributions", ())
        ),
        ties=tuple(_tie(text, table["names"], *row) for row in table.get("ties", ())),
    )


def _tie(text: str, names: list[list[Any]], who: str, kind: Any, words: str, whom: str) -> Tie:
    keys = {name[0]: name[2] for name in names}
    source, target = Mention(*span(text, who), keys[who]), Mention(*span(text, whom), keys[whom])
    return Tie(*span(text, words), kind, source=(source,), target=(target,))


def _publication(table: Table) -> Publication:
    day = table["day"]
    if "until" in table:
        return Publication(day, table["until"], "inferred", "says yesterday of a Tuesday")
    return Publication(day, day, "metadata", "date")


def span(text: str, words: str) -> tuple[int, int, str]:
    """The first place of words in a text, and the words."""
    start = text.index(words)
    return start, start + len(words), words


def point(table: Table, texts: dict[str, str]) -> Point:
    """Build a point; each claim is given by its words."""
    readings = tuple(
        Reading(
            each["value"],
            tuple(
                Claim(id_, *span(texts[id_], words), each["value"])
                for id_, words in each["claims"].items()
            ),
            each["sources"],
            tuple(each["bounds"]),
            note=each.get("note", ""),
        )
        for each in table["reading"]
    )
    stated = {claim.article for reading in readings for claim in reading.claims}
    silent = tuple(id_ for id_ in texts if id_ not in stated)
    return Point(
        table["id"], "s1", table["kind"], table["question"], readings, table["verdict"], silent
    )


def copies(texts: dict[str, str]) -> Iterator[Copy]:
    """Build the copies: one undecided, two that cite unseen sources."""
    passage = "A steel gate of the Orvane dam gave way on Tuesday, hurting 12 workers"
    same = _evidence(texts, ("post-7", passage), ("wire-1", passage), "14 words in the same order")
    yield Copy("post-7", "wire-1", "verbatim", 0.99, 0.97, 0.92, (same,))
    facts = _evidence(
        texts,
        ("abend-3", "Stahltor des Orvane-Damms"),
        ("wire-1", "steel gate of the Orvane dam"),
        "4 facts in the same order",
    )
    start, end, _ = span(texts["abend-3"], "Quelle: Nordwire")
    credit = Evidence("credit", Span(start, end), None, 3.1, "credits Nordwire")
    yield Copy("abend-3", "wire-1", "translated", 0.95, 0.93, 0.81, (credit, facts))
    yield Copy("sahifa-9", "wire-1", "translated", 0.9, 0.88, 0.77)
    yield Copy("ribao-4", "sahifa-9", "translated", 0.61, 0.52, 0.7)
    yield Copy("wire-2", "wire-1", "edited", 0.84, 0.99, 0.35)
    yield Copy("vallee-2", "unseen:Selm hospital", "cited", 0.8, 1.0)
    yield Copy("ribao-4", "unseen:诺德通讯社", "cited", 0.7, 1.0)


def _evidence(
    texts: dict[str, str], copy: tuple[str, str], original: tuple[str, str], detail: str
) -> Evidence:
    taken, given = span(texts[copy[0]], copy[1]), span(texts[original[0]], original[1])
    return Evidence("shared passage", Span(*taken[:2]), Span(*given[:2]), 4.2, detail)


def _paragraphs(table: Table) -> Iterator[Paragraph]:
    lines = table["text"].split("\n")
    report_lines = len(lines) - table.get("boilerplate", 0)
    start = 0
    for place, line in enumerate(lines):
        role = "headline" if not place else "report" if place < report_lines else "boilerplate"
        why = "sign-off" if role == "boilerplate" else ""
        yield Paragraph(start, start + len(line), table["language"], role, why)  # type: ignore[arg-type]  # one of three words
        start += len(line) + 1


def _body(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Span, ...]:
    spans = [Span(each.start, each.end) for each in paragraphs if each.role != "boilerplate"]
    dateline = text.find(" - ", 0, 120)
    if dateline > 0:
        spans[1] = Span(dateline + 3, spans[1].end)
    return tuple(spans)


def _date(text: str, words: str, role: Any, day: Any) -> DateMention:
    earliest = None if role == "deadline" else day
    return DateMention(*span(text, words), day.isoformat(), "DATE", role, earliest, day)


def _suspicion(more: list[Any]) -> tuple[str, tuple[float, str]]:
    return (more[0], (more[1], more[2])) if more else ("", (0.0, ""))
