"""Datelines, credits and outlet names at the start of a report, and credits at its end.

The forms are those of the agencies' style books: PLACE, date (AGENCY) -; PLACE, date - AGENCY.;
Outlet | PLACE -; 【place agency】; (place=agency) reporter =; agency place date 电（reporter）.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from stemmata.clean.cues import Cues, inside, is_agency
from stemmata.model import Frozen, Span, replace
from stemmata.text import fold

_HEAD = 140
_SEPARATOR = re.compile(
    r"\s?\.\s?[-–—]{1,2}\s?|\s[-–—=]{1,3}\s|\s?--\s?|\s?[–—]\s|(?<=\))\s?[-–—:]\s?|\s?[|]\s?"
    r"|\s?[:：](?=\s|[^\x00-\x7f])|(?<=/)\.\s|\s[»›]\s"
)
_ENDING_MARK = re.compile(r"[-–—=|:：»›]|/\.")  # one stands in every separator
_BEFORE_MARK = 3  # characters of a separator before the first of them
_AGENCY_STOP = re.compile(r"\.\s|:\s|,\s")
_PART = re.compile(r"\(([^()]{1,40})\)|（([^（）]{1,40})）|/([^/\s]{2,20})/|[^,،、./()（）|]+")
_DOMAIN = re.compile(r"(?<![\w@])[\w-]{2,30}(?:\.[\w-]{2,20})?\.[A-Za-z]{2,4}(?![\w.])")
_BRACKET = re.compile(r"[【\[(（〔]([^】\])）〕\n]{1,40})[】\])）〕]\s*")
_REPORTER_EQUALS = re.compile(r"[^=\n.]{2,40}?\s?=\s?")
_FINAL = re.compile(r"\s*[(（]([^()（）\n]{2,40})[)）]\.?$")
_WIRE_HEAD = re.compile(r"[^\s,，。:：（(]{2,30}")
_BRACKETED = re.compile(r"\s{0,2}[（(]([^（）()\n]{2,40})[）)]")
_AFTER_WIRE = re.compile(r"[\s:：，,]*")


class Prefix(Frozen, frozen=True):
    """What stands before (or after) the report in its own line: where it ends, and what it says."""

    end: int
    dateline: Span | None = None
    credit: Span | None = None
    byline: Span | None = None
    outlet: str | None = None


class _Part(NamedTuple):
    kind: str
    span: Span


def find_prefix(text: str, start: int, end: int, cues: Cues, *, first: bool) -> Prefix | None:
    """Return the prefix of a paragraph, or None.

    Args:
        text: the article's text.
        start: where the paragraph starts.
        end: where it ends.
        cues: agencies, wire marks and reporters of the language.
        first: whether this is the first paragraph of the report: only there is a place in plain
            letters before a dash enough.

    Example:
        >>> from stemmata.clean.cues import load_cues
        >>> text = "LISBOA (Lusa) – Rain fell."
        >>> prefix = find_prefix(text, 0, len(text), load_cues("pt"), first=True)
        >>> text[prefix.end :], prefix.dateline.quote(text), prefix.credit.quote(text)
        ('Rain fell.', 'LISBOA', 'Lusa')
    """
    found = _bracketed(text, start, end, cues) or _wired(text, start, end, cues)
    position = found.end if found else start
    for _ in range(3):
        position = _skip_space(text, position, end)
        following = _separated(text, position, end, cues, first=first)
        if following is None:
            break
        found = _joined(found, following)
        position = following.end
    if found is None or not text[found.end : end].strip():
        return None
    return replace(found, end=_skip_space(text, found.end, end))


def _skip_space(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position


def _joined(one: Prefix | None, other: Prefix) -> Prefix:
    if one is None:
        return other
    return Prefix(
        other.end,
        one.dateline or other.dateline,
        one.credit or other.credit,
        one.byline or other.byline,
        one.outlet or other.outlet,
    )


def _bracketed(text: str, start: int, end: int, cues: Cues) -> Prefix | None:
    match = _BRACKET.match(text, start, min(end, start + _HEAD))
    if match is None:
        return None
    span = Span(*match.span(1))
    words = match.group(1)
    place, mark, agency = words.partition("=")
    if mark and place.strip() and agency.strip():
        middle = span.start + len(place)
        reporter = _reporter(text, match.end(), end, cues)
        return Prefix(
            reporter.end if reporter else match.end(),
            Span(span.start, middle),
            Span(middle + 1, span.end),
            byline=reporter,
        )
    if is_agency(words, cues):
        return Prefix(_skip_marks(text, match.end(), end), credit=span)
    for agency in sorted(cues.agencies, key=len, reverse=True):
        if fold(words).endswith(agency) and words[-1:] > "\u2e80" and len(agency) < len(words):
            middle = span.end - len(agency)
            credit = Span(middle, span.end)
            return Prefix(match.end(), Span(span.start, middle), credit)
    return None


def _skip_marks(text: str, position: int, end: int) -> int:
    while position < end and text[position] in " -–—:\u00a0\t":
        position += 1
    return position


def _reporter(text: str, position: int, end: int, cues: Cues) -> Span | None:
    match = _REPORTER_EQUALS.match(text, position, min(end, position + 60))
    if match and inside(fold(match.group()), cues.reporters):
        return Span(match.start(), match.end())
    return None


def _wired(text: str, start: int, end: int, cues: Cues) -> Prefix | None:
    """Return the prefix that closes with a word for a wire report, as in Chinese papers."""
    if not cues.wires or (head := _WIRE_HEAD.match(text, start, min(end, start + _HEAD))) is None:
        return None
    words = head.group()
    opener = next((a for a in cues.agencies if words.startswith(a) and a > "\u2e80"), "")
    places = [p for p in (words.find(wire, len(opener)) for wire in cues.wires) if p > 0]
    if not places:
        return None
    at = min(places)
    mark = start + at + 1
    dated = any(map(str.isdigit, words[:at])) and words[at - 1] in "日일"
    stops = mark >= end or not text[mark].isalnum()
    if not (opener or (dated and stops)) or at > 24:
        return None
    credit = Span(start, start + len(opener)) if opener else None
    dateline = Span(start + len(opener), start + at) if at > len(opener) else None
    bracket = _BRACKETED.match(text, mark, min(end, mark + 50))
    byline = None
    if bracket and inside(fold(bracket.group(1)), cues.reporters):
        byline, mark = Span(*bracket.span(1)), bracket.end()
    skipped = _AFTER_WIRE.match(text, mark, end)
    return Prefix(skipped.end() if skipped else mark, dateline, credit, byline)


def _separated(text: str, start: int, end: int, cues: Cues, *, first: bool) -> Prefix | None:
    """Return the prefix before a dash, bar or colon, if all its parts look like one."""
    limit = min(end, start + _HEAD)
    nearest = _ENDING_MARK.search(text, start, limit)
    begin = max(start, nearest.start() - _BEFORE_MARK) if nearest else limit
    for match in _SEPARATOR.finditer(text, begin, limit):
        if match.start() - start > 90:
            break
        if match.end() >= end:
            continue
        mark = match.group().strip(" \u00a0.")[:1] or "."
        parts = _classify(text, start, match.start(), cues)
        if parts and _is_prefix(parts, mark, text, match.end(), first=first):
            return _describe(parts, mark, match.end(), text, cues)
    return _agency_opening(text, start, end, cues)


def _agency_opening(text: str, start: int, end: int, cues: Cues) -> Prefix | None:
    """Return `AGENCY. ` or `AGENCY: ` after a dateline."""
    match = _AGENCY_STOP.search(text, start, min(end, start + 40))
    if match and is_agency(text[start : match.start()].strip(" /"), cues):
        return Prefix(match.end(), credit=Span(start, match.start()))
    return None


def _classify(text: str, start: int, end: int, cues: Cues) -> list[_Part]:
    """Return the parts of a possible prefix, or nothing if one of them cannot belong to one."""
    parts = []
    position = start
    for domain in _DOMAIN.finditer(text, start, end):
        parts += _plain_parts(text, position, domain.start(), cues)
        parts.append(_Part("domain", Span(*domain.span())))
        position = domain.end()
    parts += _plain_parts(text, position, end, cues)
    words = text[start:end].split()
    if len(parts) > 6 or len(words) > 12 or any(part.kind == "other" for part in parts):
        return []
    return parts


def _plain_parts(text: str, start: int, end: int, cues: Cues) -> list[_Part]:
    parts = []
    for match in _PART.finditer(text, start, end):
        group = next((g for g in (1, 2, 3) if match.group(g)), 0)
        words = match.group(group)
        lead = len(words) - len(words.lstrip())
        span = Span(match.start(group) + lead, match.start(group) + len(words.rstrip()))
        if span.start < span.end:
            parts.append(_Part(_kind(span.quote(text), bracketed=group > 0, cues=cues), span))
    return parts


def _kind(words: str, *, bracketed: bool, cues: Cues) -> str:
    """Return what a part looks like; `other` belongs to no prefix."""
    size = len(words.split())
    if is_agency(words, cues) or inside(fold(words), cues.agency_words) is not None:
        return "agency" if size <= 6 else "other"
    if bracketed:
        return _kind_in_brackets(words)
    if any(map(str.isdigit, words)):
        return "date" if size <= 6 and len(words) <= 34 else "other"
    return _kind_of_place(words) if size <= 5 else "other"


def _kind_in_brackets(words: str) -> str:
    pieces = words.split()
    if not pieces or len(pieces) > 4 or words[0].islower():
        return "other"
    return "date" if any(map(str.isdigit, words)) and not pieces[0].isupper() else "bracket"


def _kind_of_place(words: str) -> str:
    if words.isupper() and len(words) > 1:
        return "upper"
    pieces = words.split()
    if words.lower() != words.upper():
        long = [piece for piece in pieces if len(piece) > 3] or pieces
        return "title" if all(piece[:1].isupper() for piece in [pieces[0], *long]) else "other"
    return "uncased" if len(pieces) <= 3 and len(words) <= 24 else "other"


def _is_prefix(parts: list[_Part], mark: str, text: str, after: int, *, first: bool) -> bool:
    kinds = [part.kind for part in parts]
    named = any(kind in {"agency", "domain"} for kind in kinds)
    letters = sum(part.span.end - part.span.start for part in parts)
    goes_on = text[after : after + 1]
    if kinds == ["date"] or (mark == "." and not named) or goes_on.islower():
        return False
    if named:
        return True
    if mark in ":：":
        places = all(kind in {"upper", "uncased", "date"} for kind in kinds)
        return places and (len(kinds) > 1 or ("uncased" in kinds and letters <= 14 and first))
    if mark in "|»›" or {"upper", "bracket"} & set(kinds) or ("date" in kinds and len(kinds) > 1):
        return mark not in "|»›" or first
    return first and letters <= 40 and len(kinds) <= 2 and not _is_parenthetical(text, after, mark)


def _is_parenthetical(text: str, after: int, mark: str) -> bool:
    """Return whether the same dash comes again before the sentence ends: an aside, no prefix."""
    rest = text[after : after + 200]
    stops = [place for place in (rest.find(". "), rest.find("\n")) if place >= 0]
    sentence = rest[: min(stops)] if stops else rest
    return f" {mark} " in sentence or f" {mark}{mark} " in sentence


def _describe(parts: list[_Part], mark: str, end: int, text: str, cues: Cues) -> Prefix:
    credit = next((p.span for p in parts if p.kind in {"agency", "bracket"}), None)
    outlet = next((p.span for p in parts if p.kind == "domain"), None)
    places = [p for p in parts if p.kind in {"upper", "title", "uncased", "date"}]
    if mark in "|»›" and outlet is None and places:
        outlet = places.pop(0).span
    elif cues.outlet_after_place and outlet is None and len(places) > 1:
        second = places[1]
        if second.kind in {"title", "upper"}:
            outlet = second.span
            places.remove(second)
    dateline = Span(places[0].span.start, places[-1].span.end) if places else None
    if dateline and credit and dateline.start < credit.start < dateline.end:
        before = [p.span.end for p in places if p.span.end <= credit.start]
        dateline = Span(dateline.start, before[-1])
    return Prefix(end, dateline, credit, outlet=outlet.quote(text) if outlet else None)


def find_final_credit(text: str, start: int, end: int, cues: Cues) -> Prefix | None:
    """Return the credit in brackets that closes a paragraph; `end` is where the report ends.

    Example:
        >>> from stemmata.clean.cues import load_cues
        >>> text = "Rain fell. (dpa/AFP)"
        >>> found = find_final_credit(text, 0, len(text), load_cues("de"))
        >>> text[: found.end], found.credit.quote(text)
        ('Rain fell.', 'dpa/AFP')
    """
    match = _FINAL.search(text, max(start, end - 60), end)
    if match is None or match.start() <= start:
        return None
    pieces = [piece.strip() for piece in re.split(r"[/,;+]| and ", match.group(1))]
    known = [is_agency(piece, cues) for piece in pieces]
    if not any(known) or any(len(p) > 6 for p, k in zip(pieces, known, strict=True) if not k):
        return None
    return Prefix(match.start(), credit=Span(*match.span(1)))
