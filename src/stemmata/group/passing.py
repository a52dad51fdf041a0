"""Stories of a stream that passes: what is beyond reach is let go, and what is held can be kept.

Whenever storylines are let go, all that is known is worked out anew from what is left. From there
on the state is a function of the reports held, of whom they met and of their stories: that is what
is kept, and a grouper made of it goes on as if it had never stopped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Self

import numpy as np

from stemmata.group.fingerprint import Fingerprint
from stemmata.group.grouper import Grouper
from stemmata.model import Frozen, Grouping
from stemmata.settings import GroupSettings


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


class PassingGrouper(Grouper):
    """The stories of a stream, of which only what is within reach is held.

    Args:
        settings: when reports are compared and joined.
    """

    def __len__(self) -> int:
        return len(self.collection.prints)

    @classmethod
    def take_up(
        cls, held: Held, prints: Sequence[Fingerprint], settings: GroupSettings | None = None
    ) -> Self:
        """Return a grouper that goes on where another one was when `held` was called.

        Args:
            held: what that one held.
            prints: the fingerprints of these reports, in this order.
            settings: those of the other one.
        """
        made = cls(settings)
        met = [np.frombuffer(each, np.int32).astype(np.int64) for each in held.met]
        made.collection.recall(prints, met)
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

    def let_go(self, before: date, placed: Mapping[str, int]) -> Grouping:
        """Let go of what `close` would, even of nothing, so that the state can be kept."""
        count = len(self)
        found = self.close(before, placed)
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

    def days(self, placed: Mapping[str, int]) -> list[int]:
        """Return the last possible day of each report held, ascending.

        Args:
            placed: days for reports that have none of their own.
        """
        known = (each.published or (0, placed.get(each.id, 0)) for each in self.collection.prints)
        return sorted(last for _, last in known)


def _numbers(content: bytes, kind: type[np.number[Any]]) -> list[Any]:
    numbers: list[Any] = np.frombuffer(content, kind).tolist()
    return numbers
