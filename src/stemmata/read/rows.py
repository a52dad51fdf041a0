"""Rows of named fields to records: the contract's names are understood, others kept untouched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from stemmata.errors import RecordError
from stemmata.model import JSON, Link, Origin, Problem, Record, replace
from stemmata.read.decode import REPLACEMENT, replace_forbidden, replace_forbidden_in
from stemmata.settings import ReadSettings

FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "url": ("url",),
    "title": ("title", "headline"),
    "text": ("text", "body", "content"),
    "html": ("html",),
    "language": ("lang", "language"),
    "published": ("date", "published"),
    "modified": ("modified", "updated"),
    "outlet": ("source", "outlet", "publisher"),
    "byline": ("byline", "author"),
    "credit": ("credit",),
}
_DECLARED_LINKS = (("canonical", "canonical"), ("isBasedOn", "isBasedOn"))
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
EARLIEST_YEAR, LATEST_YEAR = 1450, 2200  # printing begins; later years are slips or placeholders


def record_of_row(
    row: Mapping[str, JSON], origin: Origin, settings: ReadSettings
) -> Iterator[Record | Problem]:
    """Yield the record of a row, after a note for each thing that had to be mended.

    Raises:
        RecordError: the row has no text at all.

    Example:
        >>> row = {"id": 7, "headline": "Rain", "body": "Rain fell.", "topics": [1]}
        >>> [record] = record_of_row(row, Origin("a.jsonl", "1"), ReadSettings())
        >>> record.id, record.title, record.text, record.extra
        ('7', 'Rain', 'Rain fell.', (('topics', [1]),))
    """
    taken = _take_fields(row)
    facts = {name: _as_text(row[key]) for name, key in taken.items()}
    text, html = facts.get("text"), facts.get("html")
    if text and text.strip():
        html = None
    elif html and html.strip():
        text = None
    else:
        text, html = facts.get("title"), None
    if not (text or html):
        raise RecordError(
            "no text in any of text, body, content, html, title",
            where=str(origin),
            advice="fill one of them, or leave the row out",
        )
    used = {key for name, key in taken.items() if name != "html" or html}
    extra = [(key, value) for key, value in row.items() if key not in used]
    yield from mended(
        Record(
            id=(facts.get("id") or "").strip(),
            origin=origin,
            text=text,
            html=html,
            title=(facts.get("title") or "").strip(),
            language=facts.get("language") or None,
            published=facts.get("published") or None,
            modified=facts.get("modified") or None,
            outlet=(facts.get("outlet") or "").strip() or None,
            byline=(facts.get("byline") or "").strip() or None,
            credit=(facts.get("credit") or "").strip() or None,
            url=(facts.get("url") or "").strip() or None,
            links=_declared_links(row),
            extra=tuple(extra),
        ),
        settings,
    )


def _take_fields(row: Mapping[str, JSON]) -> dict[str, str]:
    """Return which key of the row gives each field: the first alias that is not empty."""
    keys = {key.strip().lower(): key for key in row}
    taken = {}
    for name, aliases in FIELDS.items():
        present = [keys[alias] for alias in aliases if alias in keys]
        filled = [key for key in present if _as_text(row[key]).strip()]
        if filled:
            taken[name] = filled[0]
    return taken


def _as_text(value: JSON) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict):
        return _as_text(value.get("name") or value.get("title"))
    names = [_as_text(item) for item in value]
    return ", ".join(name for name in names if name)


def _declared_links(row: Mapping[str, JSON]) -> tuple[Link, ...]:
    return tuple(
        Link("canonical" if key == "canonical" else "isBasedOn", value)
        for key, _ in _DECLARED_LINKS
        if isinstance(value := row.get(key), str) and value
    )


def mended(record: Record, settings: ReadSettings) -> Iterator[Record | Problem]:
    """Yield the record as a text that can be stored and printed, after notes on what was mended.

    NUL and lone surrogates become U+FFFD, one for one; a text beyond the bound is cut.
    """
    changes: dict[str, str] = {}
    replaced = 0
    for name in ("id", "text", "html", "title", "language", "published", "modified", "outlet",
                 "byline", "credit", "url"):  # fmt: skip
        value = getattr(record, name)
        if value:
            clean, count = replace_forbidden(value)
            if count:
                changes[name] = clean
                replaced += count
    record = _with_clean_sides(record)
    where, article = str(record.origin), changes.get("id", record.id) or None
    if replaced:
        yield Problem(
            where,
            "read",
            f"{replaced} characters that no text may hold (NUL or lone surrogates) became "
            f"{REPLACEMENT}",
            "look at how the text was stored",
            article,
        )
    yield from _cut(record, changes, settings)
    if record.published and (year := implausible_year(record.published)):
        yield Problem(
            where,
            "read",
            f"the declared date {record.published[:40]!r} lies in the year {year}; "
            "it is kept as written and not relied on",
            "correct the date at the source",
            article,
        )
    yield _with_changes(record, changes)


def _with_clean_sides(record: Record) -> Record:
    """Return a record whose links and other facts can be stored too."""
    if not (record.links or record.extra):
        return record
    links = tuple(
        replace(link, address=replace_forbidden(link.address)[0]) for link in record.links
    )
    extra = [(replace_forbidden(k)[0], replace_forbidden_in(v)) for k, v in record.extra]
    return replace(record, links=links, extra=tuple(extra))


def _cut(record: Record, changes: dict[str, str], settings: ReadSettings) -> Iterator[Problem]:
    longest = settings.largest_article_characters
    for name, bound in (("text", longest), ("html", 5 * longest), ("title", 2000)):
        value = changes.get(name) or getattr(record, name)
        if value and len(value) > bound:
            changes[name] = value[:bound]
            yield Problem(
                str(record.origin),
                "read",
                f"the {name} has {len(value):,} characters; only the first {bound:,} are read",
                "split it into articles, or raise largest_article_characters",
                changes.get("id", record.id) or None,
            )


def _with_changes(record: Record, changes: dict[str, str]) -> Record:
    return replace(record, **changes) if changes else record


def implausible_year(written: str) -> int | None:
    """Return the year of a declared date if no report can be of that year.

    Example:
        >>> implausible_year("9999-12-31"), implausible_year("3 May 2021")
        (9999, None)
    """
    match = _YEAR.search(written)
    if match and not EARLIEST_YEAR <= int(match.group(1)) <= LATEST_YEAR:
        return int(match.group(1))
    return None
