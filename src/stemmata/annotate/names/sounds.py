"""What names of several scripts share by sound: first sounds, and classes of consonants."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stemmata.annotate.names.beginnings import Words
from stemmata.annotate.names.han_spelling import foreign_spelling
from stemmata.annotate.names.written import Written, sound_skeleton

_FIRST_SOUNDS = dict(zip("bvwfgqcxdzjleiouyh", "ppppkkkktssraaaaaa", strict=True))
_H = re.compile("^(?:kh|g)")
_ALIFS = frozenset("اآأإ")  # stand for a vowel that romanising drops


def sounds_of(written: Written, script: str) -> tuple[tuple[str, str], ...]:
    """Return, with and without endings, what candidates share and how the words sound.

    Example:
        >>> from stemmata.annotate.names.written import write_out
        >>> sounds_of(write_out("Angela Merkel", "en"), "")
        (('2 a m', 'ankr nrkr'),)
    """
    found = [(key, sound_of(words, script)) for key, words in keyed_words(written)]
    words = foreign_spelling(written) if script == "zh" else ()
    if words:
        found.append((_key(words, words[0]), sound_of(words, script)))
    if script == "ru":
        spelled = _with_h(written.words)
        found += [(_key(each, each[0]), sound_of(each, script)) for each in spelled]
    return tuple(dict.fromkeys(found))


def keyed_words(written: Written) -> Iterator[tuple[str, Words]]:
    """Yield what candidates share with the words that sound, without endings and with."""
    same = written.words == written.stems
    for words in (written.stems,) if same else (written.stems, written.words):
        if all(words):
            yield _key(words, "a" if written.text[0] in _ALIFS else words[0]), words


def _key(words: Words, first: str) -> str:
    last = words[-1] if len(words) > 1 else first
    return f"{len(words)} {_first(first)} {_first(last)}"


def sound_of(words: Words, script: str) -> str:
    """Return how words of a script sound."""
    if script in ("ar", "he"):
        words = tuple(map(_without_vowel_letters, words))
    return " ".join(map(sound_skeleton, words))


def _with_h(words: Words) -> Iterator[Words]:
    """Yield a name with the h that Cyrillic writes as kh or g: "Хамас", "Гамбург"."""
    ends = {0, len(words) - 1}
    for places in ({0}, ends - {0}, ends):
        spelled = tuple(
            _H.sub("h", word, count=1) if place in places else word
            for place, word in enumerate(words)
        )
        if spelled != words:
            yield spelled


def _without_vowel_letters(word: str) -> str:
    return word[:1] + word[1:].replace("w", "")  # waw writes vowels inside words


def _first(word: str) -> str:
    return _FIRST_SOUNDS.get(word[0], word[0])
