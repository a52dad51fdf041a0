"""Adding reports: in batches, each kept whole or not at all, and acknowledged when it is kept.

A batch is prepared before the store is asked to wait; then its names are keyed against those that
are known, its stories grown, what they touch worked out again, and all of it written in one
transaction. What can wait is done when the pile has been added, see `Archive.finish`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from stemmata.archive.corrections import Corrections, read_corrections
from stemmata.archive.growing import Grown, Ruled, Stories
from stemmata.archive.keeping import (
    NOTES,
    STALE_LINE,
    STALE_STORY,
    keep_grown,
    keep_homes,
    keep_redone,
    note_articles,
    note_points,
    note_stories,
)
from stemmata.archive.library import Library
from stemmata.archive.naming import Named, name_all
from stemmata.archive.preparing import (
    Prepared,
    Sifted,
    Unchanged,
    prepare,
    sift,
    with_raw,
    without_raw,
)
from stemmata.archive.redoing import Redone, Workshop
from stemmata.archive.rekeying import Correct, keyed_as_before
from stemmata.archive.rereading import ReadKept, record_anew, record_kept
from stemmata.engine import Engine, SerialEngine
from stemmata.model import AnnotatedArticle, Problem, Record, Story
from stemmata.read import read
from stemmata.settings import ArchiveSettings, GroupSettings, ReadSettings
from stemmata.store import Store, Writing, normal_address

_LINES_AT_ONCE = 50  # storylines whose affairs are described in one transaction
_CHANGES_LOOKED_AT = 1000
_ADDING = frozenset({"article added", "article revised", *NOTES.values()})
Status = Literal["added", "revised", "known"]


@dataclass(frozen=True, slots=True)
class Added:
    """An article that is kept: new, in another version, or as it was."""

    id: str
    status: Status
    story: str
    storyline: str
    version: int


@dataclass(frozen=True, slots=True)
class Batch:
    """What was kept in one transaction, and what could not be."""

    articles: tuple[Added, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Redoing:
    """What a decision touches.

    Args:
        articles: found in them, and keyed, anew.
        loose: whose stories are to be linked anew.
        homes: for reports whose stories are to have an earlier id again, that id.
        taken_back: what earlier decisions made of names, undone.
        from_bytes: the articles are read again from the bytes that were kept of them.
        decision: the number of a new decision, with which is kept what its undoing needs.
    """

    articles: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    homes: Mapping[str, str] = field(default_factory=dict)
    taken_back: tuple[Correct, ...] = ()
    from_bytes: bool = False
    decision: int = 0


class Archive:
    """A store that reports are added to; one at a time, from one thread.

    Args:
        store: where all is kept.
        engine: where articles are prepared; this process by default.
        settings: how much is redone at once.
    """

    def __init__(
        self,
        store: Store,
        engine: Engine | None = None,
        settings: ArchiveSettings | None = None,
    ) -> None:
        self.store = store
        self._engine = engine or SerialEngine()
        self._settings = settings or ArchiveSettings()
        self._stories = Stories(store, GroupSettings(), self._settings.read_whole)
        self._library = Library(store, self._settings.articles_remembered)
        self._workshop = Workshop(store, self._library, self._settings)
        self._corrections = Corrections()
        self._seen = -1

    def warm_up(self) -> None:
        """Read the stories of these days now, so that no article has to wait for it later."""
        self._stories.reach()
        self._seen = self.store.last_change()

    def add(self, sources: Sequence[str]) -> Iterator[Batch]:
        """Add what sources hold, and yield each batch when it is kept for good.

        Args:
            sources: as `read` takes them.

        Raises:
            UsageError: no source is given, or one is none.
            StoreError: the store cannot be written.
        """
        bounds = ReadSettings(largest_raw_bytes=self._settings.largest_raw_bytes)
        yield from self.add_records(read(sources, bounds))
        self.finish()

    def add_records(self, records: Iterable[Record | Problem]) -> Iterator[Batch]:
        """Add what was read, and yield each batch when it is kept for good.

        What is large is left to `finish`.
        """
        for batch in _batches(records, self._settings.batch):
            yield self._add_batch(batch)

    def finish(self) -> None:
        """Do what was put off: names and points of stories that grew, affairs of storylines.

        The reports of a story may have come one by one, each named by what was known then. Now that
        they are together, their names are found and keyed together.
        """
        for story in self.store.states(STALE_STORY):
            self._finish_story(story)
        lines = list(self.store.states(STALE_LINE))
        for first in range(0, len(lines), _LINES_AT_ONCE):
            with self.store.writing() as write:
                self._finish_lines(write, lines[first : first + _LINES_AT_ONCE])
        self._seen = self.store.last_change()

    def _add_batch(self, batch: Sequence[Record | Problem]) -> Batch:
        problems = [each for each in batch if isinstance(each, Problem)]
        records = [each for each in batch if isinstance(each, Record)]
        sifted: list[Sifted] = []
        self._obey(read_corrections(self.store))
        for each in sift(records, self.store):
            if isinstance(each, Problem):
                problems.append(each)
            else:
                sifted.append(self._with_fixes(each))
        raws = {each.record.id: each.record.raw for each in sifted}
        fresh: list[Prepared] = []
        known: list[str] = []
        for made in self._engine.map(prepare, map(without_raw, sifted)):
            if isinstance(made, Prepared):
                fresh.append(with_raw(made, raws[made.record.id]))
            elif isinstance(made, Unchanged):
                known.append(made.id)
            else:
                problems.append(made)
        added = self._keep(fresh, problems) if fresh or problems else {}
        return Batch(self._told(known, added), tuple(problems))

    def _keep(self, fresh: Sequence[Prepared], problems: Sequence[Problem]) -> dict[str, int]:
        """Keep newcomers and all that they touch; return their versions."""
        try:
            with self.store.writing() as write:
                versions = self._write(write, fresh, Redoing()) if fresh else {}
                write.put_problems(problems)
        except BaseException:
            self._forget()  # what is in memory may be ahead of what was kept
            raise
        self._seen = self.store.last_change()
        return versions

    def redo(self, decide: Callable[[Writing], tuple[Corrections, Redoing]]) -> None:
        """Do again what a decision touches, and keep it with the decision, or neither.

        Args:
            decide: keeps the decision; returns all that hold then, and what it touches.
        """
        try:
            with self.store.writing() as write:
                corrections, again = decide(write)
                self._obey(corrections)
                read_kept = record_anew if again.from_bytes else record_kept
                fresh = self._prepared(again.articles, read_kept)
                self._write(write, fresh, again)
        except BaseException:
            self._forget()
            raise
        self._seen = self.store.last_change()

    def _obey(self, corrections: Corrections) -> None:
        self._corrections = self._workshop.corrections = corrections

    def _with_fixes(self, sifted: Sifted) -> Sifted:
        fixes = self._corrections.fixes(sifted.record.id)
        return replace(sifted, fixes=fixes) if fixes else sifted

    def _prepared(self, ids: Iterable[str], read: ReadKept = record_kept) -> list[Prepared]:
        """Return kept articles as if they came now."""
        kept = [self.store.versions(name)[-1:] for name in ids]
        records = (read(self.store, version) for versions in kept for version in versions)
        sifted = [
            self._with_fixes(Sifted(record, None, renewed=True)) for record in records if record
        ]
        return [each for each in self._engine.map(prepare, sifted) if isinstance(each, Prepared)]

    def _write(self, write: Writing, fresh: Sequence[Prepared], again: Redoing) -> dict[str, int]:
        if self._seen != self.store.last_change() and self._others_added():
            self._forget()
        named = name_all(fresh, self.store, self._settings, self._corrector(again))
        articles = [each.article for each in named]
        prints = [each.print_ for each in named]
        revised = set(self.store.known(article.id for article in articles))
        self._stories.reach(prints)
        self._stories.hold(revised.union(again.loose))
        ruled = Ruled(self._corrections.rulings, again.loose, again.homes)
        grown = self._stories.grow(prints, revised, ruled)
        self._library.put(articles)
        redone = self._redo(fresh, grown, revised)
        versions = {each.article.id: write.put_article(each.kept()) for each in named}
        largest = self._settings.largest_at_once
        if again.decision:
            keep_homes(write, self.store, again.decision, grown)
        keep_grown(write, grown, self._stories.grouper, largest)
        self._stories.keep_state(write)
        note_points(write, self.store, redone.points)
        keep_redone(write, redone)
        if not again.articles:
            note_articles(write, articles, versions)
        touched = {self._stories.grouper.story_of(name) for name in redone.copies}
        note_stories(write, grown, (touched | redone.points.keys()) - {""})
        return versions

    def _redo(self, fresh: Sequence[Prepared], grown: Grown, revised: set[str]) -> Redone:
        grouper = self._stories.grouper
        changed = {change.story for change in grown.growth.changes}
        changed |= {grouper.story_of(name) for name in revised}
        most = self._settings.largest_at_once
        stories = [
            Story(name, "", members)
            for name in sorted(changed)
            if 0 < len(members := grouper.members(name)) <= most
        ]
        return self._workshop.redo(
            grouper, {each.record.id: each.passages for each in fresh}, stories
        )

    def _finish_story(self, name: str) -> None:
        """Find and key the names of one story together, then work out its points."""
        kept = self.store.story(name)
        if kept is None or kept.story.id != name:  # what it became is marked by itself
            with self.store.writing() as write:
                write.put_state(STALE_STORY, name, None)
            return
        named: list[Named] = []
        if len(kept.story.articles) <= self._settings.named_together:
            named = self._name_again(kept.story)
        self._library.put(each.article for each in named)
        points = self._workshop.points_of(kept.story)
        with self.store.writing() as write:
            for each in named:
                write.put_article(each.kept())
            note_points(write, self.store, {name: points})
            write.put_points(name, points)
            write.put_state(STALE_STORY, name, None)
            write.put_state(STALE_LINE, kept.story.storyline, {})
            write.note("story changed", name)
            write.touch([name])

    def _name_again(self, story: Story) -> list[Named]:
        """Return the reports of a story whose names are others when they are found together."""
        made = self._prepared(story.articles)
        before = {article.id: article for article in self._library.get(story.articles)}
        found = name_all(made, self.store, self._settings, self._corrections.names)
        return [each for each in found if each.article != before.get(each.article.id)]

    def _finish_lines(self, write: Writing, lines: Sequence[str]) -> None:
        """Describe the affairs of storylines from what is kept."""
        held = {line: self._stories_in(line) for line in lines}
        affairs = self._workshop.affairs({line: some for line, some in held.items() if some})
        described = {affair.storyline for affair in affairs}
        write.put_affairs(affairs, gone=[line for line in lines if line not in described])
        for line in lines:
            write.put_state(STALE_LINE, line, None)

    def _stories_in(self, line: str) -> list[Story]:
        found = (self.store.story(summary.id) for summary in self.store.storyline(line))
        return [kept.story for kept in found if kept]

    def _told(self, known: Sequence[str], versions: Mapping[str, int]) -> tuple[Added, ...]:
        """Return what is said of a batch that is kept."""
        ids = [*versions, *known]
        stories = self.store.story_of(ids)
        lines: dict[str, str] = {}
        for story in set(stories.values()):
            kept = self.store.story(story)
            lines[story] = kept.story.storyline if kept else ""
        told = []
        for name in ids:
            version = versions.get(name) or len(self.store.versions(name))
            status: Status = "revised" if version > 1 else "added"
            if name not in versions:
                status = "known"
            story = stories.get(name, "")
            told.append(Added(name, status, story, lines.get(story, ""), version))
        return tuple(told)

    def _corrector(self, again: Redoing) -> Correct:
        """Return what gives names the keys that people want, for articles done again their own."""
        if not again.articles:
            return self._corrections.names
        known = {article.id: article for article in self.store.articles(again.articles)}
        as_before = keyed_as_before(known)

        def correct(article: AnnotatedArticle) -> AnnotatedArticle:
            article = as_before(article)
            for undone in again.taken_back:
                article = undone(article)
            return self._corrections.names(article)

        return correct

    def _others_added(self) -> bool:
        """Tell whether somebody else has changed articles or stories since this archive wrote."""
        changes = self.store.changes(max(self._seen, 0), _CHANGES_LOOKED_AT)
        many = self._seen < 0 or len(changes) == _CHANGES_LOOKED_AT
        return many or any(change.kind in _ADDING for change in changes)

    def _forget(self) -> None:
        self._stories.forget()
        self._library.forget()
        self._workshop.forget()


def _batches(items: Iterable[Record | Problem], most: int) -> Iterator[list[Record | Problem]]:
    """Yield items in batches; a second of one id or address waits for the next."""
    batch: list[Record | Problem] = []
    held: set[str] = set()
    for item in items:
        names = {item.id, normal_address(item.url)} - {""} if isinstance(item, Record) else set()
        if len(batch) >= most or names & held:
            yield batch
            batch, held = [], set()
        batch.append(item)
        held |= names
    if batch:
        yield batch
