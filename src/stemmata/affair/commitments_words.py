"""Words met so far that mean any of some English ones, by language: each is looked up once."""

from __future__ import annotations

from collections import defaultdict
from threading import Lock

from stemmata.affair.senses import concepts_of
from stemmata.lexicon import load_lexicon

_MOST_WORDS = 50_000  # of a language that are remembered


class Remembered:
    """The words looked up so far that mean one of some; safe to share between threads.

    Args:
        wanted: English words.
        likely: probability from which a word is taken to mean one of them.

    Example:
        >>> sorted(Remembered(("promise",), 0.3).among({"versprach", "Brücke"}, "de"))
        ['versprach']
    """

    def __init__(self, wanted: tuple[str, ...], likely: float) -> None:
        self._wanted = wanted
        self._likely = likely
        self._met: defaultdict[str, set[str]] = defaultdict(set)
        self._found: defaultdict[str, set[str]] = defaultdict(set)
        self._lock = Lock()

    def among(self, words: set[str], language: str) -> set[str]:
        """Return the words of a language that mean one of those wanted, others met among them."""
        with self._lock:
            if fresh := sorted(words - self._met[language]):
                if len(self._met[language]) > _MOST_WORDS:
                    self._met[language], self._found[language] = set(), set()
                found = load_lexicon().concepts(fresh, language)
                wanted = concepts_of(self._wanted)
                columns = (found.positions.tolist(), found.ids.tolist(), found.weights.tolist())
                self._found[language].update(
                    fresh[place]
                    for place, concept, weight in zip(*columns, strict=True)
                    if concept in wanted and weight >= self._likely
                )
                self._met[language].update(fresh)
            return self._found[language]
