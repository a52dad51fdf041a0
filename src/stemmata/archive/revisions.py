"""What changed between two versions of an article: corrections that nobody mentions."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal

from rapidfuzz.distance import Levenshtein

from stemmata.archive.rereading import record_kept
from stemmata.clean import clean
from stemmata.model import Frozen, Span
from stemmata.store import Store, Version

_PIECE = re.compile(r"\w+|[^\w\s]")


class Edit(Frozen, frozen=True):
    """Words of one version that stand otherwise in the next; an empty span is a place."""

    kind: Literal["replaced", "removed", "added"]
    before: Span
    after: Span


class Revision(Frozen, frozen=True):
    """The step from one version of an article to the next."""

    article: str
    version: int
    before: str
    after: str
    edits: tuple[Edit, ...]


def compare_texts(before: str, after: str) -> tuple[Edit, ...]:
    """Return what of a text is other words in another one, in order.

    Example:
        >>> [edit] = compare_texts("Rain fell on Monday.", "Rain fell on Sunday.")
        >>> edit.kind, edit.before.quote("Rain fell on Monday.")
        ('replaced', 'Monday')
    """
    olds, news = _pieces(before), _pieces(after)
    edits: list[Edit] = []
    for step in Levenshtein.opcodes([w for w, _ in olds], [w for w, _ in news]):
        if step.tag == "equal":
            continue
        old = _span(olds, step.src_start, step.src_end)
        new = _span(news, step.dest_start, step.dest_end)
        last = edits[-1] if edits else None
        if last and last.before.end >= old.start and last.after.end >= new.start:
            old, new = Span(last.before.start, old.end), Span(last.after.start, new.end)
            edits.pop()
        edits.append(Edit(_kind(old, new), old, new))
    return tuple(edits)


def revisions(store: Store, article: str) -> list[Revision]:
    """Return what changed from version to version of an article, the first step first."""
    versions = store.versions(article)
    is_mixed = len({version.extractor for version in versions}) > 1
    text_of = _extracted_now if is_mixed else _extracted_then
    texts = [text for version in versions if (text := text_of(store, version)) is not None]
    return [
        Revision(article, number, before, after, compare_texts(before, after))
        for number, (before, after) in enumerate(pairwise(texts), start=2)
    ]


def _extracted_then(store: Store, version: Version) -> str | None:
    kept = store.extraction(version.article, version.version)
    return kept.text if kept else None


def _extracted_now(store: Store, version: Version) -> str | None:
    """Return the text of a version as this extractor finds it: the page changed, not the finder."""
    record = record_kept(store, version)
    return clean(record).text if record else None


def _pieces(text: str) -> list[tuple[str, Span]]:
    return [(found.group(), Span(*found.span())) for found in _PIECE.finditer(text)]


def _span(pieces: list[tuple[str, Span]], start: int, end: int) -> Span:
    """Return where some pieces stand; between none, the place behind the piece before."""
    if start < end:
        return Span(pieces[start][1].start, pieces[end - 1][1].end)
    place = pieces[start - 1][1].end if start else 0
    return Span(place, place)


def _kind(old: Span, new: Span) -> Literal["replaced", "removed", "added"]:
    if old.start == old.end:
        return "added"
    return "removed" if new.start == new.end else "replaced"
