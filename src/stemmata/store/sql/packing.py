"""Frozen values as bytes and back: msgpack in zstd, JSON where a text is no valid Unicode.

Text from outside may hold lone surrogates, which neither msgpack nor SQLite takes. A value with
any is kept as ASCII JSON, where they are escapes; a column gets a question mark for each.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

from stemmata.errors import StoreError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Value = TypeVar("Value")
_LEVEL = 3
_MSGPACK, _JSON = b"m", b"j"
_ENCODER = msgspec.msgpack.Encoder()


def pack(value: object) -> bytes:
    r"""Return a value as bytes.

    Example:
        >>> from stemmata.model import Span
        >>> unpack(pack(Span(0, 4)), Span), unpack(pack(("cut \ud83d",)), tuple[str, ...])
        (Span(start=0, end=4), ('cut \ud83d',))
    """
    try:
        plain = _MSGPACK + _ENCODER.encode(value)
    except UnicodeEncodeError:
        built = msgspec.to_builtins(value)
        plain = _JSON + json.dumps(built, ensure_ascii=True).encode("ascii")
    return zstd.compress(plain, _LEVEL)


def unpack(content: bytes, kind: type[Value]) -> Value:
    """Return what `pack` made bytes of.

    Raises:
        StoreError: the bytes are damaged, or of another kind.
    """
    try:
        plain = zstd.decompress(content)
        if plain[:1] == _JSON:
            return msgspec.convert(json.loads(plain[1:]), kind)
        made: Value = _decoder(cast("Hashable", kind)).decode(memoryview(plain)[1:])
    except (zstd.ZstdError, msgspec.MsgspecError, ValueError, TypeError, EOFError) as error:
        raise damaged(error) from error
    return made


def damaged(error: Exception) -> StoreError:
    """Return what is said of a value that cannot be read."""
    advice = "run stemmata check, and go back to a backup"
    what = f"holds a damaged value ({str(error)[:200]})"
    return StoreError(what, where="the store", advice=advice)


def parse_json(text: str) -> Any:
    """Return what a column keeps as JSON.

    Raises:
        StoreError: it is damaged.
    """
    try:
        return json.loads(text)
    except (ValueError, TypeError, RecursionError) as error:
        raise damaged(error) from error


@cache
def _decoder(kind: Hashable) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)


def column(text: str | None) -> str:
    r"""Return a text that a column takes; SQLite's functions of JSON end a text at a zero byte.

    Example:
        >>> column("cut \ud83d"), column("a\x00b"), column(None)
        ('cut ?', 'a?b', '')
    """
    if not text:
        return ""
    if "\0" in text:
        text = text.replace("\0", "?")
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def column_list(texts: Any) -> str:
    """Return texts or numbers as one JSON array, for `json_each`."""
    return json.dumps([column(t) if isinstance(t, str) else t for t in texts], ensure_ascii=False)
