"""Bytes to text: declared and detected encodings, and characters that no text may hold."""

from __future__ import annotations

import re
from typing import NamedTuple

from stemmata.model import JSON

_DECLARED = re.compile(
    rb"""(?:<\?xml[^>]{0,200}?encoding|<meta[^>]{0,200}?charset)\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_SAMPLE = 50_000
_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")
REPLACEMENT = "\ufffd"


class Decoded(NamedTuple):
    """Text, the encoding it was in, and whether that is a guess."""

    text: str
    encoding: str
    guessed: bool


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text of bytes: UTF-8 if it is, else as declared, else as detected.

    Example:
        >>> decode("naïve".encode("latin-1"), "latin-1")
        Decoded(text='naïve', encoding='latin-1', guessed=False)
    """
    if b"\x1b$" in data[:_SAMPLE] and (text := _try(data, "iso2022_jp")) is not None:
        return Decoded(text, "iso2022_jp", guessed=False)
    if (text := _try(data, "utf-8-sig")) is not None:
        return Decoded(text, "utf-8", guessed=False)
    declared = declared or declared_encoding(data)
    if declared and (text := _try(data, declared)) is not None:
        return Decoded(text, declared.lower(), guessed=False)
    encoding = detect_encoding(data)
    return Decoded(data.decode(encoding, "replace"), encoding, guessed=True)


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that an HTML or XML head declares."""
    match = _DECLARED.search(data[:4096])
    return match.group(1).decode("ascii", "replace") if match else None


def detect_encoding(data: bytes) -> str:
    """Return the most likely encoding of bytes, by the letters they would give.

    Mostly valid UTF-8 with a few broken bytes stays UTF-8.
    """
    sample = data[:_SAMPLE]
    text = sample.decode("utf-8", "replace")
    broken = text.count(REPLACEMENT)
    foreign = sum(byte > 0x7F for byte in sample)
    if broken and broken * 5 < foreign:
        return "utf-8"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to load, and rarely asked

    best = from_bytes(_around_foreign(data), steps=3, chunk_size=256).best()
    return best.encoding if best is not None else "cp1252"


def _around_foreign(data: bytes) -> bytes:
    """Return the lines that hold non-ASCII bytes: the rest says nothing about the encoding."""
    lines = [line for line in data[: 4 * _SAMPLE].split(b"\n") if not line.isascii()]
    return b"\n".join(lines)[:4000] or data[:4000]


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def replace_forbidden(text: str) -> tuple[str, int]:
    r"""Return text with NUL and lone surrogates replaced one for one, and how many there were.

    Example:
        >>> replace_forbidden("a\x00b")
        ('a�b', 1)
    """
    return _FORBIDDEN.subn(REPLACEMENT, text)


def replace_forbidden_in(value: JSON) -> JSON:
    """Return a JSON value with the characters that no text may hold replaced everywhere."""
    if isinstance(value, str):
        return replace_forbidden(value)[0]
    if isinstance(value, list):
        return [replace_forbidden_in(item) for item in value]
    if isinstance(value, dict):
        return {replace_forbidden(k)[0]: replace_forbidden_in(v) for k, v in value.items()}
    return value
