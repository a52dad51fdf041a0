"""Which groups of names are named together: what else their articles name tells who is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import log

from stemmata.annotate.names.linking import Form, Groups, Node
from stemmata.annotate.names.tallying import Row

_SMALLEST_RUN = 1000  # a smaller run counts as one of this size, or all its names were common
_MOST_ARTICLES = 12  # of a name, whose company is looked at


class Company:
    """The articles of each group of names, and the groups of each article."""

    def __init__(self, nodes: Sequence[Node], groups: Groups) -> None:
        """Remember them; groups are to be joined through `join` from then on."""
        self.groups = groups
        self.articles: dict[Form, set[Row]] = {}
        for node in nodes:
            group = groups.find(node.form)
            known = self.articles.get(group)
            self.articles[group] = node.articles if known is None else known | node.articles
        self._named: dict[Row, set[Form]] = defaultdict(set)
        for group, articles in self.articles.items():
            for article in articles:
                self._named[article].add(group)
        self._size = log(max(len(self._named), _SMALLEST_RUN))
        self._around: dict[Form, set[Form]] = {}

    def join(self, one: Form, other: Form) -> None:
        """Make the groups of two forms one."""
        first, second = sorted((self.groups.find(one), self.groups.find(other)))
        if first == second:
            return
        self.groups.join(first, second)
        joining = self.articles.pop(second)
        self.articles[first] = self.articles[first] | joining
        for article in joining:
            self._named[article].remove(second)
            self._named[article].add(first)
        self._around.clear()

    def around(self, group: Form) -> set[Form]:
        """Return the groups named in the articles of a group."""
        found = self._around.get(group)
        if found is None:
            some = sorted(self.articles[group])[:_MOST_ARTICLES]
            found = self._around[group] = set().union(*(self._named[one] for one in some))
        return found

    def shared(self, one: Form, other: Form) -> float:
        """Return how many names two groups' articles share; a name of many articles counts less."""
        common = (self.around(one) & self.around(other)) - {one, other}
        return sum(1.0 - log(len(self.articles[group])) / self._size for group in common)
