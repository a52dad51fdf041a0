"""The cleaning stage: a record becomes an article whose every part is judged and explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from stemmata.clean.boilerplate import mark_boilerplate
from stemmata.clean.cues import Cues, load_cues, opening
from stemmata.clean.facts import text_and_facts
from stemmata.clean.headline import mark_bylines, mark_headline
from stemmata.clean.hosts import outlet_at
from stemmata.clean.language import (
    UNKNOWN,
    Identified,
    are_near,
    fits_script,
    has_one_language,
    identify,
    is_latin,
    script_of,
)
from stemmata.clean.lines import Line, split_lines
from stemmata.clean.prefixes import Prefix, find_final_credit, find_prefix
from stemmata.clean.tails import split_tail
from stemmata.errors import RecordError
from stemmata.model import Article, Paragraph, Record, Span
from stemmata.settings import CleanSettings

_PREFIX_LINES = 3
_TELLING_WORDS = 12
_SAMPLE = 300  # characters that tell the language; more costs time and changes nothing


def clean(record: Record, settings: CleanSettings | None = None) -> Article:
    r"""Return the article of a record: its text, language, report, boilerplate and credits.

    Raises:
        RecordError: no text remains.

    Example:
        >>> from stemmata.model import Origin
        >>> text = "LISBON (AP) - Rain fell on Monday.\nComments are closed."
        >>> article = clean(Record("1", Origin("a.txt"), text=text))
        >>> article.language, article.credit, [span.quote(text) for span in article.body]
        ('en', 'AP', ['Rain fell on Monday.'])
    """
    chosen = settings or CleanSettings()
    text, declared = text_and_facts(record)
    lines = split_lines(text)
    if not any(line.letters for line in lines):
        raise RecordError(
            "no words remain in the text",
            where=str(record.origin),
            advice="check that the source holds the report and not only its frame",
        )
    language = identify(_sample(lines), declared.language, chosen)
    cues = load_cues(language.code)
    lines = split_tail(lines, cues)
    _set_languages(lines, language.code, cues, chosen)
    mark_boilerplate(lines, language.code, cues, chosen)
    byline, credit = mark_bylines(lines, declared.outlet, cues)
    mark_headline(lines, declared.title, chosen)
    return _article(declared, text, lines, language, _find_marks(text, lines, cues, byline, credit))


class _Marks(NamedTuple):
    """What stands before and after the report, and where the body begins and ends for it."""

    dateline: Span | None
    byline: Span | None
    credit: Span | None
    outlet: str | None
    body_starts: dict[int, int]
    body_ends: dict[int, int]


def _sample(lines: Sequence[Line]) -> str:
    """Return a stretch of the longer lines: short ones are more often of the page."""
    longer = [line.text for line in lines if line.weight >= 60] or [line.text for line in lines]
    return "\n".join(part[:_SAMPLE] for part in longer[:8])[:_SAMPLE]


def _set_languages(
    lines: Sequence[Line], language: str, cues: Cues, settings: CleanSettings
) -> None:
    common = cues.common or _words_in_common(lines)
    # One look at the whole text spares a look at each line of most texts.
    latin = is_latin("\n".join(line.text for line in lines)) and fits_script(language, "latin")
    for line in lines:
        known = line.weight < settings.shortest_telling_line or (latin and _speaks(line, common))
        line.language = language if known else _language_of(line, language, common, settings)


def _speaks(line: Line, common: frozenset[str]) -> bool:
    lowered = line.text[:400].lower()
    # The first words tell it of nearly all lines.
    return not (
        common.isdisjoint(lowered.split(None, _TELLING_WORDS)[:_TELLING_WORDS])
        and common.isdisjoint(lowered.split())
    )


def _words_in_common(lines: Sequence[Line]) -> frozenset[str]:
    """Return the short words that many lines share: the article's own function words."""
    counts = Counter(
        word for line in lines for word in set(line.text[:400].split()) if word.islower()
    )
    return frozenset(word for word, count in counts.items() if count >= 3 and len(word) < 6)


def _language_of(line: Line, language: str, common: frozenset[str], settings: CleanSettings) -> str:
    """Return the line's language: the article's, unless the line clearly speaks another."""
    script = script_of(line.text, sample=24)
    if fits_script(language, script):
        if has_one_language(script) or _speaks(line, common):
            return language
        found = identify(line.text[:160], None, settings)
        sure = found.probability >= settings.foreign_line_floor
        return found.code if sure and not are_near(found.code, language) else language
    found = identify(line.text[:160], None, settings)
    return found.code if found.code != UNKNOWN else language


def _find_marks(
    text: str, lines: Sequence[Line], cues: Cues, byline: Span | None, credit: Span | None
) -> _Marks:
    report = [line for line in lines if line.role == "report"]
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    prefix: Prefix | None = None
    for place, line in enumerate(report[:_PREFIX_LINES]):
        prefix = find_prefix(text, line.start, line.end, cues, first=place == 0)
        if prefix is not None:
            starts[line.start] = prefix.end
            break
    final = find_final_credit(text, report[-1].start, report[-1].end, cues) if report else None
    if final is not None and final.end > starts.get(report[-1].start, report[-1].start):
        ends[report[-1].start] = final.end
        credit = credit or final.credit
    if prefix is None:
        return _Marks(_dateline_alone(lines, cues), byline, credit, None, starts, ends)
    return _Marks(
        prefix.dateline or _dateline_alone(lines, cues),
        byline or prefix.byline,
        prefix.credit or credit,
        prefix.outlet,
        starts,
        ends,
    )


def _dateline_alone(lines: Sequence[Line], cues: Cues) -> Span | None:
    """Return the line before the report that is a place and a date."""
    for line in lines[:4]:
        place, comma, _ = line.text.partition(",")
        named = bool(comma) and place[0:1].isalpha() and not any(map(str.isdigit, place))
        if line.why == "publication date" and named and not opening(line.folded, cues.published):
            return Span(line.start, line.end)
    return None


def _article(
    declared: Record, text: str, lines: Sequence[Line], language: Identified, marks: _Marks
) -> Article:
    body = tuple(
        Span(
            marks.body_starts.get(line.start, line.start), marks.body_ends.get(line.start, line.end)
        )
        for line in lines
        if line.role != "boilerplate"
    )
    return Article(
        id=declared.id,
        text=text,
        origin=declared.origin,
        language=language.code,
        title=declared.title,
        language_probability=round(language.probability, 4),
        declared_language=declared.language,
        declared_published=declared.published,
        modified=declared.modified,
        outlet=declared.outlet or outlet_at(declared.url) or marks.outlet,
        byline=declared.byline or (marks.byline.quote(text) if marks.byline else None),
        credit=declared.credit or (marks.credit.quote(text) if marks.credit else None),
        url=declared.url,
        links=declared.links,
        extra=declared.extra,
        paragraphs=tuple(
            Paragraph(line.start, line.end, line.language, line.role, line.why) for line in lines
        ),
        body=body,
        dateline=marks.dateline,
        byline_span=marks.byline,
        credit_span=marks.credit,
    )
