"""Sentence encoders, an extra that grouping and tracing may ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """What the cosines of a sentence encoder are worth, where one is asked (`--encoder`).

    The defaults are those of all-MiniLM-L6-v2; `python benchmarks/neural.py --encoder NAME --write`
    measures another one and leaves them beside the model.
    """

    name: str = ""  # as it was chosen; nothing is asked without one
    languages: tuple[str, ...] = ("en",)  # it was made for; "all" for any
    characters: int = 1500  # of headline and report, beyond which encoders read no further
    mean: float = 0.10  # of the cosines of unrelated reports
    spread: float = 0.12
    prior_pairs: float = 300.0  # that these count for, beside those of the run
    weight: float = 0.1  # log-odds of one event that each spread adds
    offset: float = -0.4  # so that four spreads speak neither for one event nor against it
    # Sentences side by side: how much of their likeness is the encoder's. Of all-MiniLM-L6-v2 any
    # share ranks graded reuse worse (`python benchmarks/neural_sentences.py`).
    sentence_share: float = 0.0

    @classmethod
    def of(cls, held: object) -> EncoderSettings:
        """Return what a file holds that `benchmarks/neural.py` wrote.

        Raises:
            TypeError: it holds something else.
        """
        if not isinstance(held, Mapping):
            raise TypeError("no table")
        given = dict(held)
        languages = given.pop("languages", cls().languages)
        if not isinstance(languages, list | tuple) or not all(map(str.isalpha, languages)):
            raise TypeError("languages")
        if "name" in given or any(
            isinstance(v, bool) or not isinstance(v, int | float) for v in given.values()
        ):
            raise TypeError("no number")
        return replace(cls(), languages=tuple(languages), **given)
