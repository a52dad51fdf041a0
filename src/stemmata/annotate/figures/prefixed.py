"""Number words that particles are written together with: "بثلاثة ملايين", "وعشرون".

The particle is cut off, so that the number begins a token of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from stemmata.annotate.figures.lexicon import Lexicon, lexicon_of
from stemmata.annotate.figures.tokens import Token
from stemmata.text import fold

_SURE = 4  # letters of a weak number word that is no other word with a particle before it


def cut_prefixes(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """Return the tokens, particles cut off from the number words behind them."""
    return [part for token in tokens for part in _cut(token, lexicon)]


def prefix_length(form: str, lexicon: Lexicon) -> int:
    """Return how many letters of a word are a particle before a number word.

    Example:
        >>> from stemmata.annotate.figures.lexicon import lexicon_of
        >>> prefix_length("بثلاثة", lexicon_of("ar")), prefix_length("لست", lexicon_of("ar"))
        (1, 0)
    """
    begins = lexicon.attached and form.startswith(lexicon.attached)
    return _prefix_length(form, lexicon.code) if begins else 0


def _cut(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    start, end, form = token
    size = prefix_length(form, lexicon)
    if size:
        yield Token(start, start + size, form[:size])
        yield Token(start + size, end, form[size:])
    else:
        yield token


@lru_cache(maxsize=50_000)
def _prefix_length(form: str, code: str) -> int:
    lexicon = lexicon_of(code)
    if fold(form) in lexicon.atoms.folded:
        return 0
    sizes = {len(prefix) for prefix in lexicon.attached if form.startswith(prefix)}
    return next((size for size in sorted(sizes) if _is_number(form[size:], lexicon)), 0)


def _is_number(form: str, lexicon: Lexicon) -> bool:
    word = fold(form)
    atom = lexicon.atoms.folded.get(word)
    if atom is not None:
        return len(word) >= _SURE or not (atom.weak or atom.kind == "scale")
    return word in lexicon.vague.folded or lexicon.atoms.heads.get(word, 1) > 1
