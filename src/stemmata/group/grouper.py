"""Grouping as reports come: an article joins, founds or merges stories, and a story can split.

Stories never reach beyond what is connected by pairs whose own log-odds would join them, because
a merge needs such a pair. So only the connected part that a new article touches is
linked anew, and the outcome is that of linking everything. What is usual in the collection is
measured again whenever it has doubled, and all pairs are then scored anew, which costs each
article once more on average.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, count
from types import MappingProxyType
from typing import Literal

import numpy as np

from stemmata.group.collection import Collection
from stemmata.group.features import pair_features
from stemmata.group.fingerprint import Fingerprint
from stemmata.group.linking import Edge, link, linkage_of
from stemmata.group.meanings import Meanings
from stemmata.group.overlap import Pairs
from stemmata.group.reasons import say_why
from stemmata.group.scoring import asked_odds, load_asked, load_scorer, log_odds, probability
from stemmata.group.stories import founder, go_on, link_stories, name_after, name_group
from stemmata.model import Frozen, Grouping, Pair, Story
from stemmata.settings import GroupSettings

_SCORED_AT_ONCE = 256  # articles
_NOWHERE: Mapping[str, int] = MappingProxyType({})
ChangeKind = Literal["founded", "grown", "merged", "split"]
DatedStoryline = tuple[int, list[int], list[Story]]  # its last day, its rows, its stories


class Change(Frozen, frozen=True):
    """What happened to a story: `articles` are its members now, `before` the ids it came from."""

    kind: ChangeKind
    story: str
    articles: tuple[str, ...]
    before: tuple[str, ...] = ()


class Grouper:
    """The stories of a collection that grows; not safe to share between threads.

    Args:
        settings: when reports are compared and joined.
        meanings: what a sentence encoder makes of the reports, where one is asked.
    """

    _collection: type[Collection] = Collection  # what the reports are held in

    def __init__(
        self, settings: GroupSettings | None = None, meanings: Meanings | None = None
    ) -> None:
        self.collection = self._collection(settings or GroupSettings())
        self._meanings = meanings
        self._settings = self.collection.settings
        self._linkage = linkage_of(self._settings)
        self._odds: list[dict[int, float]] = []
        self._story: list[str] = []
        self._members: dict[str, tuple[int, ...]] = {}
        self._known: set[str] = set()
        self._taken: Container[str] = ()  # ids that no new story may have

    def add(self, prints: Iterable[Fingerprint]) -> tuple[Change, ...]:
        """Add reports and return which stories they changed.

        Reports that are added together are compared in the order of their days and ids, so that
        the order of arrival inside one call never matters.
        """
        fresh = {print_.id: print_ for print_ in prints if print_.id not in self._known}
        self._known.update(fresh)
        rows: Sequence[int] = self.collection.add(sorted(fresh.values(), key=_arrival))
        self._odds += [{} for _ in rows]
        self._story += ["" for _ in rows]
        if self.collection.unsettled:
            self.collection.settle()
            for beside in self._odds:
                beside.clear()
            rows = range(len(self._odds))
        else:
            self.collection.weigh()
        self._score(rows)
        return self._relink(rows)

    def edges(self) -> Iterator[Edge]:
        """Yield all scored pairs of rows with their log-odds, each once."""
        for row, beside in enumerate(self._odds):
            for other, odds in sorted(beside.items()):
                if row < other:
                    yield row, other, odds

    def grouping(self) -> Grouping:
        """Return all stories and storylines as they are now, with the pairs that matter."""
        return self._telling([story for _, line in self._storylines() for story in line])

    def close(self, before: date, placed: Mapping[str, int] = _NOWHERE) -> Grouping:
        """Let go of the storylines whose last report appeared before a day, and return them.

        So a stream needs room for what is within reach only: no report is compared with one more
        than `reach_days` before it. Then on what is usual is what is usual among the reports that
        are left; their stories and ids stay. Reports without a day are kept.

        Args:
            before: a day.
            placed: days for reports that have none of their own, by id, as proleptic ordinals.
        """
        return self._close(self._dated_storylines(placed), before.toordinal())

    def pair(self, edge: Edge) -> Pair:
        """Return a scored pair with its probability and reasons."""
        first, second = self._whole([self.collection.prints[row] for row in edge[:2]])
        a, b = (first, second) if first.id <= second.id else (second, first)
        return Pair(a.id, b.id, probability(edge[2]), (*say_why(a, b), *self._say_meaning(a, b)))

    def _say_meaning(self, a: Fingerprint, b: Fingerprint) -> Iterator[str]:
        """Yield what a sentence encoder was asked about two reports."""
        cosine = self._meanings.cosine(a.id, b.id) if self._meanings else None
        if self._meanings and cosine is not None:
            yield f"cosine of their sentence vectors {cosine:.2f} ({self._meanings.settings.name})"

    def _dated_storylines(self, placed: Mapping[str, int]) -> list[DatedStoryline]:
        """Return the storylines with the last day on which a report of theirs can have appeared."""
        prints = self.collection.prints
        return [
            (max(_last_day(prints[row], placed) for row in rows), rows, line)
            for rows, line in self._storylines()
        ]

    def _close(self, lines: Sequence[DatedStoryline], before: int) -> Grouping:
        """Let go of storylines whose last day is earlier than one."""
        closed = [story for last, _, line in lines if last < before for story in line]
        found = self._telling(closed)
        if closed:
            self._keep(sorted(row for last, rows, _ in lines if last >= before for row in rows))
        return found

    def _storylines(self) -> Iterator[tuple[list[int], list[Story]]]:
        """Yield the rows and the stories of each storyline."""
        prints = self.collection.prints
        names = sorted(self._members, key=lambda name: self._members[name])
        groups = [self._members[name] for name in names]
        for places in link_stories(groups, self.edges(), self._settings):
            rows = [row for place in places for row in groups[place]]
            line = name_group("l", (prints[row] for row in rows))
            yield (
                rows,
                [
                    Story(names[each], line, tuple(sorted(prints[row].id for row in groups[each])))
                    for each in places
                ],
            )

    def _telling(self, stories: Sequence[Story]) -> Grouping:
        """Return some stories with the pairs among their reports that matter."""
        rows = {row for story in stories for row in self._members[story.id]}
        least = self._settings.telling
        pairs = [
            self.pair((row, other, odds))
            for row in rows
            for other, odds in self._odds[row].items()
            if row < other and odds >= least and other in rows
        ]
        return Grouping(
            tuple(sorted(stories, key=lambda story: story.articles)),
            tuple(sorted(pairs, key=lambda p: (p.a, p.b))),
        )

    def _keep(self, rows: Sequence[int]) -> None:
        """Know only these ascending rows, which hold whole stories."""
        place = {row: number for number, row in enumerate(rows)}
        prints, met = self.collection.part(rows)
        self.collection = self._collection(self._settings)  # room for one, not for two
        self.collection.recall(self._whole(prints), met)
        self._odds = [
            {place[other]: odds for other, odds in self._odds[row].items() if other in place}
            for row in rows
        ]
        self._story = [self._story[row] for row in rows]
        self._members = {
            name: tuple(place[row] for row in members)
            for name, members in self._members.items()
            if members[0] in place
        }
        self._known = {print_.id for print_ in self.collection.prints}

    def _whole(self, prints: Sequence[Fingerprint]) -> Sequence[Fingerprint]:
        """Return fingerprints with all that they are compared by."""
        return prints

    def _score(self, rows: Sequence[int]) -> None:
        """Score rows with those that they met when they came."""
        met = self.collection.met
        for first in range(0, len(rows), _SCORED_AT_ONCE):
            chosen = rows[first : first + _SCORED_AT_ONCE]
            others = np.concatenate([met[row] for row in chosen])
            pairs = np.stack([np.repeat(chosen, [len(met[row]) for row in chosen]), others], axis=1)
            for (row, other), odds in zip(
                pairs.tolist(), _score_pairs(self.collection, pairs, self._meanings), strict=True
            ):
                # What speaks against one event as much as not being near counts as not near.
                if odds > self._settings.absent:
                    self._odds[row][other] = self._odds[other][row] = odds

    def _relink(self, rows: Iterable[int]) -> tuple[Change, ...]:
        """Link anew what is connected with the rows, and what their stories were connected with."""
        parts: list[int] = []
        groups: list[list[int]] = []
        done: set[int] = set()
        for row in rows:
            if row in done:
                continue
            part = self._connected(row)
            done.update(part)
            parts += part
            groups += self._link(part)
        # Together: an id goes on where most of its reports are, whichever part is linked first.
        return tuple(self._rename(parts, groups))

    def _connected(self, row: int) -> list[int]:
        found, waiting = {row}, [row]
        while waiting:
            at = waiting.pop()
            beside = [o for o, odds in self._odds_of(at).items() if odds >= self._settings.join]
            beside += self._members.get(self._story[at], ())
            fresh = [other for other in beside if other not in found]
            found.update(fresh)
            waiting += fresh
        return sorted(found)

    def _odds_of(self, row: int) -> Mapping[int, float]:
        """Return the log-odds with other rows by which stories are linked."""
        return self._odds[row]

    def _link(self, part: Sequence[int]) -> list[list[int]]:
        place = {row: number for number, row in enumerate(part)}
        edges = [
            (place[row], place[other], odds)
            for row in part
            for other, odds in self._odds_of(row).items()
            if row < other and other in place
        ]
        groups = link(len(part), edges, self._linkage)
        return [[part[number] for number in members] for members in groups]

    def _rename(self, part: Sequence[int], groups: Sequence[Sequence[int]]) -> Iterator[Change]:
        """Give the new groups their ids: an id goes on where most of its articles are."""
        before = {name: self._members.pop(name) for name in {self._story[r] for r in part} if name}
        shares: dict[tuple[str, int], int] = Counter(
            (self._story[row], place)
            for place, members in enumerate(groups)
            for row in members
            if self._story[row]
        )
        came: dict[int, list[str]] = defaultdict(list)
        for name, place in sorted(shares):
            came[place].append(name)
        names = self._choose_names(groups)
        gone = Counter(name for name, _ in shares)
        for place, members in enumerate(groups):
            name = names[place]
            self._members[name] = tuple(members)
            for row in members:
                self._story[row] = name
            if before.get(name) == tuple(members):
                continue
            kind: ChangeKind = "grown"
            if len(came[place]) > 1:
                kind = "merged"
            elif any(gone[old] > 1 for old in came[place]):
                kind = "split"
            elif not came[place]:
                kind = "founded"
            articles = tuple(sorted(self.collection.prints[row].id for row in members))
            yield Change(kind, name, articles, tuple(came[place]))

    def _choose_names(self, groups: Sequence[Sequence[int]]) -> dict[int, str]:
        prints = self.collection.prints
        founders = [founder(prints[row] for row in members) for members in groups]
        claims = Counter(
            (name, place)
            for place, members in enumerate(groups)
            for row in members
            if (name := self._claim(row))
        )
        names = go_on(claims, founders)
        used = set(names.values())
        for place, first in enumerate(founders):
            if place not in names:
                name = free_name(name_after("s", first), self._members, used, self._taken)
                names[place] = name
                used.add(name)
        return names

    def _claim(self, row: int) -> str:
        """Return the id that the story of a report goes on under as far as this report says."""
        return self._story[row]


def group(
    prints: Iterable[Fingerprint],
    settings: GroupSettings | None = None,
    meanings: Meanings | None = None,
) -> Grouping:
    """Return the stories and storylines of a run; the order of the fingerprints never matters."""
    grouper = Grouper(settings, meanings)
    grouper.add(prints)
    return grouper.grouping()


def compare(
    pairs: Iterable[tuple[Fingerprint, Fingerprint]],
    prints: Sequence[Fingerprint],
    settings: GroupSettings | None = None,
) -> list[Pair]:
    """Return the probability that each pair reports one event, with reasons.

    It is read as people grade pairs of any reports; grouping, which has to part look-alikes, is
    stricter with reports that are merely near.

    Args:
        pairs: the fingerprints to compare.
        prints: the whole run, which says what is usual.
        settings: as for `group`.
    """
    grouper = Grouper(settings)
    rows = grouper.collection.add(sorted({p.id: p for p in prints}.values(), key=_arrival))
    grouper.collection.settle()
    place = {grouper.collection.prints[row].id: row for row in rows}
    chosen = [(max(place[a.id], place[b.id]), min(place[a.id], place[b.id])) for a, b in pairs]
    odds = _score_asked(grouper.collection, np.array(chosen).reshape(-1, 2))
    return [grouper.pair((*edge, value)) for edge, value in zip(chosen, odds, strict=True)]


def _score_asked(collection: Collection, pairs: Pairs) -> list[float]:
    """Return the log-odds of pairs that somebody asks for."""
    if not len(pairs):
        return []
    rows = pair_features(collection, pairs)
    told: list[float] = asked_odds(rows, log_odds(rows, load_scorer()), load_asked()).tolist()
    return told


def _score_pairs(
    collection: Collection, pairs: Pairs, meanings: Meanings | None = None
) -> list[float]:
    """Return the log-odds that the articles of each pair report one event."""
    if not len(pairs):
        return []
    odds = log_odds(pair_features(collection, pairs), load_scorer())
    if meanings:
        odds = meanings.adjust(collection.prints, pairs, odds)
    told: list[float] = odds.tolist()
    return told


def free_name(name: str, *taken: Container[str]) -> str:
    """Return the name, with a number where it goes on with other reports than it came from."""
    numbered = (f"{name}-{number}" for number in count(2))
    return next(
        each for each in chain((name,), numbered) if not any(each in names for names in taken)
    )


def _last_day(print_: Fingerprint, placed: Mapping[str, int]) -> int:
    """Return the last day on which a report can have appeared; the last of all if it is unknown."""
    if print_.published:
        return print_.published[1]
    return placed.get(print_.id, date.max.toordinal())


def _arrival(print_: Fingerprint) -> tuple[tuple[int, int], str]:
    return print_.published or (0, 0), print_.id
