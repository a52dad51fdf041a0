"""Which pairs beside parent and child are tied by descent.

The stemma names the nearest parents alone. A reader who asks whether one report took from another
wants the forebears too, and, where the direction of a branch is open, the reports that would be
forebears if it ran the other way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from stemmata.model import Copy, Frozen


class Line(Frozen, frozen=True):
    """A tie from `original` to `copy` through others; `way` are the articles between."""

    original: str
    copy: str
    way: tuple[str, ...]
    open: bool


class Descent:
    """The chosen first parents of a stemma, and what follows from them."""

    def __init__(self, copies: Sequence[Copy], unseen_doubt: float) -> None:
        self._ways: dict[str, Mapping[str, tuple[str, ...]]] = {}
        self._doubt: dict[tuple[str, str], float] = {}
        self._parents: dict[str, list[str]] = defaultdict(list)
        for copy in copies:
            self._parents[copy.copy].append(copy.original)
            doubt = 1.0 - copy.direction_probability if copy.unseen is None else unseen_doubt
            self._doubt[copy.original, copy.copy] = doubt

    def ways_up(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """Return each forebear of an article with the shortest path to it, both ends included."""
        if name not in self._ways:
            ways: dict[str, tuple[str, ...]] = {name: (name,)}
            ahead = [name]
            for here in ahead:
                for parent in self._parents.get(here, ()):
                    if parent not in ways:
                        ways[parent] = (*ways[here], parent)
                        ahead.append(parent)
            self._ways[name] = ways
        return self._ways[name]

    def lines(self, pairs: Iterable[tuple[str, str]], least_doubt: float) -> Iterable[Line]:
        """Yield the lines among pairs that are not parent and child.

        Args:
            pairs: two articles whose own comparison says that one took from the other.
            least_doubt: probability that a branch runs the other way, from which it is open.
        """
        for a, b in pairs:
            up_a, up_b = self.ways_up(a), self.ways_up(b)
            if a in up_b or b in up_a:
                original, copy = (a, b) if a in up_b else (b, a)
                way = self.ways_up(copy)[original]
                if len(way) > 2:
                    yield Line(original, copy, way[-2:0:-1], open=False)
                continue
            line, doubt = self._across(a, b)
            if doubt >= least_doubt:
                yield line

    def _across(self, a: str, b: str) -> tuple[Line, float]:
        """Return the line between two branches, from the one that is easier to turn round."""
        up_a, up_b = self.ways_up(a), self.ways_up(b)
        common = up_a.keys() & up_b.keys()
        if not common:
            return Line(a, b, (), open=True), 1.0
        meet = min(common, key=lambda name: (len(up_a[name]) + len(up_b[name]), name))
        way_a, way_b = up_a[meet], up_b[meet]
        if self._turned(way_b) > self._turned(way_a):
            way_a, way_b = way_b, way_a
        between = (*way_a[1:], *way_b[-2:0:-1])
        return Line(way_a[0], way_b[0], between, open=True), self._turned(way_a)

    def _turned(self, way: tuple[str, ...]) -> float:
        """Return how well a way up can be turned round: its surest step decides."""
        steps = zip(way[1:], way[:-1], strict=True)
        return min((self._doubt[parent, child] for parent, child in steps), default=0.0)
