"""What names of several scripts share by sound: first sounds, and classes of consonants."""

from __future__ import annotations

from stemmata.annotate.names.written import Written, sound_skeleton

_FIRST_SOUNDS = str.maketrans("bvwfgqcxdzjleiouyh", "ppppkkkktssraaaaaa")
_ALIFS = frozenset("اآأإ")  # stand for a vowel that romanising drops


def sounds_of(written: Written, script: str) -> tuple[tuple[str, str], ...]:
    """Return, with and without endings, what candidates share and how the words sound.

    Example:
        >>> from stemmata.annotate.names.written import write_out
        >>> sounds_of(write_out("Angela Merkel", "en"), "")
        (('2 a m', 'ankr nrkr'),)
    """
    found = []
    for words in dict.fromkeys((written.stems, written.words)):
        if all(words):
            first = "a" if written.text[0] in _ALIFS else _first(words[0])
            plain = list(map(_without_vowel_letters, words)) if script in ("ar", "he") else words
            key = f"{len(words)} {first} {_first(words[-1])}"
            found.append((key, " ".join(map(sound_skeleton, plain))))
    return tuple(found)


def _without_vowel_letters(word: str) -> str:
    return word[:1] + word[1:].replace("w", "")  # waw writes vowels inside words


def _first(word: str) -> str:
    return word[:1].translate(_FIRST_SOUNDS)
