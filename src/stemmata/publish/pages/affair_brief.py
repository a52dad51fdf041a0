"""The briefs of an affair as its page shows them: sentences with their evidence."""

from __future__ import annotations

from collections.abc import Mapping

from stemmata.model import Affair, Brief, BriefSentence, Frozen, Passage, Point, Reading
from stemmata.publish.pages.affair_reports import AffairReport, Reports, Said
from stemmata.publish.visible import clip
from stemmata.publish.wording import days_words

LENGTHS = (("short", 3), ("medium", 6), ("long", 12))
_LONG = 200


class NoteReading(Frozen, frozen=True):
    """A reading of a point: its value, its sources, and whether the sentence gives it."""

    value: str
    sources: int
    here: bool
    note: str


class Note(Frozen, frozen=True):
    """What a sentence states: the question, the words in it, and how the readings stand."""

    question: str
    words: Said
    verdict: str
    readings: tuple[NoteReading, ...]


class SentenceRow(Frozen, frozen=True):
    """A sentence with its report, its notes and the shortest length of the brief that holds it."""

    report: AffairReport
    text: str
    length: str
    notes: tuple[Note, ...]


class WordedRow(Frozen, frozen=True):
    """A sentence that an endpoint worded, with the words that it was checked against."""

    text: str
    sources: tuple[Said, ...]


class BriefPart(Frozen, frozen=True):
    """A brief under a headline of its story or affair; `worded` says it in other words."""

    name: str
    tag: str
    sentences: tuple[SentenceRow, ...]
    carried: int
    wanted: int
    worded: tuple[WordedRow, ...] = ()
    worded_by: str = ""


def affair_brief(
    affair: Affair, points: Mapping[str, Point], reports: Reports
) -> tuple[BriefPart, ...]:
    """Return the briefs of an affair, that of the whole first.

    Args:
        affair: the affair.
        points: the points of its stories by id.
        reports: its reports.
    """
    return tuple(_part(each, points, reports) for each in affair.briefs if each.sentences)


def _part(brief: Brief, points: Mapping[str, Point], reports: Reports) -> BriefPart:
    rows = tuple(_sentence(each, points, reports) for each in brief.sentences)
    first = rows[0].report
    worded = tuple(
        WordedRow(each.text, tuple(_source(said, reports) for said in each.sources))
        for each in brief.worded
    )
    return BriefPart(
        *(first.headline, first.tag, rows, brief.carried, brief.wanted, worded, brief.worded_by)
    )


def _source(said: Passage, reports: Reports) -> Said:
    report = reports.by_id[said.article]
    return Said(report, report.href, clip(said.text, _LONG))


def _sentence(
    sentence: BriefSentence, points: Mapping[str, Point], reports: Reports
) -> SentenceRow:
    report = reports.by_id[sentence.said.article]
    found = [points[name] for name in sentence.points if name in points]
    length = next((name for name, most in LENGTHS if sentence.rank <= most), LENGTHS[-1][0])
    notes = [note for point in found if (note := note_for(point, sentence, reports))]
    return SentenceRow(report, sentence.said.text, length, tuple(notes))


def note_for(point: Point, sentence: BriefSentence, reports: Reports) -> Note | None:
    """Return what a sentence states of a point, None where no claim stands in it."""
    mine = sentence.said
    inside = [
        claim
        for reading in point.readings
        for claim in reading.claims
        if claim.article == mine.article and mine.start <= claim.start and claim.end <= mine.end
    ]
    if not inside:
        return None
    given = {id(claim) for claim in inside}
    several = point.readings if len(point.readings) > 1 else point.readings[:1]
    return Note(
        question=clip(point.question, _LONG),
        words=reports.said(inside[0], _LONG),
        verdict=point.verdict,
        readings=tuple(_reading(each, given) for each in several),
    )


def _reading(reading: Reading, given: set[int]) -> NoteReading:
    here = any(id(claim) in given for claim in reading.claims)
    value = clip(days_words(reading.value), _LONG)
    return NoteReading(value, reading.independent_sources, here, reading.note)
