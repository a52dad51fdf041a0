"""Stories of a collection that is kept elsewhere: remembered at the start, grown, kept again.

Nothing is compared twice: pairs come back with the log-odds that they were scored with. They are
scored anew when the collection has doubled, as in `Grouper`, up to a size beyond which more of the
same moves what is usual no further; from there on only newcomers are held against the new stock.

Storylines are linked anew only around the stories that changed. As with stories, two can only
become one where a pair of theirs reaches the threshold by itself, so the outcome is that of linking
everything.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence

import numpy as np

from stemmata.group.fingerprint import Fingerprint
from stemmata.group.grouper import Change, Grouper, free_name
from stemmata.group.stories import founder, go_on, link_stories, name_after
from stemmata.model import Frozen, Pair, Story
from stemmata.settings import GroupSettings


class Remembered(Frozen, frozen=True):
    """A report as it was kept: its story, and the log-odds with earlier ones by id."""

    print_: Fingerprint
    story: str
    near: Sequence[tuple[str, float]]


class Growth(Frozen, frozen=True):
    """What newcomers changed.

    Args:
        changes: stories with other articles than before.
        moved: stories around which storylines may be others; those that changed, as a rule.
        compared: reports whose pairs are to be kept anew.
    """

    changes: tuple[Change, ...]
    moved: tuple[str, ...]
    compared: tuple[str, ...]


class ResidentGrouper(Grouper):
    """Stories of reports that are kept elsewhere.

    Args:
        settings: when reports are compared and joined.
    """

    def __init__(self, settings: GroupSettings | None = None) -> None:
        super().__init__(settings)
        self._row: dict[str, int] = {}
        self._line: dict[str, str] = {}
        self._within: dict[str, set[str]] = defaultdict(set)  # stories of each storyline
        self._gone: set[int] = set()
        self._loose: set[int] = set()
        self._compared: set[str] = set()
        self._ruled: dict[str, dict[str, float]] = {}
        self._homes: Mapping[str, str] = {}
        self._left: dict[str, str] = {}  # the stories of reports that were withdrawn
        self.scored_at = 0  # how many there were when all pairs were last scored

    def recall(
        self, remembered: Iterable[Remembered], lines: Mapping[str, str], scored_at: int
    ) -> None:
        """Take in what was kept, once, before anything is added.

        Args:
            remembered: reports in the order in which they came.
            lines: the storylines of stories.
            scored_at: as this grouper told when they were kept.
        """
        members: dict[str, list[int]] = defaultdict(list)
        known = list(remembered)
        self.collection.recall([each.print_ for each in known])
        for row, each in enumerate(known):
            self._row[each.print_.id] = row
            self._odds.append({})
            self._story.append(each.story)
            members[each.story].append(row)
        for row, each in enumerate(known):
            for other, odds in each.near:
                if other in self._row:
                    self._odds[row][self._row[other]] = odds
                    self._odds[self._row[other]][row] = odds
        for row, beside in enumerate(self._odds):
            met = np.array(sorted(other for other in beside if other < row), np.int64)
            self.collection.met.append(met)
        self._members = {name: tuple(rows) for name, rows in members.items()}
        self._known.update(self._row)
        for name, line in lines.items():
            self._put_in_line(name, line)
        self.scored_at = scored_at

    def withdraw(self, ids: Iterable[str]) -> None:
        """Let go of reports, to be added again in another form or not; `grow` then relinks."""
        for name in ids:
            row = self._row.pop(name, None)
            if row is None:
                continue
            for other in self._odds[row]:
                del self._odds[other][row]
                if other > row:
                    self._compared.add(self.collection.prints[other].id)
            self._odds[row] = {}
            rest = tuple(each for each in self._members.pop(self._story[row]) if each != row)
            if rest:
                self._members[self._story[row]] = rest
            self._loose.update(rest)
            self._left[name] = self._story[row]
            self._story[row] = ""
            self._known.discard(name)
            self._gone.add(row)
            self._loose.discard(row)

    def rule(self, odds: Mapping[tuple[str, str], float], homes: Mapping[str, str]) -> None:
        """Link pairs of reports by these log-odds, whatever their words say; forget earlier ones.

        Args:
            odds: by ids, known or not.
            homes: for reports whose stories are to have an earlier id again, that id.
        """
        self._homes = homes
        self._ruled = defaultdict(dict)
        for (one, other), value in odds.items():
            self._ruled[one][other] = self._ruled[other][one] = value

    def loosen(self, ids: Iterable[str]) -> None:
        """Have the stories of some reports linked anew when it grows next."""
        self._loose.update(self._row[name] for name in ids if name in self._row)

    def grow(self, prints: Iterable[Fingerprint], taken: Container[str] = ()) -> Growth:
        """Add reports and return what changed.

        Args:
            prints: those that are known already are left out.
            taken: ids that no new story may have.
        """
        self._taken = taken
        fresh = {print_.id: print_ for print_ in prints if print_.id not in self._known}
        ordered = sorted(fresh.values(), key=lambda p: (p.published or (0, 0), p.id))
        rows = self.collection.add(ordered)
        self._known.update(fresh)
        self._row.update({self.collection.prints[row].id: row for row in rows})
        self._odds += [{} for _ in rows]
        self._story += ["" for _ in rows]
        scored: Sequence[int] = rows
        again = self._take_stock()
        if again:
            scored = [row for row in range(len(self._odds)) if row not in self._gone]
            for row in scored:
                self._odds[row].clear()
        self._forget_gone(scored)
        self._score(scored)
        changes = self._relink((*scored, *sorted(self._loose)))
        compared = {self.collection.prints[row].id for row in scored} | self._compared
        self._loose.clear()
        self._left.clear()
        self._compared.clear()
        moved = self._members if again else [change.story for change in changes]
        return Growth(changes, tuple(moved), tuple(sorted(compared & self._row.keys())))

    def near(self, name: str) -> list[tuple[str, float]]:
        """Return those that came before a report and were compared with it, with the log-odds."""
        row = self._row[name]
        beside = sorted(self._odds[row].items())
        return [(self.collection.prints[other].id, odds) for other, odds in beside if other < row]

    def story_of(self, name: str) -> str:
        """Return the story of a report, empty where it is not known."""
        row = self._row.get(name)
        return "" if row is None else self._story[row]

    def members(self, story: str) -> tuple[str, ...]:
        """Return the reports of a story in order of their ids."""
        rows = self._members.get(story, ())
        return tuple(sorted(self.collection.prints[row].id for row in rows))

    def pairs(self, ids: Collection[str], least: float) -> tuple[Pair, ...]:
        """Return the pairs among reports from some log-odds on."""
        rows = {self._row[name] for name in ids if name in self._row}
        found = [
            self.pair((row, other, odds))
            for row in sorted(rows)
            for other, odds in sorted(self._odds[row].items())
            if row < other and other in rows and odds >= least
        ]
        return tuple(sorted(found, key=lambda pair: (pair.a, pair.b)))

    def beside(self, name: str, least: float) -> list[str]:
        """Return the reports whose pair with one has such log-odds, the likeliest first."""
        found = [(-odds, row) for row, odds in self._odds[self._row[name]].items() if odds >= least]
        return [self.collection.prints[row].id for _, row in sorted(found)]

    def line_up(self, stories: Iterable[str]) -> list[Story]:
        """Return stories with their storylines, and all others whose storylines hang on them."""
        part = self._hanging_together(stories)
        names = sorted(part, key=lambda name: self._members[name])
        groups = [self._members[name] for name in names]
        within = {row for rows in groups for row in rows}
        edges = (
            (row, other, odds)
            for row in sorted(within)
            for other, odds in sorted(self._odds[row].items())
            if row < other and other in within
        )
        lines = [
            [names[place] for place in places]
            for places in link_stories(groups, edges, self._settings)
        ]
        for line, name in zip(lines, self._name_lines(lines), strict=True):
            for story in line:
                self._put_in_line(story, name)
        return [Story(name, self._line[name], self.members(name)) for name in names]

    def _odds_of(self, row: int) -> Mapping[int, float]:
        ruled = self._ruled.get(self.collection.prints[row].id) if self._ruled else None
        if not ruled:
            return self._odds[row]
        rows = {self._row[name]: odds for name, odds in ruled.items() if name in self._row}
        return {**self._odds[row], **rows}

    def _put_in_line(self, story: str, line: str) -> None:
        if story in self._line:
            self._within[self._line[story]].discard(story)
        self._line[story] = line
        self._within[line].add(story)

    def _claim(self, row: int) -> str:
        """Return the id that is wanted for the story of a report, else that of its story before.

        A report that comes again in another form was in a story too.
        """
        name = self.collection.prints[row].id
        for known in (self._homes.get(name), self._story[row], self._left.get(name)):
            if known and known not in self._members:  # else others, not linked anew, go on as it
                return known
        return ""

    def _take_stock(self) -> bool:
        """Measure what is usual where it is due; tell whether all pairs are to be scored anew."""
        count = len(self.collection.prints)
        due = self.collection.unsettled
        if due:
            self.collection.settle()
        else:
            self.collection.weigh()
        again = count > 2 * self.scored_at and self.scored_at < self._settings.most_scored_anew
        if again:
            self.scored_at = count
        return again

    def _forget_gone(self, rows: Sequence[int]) -> None:
        if self._gone:
            gone = np.array(sorted(self._gone))
            for row in rows:
                met = self.collection.met[row]
                self.collection.met[row] = met[~np.isin(met, gone)]

    def _hanging_together(self, stories: Iterable[str]) -> set[str]:
        """Return stories with all that a chain of near ones leads to, and their old storylines."""
        waiting = list(stories)
        lines = {self._line[name] for name in waiting if name in self._line}
        waiting += [name for line in lines for name in self._within[line]]
        found: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name in found or name not in self._members:
                continue
            found.add(name)
            waiting += self._near_stories(name)
        return found

    def _near_stories(self, name: str) -> Iterator[str]:
        """Yield the stories that a story may continue, or that may continue it."""
        rows, least = self._members[name], self._settings.continues
        # A mean reaches what none of its pairs does not.
        near = {
            self._story[o] for row in rows for o, odds in self._odds[row].items() if odds >= least
        }
        best: dict[str, dict[int, float]] = {story: {} for story in near - {name}}
        for row in rows:
            for other, odds in self._odds[row].items():
                nearest = best.get(self._story[other])
                if nearest is not None:
                    nearest[row] = max(odds, nearest.get(row, odds))
                    nearest[other] = max(odds, nearest.get(other, odds))
        for story, nearest in best.items():
            if self._mean(nearest, rows, self._members[story]) >= least:
                yield story

    def _mean(self, nearest: Mapping[int, float], *sides: Sequence[int]) -> float:
        """Return the mean over the nearest of the smaller side, the higher one of equal sides."""
        size = min(map(len, sides))
        absent = self._settings.absent
        return max(
            sum(nearest.get(row, absent) for row in side) / size
            for side in sides
            if len(side) == size
        )

    def _name_lines(self, lines: Sequence[Sequence[str]]) -> list[str]:
        """Return an id for each storyline: it goes on where most of its reports are."""
        shares: Counter[tuple[str, int]] = Counter()
        for place, line in enumerate(lines):
            for name in line:
                if name in self._line:
                    shares[self._line[name], place] += len(self._members[name])
        prints = self.collection.prints
        founders = [founder(prints[r] for s in line for r in self._members[s]) for line in lines]
        names = go_on(shares, founders)
        used = set(names.values())
        for place, first in enumerate(founders):
            if place not in names:
                names[place] = free_name(name_after("l", first), used, self._within)
                used.add(names[place])
        return [names[place] for place in range(len(lines))]
