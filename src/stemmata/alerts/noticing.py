"""What of an archive a rule wants to be told of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from stemmata.alerts.rules import Rule
from stemmata.archive.standing import story_sources
from stemmata.model import Commitment, Frozen, Point
from stemmata.store import Store, Where
from stemmata.text import fold

_OPEN = frozenset({"open", "due", "moved"})


class Alert(Frozen, frozen=True):
    """Something that a person wants to be told; words of reports stand between “ and ”.

    `id` is the same for the same thing, whenever it is noticed. A `repeated` one may have been told
    before: the process ended, or the webhook failed, while it was told.
    """

    id: str
    rule: str
    title: str
    text: str
    story: str
    storyline: str
    repeated: bool = False


def notice(store: Store, rule: Rule, stories: Iterable[str]) -> Iterator[Alert]:
    """Yield what a rule wants to be told of stories that changed."""
    for name in stories:
        if not is_about(store, rule, name):
            continue
        if rule.when == "sources":
            yield from _well_supported(store, rule, name)
        elif rule.when == "disputed":
            yield from _disputed(store, rule, name)


def notice_deadlines(
    store: Store, rule: Rule, storylines: Iterable[str], today: date
) -> Iterator[Alert]:
    """Yield what is to be done soon in storylines."""
    last = today + timedelta(rule.days)
    for line in storylines:
        affair = store.affair(line)
        for commitment in affair.commitments if affair else ():
            due = commitment.until[1]
            if due is None or not today <= due <= last or commitment.state not in _OPEN:
                continue
            story = store.story_of([commitment.what.article]).get(commitment.what.article, "")
            if story and is_about(store, rule, story):
                yield _due(rule, commitment, due, story, line)


def is_about(store: Store, rule: Rule, story: str) -> bool:
    """Tell whether a story mentions all names of a rule, in any of their forms."""
    for text in rule.names:
        keys = {entry.key for entry in store.names_written([fold(text)])} | {text}
        if not any(store.stories(Where(stories=(story,), names=(key,)), 1) for key in sorted(keys)):
            return False
    return True


def _well_supported(store: Store, rule: Rule, name: str) -> Iterator[Alert]:
    kept = store.story(name)
    if kept is None or len(kept.story.articles) < rule.sources:
        return
    count = story_sources(store, kept.story).independent_sources
    if count >= rule.sources:
        yield Alert(
            id=f"{rule.name}|sources|{kept.story.id}",
            rule=rule.name,
            title=f"{rule.name}: {count} independent sources",
            text=f"“{kept.summary.headline}” rests on {count} independent sources,"
            f" in {len(kept.story.articles)} reports.",
            story=kept.story.id,
            storyline=kept.story.storyline,
        )


def _disputed(store: Store, rule: Rule, name: str) -> Iterator[Alert]:
    kept = store.story(name)
    for point in store.points([name]) if kept else ():
        if kept and point.verdict == "disputed" and point.kind == rule.kind:
            yield Alert(
                id=f"{rule.name}|disputed|{point.id}",
                rule=rule.name,
                title=f"{rule.name}: {point.question}",
                text=_told(point),
                story=kept.story.id,
                storyline=kept.story.storyline,
            )


def _told(point: Point) -> str:
    readings = "; ".join(
        f"“{reading.value}” ({reading.independent_sources} independent)"
        for reading in point.readings
    )
    return f"“{point.question}” is answered differently: {readings}."


def _due(rule: Rule, commitment: Commitment, due: date, story: str, line: str) -> Alert:
    words = " ".join(commitment.what.text.split())
    return Alert(
        id=f"{rule.name}|deadline|{commitment.id}|{due.isoformat()}",
        rule=rule.name,
        title=f"{rule.name}: {due.isoformat()}",
        text=f"{commitment.kind}, {commitment.state}, until {due.isoformat()}: “{words}”",
        story=story,
        storyline=line,
    )
