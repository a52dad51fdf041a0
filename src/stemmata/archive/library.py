"""The articles of an archive as one asks for them: newcomers first, then what was kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence

from stemmata.model import AnnotatedArticle, Copy
from stemmata.store import Store


class Library:
    """Articles by id, decoded once as long as they are asked for often.

    Args:
        store: where they are kept.
        most: how many are remembered.
    """

    def __init__(self, store: Store, most: int) -> None:
        self._store = store
        self._most = most
        self._known: OrderedDict[str, AnnotatedArticle] = OrderedDict()

    def put(self, articles: Iterable[AnnotatedArticle]) -> None:
        """Know newcomers, and known articles in a new version."""
        for article in articles:
            self._known[article.id] = article
            self._known.move_to_end(article.id)

    def get(self, ids: Collection[str]) -> list[AnnotatedArticle]:
        """Return articles in the order given."""
        missing = [name for name in ids if name not in self._known]
        if missing:
            self.put(self._store.articles(missing))
        found = [self._known[name] for name in ids if name in self._known]
        while len(self._known) > max(self._most, len(ids)):
            self._known.popitem(last=False)
        return found

    def forget(self) -> None:
        """Know nothing any more."""
        self._known.clear()


class Copies:
    """What articles took from others: what was kept, and what has been traced since.

    Args:
        store: where copies are kept.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._asked: set[str] = set()
        self._of: dict[str, list[Copy]] = {}
        self._from: dict[str, set[str]] = {}

    def near(self, ids: Collection[str]) -> set[str]:
        """Return the articles that some took from, or that took from them."""
        self._ask(ids)
        found = {copy.original for name in ids for copy in self._of.get(name, ())}
        return found.union(*(self._from.get(name, ()) for name in ids))

    def of(self, name: str) -> list[Copy]:
        """Return what an article took from others."""
        self._ask([name])
        return self._of.get(name, [])

    def with_ancestors(self, ids: Iterable[str]) -> list[Copy]:
        """Return what articles took, and what those took that they took from, and so on."""
        found: list[Copy] = []
        ahead, seen = list(ids), set(ids)
        while ahead:
            self._ask(ahead)
            taken = [copy for name in ahead for copy in self._of.get(name, ())]
            found += taken
            ahead = sorted({copy.original for copy in taken if copy.unseen is None} - seen)
            seen.update(ahead)
        return found

    def replace(self, ids: Iterable[str], copies: Sequence[Copy]) -> set[str]:
        """Set what articles took from others; return those for which it is new."""
        made: dict[str, list[Copy]] = {name: [] for name in ids}
        self._ask(made)
        for copy in copies:
            made[copy.copy].append(copy)
            self._from.setdefault(copy.original, set()).add(copy.copy)
        fresh = {name for name, taken in made.items() if taken != self._of.get(name, [])}
        self._of.update(made)
        return fresh

    def _ask(self, ids: Iterable[str]) -> None:
        fresh = [name for name in ids if name not in self._asked]
        if not fresh:
            return
        self._asked.update(fresh)
        for copy in self._store.copies(fresh):
            known = self._of.setdefault(copy.copy, [])
            if copy not in known:
                known.append(copy)
            self._from.setdefault(copy.original, set()).add(copy.copy)
