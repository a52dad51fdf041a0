"""Number words that particles and cases are written together with: "بثلاثة ملايين", "yüzden fazla".

The particle or the ending is cut off, so that the number is a token of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from stemmata.annotate.figures.lexicon import Lexicon, lexicon_of
from stemmata.annotate.figures.phrases import Phrases
from stemmata.annotate.figures.tokens import Token
from stemmata.text import fold

_TEN = 10
_SURE = 4  # letters of a weak number word that is no other word with a particle before it


def cut_prefixes(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """Return the tokens, particles cut off from the number words behind them.

    The article is cut off behind a bound ("فوق الثلاثين", above thirty).
    """
    particles = (*lexicon.attached, lexicon.definite_prefix)
    parts: list[Token] = []
    for token in tokens:
        form = token.form
        if form.startswith(particles):
            parts += _cut(token, lexicon, parts)
        else:
            parts.append(token)
    return parts


def cut_endings(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """Return the tokens, endings cut off from number words where a bound or a range asks for them.

    Many words look like a number with an ending (Turkish "yüzden" is therefore, "ona" to her).
    """
    parts: list[Token] = []
    for place, token in enumerate(tokens):
        size = ending_length(token.form, lexicon)
        middle = token.end - size
        ending = Token(middle, token.end, token.form[len(token.form) - size :])
        if size and _asks_for_number(parts, ending, tokens[place + 1 : place + 6], lexicon):
            parts += (Token(token.start, middle, token.form[:-size]), ending)
        else:
            parts.append(token)
    return parts


def ending_length(form: str, lexicon: Lexicon) -> int:
    """Return how many letters of a word are the ending of a case behind a number word.

    Example:
        >>> from stemmata.annotate.figures.lexicon import lexicon_of
        >>> ending_length("yirmiden", lexicon_of("tr"))
        3
    """
    if not lexicon.case_endings or not form.endswith(lexicon.case_endings):
        return 0
    known = lexicon.atoms.folded
    sizes = (len(ending) for ending in lexicon.case_endings if form.endswith(ending))
    return next((size for size in sizes if fold(form[:-size]) in known), 0)


def _asks_for_number(
    before: list[Token], ending: Token, after: Sequence[Token], lexicon: Lexicon
) -> bool:
    """Tell whether the words beside a number word with an ending make it a number."""
    known = lexicon.atoms.folded
    if before and fold(before[-1].form) in lexicon.demonstratives:
        return False
    continues = bool(before) and fold(before[-1].form) in known
    table = lexicon.bounds_after
    bounded = isinstance(table, Phrases) and table.after([ending, *after], 0) is not None
    follows = after[0].form if after else ""
    opens = bool(follows) and (fold(follows) in known or ending_length(follows, lexicon) > 0)
    ranged = opens and any(fold(token.form) in lexicon.range_closers for token in after)
    return continues or bounded or ranged


def prefix_length(form: str, lexicon: Lexicon) -> int:
    """Return how many letters of a word are a particle before a number word.

    Example:
        >>> from stemmata.annotate.figures.lexicon import lexicon_of
        >>> prefix_length("بثلاثة", lexicon_of("ar")), prefix_length("لست", lexicon_of("ar"))
        (1, 0)
    """
    begins = lexicon.attached and form.startswith(lexicon.attached)
    return _prefix_length(form, lexicon.code) if begins else 0


def _cut(token: Token, lexicon: Lexicon, before: list[Token]) -> Iterator[Token]:
    start, end, form = token
    size = prefix_length(form, lexicon)
    if not size and before:
        size = definite_length(form, lexicon)
        size = size if size and _is_bounding(before, lexicon) else 0
    if size:
        yield Token(start, start + size, form[:size])
        yield Token(start + size, end, form[size:])
    else:
        yield token


def _is_bounding(before: list[Token], lexicon: Lexicon) -> bool:
    """Tell whether words end with a bound ("أكثر من")."""
    if fold(before[-1].form) in lexicon.definite_after:
        return True
    table = lexicon.bounds
    found = table.before(before, len(before)) if isinstance(table, Phrases) else None
    return found is not None and len(before) - found[1] > 1  # not "حتى النصف الأول"


def definite_length(form: str, lexicon: Lexicon) -> int:
    """Return how many letters of a word are the article before a number of tens or a share."""
    prefix = lexicon.definite_prefix
    if not form.startswith(prefix):
        return 0
    atom = lexicon.atoms.folded.get(fold(form.removeprefix(prefix)))
    known = atom is not None and (atom.kind == "fraction" or atom.value > _TEN)
    return len(prefix) if known else 0


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
        if atom.value == 1 and atom.kind == "word":  # "one of"
            return False
        return len(word) >= _SURE or not (atom.weak or atom.kind == "scale")
    return word in lexicon.vague.folded or lexicon.atoms.heads.get(word, 1) > 1
