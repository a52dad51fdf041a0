"""Number words written together: "zweihundertzwanzig", "ventitré", "三百二十万", "천오백"."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from stemmata.annotate.figures.lexicon import Lexicon
from stemmata.annotate.figures.numerals import (
    ONE,
    TEN,
    Atom,
    Stack,
    add_tens,
    push,
    step_of,
    total,
)
from stemmata.annotate.figures.tokens import NATIVE_ONLY
from stemmata.text import fold

_LONGEST = 60  # letters; longer words are no numbers
_KANA = frozenset(map(chr, range(0x3041, 0x3097)))
_JOINER = Atom("article", Decimal(0))


def expand(form: str, lexicon: Lexicon) -> tuple[Atom, ...]:
    """Return the parts of a number word written together; empty where it is none.

    Example:
        >>> from stemmata.annotate.figures.lexicon import lexicon_of
        >>> [int(a.value) for a in expand("dreiundzwanzig", lexicon_of("de"))]
        [23]
    """
    if not lexicon.compounds or not 2 <= len(form) <= _LONGEST:
        return ()
    return _expand(fold(form), lexicon.code)


@lru_cache(maxsize=50_000)
def _expand(word: str, code: str) -> tuple[Atom, ...]:
    from stemmata.annotate.figures.lexicon import lexicon_of  # noqa: PLC0415 - keyed by code

    lexicon = lexicon_of(code)
    if lexicon.readings and word[0] in _KANA:
        return _read_kana(word, lexicon)
    known = lexicon.atoms.folded
    begins = any(word[:size] in known for size in range(1, 13))
    if lexicon.style == "hangul":
        begins = begins and not NATIVE_ONLY.fullmatch(word)  # "하나만", but one
    parts = _cut(word, lexicon, known) if begins else None
    if parts is None or len(parts) < 2:
        return _read_half(word, lexicon) if begins else ()
    if lexicon.glued:
        return _read_glued(parts, lexicon)
    if all(atom.kind == "scale" for atom in parts):
        return tuple(parts)
    stack = _evaluate(parts, lexicon)
    if stack is None:
        return ()
    value = total(stack)
    return (Atom("word", value, step_of(value, ten_opens=False)),)


def _read_half(word: str, lexicon: Lexicon) -> tuple[Atom, ...]:
    """Return "zwölfeinhalb", "drieënhalf": a half written together with its number."""
    for ending in lexicon.half_endings if word.endswith(lexicon.half_endings) else ():
        head = word.removesuffix(ending)
        if head == word:
            continue
        known = lexicon.atoms.folded.get(head)
        value = read_compound(head, lexicon) if known is None else known.value
        if value is not None and value >= ONE:
            return (Atom("word", value + Decimal("0.5"), Decimal(0)),)
    return ()


def read_compound(word: str, lexicon: Lexicon) -> Decimal | None:
    """Return the value of a folded number word written together, or None.

    Example:
        >>> from stemmata.annotate.figures.lexicon import lexicon_of
        >>> read_compound("dosmil", lexicon_of("es"))
        Decimal('2000')
    """
    parts = _cut(word, lexicon, lexicon.atoms.folded) if 2 <= len(word) <= _LONGEST else None
    stack = _evaluate(parts, lexicon) if parts else None
    return total(stack) if stack else None


def _read_kana(word: str, lexicon: Lexicon) -> tuple[Atom, ...]:
    """Return the parts of a number in hiragana ("にじゅうさん"), which fill a word with a scale."""
    parts = _cut(word, lexicon, lexicon.readings) or []
    scaled = len(parts) > 1 and any(atom.kind == "scale" for atom in parts)
    return _read_glued(parts, lexicon) if scaled else ()


def _cut(word: str, lexicon: Lexicon, known: Mapping[str, Atom]) -> list[Atom] | None:
    """Return the longest-first cut of a word into number words and joiners."""
    best: list[list[Atom] | None] = [None] * (len(word) + 1)
    best[len(word)] = []
    for start in range(len(word) - 1, -1, -1):
        for end in range(min(len(word), start + 18), start, -1):
            rest = best[end]
            if rest is None:
                continue
            piece = word[start:end]
            atom = known.get(piece)
            if atom is None and piece in lexicon.joiners and start > 0 and end < len(word):
                atom = _JOINER
            if atom is not None and atom.kind not in ("fraction", "vague"):
                best[start] = [atom, *rest]
                break
    return best[0]


def _evaluate(parts: list[Atom], lexicon: Lexicon) -> Stack | None:
    stack: Stack | None = ()
    joined = False
    for atom in parts:
        if stack is None:
            return None
        if atom is _JOINER:
            joined = True
            continue
        tens = add_tens(stack, atom) if joined and lexicon.inverted else None
        stack = tens or push(stack, atom._replace(kind="scale" if atom.kind == "scale" else "word"))
        joined = False
    return stack


def _read_glued(parts: list[Atom], lexicon: Lexicon) -> tuple[Atom, ...]:
    """Return the parts without filling zeros; digits alone are read by position."""
    if all(atom.kind == "word" and atom.value < TEN for atom in parts):
        digits = "".join(str(int(atom.value)) for atom in parts)
        return (Atom("serial", Decimal(digits), Decimal(0)),)
    kept = [
        atom for place, atom in enumerate(parts) if atom.value or atom.kind != "word" or not place
    ]
    if lexicon.trailing and _ends_short(parts):
        scale = parts[-2].value
        kept[-1] = kept[-1]._replace(value=kept[-1].value * scale / TEN, step=ONE)
    return tuple(kept)


def _ends_short(parts: list[Atom]) -> bool:
    """Tell whether the last digit stands for the next lower place ("三万五" is 35,000)."""
    last, before = parts[-1], parts[-2]
    small = last.kind == "word" and 0 < last.value < TEN
    return small and before.kind == "scale" and before.value >= 100
