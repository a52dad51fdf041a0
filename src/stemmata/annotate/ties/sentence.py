"""A sentence as ties see it: what each word can mean, and the phrases that may act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from stemmata.annotate.ties.cues import follows
from stemmata.annotate.ties.phrases import find_phrases
from stemmata.annotate.ties.words import Phrase, Text


class Sentence(NamedTuple):
    """The words `first` to `last` (exclusive) of a text, its phrases, where deeds may begin."""

    words: Text
    first: int
    last: int
    phrases: tuple[Phrase, ...]
    deeds: Sequence[int]

    def cues(self, place: int) -> frozenset[str]:
        """Return the cues of a word; none beyond the sentence."""
        if self.first <= place < self.last:
            return self.words.meanings[place].cues
        return frozenset()

    @property
    def verb_last(self) -> bool:
        """Tell whether the language sets its verb behind all else."""
        return self.words.listed.order == "sov"

    def is_somebody(self, phrase: Phrase) -> bool:
        """Tell whether a phrase is a person by name or an actor by its words, no work or place."""
        name = self.words.names.get(phrase.last - 1)
        return self._has_actor(phrase) if name is None else name.kind == "person"

    def is_place(self, phrase: Phrase) -> bool:
        """Tell whether a phrase is the name of a place and no word in it says who is there."""
        name = self.words.names.get(phrase.last - 1)
        return name is not None and name.kind == "place" and not self._has_actor(phrase)

    def _has_actor(self, phrase: Phrase) -> bool:
        meanings = self.words.meanings
        return any(meanings[place].actor for place in range(phrase.first, phrase.last))

    def cues_at(self, place: int) -> frozenset[str]:
        """Return the cues of a word and of the listed phrase that begins with it."""
        cues = self.cues(place)
        if "phrase" not in cues:
            return cues
        folded = self.words.folded
        for rest, entry in self.words.listed.phrases.get(folded[place], ()):
            if entry.cue and follows(folded, place, rest):
                return cues | {entry.cue}
        return cues

    def has_between(self, first: int, last: int, cue: str) -> bool:
        """Tell whether a word of a range is a cue."""
        first, last = max(first, self.first), min(last, self.last)
        for meaning in self.words.meanings[first:last] if first < last else ():
            if cue in meaning.cues:
                return True
        return False


def read_sentence(
    words: Text, bounds: tuple[int, int], places: Sequence[int], deeds: Sequence[int]
) -> Sentence:
    """Return a sentence with its phrases, in order.

    Args:
        words: the text.
        bounds: the first word, and the one after the last.
        places: where phrases may begin, in order.
        deeds: where actions may begin, in order.
    """
    first, last = bounds
    return Sentence(words, first, last, find_phrases(words, first, last, places), deeds)
