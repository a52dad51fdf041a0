"""WARC (ISO 28500): one HTML response, one article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from fastwarc.warc import ArchiveIterator, WarcRecordType

from stemmata.errors import DamagedSourceError
from stemmata.model import Origin, Problem, Raw, Record
from stemmata.read.decode import decode
from stemmata.read.raws import with_raw
from stemmata.read.rows import mended
from stemmata.read.stream import Opened

_HTML_TYPES = ("text/html", "application/xhtml+xml")
_RECORD_ENDS = (b"\r\n\r\n", b"\n\n")


class _Stream:
    """What fastwarc needs of a stream, and no more: it breaks on one that only seems to seek.

    The last bytes are kept, for fastwarc does not complain about an archive that is cut short.
    """

    def __init__(self, opened: Opened) -> None:
        self._stream = opened.stream
        self._position = 0
        self._tail = b""

    @property
    def ends_whole(self) -> bool:
        """Whether the archive ends as a record must."""
        return self._tail.endswith(_RECORD_ENDS)

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        chunk = self._stream.read(size)
        self._position += len(chunk)
        self._tail = (self._tail + chunk[-4:])[-4:]
        return chunk

    def tell(self) -> int:
        """Return how much was read."""
        return self._position


def read_warc(opened: Opened) -> Iterator[Record | Problem]:
    """Yield a record for each successful HTML response of an archive.

    Raises:
        DamagedSourceError: the archive cannot be read on.
    """
    stream = _Stream(opened)
    archive = iter(
        ArchiveIterator(
            cast("Any", stream),
            record_types=WarcRecordType.response,
            parse_http=True,
            auto_decode="all",
            stream_detect=False,
        )
    )
    while (response := _next(archive, opened)) is not None:
        yield from _read_response(response, opened)
    if not stream.ends_whole and not opened.account.damage:
        what = "the archive ends within a record; what came before is kept"
        yield Problem(opened.name, "read", what, "fetch it again")


def _next(archive: Any, opened: Opened) -> tuple[Any, bytes] | None:
    """Return the next response with its body, or None at the end."""
    try:
        record = next(archive, None)
        if record is None:
            return None
        return record, record.reader.read(5 * opened.settings.largest_article_characters)
    except BaseException as error:
        # A panic of the library's native code is no Exception, and still only a bad archive.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise DamagedSourceError(
            f"the archive breaks off or is damaged ({str(error)[:200]}); what came before is kept",
            where=opened.name,
            advice="fetch it again",
        ) from error


def _read_response(response: tuple[Any, bytes], opened: Opened) -> Iterator[Record | Problem]:
    record, body = response
    http = record.http_headers
    if http is None or not str(record.http_content_type or "").startswith(_HTML_TYPES):
        return
    if http.status_code is not None and not 200 <= int(http.status_code) < 300:
        return
    address = record.headers.get("WARC-Target-URI") or ""
    origin = Origin(opened.name, address or str(record.stream_pos), "warc")
    decoded = decode(body, record.http_charset)
    if not decoded.text.strip():
        yield Problem(str(origin), "read", "a response without content", "fetch the page again")
        return
    extra = (("warc_date", record.headers.get("WARC-Date")),)
    found = Record(id="", origin=origin, html=decoded.text, url=address or None, extra=extra)
    raw = Raw("html", body, "", record.http_charset)
    yield from mended(with_raw(found, raw, opened), opened.settings)
