"""Addresses: the only place that reaches for the network, and only for a source that is one."""

from __future__ import annotations

import tempfile
import time
from contextlib import closing
from typing import BinaryIO, cast
from urllib.parse import urlsplit

import urllib3

from stemmata.errors import DamagedSourceError, MissingSourceError, UsageError
from stemmata.read.stream import Opened, open_stream
from stemmata.settings import ReadSettings

_REDIRECTS = 5
_CHUNK = 1 << 16
_IN_MEMORY = 16 * 1024 * 1024


def is_address(source: str) -> bool:
    """Return whether a source is a web address.

    Example:
        >>> is_address("https://example.org/feed"), is_address("notes.txt")
        (True, False)
    """
    return re_scheme(source) in {"http", "https"}


def re_scheme(source: str) -> str:
    """Return the scheme of `scheme://...`, or the empty string for a path."""
    scheme, mark, _ = source.partition("://")
    return scheme.lower() if mark and scheme.isalnum() else ""


def fetch(address: str, settings: ReadSettings) -> Opened:
    """Return what an address answers, within the bounds of time, size and redirects.

    Raises:
        MissingSourceError: nobody answers, or not with success.
        DamagedSourceError: the answer breaks off, or is larger or slower than allowed.
    """
    limits = urllib3.Timeout(connect=settings.request_seconds, read=settings.request_seconds)
    retries = urllib3.Retry(connect=1, read=0, redirect=_REDIRECTS, status=0, other=0)
    pool = urllib3.PoolManager(timeout=limits, retries=retries, headers={"User-Agent": "stemmata"})
    content = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - given out
    with closing(_request(pool, address)) as answer:
        _copy(answer, content, address, settings)
        final = answer.geturl() or address
        media_type = answer.headers.get("Content-Type", "")
    content.seek(0)
    opened = open_stream(address, content, urlsplit(final).path, settings)
    opened.address = final if is_address(final) else address
    opened.media_type, _, parameters = media_type.lower().partition(";")
    opened.charset = parameters.partition("charset=")[2].strip(" \"'") or None
    return opened


def _request(pool: urllib3.PoolManager, address: str) -> urllib3.BaseHTTPResponse:
    try:
        answer = pool.request("GET", address, preload_content=False)
    except (urllib3.exceptions.HTTPError, ValueError, OSError) as error:
        raise MissingSourceError(
            f"no answer ({error})", where=address, advice="check the address and the network"
        ) from error
    if not 200 <= answer.status < 300:
        answer.close()
        raise MissingSourceError(
            f"the server answers {answer.status}", where=address, advice="check the address"
        )
    return answer


def _copy(
    answer: urllib3.BaseHTTPResponse, content: BinaryIO, address: str, settings: ReadSettings
) -> None:
    deadline = time.monotonic() + 3 * settings.request_seconds
    size = 0
    try:
        # A read of whatever is there: a server that drips bytes cannot outlast the deadline.
        while chunk := answer.read1(_CHUNK, decode_content=True):
            size += len(chunk)
            content.write(chunk)
            if size > settings.largest_download_bytes:
                raise _too_much(address, f"more than {settings.largest_download_bytes:,} bytes")
            if time.monotonic() > deadline:
                raise _too_much(address, f"more than {3 * settings.request_seconds:.0f} seconds")
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise DamagedSourceError(
            f"the answer breaks off ({error})", where=address, advice="try again"
        ) from error


def _too_much(address: str, what: str) -> DamagedSourceError:
    return DamagedSourceError(f"the answer takes {what}", where=address, advice="download it first")


def refuse_scheme(source: str) -> UsageError:
    """Return the error for an address that is neither http nor https."""
    return UsageError(
        "only http and https addresses are read", where=source, advice="download it, name the file"
    )
