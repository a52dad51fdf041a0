"""Marks that a written name is filed under, so that an archive finds what it may be tied to.

They are coarser than any rule by which names are tied: names that share none are never one thing.
"""

from __future__ import annotations

from stemmata.annotate.names.sounding import script_of
from stemmata.annotate.names.sounds import sounds_of
from stemmata.annotate.names.written import write_out


def spelling_marks(text: str, language: str) -> tuple[str, ...]:
    """Return the marks of a name by its spelling.

    Example:
        >>> spelling_marks("Angela Merkel", "en")
        ('=angela merkel', '-angela', '-merkel')
        >>> set(spelling_marks("Merkels", "de")) & set(spelling_marks("Angela Merkel", "de"))
        {'-merkel'}
    """
    written = write_out(text, language)
    wholes = ["=" + " ".join(written.spelling)]
    if written.words != written.stems:
        wholes.append("=" + " ".join(written.bare))
    edges = dict.fromkeys((written.spelling[0], written.spelling[-1])) if written.spelling else {}
    return (*wholes, *("-" + word for word in edges if len(word) > 1))


def sound_marks(text: str, language: str) -> tuple[str, ...]:
    """Return the marks of a name by how it sounds, those of another script as Latin ones.

    Example:
        >>> set(sound_marks("Ангела Меркель", "ru")) & set(sound_marks("Angela Merkel", "en"))
        {'~2 a m'}
    """
    written = write_out(text, language)
    script = "" if written.latin else script_of(text)
    if not script and not written.latin:
        return ()
    return tuple(dict.fromkeys("~" + key for key, _ in sounds_of(written, script)))


def is_foreign(text: str, language: str) -> bool:
    """Tell whether a name is to be tied to Latin ones by its sound."""
    return not write_out(text, language).latin and bool(script_of(text))
