"""The briefs of an affair: each sentence with its report and what it states."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from stemmata.publish.pages.affair_brief import BriefPart, Note, NoteReading, SentenceRow
from stemmata.publish.pages.affair_reports import AffairReport
from stemmata.publish.parts import isolated, verdict
from stemmata.publish.visible import written
from stemmata.publish.wording import count


def brief_sentences(part: BriefPart) -> Markup:
    """Return the sentences of a brief as items of a list."""
    return Markup("".join(map(_sentence, part.sentences)))  # noqa: S704 - escaped below


def worded_sentences(part: BriefPart) -> Markup:
    """Return what an endpoint worded, each sentence with the words that it rests on."""
    if not part.worded:
        return Markup("")
    rows = "".join(
        f"<li><p>{isolated(row.text, part.tag)}</p><details><summary>"
        f"{count(len(row.sources), 'source')}</summary><ul>"
        + "".join(
            f'<li><a href="{each.href}">{isolated(each.text, each.report.tag)}</a> '
            f'<span class="quiet">{isolated(each.report.outlet)}</span></li>'
            for each in row.sources
        )
        + "</ul></details></li>\n"
        for row in part.worded
    )
    return Markup(  # noqa: S704 - escaped above
        f'<h4>In other words</h4><p class="quiet">Worded by {written(part.worded_by)}; each '
        f"sentence was checked against the words that it rests on.</p><ol>{rows}</ol>"
    )


def _sentence(row: SentenceRow) -> str:
    report = row.report
    notes = "".join(map(_note, row.notes))
    summary = count(len(row.notes), "point")
    disputed = sum(note.verdict == "disputed" for note in row.notes)
    marked = f', <b class="undecided">{disputed} disputed</b>' if disputed else ""
    return (
        f'<li class="{row.length}"><p>{isolated(row.text, report.tag)} {report_number(report)} '
        f'<span class="quiet">{isolated(report.outlet)}, {written(report.language)}, '
        f"{written(report.published)}</span></p>\n"
        f"<details><summary>{summary}{marked}</summary><ol>{notes}</ol></details></li>\n"
    )


def _note(note: Note) -> str:
    words = note.words
    readings = "".join(map(_reading, note.readings))
    return (
        f'<li><span class="question">{isolated(note.question)}</span> '
        f'<a href="{words.href}">{isolated(words.text, words.report.tag)}</a> '
        f'{verdict(note.verdict)}<ul class="readings">{readings}</ul></li>\n'
    )


def _reading(reading: NoteReading) -> str:
    here = " <b>said here</b>" if reading.here else ""
    note = f' <span class="note">⚠ {isolated(reading.note)}</span>' if reading.note else ""
    return (
        f'<li><span class="value">{isolated(reading.value)}</span> '
        f'<span class="support">{sources_words(reading.sources)}</span>{here}{note}</li>'
    )


def report_number(report: AffairReport) -> str:
    """Return the number of a report as a link to it on the page of its story."""
    title = written(f"{report.outlet}, {report.language}")
    return (
        f'<a class="siglum" href="{report.href}" title="{title}">'
        f'<span class="hidden">report </span>{report.number}</a>'
    )


def sources_words(sources: int) -> str:
    """Return a number of independent sources in words.

    Example:
        >>> sources_words(1), sources_words(3)
        ('1 independent source', '3 independent sources')
    """
    return count(sources, "independent source")


def joined(rows: Iterable[str]) -> Markup:
    """Return rows of escaped markup as one."""
    return Markup("".join(rows))  # noqa: S704 - of escaped rows
