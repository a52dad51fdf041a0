"""Why an article is held to have taken from another, in words, with the spans that show it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from stemmata.model import CopyKind, Evidence, Span
from stemmata.settings import TraceSettings
from stemmata.trace.alignment import Bead
from stemmata.trace.comparison import Comparison
from stemmata.trace.passages import Passage
from stemmata.trace.reports import Report
from stemmata.trace.slips import Slips

_WHOLE = 0.97
_MOST = 0.85
_PART = 0.5
_SLIP_WEIGHT = 2.5
_EASILY_ALONE = "two writers may make this slip alone"
_RARELY_ALONE = "two writers seldom make this slip alone"


def covered(found: Comparison, report: Report) -> NDArray[np.bool_]:
    """Return for each word of one of the two compared reports whether the other has it too."""
    mask = np.zeros(len(report), dtype=np.bool_)
    flipped = found.a is report
    for part in found.passages:
        first, last = (part.a, part.a_end) if flipped else (part.b, part.b_end)
        mask[first:last] = True
    return mask if found.passages else said(found, report)


def said(found: Comparison, report: Report) -> NDArray[np.bool_]:
    """Return for each word of one of two reports whether its sentence has one at its side."""
    told = np.zeros(len(report.sentences) + 1, dtype=np.bool_)
    flipped = found.a is report
    for bead in found.beads:
        first, last = (bead.a, bead.a_end) if flipped else (bead.b, bead.b_end)
        told[first:last] = True
    return told[report.sentence_of]


def copy_kind(original: Report, copy: Report, found: Comparison) -> CopyKind:
    """Return what was done: the same words, edited, a part, or a translation."""
    if not found.same_language:
        return "translated"
    of_copy = float(covered(found, copy).mean()) if len(copy) else 0.0
    of_original = float(covered(found, original).mean()) if len(original) else 0.0
    if of_copy >= _MOST and of_original < _MOST:
        return "excerpt"
    if of_copy >= _WHOLE and not _reordered(found):
        return "verbatim"
    if of_copy < _PART and len(found.passages) and _longest(found.passages) >= 12:
        return "excerpt"
    return "edited"


def _longest(passages: Iterable[Passage]) -> int:
    return max((passage.equal for passage in passages), default=0)


def _reordered(found: Comparison) -> bool:
    order = [tile.a for tile in sorted(found.tiles, key=lambda tile: tile.b)]
    return any(left > right for left, right in pairwise(order))


def text_evidence(copy: Report, found: Comparison, logit: float, most: int) -> list[Evidence]:
    """Return shared passages, longest first, then sentences set side by side that share none.

    Args:
        copy: the report held to be the copy.
        found: its comparison with the report held to be the original.
        logit: the log-odds of copying, shared out by length.
        most: how many pieces to return.
    """
    flipped = found.a is copy
    if found.passages and _longest(found.passages) >= 6:
        passages = _passage_evidence(found, logit, most, flipped=flipped)
        room = most - len(passages)
        return passages + _reworded(found, copy, room) if room > 0 else passages
    return _bead_evidence(found, logit, most, flipped=flipped)


def _passage_evidence(
    found: Comparison, logit: float, most: int, *, flipped: bool
) -> list[Evidence]:
    ranked = sorted(found.passages, key=lambda passage: (-passage.equal, passage.b, passage.a))
    total = sum(passage.equal for passage in ranked) or 1
    pieces = []
    for passage in ranked[:most]:
        in_a = found.a.span(passage.a, passage.a_end - 1)
        in_b = found.b.span(passage.b, passage.b_end - 1)
        of_copy, of_original = (in_a, in_b) if flipped else (in_b, in_a)
        words = passage.b_end - passage.b
        detail = (
            f"{words} words, all the same"
            if passage.verbatim
            else f"{passage.equal} of {words} words the same"
        )
        weight = logit * passage.equal / total
        pieces.append(Evidence("shared passage", of_copy, of_original, round(weight, 3), detail))
    return pieces


def _bead_evidence(found: Comparison, logit: float, most: int, *, flipped: bool) -> list[Evidence]:
    ranked = sorted(found.beads, key=lambda bead: (-_extent(found, bead) * bead.likeness, bead.b))
    total = sum(_extent(found, bead) * bead.likeness for bead in ranked) or 1.0
    pieces = [_order_evidence(found, logit)] if len(ranked) > 1 else []
    for bead in ranked[: most - len(pieces)]:
        in_a = _sentence_span(found.a, bead.a, bead.a_end)
        in_b = _sentence_span(found.b, bead.b, bead.b_end)
        of_copy, of_original = (in_a, in_b) if flipped else (in_b, in_a)
        weight = 0.7 * logit * _extent(found, bead) * bead.likeness / total
        detail = f"says the same; likeness {bead.likeness:.2f}"
        pieces.append(Evidence("aligned sentences", of_copy, of_original, round(weight, 3), detail))
    return pieces


def _reworded(found: Comparison, copy: Report, most: int) -> list[Evidence]:
    """Return sentences that say the same in other words, or within the same quotation marks."""
    places = copy.sentence_of
    size = len(copy.sentences)
    left = np.bincount(places, ~covered(found, copy), size) / np.maximum(
        np.bincount(places, minlength=size), 1
    )
    pieces = []
    for bead in found.beads:
        own, other = (bead.b, bead.b_end), (bead.a, bead.a_end)
        if found.a is copy:
            own, other = other, own
        if left[own[0] : own[1]].mean() > _PART:
            original = found.b if found.a is copy else found.a
            detail = f"says the same in other words; likeness {bead.likeness:.2f}"
            spans = _sentence_span(copy, *own), _sentence_span(original, *other)
            pieces.append(Evidence("aligned sentences", *spans, 0.0, detail))
    return pieces[:most]


def _order_evidence(found: Comparison, logit: float) -> Evidence:
    count = len(found.beads)
    detail = f"{count} passages say the same in the same order"
    return Evidence("same order of facts", Span(0, 0), None, round(0.3 * logit, 3), detail)


def _extent(found: Comparison, bead: Bead) -> float:
    span = _sentence_span(found.b, bead.b, bead.b_end)
    return float(span.end - span.start)


def _sentence_span(report: Report, first: int, end: int) -> Span:
    return Span(report.sentences[first][0], report.sentences[end - 1][1])


def shared_slips(
    original: Report, copy: Report, slips: Slips, settings: TraceSettings
) -> list[Evidence]:
    """Return the slips that both reports have: signs of common descent."""
    shared = sorted(slips.get(original.id, {}).keys() & slips.get(copy.id, {}).keys())
    pieces = []
    for form in shared:
        own, other = slips[copy.id][form], slips[original.id][form]
        written = own.span.quote(copy.annotated.text)
        alone = f"{own.easy}: {_EASILY_ALONE}" if own.easy else _RARELY_ALONE
        detail = f"both write {written!r} for {own.better.strip()!r}: {alone}"
        weight = _SLIP_WEIGHT * own.rarity(settings)
        pieces.append(Evidence("shared error", own.span, other.span, weight, detail))
    return pieces
