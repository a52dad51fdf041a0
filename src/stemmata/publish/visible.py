"""Makes what hides in foreign text visible: control characters, overrides of direction.

A right-to-left override can make a page read differently from its words (Unicode UTR 36, UTS 55),
and a lone surrogate cannot be written at all. Both are shown as symbols, never dropped. Marks
that scripts need (joiners, LRM, RLM) stay.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

# Controls but tab and line breaks, overrides of direction, surrogates, noncharacters.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_CHANGED = re.compile(f"{_HIDDEN.pattern[:-1]}&<>\"']")  # what cannot stand in markup as it is


def visible(text: str) -> str:
    r"""Return text with control characters and overrides of direction as symbols.

    Example:
        >>> visible("a\x00b \u202egnp.exe")
        'a␀b ⟨U+202E⟩gnp.exe'
    """
    return text if text.isprintable() else _HIDDEN.sub(_symbol, text)


def _symbol(hidden: re.Match[str]) -> str:
    code = ord(hidden.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"\u27e8U+{code:04X}\u27e9"


def written(text: str) -> str:
    """Return text as it stands in markup and in quoted attributes: visible and escaped.

    Example:
        >>> written('"R&D" <b>')
        '&#34;R&amp;D&#34; &lt;b&gt;'
    """
    if _CHANGED.search(text) is None:  # as a rule: a page is made of many short pieces
        return text
    return (
        visible(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&#34;")
        .replace("'", "&#39;")
    )


def xml_text(text: str) -> str:
    """Return text as the content of an XML element: visible and escaped.

    Example:
        >>> xml_text("R&D <b>")
        'R&amp;D &lt;b&gt;'
    """
    return escape(visible(text))


def xml_quoted(text: str) -> str:
    """Return text as the value of an XML attribute, with its quotes.

    Example:
        >>> xml_quoted("R&D")
        '"R&amp;D"'
    """
    return quoteattr(visible(text))


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
