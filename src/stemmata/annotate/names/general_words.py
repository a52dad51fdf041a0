"""Names that are plain to see: "the Regional Audit Chamber", "профсоюз «Синдамар»".

A tagger that learned from other names may see the half of such a name or nothing. In a language
that sets general words last and writes only names with capitals, a run of capitals that ends in a
general word is one. In a language that writes the names of companies in quotation marks, so is what
stands in them with a capital, behind a word without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from stemmata.annotate.names.cues import ARTICLE, ORGANISATION, TITLE, load_cues
from stemmata.annotate.names.tokens import Pieces, pieces
from stemmata.annotate.names.words import Tagged
from stemmata.text import fold

# A word in small letters, and up to three words in marks of which the first has a capital.
_QUOTED = re.compile(r"\b([^\W\d_A-ZА-ЯЁІЇЄҐ][^\W\d_]+) «([A-ZА-ЯЁІЇЄҐ][\w-]+(?: [\w-]+){0,2})»")
_LONGEST = 4  # words before the general one
_BEGINS = frozenset('.!?:;\n"“”|–—•*#')  # marks behind which a capital says nothing


def with_general_runs(text: str, language: str, found: list[Tagged]) -> list[Tagged]:
    """Return the names with the runs that end in a general word instead of what lies in them.

    Args:
        text: any text in a script with capitals.
        language: BCP 47 primary tag; without `generals_end` in its file nothing is added.
        found: the names already found.

    Example:
        >>> text = "He asked the Harbour Audit Office twice."
        >>> [text[n.start : n.end] for n in with_general_runs(text, "en", [])]
        ['Harbour Audit Office']
    """
    general = _capital_generals(language)
    if not general:
        return found
    pieced = pieces(text, language)
    for start, end in _runs(text, pieced, language, general):
        touched = [name for name in found if name.start < end and start < name.end]
        inside = all(start <= name.start and name.end <= end for name in touched)
        if inside and not any((name.start, name.end) == (start, end) for name in touched):
            found = [name for name in found if name not in touched]
            found.append(Tagged(start, end, "organisation"))
    return found


def with_quoted(text: str, language: str, found: list[Tagged]) -> list[Tagged]:
    """Return the names with those in quotation marks that none of them touches.

    Args:
        text: any text in a script with capitals.
        language: BCP 47 primary tag; without `quoted_names` in its file nothing is added.
        found: the names already found.

    Example:
        >>> text = "завод производителя «Грунвест» закрыт"
        >>> [text[n.start : n.end] for n in with_quoted(text, "ru", [])]
        ['Грунвест']
    """
    if not load_cues(language).quoted_names or "«" not in text:
        return found
    classes = load_cues(language).classes
    added = []
    for each in _QUOTED.finditer(text):
        start, end = each.span(2)
        if not any(name.start < end and start < name.end for name in found):
            known = classes.get(fold(each.group(1))) == ORGANISATION
            added.append(Tagged(start, end, "organisation" if known else "other"))
    return [*found, *added]


@cache
def _capital_generals(language: str) -> frozenset[str]:
    cues = load_cues(language)
    if not cues.generals_end:
        return frozenset()
    words = [word for word, cue in cues.classes.items() if cue == ORGANISATION]
    return frozenset(word.capitalize() for word in words if len(word) > 2)


def _runs(
    text: str, found: Pieces, language: str, general: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Yield where the runs of capitalised words stand that a general word ends."""
    forms, starts, ends = found
    classes = load_cues(language).classes
    for last in [place for place, form in enumerate(forms) if form in general]:
        if _follows(text, found, last + 1):
            continue
        first = last
        while last - first < _LONGEST and _follows(text, found, first):
            first -= 1
        begins = first == 0 or forms[first - 1] in _BEGINS
        if classes.get(fold(forms[first])) in (ARTICLE, TITLE):
            first, begins = first + 1, False
        if first < last and not begins:
            yield starts[first], ends[last]


def _follows(text: str, found: Pieces, place: int) -> bool:
    """Tell whether a word and the one before it have capitals, and but a space between them."""
    if not 0 < place < len(found.forms):
        return False
    one, other = found.forms[place - 1], found.forms[place]
    joined = text[found.ends[place - 1] : found.starts[place]] == " "
    return joined and one[0].isupper() and other[0].isupper() and len(one) > 1
