"""Writing what a batch changed, and saying so in the log of changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from stemmata.archive.growing import Grown
from stemmata.archive.redoing import Redone
from stemmata.group import ResidentGrouper
from stemmata.model import JSON, AnnotatedArticle, Point
from stemmata.store import ChangeKind, Store, Writing

STALE_STORY, STALE_LINE = "stale story", "stale storyline"
HOMES = "homes before decision"
NOTES: dict[str, ChangeKind] = {
    "founded": "story founded",
    "grown": "story grown",
    "merged": "story merged",
    "split": "story split",
}


def keep_grown(write: Writing, grown: Grown, grouper: ResidentGrouper, largest: int) -> None:
    """Write the stories that a batch changed, and the pairs that it was compared in.

    Args:
        write: within the transaction in which the articles were written.
        grown: what changed.
        grouper: which knows the rest.
        largest: articles of a story whose points are worked out at once.
    """
    write.put_stories(grown.stories, grown.gone)
    write.put_near({name: grouper.near(name) for name in grown.growth.compared})
    for story in grown.stories:
        write.put_state(STALE_LINE, story.storyline, {})
    for change in grown.growth.changes:
        if change.before or len(change.articles) > largest:
            write.put_state(STALE_STORY, change.story, {})


def keep_homes(write: Writing, store: Store, decision: int, grown: Grown) -> None:
    """Write which stories reports were in that a decision moved, so that undoing brings them back.

    Args:
        write: within the transaction of the decision, before the stories are written.
        store: which knows the stories as they were.
        decision: its number.
        grown: what changed.
    """
    now = {name: change.story for change in grown.growth.changes for name in change.articles}
    before = store.story_of(now)
    homes: dict[str, JSON] = {
        name: story for name, story in before.items() if story and story != now[name]
    }
    if homes:
        write.put_state(HOMES, str(decision), homes)


def keep_redone(write: Writing, redone: Redone) -> None:
    """Write the copies and points that were worked out again."""
    write.put_copies(redone.copies, [copy for held in redone.copies.values() for copy in held])
    for story, points in redone.points.items():
        write.put_points(story, points)


def note_articles(
    write: Writing, articles: Iterable[AnnotatedArticle], versions: Mapping[str, int]
) -> None:
    """Note which articles are new, or new in another version."""
    for article in articles:
        version = versions[article.id]
        if version > 1:
            write.note("article revised", article.id, {"version": version})
        else:
            write.note("article added", article.id)


def note_stories(write: Writing, grown: Grown, others: Iterable[str]) -> None:
    """Note what became of stories, and set their summaries right."""
    noted = set()
    for change in grown.growth.changes:
        before = [story for story in change.before if story != change.story]
        write.note(NOTES[change.kind], change.story, {"before": list(before)})
        write.touch([change.story])
        noted.add(change.story)
    for story in sorted({story.id for story in grown.stories}.union(others) - noted):
        write.note("story changed", story)
        write.touch([story])


def note_points(write: Writing, store: Store, points: Mapping[str, Sequence[Point]]) -> None:
    """Note which points are disputed now and were not, and which are not any more."""
    before = {point.id for point in store.points(points) if point.verdict == "disputed"}
    now = {
        point.id: point for held in points.values() for point in held if point.verdict == "disputed"
    }
    for name in sorted(now.keys() - before):
        detail = {"story": now[name].story, "question": now[name].question}
        write.note("point disputed", name, dict(detail))
    for name in sorted(before - now.keys()):
        write.note("point settled", name)
