"""What we wrote to begin from: sentences in many languages, and pieces to put into them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("seeds.toml").read_text("utf-8"))


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that there are sentences in."""
    return tuple(_content()["texts"])


def sentences(language: str) -> tuple[str, ...]:
    """Return the sentences of a language."""
    return tuple(_content()["texts"][language])


def marked_sentences() -> tuple[bytes, ...]:
    """Return all sentences, the number of their language in a first byte."""
    return tuple(
        bytes([number]) + sentence.encode()
        for number, language in enumerate(languages())
        for sentence in sentences(language)
    )


def split_mark(content: bytes) -> tuple[str, str]:
    """Return the language that a first byte stands for, and the text after it."""
    known = languages()
    mark = content[0] if content else 0
    return known[mark % len(known)], content[1:].decode("utf-8", "replace")


def words(*kinds: str) -> tuple[bytes, ...]:
    """Return the pieces of some kinds."""
    return tuple(word.encode() for kind in kinds for word in _content()["words"][kind])
