"""Opened sources: bytes with bounds, decompressed by what they are, damage noted, never raised."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Any, BinaryIO, Protocol, cast

from stemmata.settings import ReadSettings

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

HEAD = 65_536
_FREE_EXPANSION = 64 * 1024 * 1024
_SPOOLED_IN_MEMORY = 16 * 1024 * 1024
_MAX_LAYERS = 2  # a compressed file in a compressed file; more is an attack or a mistake
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b\x08", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)
_OPENERS: dict[str, Callable[[Any], Any]] = {
    "gzip": lambda stream: gzip.GzipFile(fileobj=stream),
    "bzip2": bz2.BZ2File,
    "xz": lzma.LZMAFile,
    "zstd": zstd.ZstdFile,
}
_BREAKS = (OSError, EOFError, zlib.error, lzma.LZMAError, zstd.ZstdError)
_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


class _Reader(Protocol):
    def read1(self, size: int = -1, /) -> bytes: ...


@dataclass(slots=True)
class Account:
    """What has gone through a source so far, and the first damage met on the way."""

    settings: ReadSettings
    compressed: int = 0
    damage: str = ""
    advice: str = ""

    def note(self, damage: str, advice: str) -> None:
        """Keep the first damage; later ones follow from it."""
        if not self.damage:
            self.damage, self.advice = damage, advice


class _Layer(io.RawIOBase):
    """A stage of reading: counts, fills whole buffers, and ends early on damage or excess."""

    def __init__(self, inner: _Reader, account: Account, *, kind: str = "") -> None:
        self._inner = inner
        self._account = account
        self._kind = kind
        self._given = 0
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        filled = 0
        while filled < len(buffer) and not self._ended:
            chunk = self._chunk(len(buffer) - filled)
            buffer[filled : filled + len(chunk)] = chunk
            filled += len(chunk)
        return filled

    def _chunk(self, size: int) -> bytes:
        try:
            chunk = self._inner.read1(size)
        except _BREAKS as error:
            self._break_off(error)
            return b""
        self._given += len(chunk)
        self._ended = not chunk or self._is_excessive()
        if not self._kind:
            self._account.compressed += len(chunk)
        return chunk

    def _break_off(self, error: Exception) -> None:
        self._ended = True
        reason = "ends too early" if isinstance(error, EOFError) else str(error) or "is damaged"
        where = f"the {self._kind} stream" if self._kind else "reading"
        self._account.note(
            f"{where} breaks off ({reason}); what came before the break is kept",
            "fetch the file again",
        )

    def _is_excessive(self) -> bool:
        settings = self._account.settings
        if self._given > settings.largest_source_bytes:
            self._account.note(
                f"larger than {settings.largest_source_bytes:,} bytes; the rest is not read",
                "split it, or raise largest_source_bytes",
            )
            return True
        allowed = _FREE_EXPANSION + settings.largest_expansion * self._account.compressed
        if self._kind and self._given > allowed:
            self._account.note(
                f"the {self._kind} stream expands more than {settings.largest_expansion} times; "
                "the rest is not read",
                "unpack it yourself if you trust it",
            )
            return True
        return False


@dataclass(slots=True)
class Opened:
    """A source ready to be read: its name, its bytes, and what is declared about it.

    `stream.peek(HEAD)` shows the beginning. `ending` is the file ending without compression
    endings, lower case. `charset` and `media_type` come from a server.
    """

    name: str
    stream: io.BufferedReader[Any]
    account: Account
    settings: ReadSettings
    ending: str = ""
    charset: str | None = None
    media_type: str = ""
    address: str | None = None
    untouched: bytes = b""  # what it was before it was turned into UTF-8
    closing: list[Any] = field(default_factory=list)

    @property
    def head(self) -> bytes:
        """The first bytes, not consumed."""
        return self.stream.peek(HEAD)[:HEAD]

    def read_all(self) -> bytes:
        """Return everything that is left, within the bounds of the settings."""
        return self.stream.read()

    def seekable_copy(self) -> IO[bytes]:
        """Return the content as a temporary file that can be read from any place."""
        copy = tempfile.SpooledTemporaryFile(max_size=_SPOOLED_IN_MEMORY)  # noqa: SIM115 - given out
        self.closing.append(copy)
        while chunk := self.stream.read(1 << 20):
            copy.write(chunk)
        copy.seek(0)
        return cast("IO[bytes]", copy)

    def close(self) -> None:
        """Close everything that was opened for this source."""
        for item in reversed(self.closing):
            item.close()


def open_stream(name: str, raw: BinaryIO, ending: str, settings: ReadSettings) -> Opened:
    """Return a source with its compression taken off, told by its first bytes.

    Args:
        name: how the source is called in messages.
        raw: the bytes as stored; closed with the source.
        ending: the file name, or its part after the last dot.
        settings: the bounds.
    """
    account = Account(settings)
    reader = cast("_Reader", raw if hasattr(raw, "read1") else io.BufferedReader(cast("Any", raw)))
    stream = io.BufferedReader(_Layer(reader, account), HEAD)
    opened = Opened(name, stream, account, settings, _kind_ending(ending), closing=[raw])
    for _ in range(_MAX_LAYERS):
        if (kind := _compression(opened.head)) is None:
            break
        unpacked = _OPENERS[kind](opened.stream)
        opened.closing.append(unpacked)
        opened.stream = io.BufferedReader(_Layer(unpacked, account, kind=kind), HEAD)
    _transcode_wide(opened)
    return opened


def _compression(head: bytes) -> str | None:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    return None


def _kind_ending(name: str) -> str:
    parts = [part for part in name.lower().rsplit("/", 1)[-1].split(".")[1:] if part]
    while parts and parts[-1] in {"gz", "bz2", "xz", "zst", "zstd"}:
        parts.pop()
    return parts[-1] if parts else ""


def _transcode_wide(opened: Opened) -> None:
    """Turn UTF-16 and UTF-32 into UTF-8, so that every reader sees one byte for an ASCII letter."""
    encoding = wide_encoding(opened.head)
    if encoding is None:
        return
    content = opened.read_all()
    if len(content) <= opened.settings.largest_raw_bytes:
        opened.untouched = content
    text = content.decode(encoding, "replace").removeprefix("\ufeff")
    turned = io.BytesIO(text.encode("utf-8", "replace"))
    opened.stream = io.BufferedReader(cast("Any", turned), HEAD)


def wide_encoding(head: bytes) -> str | None:
    """Return the encoding of text in units of two or four bytes, by its mark or its zero bytes.

    Example:
        >>> wide_encoding("Rain".encode("utf-16")), wide_encoding(b"Rain")
        ('utf-16', None)
    """
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return encoding
    sample = head[:2048]
    if len(sample) < 8 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None
