"""When an article was published: declared, written in the text, or inferred from its words.

Inference intersects what single expressions say about the day of writing: "yesterday, 3 May" fixes
it; "on Tuesday, ten days after the vote of May 3" leaves the week after that Tuesday; a date told
as past is a lower bound, one told as to come an upper bound.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from stemmata.annotate.dates.declared import read_address, read_declared
from stemmata.annotate.dates.expression import Expression
from stemmata.annotate.dates.periods import stepped
from stemmata.annotate.dates.resolve import resolve
from stemmata.annotate.dates.vocabulary import Shift
from stemmata.model import Article, Frozen, Publication, replace
from stemmata.settings import DateSettings

_DAYS = {"D": 1, "W": 7}
_WIDEST_SENTENCE = 200  # characters between the parts of one statement about a day
_MOST_UNITS = 10_000_000  # days or weeks; more of them lead beyond any calendar
_SENTENCE_END = re.compile(r"[.!?…]\s|[。！？\n]")
_APPOSITIONS = frozenset((", ", " (", " ", ", the ", "، ", "（", "(", ",", " – ", " - ", "，"))


class Bound(Frozen, frozen=True):
    """Something the text says about the day of writing: not before, not after, and why."""

    earliest: date | None
    latest: date | None
    why: str


def publication_of(
    article: Article, expressions: Sequence[Expression], settings: DateSettings
) -> Publication | None:
    """Return when an article was published, on what basis and why; None without any evidence."""
    day = _declared_day(article, settings)
    if day is not None:
        doubt = _contradiction(article.text, expressions, day, settings)
        why = f"declared as {article.declared_published}{doubt}"
        return Publication(day, day, "metadata", why)
    written = written_date(article, expressions)
    year = _text_year(expressions)
    if written is not None:
        placed = _placed(article.text, _with_year(written, year), settings)
        if placed is not None:
            words = article.text[written.start : written.end]
            return Publication(placed, placed, "text", f'the text carries its date: "{words}"')
    if article.url:
        day = read_address(article.url, settings)
        if day is not None:
            return Publication(day, day, "metadata", f"the address carries {day.isoformat()}")
    return infer(article.text, expressions, settings)


def _declared_day(article: Article, settings: DateSettings) -> date | None:
    if not article.declared_published:
        return None
    return read_declared(article.declared_published, article.language, settings)


def _contradiction(
    text: str, expressions: Sequence[Expression], day: date, settings: DateSettings
) -> str:
    for one in expressions:
        if one.future or one.deadline or one.beyond or not _is_full_day(one):
            continue
        told = _placed(text, one, settings)
        if told is not None and told > day + timedelta(days=settings.days_ahead):
            words = text[one.start : one.end]
            return f'; but the text names a later day, "{words}"'
    return ""


def written_date(article: Article, expressions: Sequence[Expression]) -> Expression | None:
    """Return the expression that is the article's own date: announced, in a dateline, or a line."""
    text, dateline = article.text, article.dateline
    days = [one for one in expressions if one.kind == "calendar" and one.month and one.day]
    for one in days:
        if one.announced and one.last_day is None:
            return one
    for one in days:
        if dateline is not None and dateline.start <= one.start and one.end <= dateline.end:
            return one
    for one in days:
        if _is_full_day(one) and _fills_line(text, one):
            return one
    return None


def _is_full_day(one: Expression) -> bool:
    return one.kind == "calendar" and bool(one.year and one.month and one.day) and not one.last_day


def _fills_line(text: str, one: Expression) -> bool:
    start = text.rfind("\n", 0, one.start) + 1
    end = text.find("\n", one.end)
    end = len(text) if end < 0 else end
    if end - start > 60 or end - start == len(text):
        return False
    rest = text[start : one.start] + text[one.end : end]
    return sum(character.isalpha() for character in rest) <= 12


def _text_year(expressions: Sequence[Expression]) -> int | None:
    """Return the latest year that the text dates something in, without looking ahead.

    A year that stands alone is as often one of the story's past: it counts only where it is said
    more than once.
    """
    told = [
        one for one in expressions
        if one.year and one.kind == "calendar" and not one.future and not one.deadline
    ]  # fmt: skip
    alone = Counter(one.year for one in told)
    years = [one.year or 0 for one in told if one.month or alone[one.year] > 1]
    return max(years, default=None)


def _with_year(one: Expression, year: int | None) -> Expression:
    return one if one.year else replace(one, year=year)


def _placed(text: str, one: Expression, settings: DateSettings) -> date | None:
    mention = resolve(text, replace(one, deadline=False), None, settings)
    return mention.earliest if mention.earliest == mention.latest else None


def infer(
    text: str, expressions: Sequence[Expression], settings: DateSettings
) -> Publication | None:
    """Return the interval of days that the text's own evidence leaves for its writing."""
    year = _text_year(expressions)
    exact = [
        *_todays(text, expressions, year, settings),
        *_appositions(text, expressions, year, settings),
        *_counted(text, expressions, year, settings),
    ]
    for bound in exact:
        if bound.earliest is not None and bound.latest is not None:
            return Publication(bound.earliest, bound.latest, "inferred", bound.why)
    return _between(text, expressions, year, settings)


def _appositions(
    text: str, expressions: Sequence[Expression], year: int | None, settings: DateSettings
) -> Iterator[Bound]:
    """Yield what a relative day beside its date fixes: "yesterday, 3 May"."""
    for left, right in pairwise(expressions):
        if text[left.end : right.start] not in _APPOSITIONS:
            continue
        for relative, dated in ((left, right), (right, left)):
            if relative.kind != "shift" or relative.shift is None or relative.shift.unit != "D":
                continue
            if dated.kind != "calendar" or not dated.day:
                continue
            day = _placed(text, _with_year(dated, year), settings)
            if day is not None:
                day = _moved(day, -relative.shift.amount)
                words = text[left.start : right.end]
                yield Bound(day, day, f'"{words}" fixes the day')


def _todays(
    text: str, expressions: Sequence[Expression], year: int | None, settings: DateSettings
) -> Iterator[Bound]:
    """Yield what a sentence fixes that counts to today: "today, two days after the vote of May 3".

    A weekday beside "today" must agree, else nothing is said.
    """
    for index, today in enumerate(expressions):
        if today.kind != "shift" or today.shift != Shift("D", 0):
            continue
        beside = [one for one in expressions[index + 1 : index + 5] if _same_line(text, today, one)]
        for span, other in pairwise(beside):
            dated, step = _step_from_date(span, other)
            start = _placed(text, _with_year(dated, year), settings) if dated else None
            if start is None or dated is None:
                continue
            day = _moved(start, step)
            named = beside[0].weekday if not beside[0].day else None
            if named in (None, day.isoweekday()):
                words = text[today.start : max(span.end, other.end)]
                yield Bound(day, day, f'"{words}" fixes the day')


def _same_line(text: str, one: Expression, other: Expression) -> bool:
    between = text[one.end : other.start]
    return len(between) <= _WIDEST_SENTENCE and _SENTENCE_END.search(between) is None


def _step_from_date(one: Expression, other: Expression) -> tuple[Expression | None, int]:
    """Return the date that two expressions count from and the days: "two days after May 3"."""
    if one.after and other.day and other.kind == "calendar":
        if one.kind == "duration" and one.unit in _DAYS and one.amount:
            return other, round(min(one.amount, _MOST_UNITS) * _DAYS[one.unit])
        if one.shift is not None and one.shift.unit == "D" and one.shift.amount > 0:
            return other, one.shift.amount
    counted = other.shift if other.kind == "shift" and one.kind == "calendar" else None
    if one.day and counted is not None and counted.unit in _DAYS and counted.amount > 0:
        return one, counted.amount * _DAYS[counted.unit]
    return None, 0


def _counted(
    text: str, expressions: Sequence[Expression], year: int | None, settings: DateSettings
) -> Iterator[Bound]:
    """Yield what "on Tuesday, ten days after the vote of May 3" leaves: the week after that day."""
    for index, span in enumerate(expressions[:-1]):
        if span.kind != "duration" or not span.after or not span.amount:
            continue
        dated = _with_year(expressions[index + 1], year)
        start = _placed(text, dated, settings) if dated.day else None
        if start is None or "\n" in text[span.end : dated.start]:
            continue
        try:
            day = stepped(span.unit, int(span.amount), start)[1][0]
        except (ValueError, OverflowError):  # a day that no calendar has
            continue
        weekday = expressions[index - 1] if index else None
        named = weekday is not None and weekday.weekday == day.isoweekday() and not weekday.day
        words = text[(weekday.start if weekday and named else span.start) : dated.end]
        if named and span.unit == "D":
            yield Bound(day, _moved(day, 6), f'"{words}" is {day.isoformat()}')
        elif span.unit == "D":
            yield Bound(day, _moved(day, settings.reach_days), f'"{words}"')


def _between(
    text: str, expressions: Sequence[Expression], year: int | None, settings: DateSettings
) -> Publication | None:
    lower: Bound | None = None
    upper: Bound | None = None
    for one in expressions:
        bound = _bound(text, one, year, settings)
        if bound is None or bound.earliest is None or bound.latest is None:
            continue
        if one.future or one.deadline:
            if one.day and (upper is None or bound.latest < (upper.latest or bound.latest)):
                upper = bound
        elif lower is None or bound.earliest > (lower.earliest or bound.earliest):
            lower = bound
    found = _intersection(lower, upper, settings)
    later = found is not None and any(
        one.year and one.year > found.latest.year and one.kind == "calendar" and not one.season
        for one in expressions
        if not (one.future or one.deadline or one.beyond)
    )
    return None if later else found


def _bound(text: str, one: Expression, year: int | None, settings: DateSettings) -> Bound | None:
    """Return what one calendar date says: written after it began, and mostly soon after."""
    open_year = one.year is None and (year is None or not one.day)
    open_year = open_year or (not one.month and one.year != year)
    if one.kind != "calendar" or open_year or one.direction is not None or one.season:
        return None
    opens = one.start < max(settings.opening_characters, settings.opening_share * len(text))
    if not (opens or _is_full_day(one)):
        return None
    mention = resolve(text, replace(_with_year(one, year), deadline=False), None, settings)
    first, last = mention.earliest, mention.latest
    if first is None or last is None:
        return None
    if first.year < settings.earliest_evidence or last.year > settings.latest_evidence:
        return None
    reach = settings.reach_days if one.day else settings.reach_days_of_periods
    end = last if one.future or one.deadline else _moved(last, reach)
    return Bound(first, end, text[one.start : one.end])


def _moved(day: date, days: int) -> date:
    """Return a day so many days later; the first or the last there is where it lies beyond."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _intersection(
    lower: Bound | None, upper: Bound | None, settings: DateSettings
) -> Publication | None:
    if lower is None or lower.earliest is None or lower.latest is None:
        if upper is None or upper.latest is None:
            return None
        earliest = _moved(upper.latest, -settings.reach_days)
        return Publication(earliest, upper.latest, "inferred", f'"{upper.why}" is still to come')
    why = f'"{lower.why}" is the latest date told as past'
    if upper is not None and upper.latest and lower.earliest <= upper.latest < lower.latest:
        why = f'{why}; "{upper.why}" is still to come'
        return Publication(lower.earliest, upper.latest, "inferred", why)
    return Publication(lower.earliest, lower.latest, "inferred", why)
