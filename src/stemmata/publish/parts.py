"""The small pieces of markup that every page repeats, each escaped where it is made.

They are functions and not template macros because a page holds thousands of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup

from stemmata.publish.pages.card import Words
from stemmata.publish.pages.collation import Sign
from stemmata.publish.visible import written

_VERDICTS = {"disputed": "≠", "compatible": "≈", "agreed": "=", "single": "·"}


def foreign(text: str, tag: str = "") -> Markup:
    """Return text in its own direction and language, isolated from what stands around it.

    Example:
        >>> print(foreign("<سد>", "ar"))
        <bdi dir="auto" lang="ar">&lt;سد&gt;</bdi>
    """
    return Markup(isolated(text, tag))  # noqa: S704 - escaped there


def isolated(text: str, tag: str = "") -> str:
    """Return the markup of `foreign(text, tag)`, for what is put together here; a tag is safe."""
    language = f' lang="{tag}"' if tag else ""
    return f'<bdi dir="auto"{language}>{written(text)}</bdi>'


def place(words: Words) -> str:
    """Return the number of a report, as a link to words in it; their address is a digest."""
    return f'<a class="words siglum" href="{words.href}" {words.card.place}'


def quoted(words: Words) -> str:
    """Return words of a report, as a link to where they stand in it."""
    return f'<a class="words" href="{words.href}">{isolated(words.text, words.card.tag)}</a>'


def mentions(found: Iterable[Words]) -> Markup:
    """Return words of reports, each with what stands around it."""
    return Markup("".join(map(_mention, found)))  # noqa: S704 - every word is escaped below


def _mention(words: Words) -> str:
    language = f' lang="{words.card.tag}"' if words.card.tag else ""
    return (
        f'<p class="mention">{words.card.siglum} <bdi dir="auto"{language}>'
        f'<span class="around">{written(words.before)}</span>'
        f'<a class="words" href="{words.href}">{written(words.text)}</a>'
        f'<span class="around">{written(words.after)}</span></bdi></p>\n'
    )


@lru_cache(maxsize=256)
def badge(sign: Sign) -> Markup:
    """Return the letter and shape of a reading."""
    return Markup(  # noqa: S704 - nothing in a sign comes from outside
        f'<b class="sign s{sign.style}"><span aria-hidden="true">{sign.shape}</span> '
        f"{sign.letter}</b>"
    )


@lru_cache(maxsize=8)
def verdict(word: str) -> Markup:
    """Return a verdict with its symbol.

    Example:
        >>> print(verdict("agreed"))
        <span class="verdict agreed"><span aria-hidden="true">=</span> agreed</span>
    """
    return Markup(  # noqa: S704 - one of four words
        f'<span class="verdict {word}"><span aria-hidden="true">{_VERDICTS[word]}</span> '
        f"{word}</span>"
    )
