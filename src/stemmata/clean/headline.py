"""Headlines, bylines and credit lines of texts that come without any declared facts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemmata.clean.cues import Cues, inside, is_agency, opening
from stemmata.clean.lines import Line
from stemmata.clean.prefixes import find_prefix
from stemmata.model import Span
from stemmata.settings import CleanSettings
from stemmata.text import fold

_PARTS = re.compile(r"[^,/|·;()（）]+")
# "(dpa) ab/cd", "ABC // DEF": who wrote and who checked
_INITIALS = re.compile(
    r"(?:\([^()\n]{2,20}\)\s{0,2})?[^\W\d_]{2,8}\s?/{1,2}\s?[^\W\d_]{2,8}(?:\s?/\s?[^\W\d_]{2,8})?"
)
_EDGE = 4  # a byline or credit stands among the first or the last lines


def mark_bylines(
    lines: Sequence[Line], outlet: str | None, cues: Cues
) -> tuple[Span | None, Span | None]:
    """Mark the lines that name the reporter, the outlet or the agency; return byline and credit."""
    byline = credit = None
    kept = sum(line.role == "report" for line in lines)  # the last one stays, whatever it is
    for index, line in enumerate(lines):
        at_edge = index < _EDGE or index >= len(lines) - _EDGE
        if line.role != "report" or not at_edge or line.weight > 130 or kept < 2:
            continue
        if agency := _credit_line(line, cues) or _shared_line(line, outlet, cues):
            line.mark("credit")
            credit = credit or agency
        elif index >= len(lines) - _EDGE and _INITIALS.fullmatch(line.text):
            line.mark("initials of the desk")
        elif _is_byline(line, cues) or (index == 0 and _is_bare_name(line, lines[1], cues)):
            line.mark("byline")
            byline = byline or Span(line.start, line.end)
        kept -= line.role != "report"
    return byline, credit


def _shared_line(line: Line, outlet: str | None, cues: Cues) -> Span | None:
    """Return the agency of a line `Outlet with Agency`, told by the declared outlet's name."""
    if not outlet or line.ends_sentence or not line.folded.startswith(fold(outlet)):
        return None
    words = list(re.finditer(r"\S+", line.text))
    for place, word in enumerate(words[:-1]):
        if word.start() >= len(outlet) and fold(word.group()) in cues.shared:
            rest = line.text[words[place + 1].start() :]
            if _is_name(rest, cues):
                return Span(line.end - len(rest), line.end)
    return None


def _credit_line(line: Line, cues: Cues) -> Span | None:
    """Return the agency of a line that is nothing but names, at least one of them an agency."""
    start, text = line.start, line.text
    announced = opening(line.folded.lstrip("(（["), cues.credits)
    if announced is not None and line.weight < 80:
        colon = max(text.find(":"), text.find("："))
        if colon >= 0 and text[colon + 1 :].strip():
            lead = len(text[colon + 1 :]) - len(text[colon + 1 :].lstrip())
            return Span(start + colon + 1 + lead, line.end)
    if line.ends_sentence and not text.endswith("."):
        return None
    agency = None
    for match in _PARTS.finditer(text):
        part = match.group().strip(" .-–—")
        if not part:
            continue
        if is_agency(part, cues):
            lead = len(match.group()) - len(match.group().lstrip())
            agency = agency or Span(start + match.start() + lead,
                                    start + match.start() + lead + len(part))  # fmt: skip
        elif not _is_name(part, cues):
            return None
    return agency


def _is_byline(line: Line, cues: Cues) -> bool:
    if line.ends_sentence or line.weight > 110:
        return False
    folded = line.folded.lstrip("(（[* ")
    phrase = opening(folded, cues.bylines)
    if phrase is not None:
        rest = line.text.lstrip("(（[* ")[len(phrase) :].strip(" :：")
        return bool(rest) and all(_is_name(p, cues) for p in _PARTS.findall(rest) if p.strip())
    return inside(folded, cues.reporters) is not None


def _is_bare_name(line: Line, following: Line, cues: Cues) -> bool:
    """Return whether a first line is two or three capitalised words above a dateline."""
    words = line.text.split()
    capitalised = all(word[0].isupper() and word.isalpha() for word in words)
    if not (2 <= len(words) <= 3 and capitalised and line.weight <= 40):
        return False
    start, end = 0, len(following.text)
    return find_prefix(following.text, start, end, cues, first=True) is not None


def _is_name(words: str, cues: Cues) -> bool:
    """Return whether words could be a person's or an outlet's name: capitalised, no figures."""
    pieces = words.split()
    if not pieces or len(pieces) > 6 or any(map(str.isdigit, words)):
        return False
    if is_agency(words.strip(), cues):
        return True
    long = [piece for piece in pieces if len(piece) > 3]
    return all(not piece[:1].islower() for piece in long or pieces)


def mark_headline(lines: Sequence[Line], title: str, settings: CleanSettings) -> None:
    """Mark the line that is the headline: the declared title, or what looks and stands like one."""
    report = [line for line in lines if line.role == "report"]
    wanted = fold(title.strip()) if len(title) < 500 else ""
    for line in report[:3]:
        if wanted and line.folded == wanted:
            line.role, line.why = "headline", "it is the declared title"
            return
    if len(report) < 2 or wanted:
        return
    first, second = report[0], report[1]
    longer = max(line.weight for line in report[1:4])
    if (
        first.weight <= settings.longest_headline
        and not first.text.rstrip("\"'”»)").endswith((".", "。", "।", ":", ";", ","))
        and longer >= 1.3 * first.weight
        and (second.ends_sentence or longer > settings.longest_headline)
    ):
        first.role, first.why = "headline", "a short first line before longer ones"
