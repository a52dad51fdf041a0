"""Well-known names, told by hashes: what a word begins, and the whole.

Learned by `python -m stemmata.annotate.names.train` from Wiktionary and the wordnets. A name is
filed under its first word as written and without what is written together with it, and under its
other words without their endings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from stemmata.annotate.names.cues import load_cues
from stemmata.annotate.names.wordlists import (
    encoded,
    form_hash,
    language_seed,
    load_word_lists,
)
from stemmata.text import fold

MOST_WORDS = 7
KIND_BITS = 7  # of an entry, the kind counted from 1; above them how many words it may begin
_OWN_SEED = 0x5A5A  # keeps these hashes apart from those of other lists
_NEXT = re.compile(r" ([\w'’\-\u064b-\u0652]+)")


class Begun(NamedTuple):
    """What a word begins: hashes of it, the most words of a name, and its kind by itself.

    The kind is 0 where the word is in no list of names, or is an everyday word.
    """

    states: tuple[int, ...]
    most: int
    kind: int


_NOTHING = Begun((), 0, 0)


def phrase_hash(first: str, rest: Iterable[str], language: str) -> int:
    """Return the hash of a name: its words, folded, all but the first without endings."""
    state = form_hash(first, language_seed(language) ^ _OWN_SEED)
    for word in rest:
        state = crc32(encoded(" " + word), state)
    return state


def may_begin(folded: list[str], language: str, *, least: int) -> NDArray[np.bool_]:
    """Tell of folded words if they begin a known name of that many words or more.

    Args:
        folded: the words.
        language: BCP 47 primary tag.
        least: 1 counts words that are names by themselves.
    """
    cues = load_cues(language)
    bare = folded
    if cues.proclitics:
        bare = list(map(cues.without_proclitic, bare))
    if cues.endings:
        endings = cues.endings
        bare = [cues.without_ending(form) if form.endswith(endings) else form for form in bare]
    differing = [at for at, form in enumerate(folded) if bare[at] is not form]
    written = [*folded, *map(bare.__getitem__, differing)]
    seed = language_seed(language) ^ _OWN_SEED
    hashes = list(map(crc32, map(encoded, written), repeat(seed)))
    entries = load_word_lists().known.find_all(hashes)
    begins: NDArray[np.bool_] = np.greater_equal(entries, least * (KIND_BITS + 1))
    begins[differing] |= begins[len(folded) :]
    return begins[: len(folded)]


def begun_by(folded: str, language: str) -> Begun:
    """Return what a folded word begins.

    Example:
        >>> begun_by("united", "en").most > 1, begun_by("house", "en").kind
        (True, 0)
    """
    known = load_word_lists().known
    seed = language_seed(language)
    bare = load_cues(language).stripped(folded)
    forms = (folded,) if bare == folded else (folded, bare)
    states = [form_hash(form, seed ^ _OWN_SEED) for form in forms]
    entries = [known.find(state) for state in states]
    most = max(entries) // (KIND_BITS + 1)
    if not most:
        return _NOTHING
    kind = max(entry & KIND_BITS for entry in entries)
    if kind and any(load_word_lists().common.find(form_hash(form, seed)) for form in forms):
        kind = 0
    return Begun(_going_on(states, entries), most, kind)


def longest_name(text: str, end: int, begun: Begun, language: str) -> tuple[int, int]:
    """Return where the longest known name ends that begins with a word, and its kind; else 0, 0.

    With capitals, the last word of a name must have one: "the US house" is no House.

    Args:
        text: any text.
        end: where the word ends.
        begun: what the word begins.
        language: BCP 47 primary tag.
    """
    found = (0, 0)
    states = begun.states
    known = load_word_lists().known
    cased = text[end - 1].upper() != text[end - 1].lower()
    while states and (match := _NEXT.match(text, end)):
        word = match[1]
        end = match.end()
        letters = _continuing(word, language)
        states = tuple([crc32(letters, state) for state in states])
        entries = [known.find(state) for state in states]
        kind = max(entries) and max(entry & KIND_BITS for entry in entries)
        if kind and not (cased and word[0].islower()):
            found = end, kind
        states = _going_on(states, entries)
    return found


def _going_on(states: Sequence[int], entries: Sequence[int]) -> tuple[int, ...]:
    """Return the hashes of what longer names begin with."""
    pairs = zip(states, entries, strict=True)
    return tuple([state for state, entry in pairs if entry > 2 * KIND_BITS + 1])


@lru_cache(maxsize=20_000)
def _continuing(word: str, language: str) -> bytes:
    folded = fold(word).replace("’", "'")
    return encoded(" " + load_cues(language).without_ending(folded))
