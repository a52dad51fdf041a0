"""Whether what is told of a day was or is to be, and whether its words leave the day open."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache

from stemmata.affair.clauses import clause_at, in_body, passage
from stemmata.languages.calendar import calendar_words
from stemmata.model import AnnotatedArticle, Claim, DateMention, Passage, Standing
from stemmata.settings import CourseSettings

_YEAR = re.compile(r"\d{4}")
_CLOCK = re.compile(r"T\d")


class Told:
    """What the articles of a storyline tell of days, by where the words of the days stand."""

    def __init__(
        self,
        articles: Mapping[str, AnnotatedArticle],
        settings: CourseSettings,
        planned: Collection[tuple[str, int]] = (),
        expected: Collection[tuple[str, int]] = (),
    ) -> None:
        self.articles = articles
        self.settings = settings
        self._planned = planned
        self._expected = expected
        self._dates = {
            (article.id, day.start): day for article in articles.values() for day in article.dates
        }

    def standing(self, claim: Claim) -> Standing | None:
        """Return whether a claim is of what was or is to be, None where that is open."""
        article = self.articles[claim.article]
        day = self._dates.get((claim.article, claim.start))
        if day is None or not in_body(article, claim.start) or _is_stamp(article, claim):
            return None
        appeared = article.published
        if appeared is None or day.latest is None:
            return "fact" if day.role != "deadline" else "plan"
        if _is_ahead(day, appeared.latest):
            sure = day.role == "deadline" or (claim.article, claim.start) in self._planned
            return "plan" if sure or _YEAR.search(day.text) else None
        if (claim.article, claim.start) in self._expected:
            return None
        if is_bare_time(day, article.language) and day.latest == appeared.latest:
            return None
        far = (appeared.earliest - day.latest).days > self.settings.open_days
        return None if far and names_month(day, article.language) else "fact"

    def said(self, claim: Claim) -> Passage:
        """Return the clause around the words of a day."""
        article = self.articles[claim.article]
        return passage(article, clause_at(article.text, (claim.start, claim.end)))


def names_month(day: DateMention, language: str) -> bool:
    """Tell whether the words of a day name a month of no stated year.

    Example:
        >>> names_month(DateMention(0, 5, "April", "2026-04", "DATE"), "en")
        True
    """
    return not _YEAR.search(day.text) and bool(_months(language).search(day.text.lower()))


def names_weekday(day: DateMention, language: str) -> bool:
    """Tell whether the words of a day name a weekday and nothing that tells the week.

    Example:
        >>> names_weekday(DateMention(0, 6, "Monday", "2026-03-02", "DATE"), "en")
        True
    """
    words = day.text.lower()
    return bool(_weekdays(language).search(words)) and not any(map(str.isdigit, words))


def is_bare_time(day: DateMention, language: str) -> bool:
    """Tell whether the words give an hour and leave it to the reader of which day.

    Example:
        >>> is_bare_time(DateMention(0, 6, "9 p.m.", "2026-03-05T21:00", "TIME"), "en")
        True
    """
    if not _CLOCK.search(day.timex):
        return False
    words = day.text.lower()
    return not _weekdays(language).search(words) and not names_month(day, language)


@cache
def _weekdays(language: str) -> re.Pattern[str]:
    return _any_of(calendar_words(language).weekdays)


@cache
def _months(language: str) -> re.Pattern[str]:
    words = calendar_words(language)
    return _any_of({**words.months, **words.short_months})


def _any_of(names: Mapping[str, int]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(name.lower()) for name in names) or "(?!)")


def _is_ahead(day: DateMention, appeared: date) -> bool:
    if day.role == "deadline":
        return day.latest is not None and day.latest > appeared
    return day.earliest is not None and day.earliest > appeared


def _is_stamp(article: AnnotatedArticle, claim: Claim) -> bool:
    """Tell whether nothing but the day stands on its line, or it belongs to the dateline."""
    text, dateline = article.text, article.article.dateline
    if dateline and dateline.start <= claim.start < dateline.end:
        return True
    start = text.rfind("\n", 0, claim.start) + 1
    end = text.find("\n", claim.end)
    line = text[start : end if end >= 0 else len(text)]
    return len(line.strip()) <= claim.end - claim.start + 2
