"""The brief of an affair as Markdown: sentences in their own words, evidence in footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stemmata.publish.pages.affair_brief import BriefPart, Note, SentenceRow
from stemmata.publish.visible import visible
from stemmata.publish.wording import count

# What Markdown or HTML would take for markup.
_MARKS = re.compile(r"([\\`*_\[\]<>#|~&!])")


def brief_markdown(parts: Sequence[BriefPart]) -> str:
    """Return the brief of an affair with a footnote for each thing that a sentence states.

    Args:
        parts: the brief of the whole and those of its stories, as the page shows them.
    """
    return "\n".join(_lines(parts[0])) + "\n" if parts else ""


def _lines(part: BriefPart) -> Iterator[str]:
    yield f"# {plain(part.name)}"
    yield ""
    if part.wanted:
        yield f"{part.carried} of {part.wanted} points on two or more independent sources."
        yield ""
    notes: list[str] = []
    for row in part.sentences:
        marks = []
        for note in row.notes:
            notes.append(f"[^{len(notes) + 1}]: {_note(note, row)}")
            marks.append(f"[^{len(notes)}]")
        report = row.report
        about = ", ".join(map(plain, (report.outlet, report.language, report.published)))
        yield f"- {plain(row.text)}{''.join(marks)} ({about})"
    yield ""
    yield from _worded(part)
    yield from notes


def _worded(part: BriefPart) -> Iterator[str]:
    if not part.worded:
        return
    yield f"## In other words, by {plain(part.worded_by)}"
    yield ""
    yield "Each sentence was checked against the words that it rests on; the reports say more."
    yield ""
    for row in part.worded:
        sources = ", ".join(
            f"[{plain(each.text)}]({each.href}) in {plain(each.report.outlet)}"
            for each in row.sources
        )
        yield f"- {plain(row.text)} ({sources})"
    yield ""


def _note(note: Note, row: SentenceRow) -> str:
    readings = "; ".join(
        f"{plain(each.value)} ({count(each.sources, 'independent source')}"
        f"{', said here' if each.here else ''}{f', {plain(each.note)}' if each.note else ''})"
        for each in note.readings
    )
    where = f"[{plain(note.words.text)}]({note.words.href})"
    return (
        f"{plain(note.question)} {where} in {plain(row.report.outlet)}. {note.verdict}: {readings}."
    )


def plain(text: str) -> str:
    r"""Return text as one line that Markdown takes for words alone.

    Example:
        >>> plain("<b>*so*</b>\nit is")
        '\\<b\\>\\*so\\*\\</b\\> it is'
    """
    return _MARKS.sub(r"\\\1", visible(" ".join(text.split())))
