"""Two reports compared: what one may have taken from the other, as a handful of measures.

The measures are chosen to tell a copy from an independent report of the same event. Both share
names and figures; a copy also shares runs of words outside quotations, or sentence after sentence
in the same order with the same lengths.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property
from statistics import median

import numpy as np
from numpy.typing import NDArray

from stemmata.model import Frozen
from stemmata.plugins import Encoder, Vectors
from stemmata.settings import TraceSettings
from stemmata.trace.alignment import Bead, Cosines, align, likeness, shared_terms
from stemmata.trace.expected import expected_likeness
from stemmata.trace.passages import Passage, Tile, join_tiles, shared_tiles, whole_sentence
from stemmata.trace.reports import Report
from stemmata.trace.sentence_vectors import blend, encode_sentences
from stemmata.trace.signatures import Integers
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
    "sentence",
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
    "expected",
)

# Nearly all of a translation is aligned, of independent reports seldom four fifths: the power, of
# those tried, with the least cross-validated log loss of `python -m stemmata.trace.train`.
_STEEP = 8
_LEAST_NORM = np.float32(1e-3)


class Prepared:
    """A report with its sentence vectors, made when first asked for."""

    def __init__(self, report: Report, encoder: Encoder | None = None) -> None:
        self.report = report
        self.encoder = encoder

    @cached_property
    def words(self) -> SentenceVectors:
        """The sentences as words."""
        return word_vectors(self.report)

    @cached_property
    def senses(self) -> SentenceVectors:
        """The sentences as concepts, figures and names."""
        return sense_vectors(self.report)

    @cached_property
    def meanings(self) -> Vectors | None:
        """The sentences as an encoder sees them, where one is asked."""
        return encode_sentences(self.report, self.encoder)


class Comparison(Frozen, frozen=True):
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

    @property
    def same_text(self) -> bool:
        """Whether both reports are word for word the same."""
        return len(self.tiles) == 1 and self.tiles[0].length == len(self.a) == len(self.b)


class Aligned(Frozen, frozen=True):
    """Two reports with their sentences set side by side, before anything is measured."""

    a: Prepared
    b: Prepared
    views: tuple[SentenceVectors, SentenceVectors]
    cosines: Cosines
    beads: list[Bead]

    @property
    def same_language(self) -> bool:
        """Whether both reports are written in one language."""
        return self.a.report.language == self.b.report.language

    @property
    def shares(self) -> tuple[float, float]:
        """The share of the sentences of each, by length, that the other has too."""
        reach_a, reach_b = self.views[0].reach, self.views[1].reach
        in_a = sum(reach_a[bead.a_end] - reach_a[bead.a] for bead in self.beads)
        in_b = sum(reach_b[bead.b_end] - reach_b[bead.b] for bead in self.beads)
        return in_a / max(1, reach_a[-1]), in_b / max(1, reach_b[-1])


def align_pairs(
    pairs: Sequence[tuple[Prepared, Prepared]], settings: TraceSettings
) -> list[Aligned]:
    """Return pairs of reports with their sentences side by side; pairs across languages last."""
    aligned: list[Aligned] = []
    for same, least in ((True, settings.least_likeness), (False, settings.least_likeness_across)):
        chosen = [(a, b) for a, b in pairs if (a.report.language == b.report.language) == same]
        views = [(a.words, b.words) if same else (a.senses, b.senses) for a, b in chosen]
        aligned += _align_views(chosen, views, least)
    return aligned


def _align_views(
    pairs: Sequence[tuple[Prepared, Prepared]],
    views: Sequence[tuple[SentenceVectors, SentenceVectors]],
    least: float,
) -> list[Aligned]:
    cosines = [_likeness(*pair, view) for pair, view in zip(pairs, views, strict=True)]
    rows = zip(pairs, views, cosines, align(cosines, least), strict=True)
    return [Aligned(a, b, view, matrices, path) for (a, b), view, matrices, path in rows]


def _likeness(a: Prepared, b: Prepared, view: tuple[SentenceVectors, SentenceVectors]) -> Cosines:
    cosines = likeness(*view)
    if a.encoder is None or a.meanings is None or b.meanings is None:
        return cosines
    return blend(cosines, a.meanings, b.meanings, a.encoder.settings)


def compare(a: Prepared, b: Prepared, settings: TraceSettings) -> Comparison:
    """Return what two reports have in common."""
    (aligned,) = align_pairs([(a, b)], settings)
    return measure(aligned, settings)


def measure_senses(a: Prepared, b: Prepared, settings: TraceSettings) -> dict[str, float]:
    """Return the measures of two reports as if they were written in two languages."""
    views = [(a.senses, b.senses)]
    (aligned,) = _align_views([(a, b)], views, settings.least_likeness_across)
    return _bead_measures(aligned) | _sense_measures(aligned)


def measure(aligned: Aligned, settings: TraceSettings) -> Comparison:
    """Return what two reports whose sentences stand side by side have in common."""
    a, b, beads = aligned.a, aligned.b, aligned.beads
    measures = _bead_measures(aligned)
    tiles: list[Tile] = []
    if aligned.same_language:
        tiles = shared_tiles(a.report, b.report, settings.shingle)
        measures |= _tile_measures(a.report, b.report, tiles, settings)
    else:
        measures |= _sense_measures(aligned)
    passages = join_tiles(tiles, settings.gap)
    return Comparison(a.report, b.report, tuple(tiles), tuple(passages), tuple(beads), measures)


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
        # Set phrases and quoted words are parts of sentences; who copies takes whole ones.
        "sentence": math.log1p(whole_sentence(tiles, a, b, settings.chance_sentence)),
    }


def _bead_measures(aligned: Aligned) -> dict[str, float]:
    beads = aligned.beads
    if not beads:
        return dict.fromkeys((*ACROSS, "extent", "share_a", "share_b"), 0.0) | {"profile": 1.0}
    a, b = aligned.views
    in_a = [a.reach[bead.a_end] - a.reach[bead.a] for bead in beads]
    in_b = [b.reach[bead.b_end] - b.reach[bead.b] for bead in beads]
    share_a, share_b = aligned.shares
    both = sum(in_a) + sum(in_b)
    sized = list(zip(beads, in_a, in_b, strict=True))
    mean = sum(bead.likeness * (one + other) for bead, one, other in sized) / both
    extent = sum(bead.likeness * min(one, other) for bead, one, other in sized)
    share = max(share_a, share_b)
    return {
        "share_a": share_a,
        "share_b": share_b,
        "aligned": share,
        "aligned_less": min(share_a, share_b),
        "likeness": mean,
        "contrast": mean - _background(aligned.cosines[0], beads),
        "beads": math.log1p(len(beads)),
        "extent": math.log1p(extent),
        "profile": _profile(in_a, in_b),
        "whole": share * mean,
        "complete": share**_STEEP,
    }


def _sense_measures(aligned: Aligned) -> dict[str, float]:
    """Return how alike aligned sentences are in plain words and in figures, each by itself."""
    (a, b), beads = aligned.views, aligned.beads
    expected = math.log(expected_likeness(aligned.a.report.language, aligned.b.report.language))
    if not beads:
        return {"plain": 0.0, "weakest": 0.0, "figures": 0.5, "expected": expected}
    places = np.array([bead[:4] for bead in beads])
    own, other = _sums(a, places[:, 0], places[:, 1]), _sums(b, places[:, 2], places[:, 3])
    in_a, in_b = shared_terms(a, b)
    name, figure = in_a.searchsorted((a.first_name, a.first_figure))
    sizes = [min(a.reach[x.a_end] - a.reach[x.a], b.reach[x.b_end] - b.reach[x.b]) for x in beads]
    plain = _cosines(own[: a.first_name], other[: b.first_name], in_a[:name], in_b[:name])
    same = np.count_nonzero((own[in_a[figure:]] > 0) & (other[in_b[figure:]] > 0))
    total = np.count_nonzero(own[a.first_figure :]) + np.count_nonzero(other[b.first_figure :])
    return {
        # Facts dictate figures and names; of the rest, a translation says the same.
        "plain": float(plain @ np.array(sizes)) / sum(sizes),
        "weakest": _lower_quartile([bead.likeness for bead in beads]),
        # A translation keeps them where they stand; two writers have others, or elsewhere.
        "figures": (2 * same + 1.0) / (total + 2.0),
        "expected": expected,
    }


def _sums(vectors: SentenceVectors, first: Integers, end: Integers) -> Matrix:
    """Return [terms, beads], the weights summed over the one or two sentences of each bead."""
    summed = vectors.weights[:, first]
    wide = np.flatnonzero(end - first > 1)
    summed[:, wide] += vectors.weights[:, end[wide] - 1]
    return summed


def _cosines(own: Matrix, other: Matrix, in_own: Integers, in_other: Integers) -> Matrix:
    """Return the cosine of each bead's two sides, given the rows of the terms they share."""
    dots = np.einsum("ij,ij->j", own[in_own], other[in_other])
    norms = np.sqrt(np.einsum("ij,ij->j", own, own) * np.einsum("ij,ij->j", other, other))
    cosines: Matrix = dots / (norms + _LEAST_NORM)
    return cosines


def _background(one: NDArray[np.float32], beads: list[Bead]) -> float:
    """Return how alike the sentences set side by side are to the best of the others."""
    rest = one.copy()
    for bead in beads:
        rest[bead.a : bead.a_end, bead.b : bead.b_end] = 0.0
    rows, columns = rest.max(axis=1).tolist(), rest.max(axis=0).tolist()
    best = sum(max(rows[bead.a : bead.a_end]) + max(columns[bead.b : bead.b_end]) for bead in beads)
    return float(best / len(beads) / 2)


def _profile(in_a: Sequence[int], in_b: Sequence[int]) -> float:
    """Return how far the lengths of aligned sentences stray from one common ratio, 0 to 1."""
    if len(in_a) < 2:
        return 0.5
    ratios = [math.log(other / one) for one, other in zip(in_a, in_b, strict=True)]
    middle = median(ratios)
    return min(1.0, median(abs(ratio - middle) for ratio in ratios))


def _lower_quartile(values: Sequence[float]) -> float:
    """Return the value that a quarter lies below, between two neighbours where need be."""
    ordered = sorted(values)
    place, part = divmod((len(ordered) - 1) / 4, 1)
    low = ordered[int(place)]
    return low + part * (ordered[min(int(place) + 1, len(ordered) - 1)] - low)
