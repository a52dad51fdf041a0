"""Commitments that others replace, conditions, and who is bound where only a role is named."""

from __future__ import annotations

from datetime import date

from stemmata.affair import list_commitments
from stemmata.affair.clauses import widened
from stemmata.affair.commitments_conditions import find_conditions
from stemmata.affair.indicators_links import _is_rounded
from stemmata.model import (
    AnnotatedArticle,
    Article,
    Commitment,
    DateMention,
    Grouping,
    Mention,
    Name,
    Origin,
    Publication,
    Reading,
    Story,
    Tie,
    replace,
)

DAY = date(2030, 5, 6)
DECEMBER = date(2030, 12, 1), date(2030, 12, 31)
JUNE = date(2031, 6, 30)


def _report(text: str, *days: DateMention, ties: tuple[Tie, ...] = ()) -> AnnotatedArticle:
    names = [
        Name(text.index(form), text.index(form) + len(form), form, "organisation", form, form)
        for form in ("Marn", "Vessel")
        if form in text
    ]
    return AnnotatedArticle(
        Article("a", text, Origin("a"), "en"),
        Publication(DAY, DAY, "metadata", "declared"),
        names=tuple(sorted(names, key=lambda name: name.start)),
        dates=days,
        ties=ties,
    )


def _listed(article: AnnotatedArticle) -> tuple[Commitment, ...]:
    def weigh(reading: Reading) -> Reading:
        return replace(reading, independent_sources=1)

    return list_commitments([article], Grouping((Story("s", "l", ("a",)),)), weigh)


def _month(text: str, words: str) -> DateMention:
    start = text.index(words)
    return DateMention(start, start + len(words), words, "2030-12", "DATE", "mention", *DECEMBER)


def test_a_plan_told_as_past_gives_way_to_the_order_beside_it() -> None:
    """What was to open in December is superseded by the order to finish it in June."""
    text = (
        "Marn ordered Vessel to finish the ferry by June 30, 2031. It was to open in December 2030."
    )
    words = "June 30, 2031"
    start = text.index(words)
    day = DateMention(start, start + len(words), words, str(JUNE), "DATE", "deadline", DAY, JUNE)
    plan, order = _listed(_report(text, day, _month(text, "December 2030")))
    assert (plan.kind, plan.state, plan.who) == ("plan", "superseded", ())
    assert (order.kind, order.state, order.who) == ("order", "open", ("Vessel",))


def test_what_must_be_on_a_day_is_a_plan() -> None:
    """An obligation on a day that is no end is arranged rather than ordered."""
    text = "Vessel must vote on the ferry in December 2030."
    (found,) = _listed(_report(text, _month(text, "December 2030")))
    assert (found.kind, found.who) == ("plan", ("Vessel",))


def test_what_is_held_until_something_is_so_is_a_condition() -> None:
    """A sanction with a clause behind "until" is noticed, one with "until then" is not."""
    for tail, count in (("until the new schedule is approved", 1), ("until then", 0)):
        text = f"Marn froze the payment {tail}."
        start = text.index("froze")
        source = (Mention(0, 4, "Marn", "Marn"),)
        tie = Tie(start, start + 5, "froze", "SANCTION", source=source)
        article = _report(text, ties=(tie,))
        assert len(find_conditions([article])) == count
        assert [each.who for each in _listed(article)] == [("Marn",)] * count


def test_a_clause_keeps_the_few_words_it_quotes() -> None:
    """Words in quotation marks that cut a clause belong to it."""
    text = "The fund, he said, will pay «in two weeks» what it froze."
    start = text.index("in two")
    assert text[slice(*widened(text, (start, len(text) - 1)))] == (
        "will pay «in two weeks» what it froze"
    )


def test_a_number_rounds_to_another_of_as_many_digits() -> None:
    """1,180 rounds to 1,200; small numbers round to each other by chance."""
    assert _is_rounded(1180, 1200)
    assert not _is_rounded(1140, 1200)
    assert not _is_rounded(9, 10)
