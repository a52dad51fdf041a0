"""Two reports compared: what one may have taken from the other, as a handful of measures.

The measures are chosen to tell a copy from an independent report of the same event. Both share
names and figures; a copy also shares runs of words outside quotations, or sentence after sentence
in the same order with the same lengths.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from stemmata.settings import TraceSettings
from stemmata.trace.alignment import Bead, align, likeness, shared_columns
from stemmata.trace.passages import Passage, Tile, join_tiles, shared_tiles
from stemmata.trace.reports import Report
from stemmata.trace.vectors import Matrix, SentenceVectors, sense_vectors, word_vectors

SAME_LANGUAGE = (
    "longest",
    "telling",
    "verbatim",
    "aligned",
    "aligned_less",
    "likeness",
    "contrast",
    "beads",
    "extent",
    "profile",
    "whole",
)
ACROSS = (
    "aligned",
    "aligned_less",
    "likeness",
    "contrast",
    "beads",
    "profile",
    "whole",
    "plain",
    "weakest",
    "figures",
    "complete",
)

# Nearly all of a translation is aligned, of independent reports seldom four fifths: the power, of
# those tried, with the least cross-validated log loss of `python -m stemmata.trace.train`.
_STEEP = 8


class Prepared:
    """A report with its sentence vectors, made when first asked for."""

    def __init__(self, report: Report) -> None:
        self.report = report

    @cached_property
    def words(self) -> SentenceVectors:
        """The sentences as words."""
        return word_vectors(self.report)

    @cached_property
    def senses(self) -> SentenceVectors:
        """The sentences as concepts, figures and names."""
        return sense_vectors(self.report)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two reports have in common; `measures` by name, as the classifier takes them.

    `tiles` and `passages` are empty across languages.
    """

    a: Report
    b: Report
    tiles: tuple[Tile, ...]
    passages: tuple[Passage, ...]
    beads: tuple[Bead, ...]
    measures: dict[str, float]

    @property
    def same_language(self) -> bool:
        """Whether both reports are written in one language."""
        return self.a.language == self.b.language


def compare(a: Prepared, b: Prepared, settings: TraceSettings) -> Comparison:
    """Return what two reports have in common."""
    if a.report.language == b.report.language:
        return _compare_words(a, b, settings)
    return _compare_senses(a, b, settings)


def _compare_words(a: Prepared, b: Prepared, settings: TraceSettings) -> Comparison:
    tiles = shared_tiles(a.report, b.report, settings.shingle)
    cosines = likeness(a.words, b.words)
    beads = align(cosines, settings.least_likeness)
    measures = _bead_measures(a.words, b.words, beads, cosines[0])
    measures |= _tile_measures(a.report, b.report, tiles, settings)
    passages = join_tiles(tiles, settings.gap)
    return Comparison(a.report, b.report, tuple(tiles), tuple(passages), tuple(beads), measures)


def _compare_senses(a: Prepared, b: Prepared, settings: TraceSettings) -> Comparison:
    cosines = likeness(a.senses, b.senses)
    beads = align(cosines, settings.least_likeness_across)
    measures = _bead_measures(a.senses, b.senses, beads, cosines[0])
    measures |= _plain_measures(a.senses, b.senses, beads)
    measures |= _figure_measures(a.senses, b.senses, beads)
    return Comparison(a.report, b.report, (), (), tuple(beads), measures)


def _tile_measures(
    a: Report, b: Report, tiles: list[Tile], settings: TraceSettings
) -> dict[str, float]:
    own = [tile.length - int(a.quoted[tile.a : tile.a + tile.length].sum()) for tile in tiles]
    long = sum(length for length in own if length >= settings.telling_run)
    longest = max(own, default=0)
    return {
        "longest": math.log1p(longest),
        "telling": math.log1p(max(0, longest - settings.chance_run)),
        "verbatim": min(1.0, long / max(1, min(len(a), len(b)))),
    }


def _bead_measures(
    a: SentenceVectors, b: SentenceVectors, beads: list[Bead], one: Matrix
) -> dict[str, float]:
    if not beads:
        return dict.fromkeys((*ACROSS, "extent", "share_a", "share_b"), 0.0) | {"profile": 1.0}
    in_a = np.array([a.lengths[bead.a : bead.a_end].sum() for bead in beads])
    in_b = np.array([b.lengths[bead.b : bead.b_end].sum() for bead in beads])
    alike = np.array([bead.likeness for bead in beads])
    share_a = float(in_a.sum() / a.lengths.sum())
    share_b = float(in_b.sum() / b.lengths.sum())
    mean = float(np.average(alike, weights=in_a + in_b))
    return {
        "share_a": share_a,
        "share_b": share_b,
        "aligned": max(share_a, share_b),
        "aligned_less": min(share_a, share_b),
        "likeness": mean,
        "contrast": mean - _background(one, beads),
        "beads": float(np.log1p(len(beads))),
        "extent": float(np.log1p((alike * np.minimum(in_a, in_b)).sum())),
        "profile": _profile(in_a, in_b),
        "whole": max(share_a, share_b) * mean,
        "complete": max(share_a, share_b) ** _STEEP,
    }


def _plain_measures(a: SentenceVectors, b: SentenceVectors, beads: list[Bead]) -> dict[str, float]:
    """Return how alike aligned sentences are apart from figures and names, which facts dictate."""
    if not beads:
        return {"plain": 0.0, "weakest": 0.0}
    in_a, in_b = shared_columns(a, b)
    plain = a.plain[in_a]
    in_a, in_b = in_a[plain], in_b[plain]
    rows_a = np.array([a.weights[bead.a : bead.a_end].sum(axis=0) for bead in beads])
    rows_b = np.array([b.weights[bead.b : bead.b_end].sum(axis=0) for bead in beads])
    dots = (rows_a[:, in_a] * rows_b[:, in_b]).sum(axis=1)
    norms = np.linalg.norm(rows_a[:, a.plain], axis=1) * np.linalg.norm(rows_b[:, b.plain], axis=1)
    sizes = [min(a.lengths[x.a : x.a_end].sum(), b.lengths[x.b : x.b_end].sum()) for x in beads]
    return {
        "plain": float(np.average(dots / (norms + 1e-3), weights=sizes)),
        "weakest": float(np.quantile([bead.likeness for bead in beads], 0.25)),
    }


def _figure_measures(a: SentenceVectors, b: SentenceVectors, beads: list[Bead]) -> dict[str, float]:
    """Return how far the figures of aligned sentences agree, one half where there are none.

    A translation keeps them where they stand; two writers have others, or put them elsewhere.
    """
    in_a, in_b = shared_columns(a, b)
    chosen = a.figures[in_a]
    in_a, in_b = in_a[chosen], in_b[chosen]
    own, other = np.flatnonzero(a.figures), np.flatnonzero(b.figures)
    same = total = 0
    for bead in beads:
        rows_a, rows_b = a.weights[bead.a : bead.a_end], b.weights[bead.b : bead.b_end]
        same += int((rows_a[:, in_a].any(axis=0) & rows_b[:, in_b].any(axis=0)).sum())
        total += int(rows_a[:, own].any(axis=0).sum() + rows_b[:, other].any(axis=0).sum())
    return {"figures": (2 * same + 1.0) / (total + 2.0)}


def _background(one: NDArray[np.float32], beads: list[Bead]) -> float:
    """Return how alike the sentences set side by side are to the best of the others."""
    rest = one.copy()
    for bead in beads:
        rest[bead.a : bead.a_end, bead.b : bead.b_end] = 0.0
    rows = [rest[bead.a : bead.a_end].max() for bead in beads]
    columns = [rest[:, bead.b : bead.b_end].max() for bead in beads]
    return float((np.mean(rows) + np.mean(columns)) / 2)


def _profile(in_a: NDArray[np.float32], in_b: NDArray[np.float32]) -> float:
    """Return how far the lengths of aligned sentences stray from one common ratio, 0 to 1."""
    if len(in_a) < 2:
        return 0.5
    ratios = np.log(in_b / in_a)
    return float(min(1.0, np.median(np.abs(ratios - np.median(ratios)))))
