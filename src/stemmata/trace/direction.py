"""Who took from whom: clues, each a log-odds, added up.

Time, credits, declared links, containment, slips and traces of translation each speak for one
direction; what is not there says nothing. The sum of no clues is zero: undecided.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from stemmata.model import AnnotatedArticle, Evidence, Frozen, Span
from stemmata.settings import TraceSettings
from stemmata.trace.clocks import lead
from stemmata.trace.comparison import Comparison
from stemmata.trace.credits import Credit, same_house
from stemmata.trace.edits import Edits, edit_clues
from stemmata.trace.links import TAKEN_FROM, links_between
from stemmata.trace.reports import Report
from stemmata.trace.slips import Slips

TIME = "published earlier"  # the kind of a clue from publication


class Context(Frozen, frozen=True):
    """What clues are judged against: credits, slips and publisher family of each article."""

    credits: Mapping[str, tuple[Credit, ...]]
    publishers: Mapping[str, str]
    slips: Slips
    settings: TraceSettings


def direction_clues(
    original: Report, copy: Report, found: Comparison, edits: Edits, context: Context
) -> list[Evidence]:
    """Return the clues for `copy` having taken from `original`; negative ones speak against it.

    `edits` lead from `original` to `copy`.
    """
    one, other = original.annotated, copy.annotated
    clues = [
        *_time(one, other, context.settings),
        *_containment(original, copy, found, context.settings),
    ]
    both = ((original, copy, edits, 1.0), (copy, original, edits.flipped(), -1.0))
    for first, second, led, sign in both:
        clues += _signed(edit_clues(first, second, led, context.settings), sign)
        clues += _signed(_credit(first.annotated, second.annotated, context), sign)
        clues += _signed(_link(first.annotated, second.annotated, context.settings), sign)
        clues += _signed(_slip(first, second, context), sign)
        if not found.same_language:
            clues += _signed(_translation_trace(first, second, context.settings), sign)
    return clues


def _signed(clues: Iterable[Evidence], sign: float) -> list[Evidence]:
    if sign > 0:
        return list(clues)
    return [
        Evidence(
            clue.kind,
            clue.original or Span(0, 0),
            clue.copy,
            -clue.weight,
            f"against: {clue.detail}",
        )
        for clue in clues
    ]


def _time(
    original: AnnotatedArticle, copy: AnnotatedArticle, settings: TraceSettings
) -> Iterable[Evidence]:
    ahead = lead(original, copy)
    if not ahead:
        return
    hours = abs(ahead.total_seconds()) / 3600
    weight = settings.time_clue * (1.0 - math.exp(-hours / settings.time_scale_hours))
    words = f"{hours / 24:.0f} days" if hours >= 48 else f"{round(hours, 1):g} hours"
    if ahead.total_seconds() > 0:
        yield Evidence(
            TIME,
            _head(copy),
            _head(original),
            weight,
            f"the original came out {words} earlier",
        )
    else:
        yield Evidence(
            TIME,
            _head(copy),
            _head(original),
            -weight,
            f"against: the original came out {words} later",
        )


def _head(annotated: AnnotatedArticle) -> Span:
    """Return what a clue without words of its own points to: the dateline or nothing."""
    return annotated.article.dateline or Span(0, 0)


def _containment(
    original: Report, copy: Report, found: Comparison, settings: TraceSettings
) -> Iterable[Evidence]:
    """A copy is cut more often than it is added to, so what includes the other is the original."""
    of_original, of_copy = taken_shares(original, copy, found)
    inclusion = min(max(max(of_copy, of_original) - 0.6, 0.0) / 0.4, 1.0)
    weight = settings.containment_clue * (of_copy - of_original) * inclusion
    if abs(weight) < 0.05:
        return
    detail = f"{of_copy:.0%} of the copy is in the original, {of_original:.0%} the other way round"
    yield Evidence("containment", _extent(copy), _extent(original), weight, detail)


def _extent(report: Report) -> Span:
    return report.span(0, len(report) - 1) if len(report) else Span(0, 0)


def taken_shares(original: Report, copy: Report, found: Comparison) -> tuple[float, float]:
    """Return the share of the original's and of the copy's report that the other has too."""
    flipped = found.a is copy
    beads = (found.measures["share_b"], found.measures["share_a"])
    shares = beads if flipped else beads[::-1]
    if found.same_language:
        equal = sum(tile.length for tile in found.tiles)
        shares = (
            max(shares[0] * (equal == 0), equal / max(1, len(original))),
            max(shares[1] * (equal == 0), equal / max(1, len(copy))),
        )
    return shares


def _credit(
    original: AnnotatedArticle, copy: AnnotatedArticle, context: Context
) -> Iterable[Evidence]:
    outlet = original.article.outlet
    ahead = lead(original, copy)
    if not outlet or (ahead is not None and ahead.total_seconds() < 0):
        return
    for credit in context.credits[copy.id]:
        if same_house(credit.outlet, outlet):
            weight = context.settings.credit_clue * (1.0 if credit.whole else 0.6)
            yield Evidence("credit", credit.span, None, weight, f"credits {credit.outlet}")


def _link(
    original: AnnotatedArticle, copy: AnnotatedArticle, settings: TraceSettings
) -> Iterable[Evidence]:
    for link in links_between(copy, original):
        if link.kind in TAKEN_FROM:
            detail = f"declares {link.kind} {link.address}"
            yield Evidence("declared link", Span(0, 0), None, settings.link_clue, detail)


def _slip(original: Report, copy: Report, context: Context) -> Iterable[Evidence]:
    for slip in context.slips.get(copy.id, {}).values():
        if original.id in slip.holders:
            written = slip.span.quote(copy.annotated.text)
            detail = f"writes {written!r} for {slip.better.strip()!r}"
            yield Evidence("error", slip.span, None, context.settings.slip_clue, detail)
    suspected = [name for name in copy.annotated.names if name.suspected]
    better = {other.key for other in original.annotated.names} if suspected else set()
    for name in suspected:
        if name.suspected in better:
            weight = context.settings.slip_clue * name.suspicion[0]
            yield Evidence("error", Span(name.start, name.end), None, weight, name.suspicion[1])


def _translation_trace(
    original: Report, copy: Report, settings: TraceSettings
) -> Iterable[Evidence]:
    """Words of the other language kept in brackets, and figures restated in another unit."""
    for span, kept in copy.bracketed:
        if original.held.issuperset(kept):
            yield Evidence(
                "translation trace",
                span,
                None,
                settings.trace_clue,
                "keeps words of the other language in brackets",
            )
            break
    restated = [figure for figure in copy.annotated.figures if figure.converts is not None]
    if restated and not any(f.converts is not None for f in original.annotated.figures):
        span = Span(restated[0].start, restated[0].end)
        yield Evidence(
            "translation trace",
            span,
            None,
            settings.trace_clue,
            "restates a figure in another unit",
        )
