"""Whether what is told of a day was or is to be, and whether its words leave the day open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date

from stemmata.affair.clauses import (
    Stretch,
    clause_at,
    in_body,
    passage,
    sentence_at,
    trimmed,
    widened,
)
from stemmata.model import AnnotatedArticle, Claim, DateMention, Passage, Standing
from stemmata.settings import CourseSettings

_YEAR = re.compile(r"\d{4}")
_OPENED = re.compile(r"[^\n–—:]{0,40}?(?:[–—:]| - ) *")  # from a dateline to what it opens
# What a date's own words give: a month or a day of it, a weekday, an hour.
_MONTH = re.compile(r"XXXX-\d")
_WEEKDAY = re.compile(r"XXXX-WXX-\d")
_HOUR = re.compile(r"XXXX-XX-XXT\d")


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
        spoken = Counter(article.language for article in articles.values())
        self.language = max(spoken, key=lambda code: (spoken[code], code), default="")
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
        if is_bare_time(day) and day.latest == appeared.latest:
            return None
        far = (appeared.earliest - day.latest).days > self.settings.open_days
        return None if far and names_month(day) else "fact"

    def said(self, claim: Claim) -> Passage:
        """Return the clause around the words of a day."""
        article = self.articles[claim.article]
        return passage(article, clause_at(article.text, (claim.start, claim.end)))

    def whole(self, said: Passage) -> Passage:
        """Return the sentence of a clause that says only who reports what happened, or when."""
        article = self.articles[said.article]
        start, end = said.start, said.end
        reports = any(a.start < end and start < a.end for a in article.attributions)
        days = sum(d.end - d.start for d in article.dates if start <= d.start and d.end <= end)
        if not reports and end - start - days > self.settings.least_beside:
            return passage(article, widened(article.text, (start, end)))
        sentence = trimmed(article.text, _without_dateline(article, sentence_at(article, start)))
        longer = sentence[1] - sentence[0] > self.settings.longest_told
        return said if longer else passage(article, sentence)


def _without_dateline(article: AnnotatedArticle, sentence: Stretch) -> Stretch:
    """Return a sentence without the place and agency that open a report: "LIMA (Wire) – "."""
    dateline = article.article.dateline
    if dateline is None or not sentence[0] <= dateline.start < sentence[1]:
        return sentence
    opened = _OPENED.match(article.text, dateline.end, sentence[1])
    return (opened.end() if opened else dateline.end), sentence[1]


def names_month(day: DateMention) -> bool:
    """Tell whether the words of a day name a month and leave its year open.

    Example:
        >>> names_month(DateMention(0, 5, "April", "2026-04", "DATE", said="XXXX-04"))
        True
    """
    return bool(_MONTH.match(day.said))


def names_weekday(day: DateMention) -> bool:
    """Tell whether the words of a day name a weekday and leave its week open.

    Example:
        >>> names_weekday(DateMention(0, 6, "Monday", "2026-03-02", "DATE", said="XXXX-WXX-1"))
        True
    """
    return bool(_WEEKDAY.match(day.said))


def is_bare_time(day: DateMention) -> bool:
    """Tell whether the words give an hour and leave it to the reader of which day.

    Example:
        >>> said = "XXXX-XX-XXT21:00"
        >>> is_bare_time(DateMention(0, 6, "9 p.m.", "2026-03-05T21:00", "TIME", said=said))
        True
    """
    return bool(_HOUR.match(day.said))


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
