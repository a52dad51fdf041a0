"""One pure function for each kind of line of the command-line contract.

Values that JSON cannot hold become null: a figure without bound, a date that stays open.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import msgspec

from stemmata.model import (
    JSON,
    Affair,
    AnnotatedArticle,
    Article,
    Attribution,
    Commitment,
    Copy,
    DateMention,
    Evidence,
    Figure,
    Grouping,
    Mention,
    Name,
    Point,
    Problem,
    Publication,
    Quote,
    Reading,
    Span,
    Story,
)
from stemmata.publish.tie_line import tie_line

Line = dict[str, JSON]
_ENCODER = msgspec.json.Encoder()  # writes what is not finite as null


def annotation_line(annotated: AnnotatedArticle) -> Line:
    """Return the `annotate` line of an article: its mentions, each with its span.

    Example:
        >>> from stemmata.model import Origin
        >>> article = Article(id="a1", text="Rain fell.", origin=Origin("a.txt"), language="en")
        >>> annotation_line(AnnotatedArticle(article))["language"]
        'en'
    """
    article = annotated.article
    return {
        "id": article.id,
        "language": article.language,
        "outlet": article.outlet,
        "published": _publication(annotated.published),
        "body": [_pair(span) for span in article.body],
        "names": [_name(name) for name in annotated.names],
        "figures": [_figure(figure) for figure in annotated.figures],
        "dates": [_date(mention) for mention in annotated.dates],
        "quotes": [_quote(quote) for quote in annotated.quotes],
        "attributions": [_attribution(mention) for mention in annotated.attributions],
        "ties": [tie_line(tie) for tie in annotated.ties],
    }


def group_line(article: str, story: Story) -> Line:
    """Return the `group` line of an article, by its id.

    Example:
        >>> group_line("a1", Story("s1", "l1", ("a1",)))
        {'id': 'a1', 'story': 's1', 'storyline': 'l1'}
    """
    return {"id": article, "story": story.id, "storyline": story.storyline}


def group_lines(articles: Iterable[str], grouping: Grouping) -> Iterator[Line]:
    """Yield the `group` line of each article that is in a story, in the order given."""
    story_of = {article: story for story in grouping.stories for article in story.articles}
    for article in articles:
        if story := story_of.get(article):
            yield group_line(article, story)


def point_line(point: Point) -> Line:
    """Return the `collate` line of a point: its readings, and the words that give each.

    Example:
        >>> point_line(Point("p1", "s1", "figure", "How many?", (), "single"))["verdict"]
        'single'
    """
    return {
        "story": point.story,
        "point": {"id": point.id, "kind": point.kind, "question": point.question},
        "readings": [_reading(reading) for reading in point.readings],
        "verdict": point.verdict,
    }


def copy_line(copy: Copy) -> Line:
    """Return the `trace` line of one article taking from another, with its evidence.

    Example:
        >>> copy_line(Copy("b", "unseen:Agency", "cited", 0.9, 1.0))["original"]
        'unseen:Agency'
    """
    return {
        "copy": copy.copy,
        "original": copy.original,
        "kind": copy.kind,
        "probability": _probability(copy.probability),
        "direction_probability": _probability(copy.direction_probability),
        "direct": copy.direct,
        "evidence": [_evidence(evidence) for evidence in copy.evidence],
    }


def article_line(article: Article) -> Line:
    """Return an article as a record that `read` takes again; keys that were kept come back.

    Example:
        >>> from stemmata.model import Origin
        >>> article = Article("a1", "Rain.", Origin("a.csv", "2"), "en", extra=(("desk", "met"),))
        >>> line = article_line(article)
        >>> line["text"], line["desk"], line["origin"]
        ('Rain.', 'met', 'a.csv:2')
    """
    known: Line = {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "language": article.language,
        "outlet": article.outlet,
        "published": article.declared_published,
    }
    found: Line = {
        "modified": article.modified,
        "byline": article.byline,
        "credit": article.credit,
        "declared_language": article.declared_language,
        "origin": str(article.origin),
        "links": [
            {"kind": link.kind, "address": link.address, "language": link.language}
            for link in article.links
        ],
    }
    # A kept key of the source outranks what we add, never what the contract names.
    return {**found, **dict(article.extra), **known}


def affair_line(affair: Affair) -> Line:
    """Return the line of an affair: all its parts under the names of the model, days as ISO.

    Example:
        >>> affair_line(Affair("l1", ("s1",), ("a1", "a2")))["articles"]
        ['a1', 'a2']
    """
    line: Line = msgspec.to_builtins(affair)
    return {key: list(value) if isinstance(value, tuple) else value for key, value in line.items()}


def commitment_line(commitment: Commitment) -> Line:
    """Return the line of a commitment: all its parts under the names of the model, days as ISO.

    Example:
        >>> from stemmata.model import Passage
        >>> words = Passage("a1", 0, 9, "by May 15")
        >>> line = commitment_line(Commitment("c1", "plan", words, (), "single", (words,)))
        >>> line["kind"], line["what"]["text"], line["state"]
        ('plan', 'by May 15', 'open')
    """
    line: Line = msgspec.to_builtins(commitment)
    return line


def problem_line(problem: Problem) -> Line:
    """Return the line of something that could not be read or worked on.

    Example:
        >>> problem_line(Problem("a.txt", "read", "is empty", "leave it out"))["article"]
    """
    return {
        "where": problem.where,
        "stage": problem.stage,
        "what": problem.what,
        "advice": problem.advice,
        "article": problem.article,
    }


def line_text(line: Mapping[str, JSON]) -> str:
    r"""Return a line as JSON that any reader takes: no NaN, lone surrogates as escapes.

    Example:
        >>> line_text({"text": "Zürich", "score": float("nan")})
        '{"text": "Zürich", "score": null}'
        >>> line_text({"text": "cut \ud83d off"})
        '{"text": "cut \\ud83d off"}'
    """
    return line_bytes(line).decode("utf-8")


def line_bytes(line: Mapping[str, JSON]) -> bytes:
    """Return `line_text(line)` as UTF-8, which is how it is made."""
    try:
        compact = _ENCODER.encode(line)
    except UnicodeEncodeError:
        return json.dumps(_finite(dict(line)), ensure_ascii=True).encode("ascii")
    return msgspec.json.format(compact, indent=0)


def _publication(published: Publication | None) -> Line | None:
    if published is None:
        return None
    return {
        "earliest": published.earliest.isoformat(),
        "latest": published.latest.isoformat(),
        "basis": published.basis,
        "why": published.why,
    }


def _place(mention: Quote | Attribution | Mention) -> Line:
    return {"start": mention.start, "end": mention.end, "text": mention.text}


def _name(name: Name) -> Line:
    return {
        "start": name.start,
        "end": name.end,
        "text": name.text,
        "kind": name.kind,
        "key": name.key,
        "canonical": name.canonical,
    }


def _figure(figure: Figure) -> Line:
    return {
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "low": _number(figure.low),
        "high": _number(figure.high),
        "unit": figure.unit,
        "of": _number(figure.of),
    }


def _date(mention: DateMention) -> Line:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "earliest": _iso(mention.earliest),
        "latest": _iso(mention.latest),
        "timex": mention.timex,
        "type": mention.type,
        "role": mention.role,
    }


def _quote(quote: Quote) -> Line:
    speaker: Line | None = None
    if quote.speaker:
        speaker = {**_place(quote.speaker), "key": quote.speaker.key}
    return {
        **_place(quote),
        "kind": quote.kind,
        "speaker": speaker,
        "cue": _place(quote.cue) if quote.cue else None,
    }


def _attribution(attribution: Attribution) -> Line:
    return {**_place(attribution), "source": attribution.source, "key": attribution.key}


def _reading(reading: Reading) -> Line:
    return {
        "value": reading.value,
        "articles": [
            {"id": claim.article, "start": claim.start, "end": claim.end, "text": claim.text}
            for claim in reading.claims
        ],
        "independent_sources": reading.independent_sources,
    }


def _evidence(evidence: Evidence) -> Line:
    return {
        "kind": evidence.kind,
        "copy": _pair(evidence.copy),
        "original": _pair(evidence.original) if evidence.original else None,
        "weight": round(evidence.weight, 4),
        "detail": evidence.detail,
    }


def _pair(span: Span) -> list[JSON]:
    return [span.start, span.end]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(value: float | None) -> int | float | None:
    if value is None or not math.isfinite(value):
        return None
    return int(value) if float(value).is_integer() else value


def _probability(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 4)


def _finite(value: JSON) -> JSON:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, list):
        return [_finite(item) for item in value]
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    return value
