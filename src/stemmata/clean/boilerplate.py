"""What of a page is not the report: cues of the language files, then shape and place.

Each rule names itself. A verdict on shape alone is weak: it is taken back when too little of the
text would be left, for losing a report is worse than keeping a teaser (Kohlschütter et al. 2010
use the same evidence, length and link density, with trees; here each step can be read).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from stemmata.clean.cues import Cues, has_line_phrases, inside, narrow, opening
from stemmata.clean.language import are_near
from stemmata.clean.lines import Line
from stemmata.settings import CleanSettings

_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+", re.IGNORECASE)
_ADDRESS_MARKS = ("@", "#", "/", "www.")
_CONTACT = re.compile(r"\S+@\S+\.\w{2,}|[@#][\w.]{2,40}")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.\w")
_HANDLE = re.compile(r"(?<![\w.+-])@\w{2,40}")
_DATE_LINE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.h]\d\d\b|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|年"
)
_OPENING = "([（【〔-–—*•|»> "


def mark_boilerplate(
    lines: Sequence[Line], language: str, cues: Cues, settings: CleanSettings
) -> None:
    """Give each line that is not the report its role and the rule that decided."""
    short = [line.folded for line in lines if line.weight <= settings.longest_cue_line]
    cues = narrow(cues, [folded.lstrip(_OPENING) for folded in short])
    # Most texts hold no cue at all: two tests over all their lines spare the tests of each.
    cued = has_line_phrases(cues) or not cues.lines.isdisjoint(map(_bare, short))
    for index, line in enumerate(lines):
        place = min(index, len(lines) - 1 - index)
        why = (_by_cue(line, cues, settings) if cued else "") or _by_shape(line, place, cues)
        if why:
            line.mark(why)
    _mark_repeated(lines, settings)
    _mark_after_headings(lines, cues, settings)
    _mark_other_language(lines, language, settings)
    _mark_trailing(lines, settings)
    _take_back(lines, settings)


def _bare(folded: str) -> str:
    """Return a folded line without the marks that page furniture is set in."""
    return folded.lstrip(_OPENING).rstrip(" .!:…)]»>*|")


def _by_cue(line: Line, cues: Cues, settings: CleanSettings) -> str:
    if line.weight > settings.longest_cue_line:
        return ""
    folded = line.folded.lstrip(_OPENING)
    if _bare(folded) in cues.lines:
        return "a line of the page"
    found = (
        ("agency sign-off", opening(folded, cues.sign_offs)),
        ("photo credit", _photo(line, folded, cues)),
        ("heading of related stories", _heading(line, folded, cues)),
        ("page furniture", opening(folded, cues.starts)),
        ("page furniture", inside(folded, cues.contains)),
    )
    return next((f"{rule} ({phrase})" for rule, phrase in found if phrase is not None), "")


def _photo(line: Line, folded: str, cues: Cues) -> str | None:
    """Return the cue of a photo credit; a whole sentence about a photo is the report."""
    phrase = opening(folded, cues.photos)
    if phrase is None or line.weight >= 220:
        return None
    sentence = line.ends_sentence and line.weight > 40
    return None if sentence and phrase[-1].isalnum() else phrase


def _heading(line: Line, folded: str, cues: Cues) -> str | None:
    phrase = opening(folded, cues.headings)
    return phrase if phrase is not None and _is_label(line, phrase) else None


def _is_label(line: Line, phrase: str) -> bool:
    """Return whether a heading stands alone or before a colon, a dash or a title of its own."""
    rest = line.folded.lstrip(_OPENING)[len(phrase) :]
    return not rest.strip(" .…»>") or rest.lstrip()[:1] in (":", "|", "-", "–", "：", ">", "»")


def _by_shape(line: Line, place: int, cues: Cues) -> str:
    if not any(map(str.isalnum, line.text)):
        return "no words"
    if place < 3 and line.letters == 0 and line.weight < 40:
        return "a number alone at the edge"
    if line.weight < 200 and _is_address(line.text):
        return "an address alone"
    if place < 4 and line.weight < 90 and not line.text.endswith((".", "。", "!", "?")):
        published = opening(line.folded.lstrip(_OPENING), cues.published)
        if _DATE_LINE.search(line.text) and (published or line.letters < 26):
            return "publication date"
    if place < 3 and line.weight < 300 and _is_contact(line.text):
        return "how to reach who wrote it"
    return ""


def _is_contact(text: str) -> bool:
    """Tell a line that names both an address of mail and one of a network, as reporters sign."""
    return "@" in text and _MAIL.search(text) is not None and _HANDLE.search(text) is not None


def _is_address(text: str) -> bool:
    if not any(map(text.__contains__, _ADDRESS_MARKS)):
        return False
    rest = _CONTACT.sub("", _ADDRESS.sub("", text))
    return len(rest) < len(text) and sum(map(str.isalpha, rest)) < 12


def _mark_repeated(lines: Sequence[Line], settings: CleanSettings) -> None:
    short = [line for line in lines if line.weight <= settings.longest_cue_line]
    counts = Counter(line.text for line in short)
    seen: set[str] = set()
    for line in short:
        if counts[line.text] > 1 and line.text in seen and line.role == "report":
            line.mark("said before on the page", weak=True)
        seen.add(line.text)


def _mark_after_headings(lines: Sequence[Line], cues: Cues, settings: CleanSettings) -> None:
    """Mark the titles that follow a heading of related stories, up to the next sentence."""
    after = False
    for line in lines:
        if line.role == "boilerplate":
            stripped = line.folded.lstrip(_OPENING)
            phrase = opening(stripped, cues.headings)
            bare = phrase is not None and not stripped[len(phrase) :].strip(" .…»>:：|-–")
            after = bare or (after and line.why == "a related story")
            continue
        after = after and line.weight <= settings.longest_teaser and not line.ends_sentence
        if after:
            line.mark("a related story")


def _mark_other_language(lines: Sequence[Line], language: str, settings: CleanSettings) -> None:
    """Mark lines of another language at the two ends; within the report they may be quotations."""
    total = sum(line.weight for line in lines) or 1
    for ordered in (lines, lines[::-1]):
        for line in ordered:
            if line.role == "boilerplate":
                continue
            foreign = line.language != "und" and not are_near(line.language, language)
            if not foreign or line.weight > settings.largest_foreign_share * total:
                break
            line.mark(f"in another language ({line.language})", weak=True)


def _mark_trailing(lines: Sequence[Line], settings: CleanSettings) -> None:
    """Mark a run of titles after the last sentence of the report."""
    run: list[Line] = []
    for line in reversed(lines):
        if line.role == "boilerplate":
            continue
        if line.weight > settings.longest_teaser or line.ends_sentence:
            break
        run.append(line)
    before = (
        next((line for line in reversed(lines) if line.start < run[-1].start), None)
        if run
        else None
    )
    if _is_list(run, before):
        return
    sentences = sum(line.ends_sentence for line in lines if line.role == "report")
    if len(run) >= settings.shortest_teaser_run and sentences >= 2:
        for line in run:
            line.mark("one of a row of titles after the report", weak=True)


def _is_list(run: Sequence[Line], before: Line | None) -> bool:
    """Return whether lines are entries that the report itself announces or sets out."""
    announced = before is not None and before.text.endswith((":", "：", "؛"))
    entries = sum(_is_entry(line) for line in run)
    return announced or 2 * entries > len(run)


def _is_entry(line: Line) -> bool:
    """Return whether a line is an item of a list rather than the title of a story."""
    marked = line.text[0] in "•·-–*►▪" or ":" in line.text
    return marked or line.weight < 25 or any(map(str.isdigit, line.text))


def _take_back(lines: Sequence[Line], settings: CleanSettings) -> None:
    """Return weak verdicts, then all but the surest, while too little of the text is left."""
    total = sum(line.weight for line in lines) or 1
    kept = sum(line.weight for line in lines if line.role != "boilerplate")
    if kept < settings.smallest_report_share * total:
        for line in lines:
            if line.weak:
                line.role, line.why, line.weak = "report", "", False
    if lines and all(line.role == "boilerplate" for line in lines):
        longest = max(lines, key=lambda line: (line.weight, -line.start))
        longest.role, longest.why = "report", "the longest line, where nothing else is left"
