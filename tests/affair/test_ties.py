"""Ties of an affair: what is one tie, when it was, and on how many sources it rests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from stemmata.affair import describe_affairs
from stemmata.model import (
    Affair,
    AnnotatedArticle,
    Article,
    Copy,
    Grouping,
    Mention,
    MergedTie,
    Name,
    NameKind,
    Origin,
    Publication,
    Standing,
    Story,
    Tie,
    replace,
)
from stemmata.trace import source_counter

TEXT = "Odile Marn has accused Port Vessel of hiding the leak."
DAY = date(2030, 5, 6)


def report(name: str, *ties: Tie, day: date = DAY) -> AnnotatedArticle:
    """An article of one sentence with two names."""
    names = (
        Name(0, 10, "Odile Marn", "person", "marn", "Odile Marn"),
        Name(23, 34, "Port Vessel", "organisation", "vessel", "Port Vessel"),
    )
    article = Article(name, TEXT, Origin(name), "en")
    published = Publication(day, day, "metadata", "declared")
    return AnnotatedArticle(article, published, names=names, ties=ties)


def tie(
    standing: Standing = "fact",
    earliest: date | None = None,
    latest: date | None = None,
    *,
    negated: bool = False,
) -> Tie:
    """That Odile Marn accuses Port Vessel."""
    return Tie(
        *(11, 22, "has accused", "ACCUSE"),
        source=(Mention(0, 10, "Odile Marn", "marn"),),
        target=(Mention(23, 34, "Port Vessel", "vessel"),),
        standing=standing,
        negated=negated,
        earliest=earliest,
        latest=latest,
    )


def affair(articles: Sequence[AnnotatedArticle], *copies: Copy) -> Affair:
    """The affair of one story that some articles make."""
    grouping = Grouping((Story("s", "l", tuple(article.id for article in articles)),))
    (found,) = describe_affairs(articles, grouping, (), source_counter(copies, articles))
    return found


def ties(articles: Sequence[AnnotatedArticle], *copies: Copy) -> tuple[MergedTie, ...]:
    return affair(articles, *copies).ties


def test_a_copy_does_not_confirm_a_tie() -> None:
    """Three articles of which one took from another are one tie on two independent sources."""
    articles = [report("a", tie()), report("b", tie()), report("c", tie())]
    (found,) = ties(articles, Copy("b", "a", "verbatim", 0.99, 0.99))
    assert found.independent_sources == 2
    assert [claim.article for claim in found.claims] == ["a", "b", "c"]
    assert (found.sources, found.targets) == (("marn",), ("vessel",))


def test_the_words_of_a_tie_reach_from_who_to_whom() -> None:
    """A claim quotes the clause, not only its verb."""
    found = ties([report("a", tie()), report("b")])[0]
    claim = found.claims[0]
    assert claim.text == "Odile Marn has accused Port Vessel"
    assert TEXT[claim.start : claim.end] == claim.text


def test_what_is_denied_or_planned_is_another_tie() -> None:
    """Negation and standing keep ties apart."""
    articles = [report("a", tie()), report("b", tie(negated=True)), report("c", tie("plan"))]
    assert len(ties(articles)) == 3


def test_days_that_exclude_each_other_are_two_ties() -> None:
    """Two dated mentions meet only where their days overlap; the undated one joins the last."""
    first, second = DAY - timedelta(20), DAY - timedelta(2)
    articles = [
        report("a", tie(earliest=first, latest=first)),
        report("b", tie(earliest=second, latest=second)),
        report("c", tie(earliest=second - timedelta(3), latest=second)),
        report("d", tie()),
    ]
    found = {each.earliest: each for each in ties(articles)}
    assert set(found) == {first, second}
    assert {claim.article for claim in found[second].claims} == {"b", "c", "d"}


def test_a_fact_is_not_of_a_day_after_its_report() -> None:
    """A day to come dates a plan, but not what an article says has happened."""
    later = DAY + timedelta(300)
    found = ties([report("a", tie(earliest=later, latest=later)), report("b", tie())])
    assert [(each.earliest, len(each.claims)) for each in found] == [(None, 2)]
    planned = ties([report("a", tie("plan", later, later)), report("b")])
    assert planned[0].earliest == later


def test_a_mutual_tie_has_no_direction() -> None:
    """Who is named first in a mutual tie makes no difference."""
    there = replace(tie(), type="AGREE", mutual=True)
    back = replace(there, source=there.target, target=there.source)
    (found,) = ties([report("a", there), report("b", back)])
    assert (found.sources, found.targets, len(found.claims)) == (("marn",), ("vessel",), 2)


def test_a_tie_without_any_actor_is_left_out() -> None:
    """Nobody does something to nobody: such a mention stands with its article only."""
    assert ties([report("a", replace(tie(), source=(), target=())), report("b")]) == ()


days = st.integers(0, 12).map(lambda n: DAY - timedelta(n))
dated = st.tuples(days, days).map(lambda pair: tie(earliest=min(pair), latest=max(pair)))


@given(st.lists(st.one_of(st.just(tie()), dated), min_size=2, max_size=9), st.randoms())
def test_every_mention_is_in_one_tie_whatever_the_order(
    mentions: list[Tie], random: Random
) -> None:
    """No mention is lost or told twice; the order of the articles changes nothing."""
    articles = [report(f"a{number}", each) for number, each in enumerate(mentions)]
    found = ties(articles)
    assert sorted(claim.article for each in found for claim in each.claims) == sorted(
        article.id for article in articles
    )
    for each in found:
        assert each.earliest is None or each.latest is None or each.earliest <= each.latest
    random.shuffle(articles)
    assert ties(articles) == found


MAYOR = "The mayor of Port Vessel, Odile Marn, wrote. Tiam Orr has accused the mayor of lying."


def mayoral(name: str, text: str = MAYOR) -> AnnotatedArticle:
    """An article in which the mayor is named once, and then accused by her office."""
    names = tuple(
        Name(text.index(words), text.index(words) + len(words), words, "person", key, words)
        for words, key in (("Odile Marn", "marn"), ("Tiam Orr", "orr"))
    )
    verb, end = text.index("accused"), text.rindex("the mayor")
    accusing = Tie(
        *(verb, verb + 7, "accused", "ACCUSE"),
        source=(Mention(names[1].start, names[1].end, "Tiam Orr", "orr"),),
        target=(Mention(end, end + 9, "the mayor"),),
    )
    return AnnotatedArticle(Article(name, text, Origin(name), "en"), names=names, ties=(accusing,))


def test_the_mayor_is_who_is_said_to_be_mayor() -> None:
    """An end that is told by its role alone is the one actor who bears that role."""
    (found,) = ties([mayoral("a"), report("b")])
    assert (found.sources, found.targets) == (("orr",), ("marn",))


def test_of_two_mayors_neither_is_taken() -> None:
    """A role that two actors bear in an article leaves the end open."""
    text = MAYOR.replace("Tiam Orr", "Mayor Tiam Orr")
    (found,) = ties([mayoral("a", text), report("b")])
    assert (found.sources, found.targets) == (("orr",), ())


def test_words_of_a_role_are_no_tie() -> None:
    """The chief executive of a firm does nothing to it by being that."""
    text = "The chief executive of Port Vessel, Odile Marn, resigned."
    names = tuple(
        Name(text.index(words), text.index(words) + len(words), words, kind, key, words)
        for words, kind, key in ROLE_NAMES
    )
    start = text.index("executive")
    misread = Tie(
        *(start, start + 9, "executive", "ASSAULT"),
        source=(Mention(names[1].start, names[1].end, "Odile Marn", "marn"),),
        target=(Mention(names[0].start, names[0].end, "Port Vessel", "vessel"),),
    )
    article = Article("a", text, Origin("a"), "en")
    assert ties([AnnotatedArticle(article, names=names, ties=(misread,)), report("b")]) == ()


ROLE_NAMES: tuple[tuple[str, NameKind, str], ...] = (
    ("Port Vessel", "organisation", "vessel"),
    ("Odile Marn", "person", "marn"),
)


def test_the_chamber_is_the_organisation_whose_name_says_so() -> None:
    """An end that is a general word alone is the organisation that is called by it."""
    text = "The Vessel Audit Chamber met. Tiam Orr has accused the chamber."
    names = (
        Name(4, 24, "Vessel Audit Chamber", "organisation", "organisation:chamber", "Chamber"),
        Name(30, 38, "Tiam Orr", "person", "orr", "Tiam Orr"),
    )
    end = text.index("the chamber")
    accusing = Tie(
        *(43, 50, "accused", "ACCUSE"),
        source=(Mention(30, 38, "Tiam Orr", "orr"),),
        target=(Mention(end, end + 11, "the chamber"),),
    )
    article = AnnotatedArticle(Article("a", text, Origin("a"), "en"), names=names, ties=(accusing,))
    (found,) = ties([article, report("b")])
    assert found.targets == ("organisation:chamber",)


def test_whoever_accuses_is_rejected_with_the_accusation() -> None:
    """A rejection of the accusation is against who accuses, though only another report says it."""
    text = "Port Vessel rejected the accusation."
    vessel = Name(0, 11, "Port Vessel", "organisation", "vessel", "Port Vessel")
    rejecting = Tie(12, 20, "rejected", "REJECT", source=(Mention(0, 11, "Port Vessel", "vessel"),))
    article = AnnotatedArticle(
        Article("b", text, Origin("b"), "en"), names=(vessel,), ties=(rejecting,)
    )
    found = {each.type: each for each in ties([report("a", tie()), article])}
    assert found["REJECT"].targets == ("marn",)
