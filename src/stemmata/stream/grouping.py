"""The second pass: windows in order of days are grouped, and what is over is let go.

What grouping holds is kept whenever storylines have been let go, so that a run that was stopped
goes on from the last window up to which all is finished.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

import msgspec
import numpy as np

from stemmata.group import Fingerprint, Held, PassingGrouper, read_print
from stemmata.model import Grouping, Story, replace
from stemmata.pipeline import Watch
from stemmata.settings import GroupSettings, StreamSettings, TraceSettings
from stemmata.stream.memory import give_back
from stemmata.stream.neighbours import Marks, find_relatives
from stemmata.stream.pieces import Place, file_name, places_of, read_header, read_pieces
from stemmata.stream.preparing import Pile
from stemmata.stream.values import Part, WindowHeader, Work
from stemmata.stream.windows import Window
from stemmata.stream.workplace import Workplace

_LAST_DAY = date.max.toordinal()


class Passage:
    """A pile on its way through grouping.

    Args:
        pile: what was read; of its articles nothing is asked.
        windows: keyed; nor of theirs.
        place: where all is kept.
        watch: is told how many articles are grouped.
        settings: how much is held.
    """

    def __init__(
        self,
        pile: Pile,
        windows: Sequence[Window],
        place: Workplace,
        watch: Watch,
        settings: StreamSettings,
    ) -> None:
        self._pile = pile
        self._place = place
        self._watch = watch
        self._settings = settings
        self._reach = GroupSettings().reach_days
        self._partners = TraceSettings().partners
        self._windows = windows
        self._grouper = PassingGrouper(self._fetch)
        self._placed: dict[str, int] = {}
        # Where the articles that may be asked for stand, and their fingerprints.
        self._homes: dict[str, Place] = {}
        self._prints: dict[str, Place] = {}
        self._marks: dict[str, Marks] = {}
        self._recent: list[tuple[str, ...]] = []  # the ids of the last windows
        self._grouped = 0

    def works(self) -> Iterator[Work]:
        """Yield the storylines of all windows as they are over, from where a stopped run was."""
        for window in self._windows[self._take_up() :]:
            before = date.fromordinal(min(max(1, window.day - self._reach), _LAST_DAY))
            room = max(0, self._settings.most_held - window.count)
            grouping = self._grouper.let_go(before, self._placed, room)
            yield from self._works(window.number, grouping)
            self._place.write("held", window.number, msgspec.msgpack.encode(self._grouper.held()))
            self._enter(window)
        yield from self._works(len(self._windows), self._grouper.let_all_go())

    def _take_up(self) -> int:
        """Come to where the last run was; return the window to begin with."""
        found = self._place.held()
        if found is None:
            return 0
        number, content = found
        held = msgspec.msgpack.decode(content, type=Held)
        for window in self._windows[:number]:
            self._remember(window)
            self._forget_all_but(set(held.ids))
        self._grouper = PassingGrouper.take_up(held, self._fetch)
        if number < len(self._windows):
            self._enter(self._windows[number])
        return number + 1

    def _fetch(self, ids: Sequence[str]) -> list[Fingerprint]:
        """Return the fingerprints of articles that are remembered."""
        places = [self._prints[name] for name in ids]
        return [read_print(piece) for piece in read_pieces(places, self._place.windows)]

    def _enter(self, window: Window) -> None:
        """Group the articles of a window."""
        self._forget_all_but({print_.id for print_ in self._grouper.collection.prints})
        give_back()
        ids = self._remember(window)
        self._grouper.add(self._fetch(ids))
        self._grouped += len(ids)
        self._watch("group", self._grouped)

    def _remember(self, window: Window) -> Sequence[str]:
        """Take note of where the articles of a window are; return their ids."""
        path = self._place.windows / file_name(window.number)
        header = read_header(path, WindowHeader)
        places = places_of(window.number, path, header.sizes)
        self._placed.update(window.placed)
        self._homes.update(zip(header.ids, places[::2], strict=True))
        self._prints.update(zip(header.ids, places[1::2], strict=True))
        marks = (np.frombuffer(each, np.uint64) for each in header.marks)
        self._marks.update(zip(header.ids, marks, strict=True))
        self._recent.append(header.ids)
        return header.ids

    def _forget_all_but(self, held: Collection[str]) -> None:
        """Forget what is neither held nor of the last windows."""
        del self._recent[: -self._settings.remembered_windows]
        known = {*held, *chain.from_iterable(self._recent)}
        for name in self._homes.keys() - known:
            for remembered in (self._homes, self._prints, self._marks):
                del remembered[name]
            self._placed.pop(name, None)

    def _works(self, window: int, grouping: Grouping) -> Iterator[Work]:
        """Yield what a window let go, in the works of unfinished parts, and an empty last one."""
        closed = {name for story in grouping.stories for name in story.articles}
        relatives = find_relatives(self._marks, closed, self._settings)
        parts = list(_fill(_storylines(grouping), self._settings.part))
        for number, lines in enumerate(parts):
            part = Part(window, number)
            if self._place.is_finished(part):
                continue
            *others, last = _fill(lines, self._settings.work)
            for some in others:
                yield self._work(part, some, grouping, relatives)
            yield replace(self._work(part, last, grouping, relatives), ends="part")
        yield Work(Part(window, len(parts)), ends="window")

    def _work(
        self,
        part: Part,
        lines: Sequence[Sequence[Story]],
        whole: Grouping,
        relatives: Mapping[str, Sequence[str]],
    ) -> Work:
        stories = tuple(story for line in lines for story in line)
        own = dict.fromkeys(name for story in stories for name in story.articles)
        near = dict.fromkeys(
            other
            for name in own
            for other in relatives.get(name, ())[: self._partners]
            if other not in own
        )
        pairs = tuple(pair for pair in whole.pairs if pair.a in own and pair.b in own)
        pieces = read_pieces([self._homes[name] for name in (*own, *near)], self._place.windows)
        return Work(
            part,
            tuple(pieces[: len(own)]),
            tuple(pieces[len(own) :]),
            Grouping(stories, pairs),
            self._pile.outlets,
            self._pile.last,
        )


def _storylines(grouping: Grouping) -> list[list[Story]]:
    lines: dict[str, list[Story]] = {}
    for story in grouping.stories:
        lines.setdefault(story.storyline, []).append(story)
    return list(lines.values())


def _fill(lines: Iterable[list[Story]], most: int) -> Iterator[list[list[Story]]]:
    """Yield storylines together until there are so many articles; a larger one is alone."""
    together: list[list[Story]] = []
    count = 0
    for line in lines:
        size = sum(len(story.articles) for story in line)
        if together and count + size > most:
            yield together
            together, count = [], 0
        together.append(line)
        count += size
    if together:
        yield together
