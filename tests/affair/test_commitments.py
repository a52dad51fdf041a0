"""Commitments: what is to be done by a day, over articles, and what later reports make of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from stemmata.affair import list_commitments
from stemmata.affair.commitments_notice import notice_commitments
from stemmata.affair.linking import link
from stemmata.model import (
    AnnotatedArticle,
    Article,
    Claim,
    Commitment,
    DateMention,
    Figure,
    Grouping,
    Name,
    Origin,
    Publication,
    Reading,
    Story,
    replace,
)

DAY = date(2030, 5, 6)
BY_JUNE = date(2030, 6, 30)


def report(
    name: str, text: str, words: str, latest: date, *, day: date = DAY, language: str = "en"
) -> AnnotatedArticle:
    """A report with one deadline, and the names Marn and Vessel where they stand in it."""
    start = text.index(words)
    deadline = DateMention(
        start, start + len(words), words, str(latest), "DATE", "deadline", day, latest
    )
    return AnnotatedArticle(
        Article(name, text, Origin(name), language),
        Publication(day, day, "metadata", "declared"),
        names=_names(text),
        dates=(deadline,),
    )


def _names(text: str) -> tuple[Name, ...]:
    found = [
        Name(text.index(form), text.index(form) + len(form), form, "organisation", form, form)
        for form in ("Marn", "Vessel")
        if form in text
    ]
    return tuple(sorted(found, key=lambda name: name.start))


def counted(reading: Reading) -> Reading:
    return replace(reading, independent_sources=len({claim.article for claim in reading.claims}))


def listed(*articles: AnnotatedArticle, as_of: date | None = None) -> tuple[Commitment, ...]:
    story = Story("s", "l", tuple(article.id for article in articles))
    return list_commitments(articles, Grouping((story,)), counted, as_of)


ORDER = "Marn ordered Vessel to repair the ferry by June 30."


def test_an_order_has_its_parties_and_its_day() -> None:
    """Whoever stands behind the word of ordering is bound, whoever stands before it orders."""
    (found,) = listed(report("a", ORDER, "June 30", BY_JUNE))
    assert (found.kind, found.who, found.to) == ("order", ("Vessel",), ("Marn",))
    assert found.until == (None, BY_JUNE)
    assert found.readings[0].value == "by 2030-06-30"
    assert found.what.text == ORDER.rstrip(".")


@pytest.mark.parametrize(
    ("text", "words", "language", "kind"),
    [
        ("Vessel promised to repair the ferry by June 30.", "June 30", "en", "promise"),
        ("Vessel versprach, die Fähre bis 30. Juni zu reparieren.", "30. Juni", "de", "promise"),
        ("Vessel prometió reparar el ferry antes del 30 de junio.", "30 de junio", "es", "promise"),
        ("Marn a exigé de Vessel la réparation avant le 30 juin.", "30 juin", "fr", "order"),
        ("Vessel plans to repair the ferry by June 30.", "June 30", "en", "plan"),
        ("La nave resterà chiusa fino al 30 giugno.", "30 giugno", "it", "plan"),
    ],
)
def test_the_tone_is_told_in_any_language(text: str, words: str, language: str, kind: str) -> None:
    """One English list of words tells orders, promises and plans of other languages too."""
    article = report("a", text, words, BY_JUNE, language=language)
    (notice,) = notice_commitments([article]).notices
    assert notice.kind == kind
    assert notice.firm


def test_a_promised_sum_is_a_promise_without_a_day() -> None:
    """Money in a clause with a word of promising is to be paid, though nobody says until when."""
    text = "Vessel promised 200,000 euros for the ferry."
    start = text.index("200,000")
    article = AnnotatedArticle(
        Article("a", text, Origin("a"), "en"),
        names=_names(text),
        figures=(Figure(start, start + 13, text[start : start + 13], 2e5, 2e5, unit="EUR"),),
    )
    (promise,) = listed(article)
    assert (promise.kind, promise.until, promise.who) == ("promise", (None, None), ("Vessel",))
    assert promise.readings[0].value == "no day"


def test_one_commitment_in_two_languages_is_one() -> None:
    """An order and its report in another language are one commitment with two claims."""
    german = "Marn wies Vessel an und verlangte, die Fähre bis 30. Juni zu reparieren."
    (found,) = listed(
        report("a", ORDER, "June 30", BY_JUNE),
        report("b", german, "30. Juni", BY_JUNE, language="de"),
    )
    assert {claim.article for claim in found.readings[0].claims} == {"a", "b"}
    assert found.verdict == "agreed"
    assert found.readings[0].independent_sources == 2


def test_two_things_due_on_one_day_stay_two() -> None:
    """An equal day alone does not make one commitment of two."""
    other = "The parliament must elect a new president by June 30."
    assert (
        len(listed(report("a", ORDER, "June 30", BY_JUNE), report("b", other, "June 30", BY_JUNE)))
        == 2
    )


def test_a_day_moved_by_later_reports_is_moved_and_the_old_one_stays() -> None:
    """The new day is in force, the old one is a reading beside it."""
    august = date(2030, 8, 31)
    text = "Marn ordered Vessel to repair the ferry by August 31."
    (found,) = listed(
        report("a", ORDER, "June 30", BY_JUNE),
        report("b", text, "August 31", august, day=DAY + timedelta(9)),
    )
    assert [reading.value for reading in found.readings] == ["by 2030-08-31", "by 2030-06-30"]
    assert (found.state, found.until[1], found.verdict) == ("moved", august, "disputed")


def test_days_that_reports_of_one_day_give_are_in_dispute() -> None:
    """Neither day moves the other; the better supported is in force."""
    text = "Marn ordered Vessel to repair the ferry by July 31."
    (found,) = listed(
        report("a", ORDER, "June 30", BY_JUNE),
        report("b", ORDER, "June 30", BY_JUNE),
        report("c", text, "July 31", date(2030, 7, 31)),
    )
    assert [reading.value for reading in found.readings] == ["by 2030-06-30", "by 2030-07-31"]
    assert (found.state, found.verdict) == ("open", "disputed")


def test_two_days_of_one_report_are_no_dispute() -> None:
    """A report that gives two days for like things speaks of two."""
    text = f"{ORDER} Marn ordered Vessel to repair the pier by July 31."
    article = report("a", text, "June 30", BY_JUNE)
    later = report("a", text, "July 31", date(2030, 7, 31))
    found = listed(replace(article, dates=(*article.dates, *later.dates)))
    assert [(each.until[1], each.verdict) for each in found] == [
        (BY_JUNE, "single"),
        (date(2030, 7, 31), "single"),
    ]


def test_the_day_one_asks_on_tells_what_is_due() -> None:
    """Open long before, due within two weeks, not heard of when the day has passed in silence."""
    article = report("a", ORDER, "June 30", BY_JUNE)
    days = (DAY, BY_JUNE - timedelta(3), BY_JUNE + timedelta(1))
    states = [listed(article, as_of=day)[0].state for day in days]
    assert states == ["open", "due", "not heard of"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Vessel has finished the repair of the ferry.", "kept"),
        ("Vessel failed to repair the ferry, the owners said.", "broken"),
        ("The repair of the ferry by Vessel was delayed.", "overdue"),
    ],
)
def test_later_reports_tell_the_end(text: str, state: str) -> None:
    """A later sentence of the same actor and thing decides, and is pointed to."""
    later = AnnotatedArticle(
        Article("b", text, Origin("b"), "en"),
        Publication(DAY + timedelta(60), DAY + timedelta(60), "metadata", "declared"),
        names=_names(text),
    )
    (found,) = listed(report("a", ORDER, "June 30", BY_JUNE), later)
    assert found.state == state
    assert found.state_said[0].article == "b"


def test_a_day_that_is_past_binds_nobody() -> None:
    """A limit that lies before the report is told, not to be kept."""
    past = report("a", ORDER, "June 30", DAY - timedelta(3))
    assert listed(past) == ()


def test_every_claim_quotes_its_article() -> None:
    """The words of the day and of the clause stand in the article to the letter."""
    (found,) = listed(report("a", ORDER, "June 30", BY_JUNE))
    words: list[Claim] = list(found.readings[0].claims)
    assert all(ORDER[each.start : each.end] == each.text for each in words)
    assert all(ORDER[each.start : each.end] == each.text for each in found.said)


def test_the_order_of_articles_makes_no_difference() -> None:
    """Two articles in either order give the same commitments."""
    one = report("a", ORDER, "June 30", BY_JUNE)
    other = report("b", ORDER, "June 30", BY_JUNE, day=DAY + timedelta(1))
    assert listed(one, other) == listed(other, one)


def test_linking_never_joins_what_has_no_score() -> None:
    """A pair without a score keeps two groups apart, however well others fit."""
    assert link(3, {(0, 1): 0.9, (1, 2): 0.9}, 0.5) in ([[0], [1, 2]], [[0, 1], [2]])
