"""Stories of a stream that passes: what is beyond reach is let go, and what is held can be kept.

Whenever storylines are let go, all that is known is worked out anew from what is left. From there
on the state is a function of the reports held, of whom they met and of their stories: that is what
is kept, and a grouper made of it goes on as if it had never stopped.

Fingerprints are somewhere else too: of a report that was compared only what measures what is usual
stays in memory, and the rest is fetched when it is needed again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from types import MappingProxyType
from typing import Any, Self, overload

import numpy as np

from stemmata.group.collection import Collection
from stemmata.group.fingerprint import Fingerprint, Sparse
from stemmata.group.grouper import Grouper
from stemmata.group.postings import Filed
from stemmata.model import Frozen, Grouping
from stemmata.settings import GroupSettings

_NOTHING: Mapping[Any, Any] = MappingProxyType({})
_NO_IDS, _NO_WEIGHTS = np.zeros(0, np.int32), np.zeros(0, np.float32)
_NO_WORDS = Sparse(np.zeros(0, np.uint32), _NO_WEIGHTS, _NO_WEIGHTS)


class Held(Frozen, frozen=True, array_like=True):
    """What a grouper holds, but for the fingerprints: a part for each report, in order of arrival.

    `met` are the rows that it was compared with, `near` and `odds` those with log-odds that count;
    arrays as bytes, of int32 and float64.
    """

    ids: tuple[str, ...]
    stories: tuple[str, ...]
    met: tuple[bytes, ...]
    near: tuple[bytes, ...]
    odds: tuple[bytes, ...]


Fetch = Callable[[Sequence[str]], list[Fingerprint]]


class _SlimCollection(Collection):
    """A collection that keeps of fingerprints only what measures what is usual, and their days."""

    def _take(self, prints: Sequence[Fingerprint]) -> Iterator[Filed]:
        filed = super()._take(prints)
        self.prints[len(self.prints) - len(prints) :] = map(_slim, prints)
        return filed


class PassingGrouper(Grouper):
    """The stories of a stream, of which only what is within reach is held.

    Args:
        fetch: returns the fingerprints of reports that were added, by their ids, in their order.
        settings: when reports are compared and joined.
    """

    _collection = _SlimCollection

    def __init__(self, fetch: Fetch, settings: GroupSettings | None = None) -> None:
        super().__init__(settings)
        self._fetch = fetch

    def __len__(self) -> int:
        return len(self.collection.prints)

    @classmethod
    def take_up(cls, held: Held, fetch: Fetch, settings: GroupSettings | None = None) -> Self:
        """Return a grouper that goes on where another one was when `held` was called.

        Args:
            held: what that one held.
            fetch: as for a new one.
            settings: those of the other one.
        """
        made = cls(fetch, settings)
        met = [np.frombuffer(each, np.int32).astype(np.int64) for each in held.met]
        made.collection.recall(_Fetched(held.ids, fetch), met)
        made._odds = [
            dict(zip(_numbers(near, np.int32), _numbers(odds, np.float64), strict=True))
            for near, odds in zip(held.near, held.odds, strict=True)
        ]
        made._story = list(held.stories)
        members: dict[str, list[int]] = defaultdict(list)
        for row, story in enumerate(held.stories):
            members[story].append(row)
        made._members = {story: tuple(rows) for story, rows in members.items()}
        made._known = set(held.ids)
        return made

    def let_go(self, before: date, placed: Mapping[str, int], most: int) -> Grouping:
        """Let go of what `close` would, even of nothing, so that the state can be kept.

        Args:
            before: a day.
            placed: days for reports that have none of their own, by id, as proleptic ordinals.
            most: reports that are left; storylines of later days go, too, the oldest first.
        """
        count = len(self)
        lines = self._dated_storylines(placed)
        limit = before.toordinal()
        if count > most:
            days = sorted(chain.from_iterable([last] * len(rows) for last, rows, _ in lines))
            limit = max(limit, days[count - most - 1] + 1)
        found = self._close(lines, limit)
        if count and count == len(self):
            self._keep(range(count))
        return found

    def let_all_go(self) -> Grouping:
        """Let go of everything."""
        found = self.grouping()
        self._keep(())
        return found

    def held(self) -> Held:
        """Return what is held; only right after storylines were let go is it all that matters."""
        return Held(
            tuple(print_.id for print_ in self.collection.prints),
            tuple(self._story),
            tuple(met.astype(np.int32).tobytes() for met in self.collection.met),
            tuple(np.array(list(near), np.int32).tobytes() for near in self._odds),
            tuple(np.array(list(near.values()), np.float64).tobytes() for near in self._odds),
        )

    def _whole(self, prints: Sequence[Fingerprint]) -> Sequence[Fingerprint]:
        return _Fetched([print_.id for print_ in prints], self._fetch)


class _Fetched(Sequence[Fingerprint]):
    """Fingerprints that are fetched by the slice."""

    def __init__(self, ids: Sequence[str], fetch: Fetch) -> None:
        self._ids = ids
        self._fetch = fetch

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, place: int) -> Fingerprint: ...
    @overload
    def __getitem__(self, place: slice) -> list[Fingerprint]: ...
    def __getitem__(self, place: int | slice) -> Fingerprint | list[Fingerprint]:
        if isinstance(place, slice):
            return self._fetch(self._ids[place])
        return self._fetch([self._ids[place]])[0]


def _slim(print_: Fingerprint) -> Fingerprint:
    return replace(
        print_,
        lead=_NO_IDS,
        lead_weights=_NO_WEIGHTS,
        stems=_NO_WORDS,
        opening=_NO_WORDS,
        sounds=_NO_WORDS,
        names=_NOTHING,
        canonical=_NOTHING,
        figures=_NOTHING,
        days=_NOTHING,
        forms=_NOTHING,
    )


def _numbers(content: bytes, kind: type[np.number[Any]]) -> list[Any]:
    numbers: list[Any] = np.frombuffer(content, kind).tolist()
    return numbers
