"""WARC (ISO 28500): one HTML response, one article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from stemmata.model import Origin, Problem, Record
from stemmata.read.decode import decode
from stemmata.read.rows import mended
from stemmata.read.stream import Opened

_HTML_TYPES = ("text/html", "application/xhtml+xml")


def read_warc(opened: Opened) -> Iterator[Record | Problem]:
    """Yield a record for each successful HTML response of an archive."""
    archive = ArchiveIterator(
        opened.stream,
        record_types=WarcRecordType.response,
        parse_http=True,
        auto_decode="all",
        stream_detect=False,
    )
    records = iter(archive)
    number = 0
    while True:
        number += 1
        try:
            record = next(records, None)
            if record is None:
                break
            yield from _read_response(record, opened)
        except (OSError, ValueError, EOFError) as error:
            where = f"{opened.name}:{number}"
            what = f"the archive breaks off or is damaged here ({error})"
            yield Problem(where, "read", what[:300], "fetch it again")
            break


def _read_response(record: Any, opened: Opened) -> Iterator[Record | Problem]:
    address = record.headers.get("WARC-Target-URI") or ""
    origin = Origin(opened.name, address or str(record.stream_pos), "warc")
    http = record.http_headers
    if http is None or not str(record.http_content_type or "").startswith(_HTML_TYPES):
        return
    if http.status_code is not None and not 200 <= int(http.status_code) < 300:
        return
    declared = int(record.http_headers.get("Content-Length") or 0)
    body = record.reader.read(5 * opened.settings.largest_article_characters)
    missing = _missing_bytes(record, declared, len(body))
    if missing and not opened.account.damage:
        what = f"the record ends {missing:,} bytes early; what is there is kept"
        yield Problem(str(origin), "read", what, "fetch the archive again")
    decoded = decode(body, record.http_charset)
    if not decoded.text.strip():
        yield Problem(str(origin), "read", "a response without content", "fetch the page again")
        return
    extra = (("warc_date", record.headers.get("WARC-Date")),)
    found = Record(id="", origin=origin, html=decoded.text, url=address or None, extra=extra)
    yield from mended(found, opened.settings)


def _missing_bytes(record: Any, declared: int, read: int) -> int:
    encoded = record.http_headers.get("Content-Encoding") or record.http_headers.get(
        "Transfer-Encoding"
    )
    return max(0, declared - read) if declared and not encoded else 0
