"""What a sentence encoder makes of reports, as one more signal beside what grouping compares.

Cosines of unrelated reports differ from encoder to encoder and from pile to pile: each is told in
spreads from the mean of chance pairs of the run, which is blended with what is usual of the
encoder. What that adds to the log-odds was chosen on the development corpora
(`benchmarks/neural.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from stemmata.group.articles import Floats
from stemmata.group.fingerprint import Fingerprint
from stemmata.group.overlap import Pairs
from stemmata.model import AnnotatedArticle
from stemmata.plugins import Encoder, Vectors
from stemmata.settings import EncoderSettings

_SAMPLE = 300  # reports whose cosines with each other show what is usual
_LEAST, _MOST = -3.0, 8.0  # spreads, beyond which a cosine says no more


@dataclass(frozen=True, eq=False)
class Meanings:
    """Reports as vectors, by id, and what their cosines are worth.

    Args:
        places: rows of `vectors` by report; of reports that are not in it nothing is said.
        vectors: (reports, dimensions), of unit length.
        mean: of the cosines of unrelated reports.
        spread: of these.
        settings: what a cosine is worth.
    """

    places: dict[str, int]
    vectors: Vectors
    mean: float
    spread: float
    settings: EncoderSettings

    def cosine(self, a: str, b: str) -> float | None:
        """Return the cosine of two reports, None where one is not known."""
        if a not in self.places or b not in self.places:
            return None
        return float(self.vectors[self.places[a]] @ self.vectors[self.places[b]])

    def spreads(self, prints: Sequence[Fingerprint], pairs: Pairs) -> Floats:
        """Return how far above unrelated ones the reports of each pair are; NaN is unknown."""
        rows = np.array([self.places.get(each.id, -1) for each in prints], np.int64)[pairs]
        known = (rows >= 0).all(axis=1)
        found = np.full(len(pairs), np.nan)
        a, b = rows[known].T
        cosines = np.einsum("ij,ij->i", self.vectors[a], self.vectors[b])
        found[known] = np.clip((cosines - self.mean) / self.spread, _LEAST, _MOST)
        return found

    def adjust(self, prints: Sequence[Fingerprint], pairs: Pairs, odds: Floats) -> Floats:
        """Return the log-odds of pairs with what the encoder says of them."""
        spreads, chosen = self.spreads(prints, pairs), self.settings
        told = odds + chosen.weight * spreads + chosen.offset
        adjusted: Floats = np.where(np.isnan(spreads), odds, told)
        return adjusted


def read_meanings(articles: Iterable[AnnotatedArticle], encoder: Encoder) -> Meanings:
    """Return what an encoder makes of the reports in languages that it reads."""
    read = [article for article in articles if encoder.reads(article.language)]
    most = encoder.settings.characters
    texts = [f"{each.article.title}\n{each.text}"[:most] for each in read]
    places = {article.id: place for place, article in enumerate(read)}
    return measure_meanings(places, encoder.encode(texts), encoder.settings)


def measure_meanings(
    places: dict[str, int], vectors: Vectors, settings: EncoderSettings
) -> Meanings:
    """Return vectors with what is usual among them, blended with what is usual of the encoder.

    Args:
        places: rows of vectors by report.
        vectors: (reports, dimensions), of unit length.
        settings: what is usual of the encoder, and what a cosine is worth.
    """
    chosen = np.random.default_rng(len(vectors)).permutation(len(vectors))[:_SAMPLE]
    sample = vectors[chosen]
    cosines = (sample @ sample.T)[np.triu_indices(len(sample), 1)]
    prior, count = settings.prior_pairs, len(cosines)
    # Most chance pairs are unrelated; medians let those that are not count for nothing.
    middle = float(np.median(cosines)) if count else settings.mean
    spread = 1.4826 * float(np.median(np.abs(cosines - middle))) if count else settings.spread
    mean = (prior * settings.mean + count * middle) / (prior + count)
    wide = (prior * settings.spread + count * spread) / (prior + count)
    return Meanings(places, vectors, mean, max(wide, 1e-3), settings)
