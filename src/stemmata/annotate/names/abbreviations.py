"""Abbreviations that a text introduces: a long form and a short one side by side in brackets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from stemmata.annotate.names.cues import load_cues
from stemmata.annotate.names.written import write_out
from stemmata.model import Name

_LONGEST = 8


def introduced(text: str, names: tuple[Name, ...], language: str) -> Iterator[tuple[str, str]]:
    """Yield (long form, abbreviation) for names such as "United Nations (UN)" or "UN (United ...)".

    Example:
        >>> text = "Perserikatan Bangsa-Bangsa (PBB)"
        >>> found = Name(0, 26, text[:26], "organisation"), Name(28, 31, "PBB", "organisation")
        >>> list(introduced(text, found, "id"))
        [('Perserikatan Bangsa-Bangsa', 'PBB')]
    """
    for first, second in pairwise(names):
        between = text[first.end : second.start].strip()
        after = text[second.end : second.end + 1]
        if between not in ("(", "（", "[") or after not in (")", "）", "]", ",", " ", "،"):
            continue
        for whole, short in ((first.text, second.text), (second.text, first.text)):
            if abbreviates(short, whole, language):
                yield whole, short


def abbreviates(short: str, whole: str, language: str) -> bool:
    """Tell whether a short form in capitals is made of letters of a long form, in order.

    Example:
        >>> abbreviates("AFP", "Agence France-Presse", "fr"), abbreviates("WHO", "Oslo", "en")
        (True, False)
    """
    letters = short.replace(".", "")
    if not (1 < len(letters) <= _LONGEST and letters.isupper()) or len(whole) <= len(letters) + 2:
        return False
    connectors = load_cues(language).connectors
    initials = "".join(word[:1] for word in write_out(whole.replace("-", " "), "und").words)
    plain = "".join(write_out(letters, "und").words)
    if initials == plain:
        return True
    spared = [w for w in whole.replace("-", " ").split() if w.lower() not in connectors]
    if "".join(word[:1] for word in spared).casefold() == letters.casefold():
        return True
    return initials[:1] == plain[:1] and _in_order(plain, "".join(write_out(whole, "und").words))


def _in_order(letters: str, word: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)
