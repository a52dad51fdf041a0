"""By which words a name found in one article is sought in others, and which words never are."""

from __future__ import annotations

import re
from functools import lru_cache

from stemmata.annotate.names.beginnings import NAME_SHAPES, Words, bare_form
from stemmata.annotate.names.finding import never_a_name
from stemmata.annotate.names.shapes import shape_of
from stemmata.annotate.names.tokens import pieces
from stemmata.annotate.names.wordlists import form_hash, language_seed, load_word_lists
from stemmata.text import fold

SHORTEST_HAN = 3
_SHORTEST = 4
_LONGEST = 6
_LEAD = 300  # letters of a text that tell its script
_HAN_OR_KANA = re.compile(r"[\u3040-\u9fff]")
_ONE_WORD = re.compile(r"[\w·•・＝-]+")


def ways_of(text: str, language: str) -> tuple[Words, ...]:
    """Return the words of a name as written and without endings, if others may be sought by it.

    Example:
        >>> ways_of("Angela Merkels", "de"), ways_of("Monday", "en")
        ((('angela', 'merkel'), ('angela', 'merkels')), ())
    """
    if unspaced(text):
        sure = len(text) >= SHORTEST_HAN and not is_everyday(text, language)
        return ((text,),) if sure and _ONE_WORD.fullmatch(text) else ()
    plain = text.split()
    forms = plain if all(map(str.isalpha, plain)) else pieces(text, language).forms
    if len(forms) > _LONGEST or any(shape_of(forms[at]) not in NAME_SHAPES for at in (0, -1)):
        return ()
    if len(forms) == 1 and is_weak(forms[0], language):
        return ()
    ways = {tuple(map(fold, forms)), tuple(bare_form(form, language) for form in forms)}
    return tuple(sorted(ways))


@lru_cache(maxsize=100_000)
def is_weak(form: str, language: str) -> bool:
    """Tell whether a word by itself is too short or too common to be a name for sure."""
    if len(form) < _SHORTEST or never_a_name(form, language):
        return True
    return is_everyday(form, language)


@lru_cache(maxsize=100_000)
def is_everyday(form: str, language: str) -> bool:
    """Tell whether the word lists of a language have a word, as written or without its ending."""
    common, seed = load_word_lists().common, language_seed(language)
    return any(
        common.find(form_hash(word, seed)) for word in {fold(form), bare_form(form, language)}
    )


def unspaced(text: str) -> bool:
    """Tell whether a text is in a script that is written without spaces."""
    return not text.isascii() and _HAN_OR_KANA.search(text, 0, _LEAD) is not None
