"""What an editor did between two near texts, as far as it tells which of them was first.

Textual criticism knows the ways of copyists: they omit more easily than they add, and they garble
what they do not know (Maas 1927). Desks cut from the end, where news says least, and raise figures
as they come in. Only what lies between two runs of equal words in the same order is looked at, and
the ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from stemmata.model import Evidence, Frozen, Span
from stemmata.settings import TraceSettings
from stemmata.trace.comparison import Comparison
from stemmata.trace.passages import Tile
from stemmata.trace.reports import Report
from stemmata.trace.slips import garbled
from stemmata.trace.vectors import is_filed

CUT = "cut at the end"  # the kind of a clue from an end that one report lacks
_MOST_WORDS = 40  # in a gap; more is another passage, no edit
_MOST_LEFT_OUT = 2  # words; a longer gap is a sentence that was dropped or added
_MOST_DIGITS = 9
_LEAST_CUT = 8  # words
_LEAST_CUT_SHARE = 0.12  # of the report; one sentence at the end may as well have been added


class Gap(NamedTuple):
    """Words `a` to `a_end` and `b` to `b_end`, end exclusive, that stand between equal runs."""

    a: int
    a_end: int
    b: int
    b_end: int

    def flipped(self) -> Gap:
        """Return the gap seen from the other report."""
        return Gap(self.b, self.b_end, self.a, self.a_end)


class Edits(Frozen, frozen=True):
    """What tells which of two texts was first; each is a list of gaps.

    `left_out`: a word or two that stand in `a` alone, `put_in` in `b` alone. `raised`: `b` has the
    higher figure, `lowered`: `a`. `garbled`: `a` writes a name that the lexicon holds, and `b` one
    like it that it does not hold; `mended`: the other way round. `cut`: the end of `a` that `b`
    does not have, `continued`: the end of `b` that `a` does not have.
    """

    left_out: tuple[Gap, ...] = ()
    put_in: tuple[Gap, ...] = ()
    raised: tuple[Gap, ...] = ()
    lowered: tuple[Gap, ...] = ()
    garbled: tuple[Gap, ...] = ()
    mended: tuple[Gap, ...] = ()
    cut: tuple[Gap, ...] = ()
    continued: tuple[Gap, ...] = ()

    def flipped(self) -> Edits:
        """Return the edits that lead from `b` to `a`."""
        pairs = (
            (self.put_in, self.left_out),
            (self.lowered, self.raised),
            (self.mended, self.garbled),
            (self.continued, self.cut),
        )
        return Edits(*(tuple(gap.flipped() for gap in gaps) for pair in pairs for gaps in pair))


def find_edits(found: Comparison) -> Edits:
    """Return the edits between two reports of one language; none across languages."""
    if not found.tiles or found.same_text:
        return Edits()
    a, b = found.a, found.b
    gaps = [gap for gap in _gaps(found.tiles) if max(gap.a_end - gap.a, gap.b_end - gap.b) > 0]
    figures = [(gap, _rise(gap, a, b)) for gap in gaps]
    names = [(gap, _garbling(gap, a, b)) for gap in gaps]
    end = _end(found.tiles, a, b)
    return Edits(
        left_out=tuple(gap for gap in gaps if _is_lone(gap.a, gap.a_end, gap.b, gap.b_end)),
        put_in=tuple(gap for gap in gaps if _is_lone(gap.b, gap.b_end, gap.a, gap.a_end)),
        raised=tuple(gap for gap, rise in figures if rise > 0),
        lowered=tuple(gap for gap, rise in figures if rise < 0),
        garbled=tuple(gap for gap, slip in names if slip > 0),
        mended=tuple(gap for gap, slip in names if slip < 0),
        cut=tuple(end) if _is_cut(end, a) else (),
        continued=tuple(end) if _is_cut([gap.flipped() for gap in end], b) else (),
    )


def edit_clues(
    original: Report, copy: Report, edits: Edits, settings: TraceSettings
) -> Iterable[Evidence]:
    """Yield what speaks for `copy` having been edited from `original`; nothing for the reverse.

    Args:
        original: `a` of the edits.
        copy: `b` of the edits.
        edits: what leads from the one to the other.
        settings: how much each clue weighs.
    """
    for gap in edits.cut:
        detail = f"ends where the original goes on for {gap.a_end - gap.a} words"
        yield _clue(CUT, gap, (original, copy), settings.cut_clue, detail)
    net = len(edits.left_out) - len(edits.put_in)
    if net > 0:
        weight = min(settings.most_omission, settings.omission_clue * net)
        detail = f"leaves out {len(edits.left_out)} single words, adds {len(edits.put_in)}"
        yield _clue("omission", edits.left_out[0], (original, copy), weight, detail)
    if len(edits.raised) > len(edits.lowered):
        detail = "gives a higher figure, as later reports do"
        yield _clue(
            "raised figure", edits.raised[0], (original, copy), settings.raised_clue, detail
        )
    if len(edits.garbled) > len(edits.mended):
        detail = "garbles a word that the original writes as it is known"
        yield _clue("error", edits.garbled[0], (original, copy), settings.garbled_clue, detail)


def _clue(
    kind: str, gap: Gap, reports: tuple[Report, Report], weight: float, detail: str
) -> Evidence:
    original, copy = reports
    return Evidence(
        kind, _span(copy, gap.b, gap.b_end), _span(original, gap.a, gap.a_end), weight, detail
    )


def _span(report: Report, first: int, end: int) -> Span:
    """Return where words stand; where there are none, the word before."""
    return report.span(max(0, min(first, end - 1)), max(0, end - 1))


def _gaps(tiles: Sequence[Tile]) -> Iterable[Gap]:
    """Yield what lies between runs that follow each other in both reports."""
    following = dict(pairwise(sorted(tiles)))
    for first, second in pairwise(sorted(tiles, key=lambda tile: tile.b)):
        if following.get(first) == second:
            gap = Gap(first.a + first.length, second.a, first.b + first.length, second.b)
            if max(gap.a_end - gap.a, gap.b_end - gap.b) <= _MOST_WORDS:
                yield gap


def _is_lone(own: int, own_end: int, other: int, other_end: int) -> bool:
    return other == other_end and 0 < own_end - own <= _MOST_LEFT_OUT


def _rise(gap: Gap, a: Report, b: Report) -> int:
    """Return 1 where the one figure that was changed is higher in `b`, -1 where it is lower."""
    own, other = Counter(a.forms[gap.a : gap.a_end]), Counter(b.forms[gap.b : gap.b_end])
    only_a, only_b = list((own - other).elements()), list((other - own).elements())
    if len(only_a) != 1 or len(only_b) != 1:
        return 0
    if not (only_a[0].isdecimal() and only_b[0].isdecimal()):
        return 0
    if max(len(only_a[0]), len(only_b[0])) > _MOST_DIGITS:
        return 0
    first, second = int(only_a[0]), int(only_b[0])
    return (second > first) - (second < first)


def _garbling(gap: Gap, a: Report, b: Report) -> int:
    """Return 1 where `b` writes a name in a form that is not filed and `a` in one that is."""
    for one in a.written[gap.a : gap.a_end]:
        for other in b.written[gap.b : gap.b_end]:
            if one != other and garbled(one, other):
                known = is_filed(one, a.language), is_filed(other, b.language)
                if known[0] != known[1]:
                    return known[0] - known[1]
    return 0


def _end(tiles: Sequence[Tile], a: Report, b: Report) -> list[Gap]:
    """Return what follows the last equal run, where it is the last in both reports."""
    last = max(tiles)
    if last != max(tiles, key=lambda tile: tile.b):
        return []
    return [Gap(last.a + last.length, len(a), last.b + last.length, len(b))]


def _is_cut(end: Sequence[Gap], report: Report) -> bool:
    return any(
        gap.a_end - gap.a > max(_LEAST_CUT, _LEAST_CUT_SHARE * len(report))
        and gap.b_end - gap.b <= _LEAST_CUT
        for gap in end
    )
