"""Deciding and undoing: a person's word is kept, and what it touches is done again at once."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from stemmata.archive.adding import Archive, Redoing
from stemmata.archive.corrections import Corrections
from stemmata.archive.decisions import Fields, read_subject
from stemmata.archive.keeping import HOMES
from stemmata.archive.rekeying import tied_again, untied
from stemmata.errors import UsageError
from stemmata.model import UNSEEN, replace
from stemmata.store import Decision, Store, Writing

_OF_STORIES = frozenset({"merge stories", "split story"})
_LONGEST_NOTE = 2000


@dataclass(slots=True)
class _Kept:
    """The decision that was kept, once it is."""

    decision: Decision | None = field(default=None)


def decide(archive: Archive, kind: str, fields: Fields, author: str, note: str = "") -> Decision:
    """Keep a decision and do again what it touches.

    Args:
        archive: which obeys it from now on.
        kind: one of `decisions.FIELDS`.
        fields: the values of each of its fields.
        author: who decides.
        note: why.

    Raises:
        UsageError: the decision makes no sense in this archive.
        StoreError: it cannot be written.
    """
    store, kept = archive.store, _Kept()
    subject = read_subject(kind, fields, store)

    def keep(write: Writing) -> tuple[Corrections, Redoing]:
        made = kept.decision = write.decide(kind, subject, author, note[:_LONGEST_NOTE])
        touched = dataclasses.replace(_touched(made, store), decision=made.number)
        return Corrections([*store.decisions(), made]), touched

    archive.redo(keep)
    archive.finish()
    assert kept.decision is not None  # noqa: S101 # `redo` raises where nothing was kept
    return kept.decision


def undo(archive: Archive, number: int, author: str) -> Decision:
    """Take a decision back and do again what it touched.

    Raises:
        UsageError: there is no such decision, or it was undone before.
        StoreError: it cannot be written.
    """
    store, kept = archive.store, _Kept()
    before = {each.number: each for each in store.decisions()}
    if number not in before or before[number].undone:
        what = "was undone before" if number in before else "is no decision of this archive"
        advice = "see stemmata correct list"
        raise UsageError(what, where=str(number), advice=advice)

    def take_back(write: Writing) -> tuple[Corrections, Redoing]:
        kept.decision = write.undo(number, author)
        marked = replace(before[number], undone=datetime.now(UTC))
        again = dataclasses.replace(
            _untouched(before[number], store), homes=_homes(before[number], store)
        )
        write.put_state(HOMES, str(number), None)
        return Corrections({**before, number: marked}.values()), again

    archive.redo(take_back)
    archive.finish()
    assert kept.decision is not None  # noqa: S101 # nobody else writes within the transaction
    return kept.decision


def _touched(decision: Decision, store: Store) -> Redoing:
    """Return what a new decision touches."""
    subject: Mapping[str, Any] = decision.subject
    if decision.kind in _OF_STORIES:
        return Redoing(loose=_reports(subject, store))
    if decision.kind == "tie names":
        return Redoing(articles=tuple(subject["articles"]))
    if decision.kind == "untie name":
        return Redoing(articles=tuple(store.naming(subject["name"], 10_000)))
    if "copy" in subject:
        pair = (subject["copy"], subject["original"])
        return Redoing(articles=tuple(name for name in pair if not name.startswith(UNSEEN)))
    return Redoing(articles=(subject["article"],))


def _untouched(decision: Decision, store: Store) -> Redoing:
    """Return what is touched where a decision is undone."""
    subject: Mapping[str, Any] = decision.subject
    if decision.kind in _OF_STORIES:
        return Redoing(loose=_reports(subject, store))
    if decision.kind == "tie names":
        articles = tuple(store.naming(subject["names"][0], 10_000))
        return Redoing(articles=articles, taken_back=(untied(subject),))
    if decision.kind == "untie name":
        articles = tuple(store.naming(subject["key"], 10_000))
        return Redoing(articles=articles, taken_back=(tied_again(subject),))
    return _touched(decision, store)


def _homes(decision: Decision, store: Store) -> dict[str, str]:
    """Return the stories that reports were in before a decision, as far as it moved them."""
    subject: Mapping[str, Any] = decision.subject
    moved = {
        name: str(home) for name, home in (store.state(HOMES, str(decision.number)) or {}).items()
    }
    if decision.kind == "split story":
        return dict.fromkeys([*subject["articles"], *subject["rest"]], subject["story"]) | moved
    if decision.kind == "merge stories":
        pairs = zip(subject["stories"], subject["members"], strict=True)
        return {name: story for story, members in pairs for name in members} | moved
    return moved


def _reports(subject: Mapping[str, Any], store: Store) -> tuple[str, ...]:
    """Return the reports of a decision about stories that are kept, with all of their stories."""
    named = [*subject["articles"], *subject.get("rest", ())]
    stories = set(store.story_of(named).values())
    kept = [store.story(name) for name in sorted(stories)]
    return tuple(name for each in kept if each for name in each.story.articles)
