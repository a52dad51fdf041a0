"""When an article was published, and on what basis."""

from __future__ import annotations

from datetime import date

import pytest

from stemmata.annotate.dates import find_dates
from stemmata.annotate.dates.declared import read_declared
from stemmata.model import Article, Origin, Publication


def published(text: str, *, language: str = "en", **facts: str) -> Publication | None:
    """Return the publication date of an article with this text."""
    return find_dates(Article("a", text, Origin("test"), language, **facts))[1]  # type: ignore[arg-type]  # facts are strings


@pytest.mark.parametrize(
    "declared",
    [
        "2026-05-12",
        "2026-05-12T23:59:00+02:00",
        "Tue, 12 May 2026 10:00:00 GMT",
        "1778580000",
        "1778580000000",
        "20260512",
        "May 12, 2026",
        "12. Mai 2026, 10:00 Uhr",
    ],
)
def test_declared_dates_are_read_in_the_forms_sources_use(declared: str) -> None:
    """ISO 8601, RFC 822, epochs and written dates give the day."""
    assert read_declared(declared, "de") == date(2026, 5, 12)


@pytest.mark.parametrize("declared", ["9999-12-31", "0001-01-01", "soon", "", "2026-13-45", "\x00"])
def test_impossible_declared_dates_are_ignored(declared: str) -> None:
    """A default value, a far future or no date at all is not believed."""
    assert read_declared(declared, "en") is None


def test_a_declared_date_comes_before_all_else() -> None:
    """A declared date that can be is the publication date, with its words as the reason."""
    found = published("Published: May 3, 2026\nRain fell.", declared_published="2026-05-12")
    assert found is not None
    assert (found.earliest, found.basis) == (date(2026, 5, 12), "metadata")


def test_a_text_that_tells_later_days_casts_doubt() -> None:
    """The reason names a day in the text that lies after the declared one."""
    found = published("It closed on May 30, 2026.", declared_published="2026-05-12")
    assert found is not None
    assert "later day" in found.why


def test_an_impossible_declared_date_falls_back_to_the_text() -> None:
    """Year 9999 is passed over for the date the text carries."""
    text = "Published on 12 May 2026\nThe bridge is closed."
    found = published(text, declared_published="9999-01-01")
    assert found is not None
    assert (found.earliest, found.basis) == (date(2026, 5, 12), "text")


def test_a_date_line_of_its_own_is_the_publication_date() -> None:
    """A line that is nothing but a date dates the article, and its mention has that role."""
    article = Article("a", "Bridge closed\n12 May 2026\nIt rained.", Origin("test"), "en")
    dates, found = find_dates(article)
    assert found is not None
    assert found.basis == "text"
    assert [mention.role for mention in dates] == ["publication"]


def test_an_address_carries_a_date() -> None:
    """The day in the path of the address counts where nothing better is there."""
    found = published("It rained.", url="https://example.org/2026/05/12/rain.html")
    assert found is not None
    assert found.earliest == found.latest == date(2026, 5, 12)


def test_a_relative_day_beside_its_date_fixes_the_day() -> None:
    """The words "yesterday, 3 May" in an article that names 2026 was written on 4 May 2026."""
    found = published("The vote was held yesterday, 3 May 2026, in the hall.")
    assert found is not None
    assert (found.earliest, found.latest) == (date(2026, 5, 4), date(2026, 5, 4))
    assert found.basis == "inferred"


def test_a_weekday_counted_from_a_date_leaves_a_week() -> None:
    """A Wednesday told as ten days after May 3 leaves the week from that Wednesday."""
    text = "The court ruled on Wednesday, ten days after the vote of May 3, 2026."
    found = published(text)
    assert found is not None
    assert (found.earliest, found.latest) == (date(2026, 5, 13), date(2026, 5, 19))


def test_no_evidence_gives_no_date() -> None:
    """An article that names no date at all has no publication date."""
    assert published("Rain fell on the old town.") is None


def test_the_country_of_the_outlet_decides_the_order() -> None:
    """5/6/2026 is 5 June in the United Kingdom and May 6 in the United States."""
    for host, expected in (("example.co.uk", "2026-06-05"), ("example.com", "2026-05-06")):
        url = f"https://{host}/news"
        article = Article("a", "It opens on 5/6/2026 at last.", Origin("t"), "en", url=url)
        assert find_dates(article)[0][0].timex == expected


def test_an_unambiguous_date_decides_the_order_of_the_others() -> None:
    """A 25/12/2025 in the text makes 5/6/2026 the fifth of June."""
    article = Article("a", "Shut on 25/12/2025, open on 5/6/2026.", Origin("t"), "en")
    assert find_dates(article)[0][1].timex == "2026-06-05"


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("Today, Friday, a day after the vote of 16 April 2026, work began.", "en", 17),
        ("Сегодня, в пятницу, на следующий день после выборов 16 апреля 2026 года.", "ru", 17),
        ("今天（周五），即2026年4月15日公布结果两天之后，工程开始。", "zh", 17),
    ],
)
def test_a_day_counted_to_today_is_the_day_of_writing(text: str, language: str, day: int) -> None:
    """A count of days from a date to today fixes the day, if the weekday agrees."""
    found = published(text, language=language)
    assert found is not None
    assert (found.earliest, found.latest) == (date(2026, 4, day), date(2026, 4, day))


def test_a_lone_year_says_nothing_of_the_day_of_writing() -> None:
    """A year that is named once, in passing, is as often one of the story's past."""
    text = "The bridge carries the road over the river. " * 12 + "It was built in 2009."
    assert published(text) is None


def test_what_is_published_in_brackets_is_no_day_of_the_story() -> None:
    """The caption of a picture says when that appeared; brackets else hold days of the story."""
    text = "A barn burned. (Published Monday, May 4, 2026) It was built long ago (May 5, 1976)."
    article = Article("a", text, Origin("a"), "en", declared_published="2026-05-14")
    roles = [mention.role for mention in find_dates(article)[0]]
    assert roles == ["publication", "mention"]
