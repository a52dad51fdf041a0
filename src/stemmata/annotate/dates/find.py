"""Articles to date mentions: find, tell when the article was published, place what is relative."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from urllib.parse import urlsplit

from stemmata.annotate.dates.compose import find_expressions
from stemmata.annotate.dates.expression import Expression
from stemmata.annotate.dates.publication import publication_of, written_date
from stemmata.annotate.dates.resolve import resolve_all
from stemmata.annotate.dates.vocabulary import Vocabulary, vocabulary
from stemmata.model import Article, DateMention, Publication, replace
from stemmata.settings import DateSettings

_SETTINGS = DateSettings()

# The guard comes first only when there is a candidate: patterns that begin with it are slow.
_CANDIDATE = re.compile(r"\d[./-]\d{1,2}[./-]\d\d")
_CAPTION = 20  # characters before a date in brackets that say what it is the day of
_CLOSING = (")", "）", "]")
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(?:\d{4}|\d{2})(?!\d)")


def find_dates(
    article: Article, settings: DateSettings = _SETTINGS
) -> tuple[tuple[DateMention, ...], Publication | None]:
    """Return the time expressions of an article and when it was published.

    The whole text is read, boilerplate too, since the article's own date may stand there. Relative
    expressions are placed against the publication date if it is known to within a day.

    Example:
        >>> from stemmata.model import Origin
        >>> text = "The bridge closed on Tuesday and reopens by the end of June."
        >>> article = Article("a", text, Origin("x"), "en", declared_published="2026-05-14")
        >>> dates, published = find_dates(article)
        >>> [(d.timex, d.role) for d in dates], published.basis
        ([('2026-05-12', 'mention'), ('2026-06', 'deadline')], 'metadata')
    """
    words = vocabulary(article.language)
    expressions = find_expressions(
        article.text, words, month_first=month_comes_first(article, words)
    )
    published = publication_of(article, expressions, settings)
    own = written_date(article, expressions)
    placed = _placed(article.text, expressions, published, settings)
    mentions = tuple(
        _own_date(mention, published) if one is own else mention
        for one, mention in zip(expressions, placed, strict=True)
    )
    if any(one.announced for one in expressions):
        mentions = tuple(_with_captions(article.text, expressions, mentions))
    return mentions, published


def _with_captions(
    text: str, expressions: Sequence[Expression], mentions: Sequence[DateMention]
) -> Iterator[DateMention]:
    """Yield the mentions, those that say of a picture when it appeared ("(Published May 3)")."""
    for one, mention in zip(expressions, mentions, strict=True):
        opened = one.announced and text[mention.end : mention.end + 1] in _CLOSING
        before = text[max(0, mention.start - _CAPTION) : mention.start] if opened else ""
        caption = opened and max(map(before.rfind, "(（[")) > max(map(before.rfind, ")）]\n"))
        yield replace(mention, role="publication") if caption else mention


def _placed(
    text: str,
    expressions: Sequence[Expression],
    published: Publication | None,
    settings: DateSettings,
) -> tuple[DateMention, ...]:
    """Return the mentions; where several days of writing are possible, what all of them say."""
    if published is None:
        return resolve_all(text, expressions, None, settings)
    first = resolve_all(text, expressions, published.earliest, settings)
    if published.earliest == published.latest:
        return first
    last = resolve_all(text, expressions, published.latest, settings)
    open_ones = resolve_all(text, expressions, None, settings)
    return tuple(
        _agreed(*three, day=published.earliest)
        for three in zip(first, last, open_ones, strict=True)
    )


def _agreed(one: DateMention, other: DateMention, unplaced: DateMention, day: date) -> DateMention:
    same = one.timex == other.timex and one.latest == other.latest and one.role == other.role
    if not same:
        return unplaced
    return replace(one, earliest=day) if one.role == "deadline" and one.type != "DURATION" else one


def _own_date(mention: DateMention, published: Publication | None) -> DateMention:
    # A written date far from the declared one is a date the article tells, or an older edition's.
    if published is None or mention.earliest is None:
        return mention
    near = abs(mention.earliest - published.earliest) <= timedelta(days=2)
    return replace(mention, role="publication") if near else mention


def month_comes_first(article: Article, words: Vocabulary) -> bool:
    """Tell whether numeric dates of an article put the month first: 5/12 as May 12.

    Numeric dates of the text that can be read one way only decide; then, for languages that are
    written both ways, the country of the outlet's address; then the language's own custom.
    """
    candidate = _CANDIDATE.search(article.text)
    start = max(0, candidate.start() - 1) if candidate else len(article.text)
    for match in _NUMERIC.finditer(article.text, start):
        first, second = int(match[1]), int(match[3])
        if first > 12 >= second or second > 12 >= first:
            return second > 12
    if words.order != "mdy" or not article.url:
        return words.order == "mdy"
    host = urlsplit(article.url).hostname or ""
    return host.rpartition(".")[2] not in words.day_first_countries


def find_dates_in(
    text: str, language: str, reference: date | None, settings: DateSettings = _SETTINGS
) -> tuple[DateMention, ...]:
    """Return the time expressions of a text, relative ones placed against a day of writing.

    Args:
        text: any text.
        language: its BCP 47 primary tag, or `und`.
        reference: the day of writing; None leaves relative expressions open.
        settings: how open dates are closed.

    Example:
        >>> [(m.text, m.timex) for m in find_dates_in("It began on Tuesday.", "en", None)]
        [('Tuesday', 'XXXX-WXX-2')]
        >>> [m.timex for m in find_dates_in("Es begann am Dienstag.", "de", date(2026, 5, 14))]
        ['2026-05-12']
    """
    words = vocabulary(language)
    expressions = find_expressions(text, words, month_first=words.order == "mdy")
    return resolve_all(text, expressions, reference, settings)
