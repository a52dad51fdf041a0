"""Makes what hides in foreign text visible: control characters, overrides of direction.

A right-to-left override can make a page read differently from its words (Unicode UTR 36, UTS 55),
and a lone surrogate cannot be written at all. Both are shown as symbols, never dropped. Marks
that scripts need (joiners, LRM, RLM) stay.
"""

from __future__ import annotations

from collections.abc import Iterable

_KEPT_CONTROLS = (0x09, 0x0A, 0x0D)
_DIRECTION = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_NONCHARACTERS = (*range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF)


def _symbols() -> dict[int, str]:
    pictures = {code: chr(0x2400 + code) for code in range(0x20) if code not in _KEPT_CONTROLS}
    named: Iterable[int] = (
        *range(0x80, 0xA0),
        *_DIRECTION,
        *_NONCHARACTERS,
        *range(0xD800, 0xE000),
    )
    return {**pictures, 0x7F: "\u2421", **{code: f"\u27e8U+{code:04X}\u27e9" for code in named}}


_SYMBOLS = _symbols()


def visible(text: str) -> str:
    r"""Return text with control characters and overrides of direction as symbols.

    Example:
        >>> visible("a\x00b \u202egnp.exe")
        'a␀b ⟨U+202E⟩gnp.exe'
    """
    return text if text.isascii() and text.isprintable() else text.translate(_SYMBOLS)


def clip(text: str, longest: int) -> str:
    """Return text on one line, cut at a word if it is longer than so many characters.

    Example:
        >>> clip("Rain fell on the harbour", 14)
        'Rain fell on…'
    """
    line = " ".join(text[: 4 * longest].split())
    if len(line) <= longest:
        return line
    cut = line[:longest]
    head = cut.rsplit(" ", 1)[0]
    # Scripts without spaces have no word to cut at.
    return (head if len(head) > longest // 2 else cut).rstrip(" ,;:") + "…"
