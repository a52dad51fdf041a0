"""What addresses answer: the only place that reaches for the network, and only for one named."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO, cast
from urllib.parse import urlsplit

import urllib3

from stemmata.errors import DamagedSourceError, MissingSourceError
from stemmata.read.addresses import is_address
from stemmata.read.guard import guarded_pool
from stemmata.read.stream import Opened, open_stream
from stemmata.settings import ReadSettings

_REDIRECTS = 5
_CHUNK = 1 << 16
_IN_MEMORY = 1024 * 1024
_AGENT = "stemmata"
_NO_HEADERS: Mapping[str, str] = {}


@dataclass(slots=True)
class Answer:
    """What a server answered: its status, the address redirects led to, headers, and the bytes."""

    status: int
    address: str
    headers: Mapping[str, str]
    content: BinaryIO


class Client:
    """Asks servers within bounds of time, size and redirects; only public addresses are reached."""

    def __init__(self, settings: ReadSettings, named: frozenset[str] = frozenset()) -> None:
        """Open no connection yet.

        Args:
            settings: the bounds.
            named: hosts that may be reached although their addresses are not public.
        """
        self._settings = settings
        seconds = settings.request_seconds
        self._pool = guarded_pool(
            named,
            num_pools=64,
            maxsize=2,
            timeout=urllib3.Timeout(connect=seconds, read=seconds),
            retries=urllib3.Retry(
                connect=1,
                read=0,
                redirect=_REDIRECTS,
                status=0,
                other=0,
                respect_retry_after_header=False,
            ),
        )

    def get(self, address: str, headers: Mapping[str, str] = _NO_HEADERS) -> Answer:
        """Return what an address answers, whatever its status.

        Raises:
            MissingSourceError: nobody answers.
            DamagedSourceError: the answer breaks off, or is larger or slower than allowed.
            BlockedAddressError: it leads to an address that is not public.
        """
        return self._answer("GET", address, headers, None)

    def post(self, address: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Send bytes to an address and return what it answers; redirects are not followed.

        Raises:
            MissingSourceError: nobody answers.
            DamagedSourceError: the answer breaks off, or is larger or slower than allowed.
            BlockedAddressError: the address is not public.
        """
        return self._answer("POST", address, headers, body)

    def _answer(
        self, method: str, address: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        content = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - given out
        with closing(_request(self._pool, method, address, headers, body)) as answer:
            _copy(answer, content, address, self._settings)
            final = answer.geturl() or address
            final = final if is_address(final) else address
            found = Answer(answer.status, final, answer.headers, content)
        content.seek(0)
        return found

    def close(self) -> None:
        """Close all connections."""
        self._pool.clear()


def fetch(address: str, settings: ReadSettings) -> Opened:
    """Return what an address answers, ready to be read; its own host is trusted, no other.

    Raises:
        MissingSourceError: nobody answers, or not with success.
        DamagedSourceError: the answer breaks off, or is larger or slower than allowed.
        BlockedAddressError: a redirect leads to an address that is not public.
    """
    client = Client(settings, frozenset({urlsplit(address).hostname or ""}))
    answer = client.get(address)
    if not 200 <= answer.status < 300:
        answer.content.close()
        raise MissingSourceError(
            f"the server answers {answer.status}", where=address, advice="check the address"
        )
    return open_answer(answer, address, settings)


def open_answer(answer: Answer, name: str, settings: ReadSettings) -> Opened:
    """Return an answer ready to be read, with what its server declares.

    Args:
        answer: what a server answered.
        name: how it is called in messages.
        settings: the bounds.
    """
    opened = open_stream(name, answer.content, urlsplit(answer.address).path, settings)
    opened.address = answer.address
    media_type = answer.headers.get("Content-Type", "").lower()
    opened.media_type, _, parameters = media_type.partition(";")
    opened.charset = parameters.partition("charset=")[2].strip(" \"'") or None
    return opened


def _request(
    pool: urllib3.PoolManager,
    method: str,
    address: str,
    headers: Mapping[str, str],
    body: bytes | None,
) -> urllib3.BaseHTTPResponse:
    try:
        return pool.request(
            method,
            address,
            body=body,
            preload_content=False,
            headers={"User-Agent": _AGENT, **headers},
            redirect=body is None,
        )
    except (urllib3.exceptions.HTTPError, ValueError, OSError) as error:
        raise MissingSourceError(
            f"no answer ({error})", where=address, advice="check the address and the network"
        ) from error


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
