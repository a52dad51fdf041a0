"""What a host allows: robots.txt (RFC 9309), and the pause it wants between two requests."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from protego import Protego

from stemmata.errors import SourceError
from stemmata.read.remote import Answer
from stemmata.settings import WatchSettings

AGENT = "stemmata"
_LARGEST = 512 * 1024  # bytes that are read of a robots.txt; the standard asks for 500 kibibytes
_MOST_HOSTS = 10_000


class Asking(Protocol):
    """What answers a request; `read.remote.Client` does."""

    def get(self, address: str, headers: dict[str, str] = ...) -> Answer:
        """Return what an address answers."""
        ...


@dataclass(frozen=True, slots=True)
class _Rules:
    fetched: float
    rules: Protego | None  # None: the host cannot say now, so nothing is fetched
    lasts: float


class Robots:
    """The rules of hosts, fetched when first needed and kept for a day."""

    def __init__(
        self,
        client: Asking,
        settings: WatchSettings,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Know no host yet."""
        self._client = client
        self._settings = settings
        self._clock = clock
        self._known: dict[str, _Rules] = {}

    def allows(self, address: str) -> bool:
        """Return whether an address may be fetched."""
        rules = self._of(address)
        return rules is not None and rules.can_fetch(address, AGENT)

    def pause(self, address: str) -> float:
        """Return the seconds to leave between two requests to the host of an address."""
        kept = self._known.get(_root(address))
        asked = kept.rules.crawl_delay(AGENT) if kept and kept.rules else None
        least = self._settings.host_pause
        return min(max(least, float(asked or 0.0)), self._settings.longest_pause)

    def _of(self, address: str) -> Protego | None:
        root = _root(address)
        kept = self._known.get(root)
        if kept is None or self._clock() - kept.fetched > kept.lasts:
            if len(self._known) >= _MOST_HOSTS:
                self._known.pop(next(iter(self._known)))
            kept = self._known[root] = self._ask(root)
        return kept.rules

    def _ask(self, root: str) -> _Rules:
        now, lasts = self._clock(), self._settings.robots_seconds
        try:
            answer = self._client.get(f"{root}/robots.txt")
        except SourceError:
            return _Rules(now, None, self._settings.shortest_interval)
        with answer.content:
            if answer.status >= 500 or answer.status == 429:
                return _Rules(now, None, self._settings.shortest_interval)
            success = 200 <= answer.status < 300
            content = answer.content.read(_LARGEST) if success else b""
        return _Rules(now, Protego.parse(content.decode("utf-8", "replace")), lasts)


def _root(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
