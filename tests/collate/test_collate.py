"""Claims of several reports meet at one point, and the verdict says how they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from random import Random

import pytest

from stemmata.collate import collate, collate_all
from stemmata.model import (
    AnnotatedArticle,
    Article,
    Attribution,
    DateMention,
    Figure,
    Mention,
    Name,
    Origin,
    Point,
    Publication,
    Quote,
    Span,
    Story,
    replace,
)

DAY = date(2026, 3, 3)


def report(
    name: str, language: str, text: str, *, title: str = "", day: date = DAY
) -> AnnotatedArticle:
    article = Article(name, text, Origin(f"{name}.txt"), language, title=title)
    return AnnotatedArticle(article, published=Publication(day, day, "metadata", "declared"))


def figure(
    article: AnnotatedArticle, words: str, value: float | None, unit: str | None, **more: object
) -> AnnotatedArticle:
    start = article.text.index(words)
    high = more.pop("high", value)
    found = Figure(start, start + len(words), words, value, high, unit, **more)  # type: ignore[arg-type] # test shorthand
    figures = sorted((*article.figures, found), key=lambda f: f.start)
    return replace(article, figures=tuple(figures))


def named(article: AnnotatedArticle, words: str, key: str, **more: object) -> AnnotatedArticle:
    found = [
        Name(m.start(), m.end(), words, "person", key, str(more.pop("canonical", words)), **more)  # type: ignore[arg-type] # test shorthand
        for m in re.finditer(re.escape(words), article.text)
    ]
    return replace(article, names=tuple(sorted((*article.names, *found), key=lambda n: n.start)))


def points_of(*articles: AnnotatedArticle) -> tuple[Point, ...]:
    return collate(Story("s", "l", tuple(a.id for a in articles)), articles)


def figures_of(points: Sequence[Point]) -> list[Point]:
    return [point for point in points if point.kind == "figure"]


def test_one_amount_in_three_languages_is_one_agreed_point() -> None:
    """The cost of a bridge, stated in English, German and Indonesian, is one point, agreed."""
    en = figure(
        report("en", "en", "The bridge will cost 1.42 billion euros, the auditors say."),
        "1.42 billion euros",
        1.42e9,
        "EUR",
    )
    de = figure(
        report("de", "de", "Die Kosten der Brücke betragen 1,42 Milliarden Euro."),
        "1,42 Milliarden Euro",
        1.42e9,
        "EUR",
    )
    ind = figure(
        report("id", "id", "Biaya jembatan itu mencapai 1,42 miliar euro."),
        "1,42 miliar euro",
        1.42e9,
        "EUR",
    )
    (point,) = figures_of(points_of(en, de, ind))
    assert point.verdict == "agreed"
    assert {claim.article for claim in point.readings[0].claims} == {"en", "de", "id"}
    assert "EUR" in point.question


def test_rounding_is_compatible() -> None:
    """1.42 billion and 1.4 billion are two readings that can both be true."""
    a = figure(
        report("a", "en", "The bridge will cost 1.42 billion euros."),
        "1.42 billion euros",
        1.42e9,
        "EUR",
    )
    b = figure(
        report("b", "en", "The cost of the bridge rises to 1.4 billion euros."),
        "1.4 billion euros",
        1.4e9,
        "EUR",
    )
    (point,) = figures_of(points_of(a, b))
    assert point.verdict == "compatible"
    assert len(point.readings) == 2


def test_a_factor_of_a_thousand_is_suspected_and_both_stay() -> None:
    """A Billion for a billion is disputed, told as a suspected slip, and not corrected."""
    texts = ["The bridge will cost 1.42 billion euros.", "The bridge costs 1.42 billion euros now."]
    right = [
        figure(report(f"a{i}", "en", text), "1.42 billion euros", 1.42e9, "EUR")
        for i, text in enumerate(texts)
    ]
    wrong = figure(
        report("b", "de", "Die Brücke kostet 1,42 Billionen Euro."),
        "1,42 Billionen Euro",
        1.42e12,
        "EUR",
    )
    (point,) = figures_of(points_of(*right, wrong))
    assert point.verdict == "disputed"
    assert "scale slip" in point.readings[1].note
    assert point.readings[1].claims[0].low == 1.42e12


def test_what_agrees_with_the_better_attested_value_is_no_slip() -> None:
    """Of a billion, a Billion and a rounded billion, the Billion alone is suspected."""
    told = [
        ("a0", "The bridge will cost 1.42 billion euros.", "1.42 billion euros", 1.42e9),
        ("a1", "The bridge costs 1.42 billion euros now.", "1.42 billion euros", 1.42e9),
        ("b0", "The bridge will cost 1.42 trillion euros.", "1.42 trillion euros", 1.42e12),
        ("b1", "The bridge costs 1.42 trillion euros now.", "1.42 trillion euros", 1.42e12),
        ("c", "The bridge will cost 1.4 billion euros now.", "1.4 billion euros", 1.4e9),
    ]
    articles = [
        figure(report(id_, "en", text), words, value, "EUR") for id_, text, words, value in told
    ]
    (point,) = figures_of(points_of(*articles))
    notes = {reading.value: reading.note for reading in point.readings}
    assert [value for value, note in notes.items() if "scale slip" in note] == [
        "1\u202f420\u202f000\u202f000\u202f000 EUR"
    ]


def test_different_things_of_one_unit_stay_apart() -> None:
    """Two amounts of one report, of the bridge and of a fine, are two points."""
    text = "The bridge will cost 780 million euros. Each day of delay costs 90,000 euros."
    a = figure(
        figure(report("a", "en", text), "780 million euros", 7.8e8, "EUR"),
        "90,000 euros",
        9e4,
        "EUR",
    )
    text = "Die Brücke kostet 780 Millionen Euro. Jeder Tag Verzögerung kostet 90.000 Euro."
    b = figure(
        figure(report("b", "de", text), "780 Millionen Euro", 7.8e8, "EUR"),
        "90.000 Euro",
        9e4,
        "EUR",
    )
    points = figures_of(points_of(a, b))
    assert sorted((point.verdict, len(point.readings)) for point in points) == [("agreed", 1)] * 2


def test_counts_of_the_same_people_that_differ_are_disputed() -> None:
    """Police and union count a protest differently: one disputed point with two readings."""
    a = figure(
        report("a", "en", "Police counted 3,500 protesters in the square."),
        "3,500 protesters",
        3500,
        "protesters",
        subject=Span(21, 31),
    )
    b = figure(
        report("b", "en", "The union counted 8,000 protesters in the square."),
        "8,000 protesters",
        8000,
        "protesters",
        subject=Span(24, 34),
    )
    (point,) = figures_of(points_of(a, b))
    assert point.verdict == "disputed"


def test_a_later_correction_supersedes_and_both_stay() -> None:
    """The withdrawn value keeps its reading, with a note what it was corrected to."""
    first = figure(
        report("a", "en", "Inspectors rejected 38 welds of the bridge.", day=date(2026, 3, 3)),
        "38 welds",
        38,
        "welds",
        subject=Span(23, 28),
    )
    text = "Inspectors rejected 83 welds of the bridge, not 38 welds."
    later = report("b", "en", text, title="CORRECTION: bridge welds", day=date(2026, 3, 4))
    later = figure(later, "83 welds", 83, "welds", subject=Span(23, 28))
    later = figure(later, "38 welds", 38, "welds", subject=Span(51, 56))
    readings = [
        reading for point in figures_of(points_of(first, later)) for reading in point.readings
    ]
    notes = {reading.value: reading.note for reading in readings}
    assert "corrected to 83" in notes["38"]
    assert notes["83"] == ""


def test_a_correction_withdraws_no_value_that_it_gives_twice() -> None:
    """Of "83 of 212, not 38 of 212" the whole is not withdrawn, nor the right number."""

    def counted(article: AnnotatedArticle, *numbers: int) -> AnnotatedArticle:
        place = 0
        for number in numbers:
            place = article.text.index(str(number), place) + len(str(number))
            span = Figure(place - len(str(number)), place, str(number), number, number)
            article = replace(article, figures=(*article.figures, span))
        return article

    first = report("a", "en", "Inspectors rejected 38 of 212 welds.", day=date(2026, 3, 3))
    other = report("b", "en", "Inspectors rejected 83 of 212 welds.", day=date(2026, 3, 3))
    text = "Inspectors rejected 83 of 212 welds of the bridge, not 38 of 212."
    later = report("c", "en", text, title="CORRECTION: bridge welds", day=date(2026, 3, 4))
    outlets = {"a": "Ibermar Wire", "b": "Diario", "c": "Ibermar"}
    articles = [
        replace(each, article=replace(each.article, outlet=outlets[each.id]))
        for each in (
            counted(first, 38, 212),
            counted(other, 83, 212),
            counted(later, 83, 212, 38, 212),
        )
    ]
    figures = figures_of(points_of(*articles))
    notes = {r.value: r.note for point in figures for r in point.readings}
    assert "corrected to 83" in notes["38"]
    assert notes["83"] == ""
    assert notes["212"] == ""


def test_a_moved_deadline_is_disputed() -> None:
    """Two ends of one deadline are two readings of one point, asked as 'by when'."""

    def deadline(name: str, language: str, text: str, words: str, latest: date) -> AnnotatedArticle:
        article = report(name, language, text)
        start = text.index(words)
        return replace(
            article,
            dates=(
                DateMention(
                    start,
                    start + len(words),
                    words,
                    str(latest)[:7],
                    "DATE",
                    "deadline",
                    None,
                    latest,
                ),
            ),
        )

    a = deadline(
        "a",
        "en",
        "The bridge must be finished by the end of June 2027.",
        "the end of June 2027",
        date(2027, 6, 30),
    )
    b = deadline(
        "b",
        "es",
        "El puente debe estar terminado antes de finales de julio de 2027.",
        "finales de julio de 2027",
        date(2027, 7, 31),
    )
    (point,) = [p for p in points_of(a, b) if p.kind == "date"]
    assert (point.verdict, point.question[-9:]) == ("disputed", " by when?")


def test_a_quote_in_translation_is_one_point_with_a_reading_for_each_wording() -> None:
    """Wordings in two languages are compatible readings of one quote."""

    def quote(name: str, language: str, text: str, words: str, speaker: str) -> AnnotatedArticle:
        article = named(report(name, language, text), speaker, "person:marquezan")
        start, at = text.index(words), text.index(speaker)
        said = Quote(
            start,
            start + len(words),
            words,
            "direct",
            Mention(at, at + len(speaker), speaker, "person:marquezan"),
        )
        return replace(article, quotes=(said,))

    a = quote(
        "a",
        "en",
        "“The city will not sign a blank cheque,” Marquezan said.",
        "The city will not sign a blank cheque",
        "Marquezan",
    )
    b = quote(
        "b",
        "de",
        "„Die Stadt wird keinen Blankoscheck unterschreiben“, sagte Marquezan.",
        "Die Stadt wird keinen Blankoscheck unterschreiben",
        "Marquezan",
    )
    (point,) = [p for p in points_of(a, b) if p.kind == "quote"]
    assert (point.verdict, len(point.readings)) == ("compatible", 2)
    assert "Marquezan" in point.question


def test_a_suspected_garbling_is_a_reading_of_its_own() -> None:
    """The garbled form stands beside the name it may stand for, with probability and reason."""
    a = named(report("a", "en", "Ruy Benzelha spoke."), "Ruy Benzelha", "person:benzelha")
    b = named(
        report("b", "en", "Ruy Benzehla spoke."),
        "Ruy Benzehla",
        "person:benzehla",
        suspected="person:benzelha",
        suspicion=(0.9, "two letters swapped"),
    )
    (point,) = [p for p in points_of(a, b) if p.kind == "name"]
    assert point.verdict == "disputed"
    assert "two letters swapped" in point.readings[1].note


def test_silence_is_shown() -> None:
    """An article of the story that gives no answer is listed as silent."""
    a = figure(
        report("a", "en", "The bridge will cost 780 million euros."),
        "780 million euros",
        7.8e8,
        "EUR",
    )
    (point,) = figures_of(points_of(a, report("b", "en", "The bridge was debated.")))
    assert (point.verdict, point.silent) == ("single", ("b",))


def test_attributions_are_one_point() -> None:
    """On whose word the reports rest is one point, each source a reading."""
    text = "The toll rose, according to Ibermar."
    a = replace(
        report("a", "en", text),
        attributions=(Attribution(15, 35, text[15:35], "Ibermar", "ibermar"),),
    )
    (point,) = [p for p in points_of(a) if p.kind == "attribution"]
    assert [reading.value for reading in point.readings] == ["Ibermar"]


def test_stories_read_together_have_the_points_of_each_read_alone() -> None:
    """A story of two reports, one of a single report and one without mentions do not mix."""
    bridge = [
        named(
            figure(report("a", "en", "Vara says the bridge cost 90 euros."), "90 euros", 90, "EUR"),
            "Vara",
            "vara",
        ),
        figure(report("b", "de", "Die Brücke kostete 80 Euro."), "80 Euro", 80, "EUR"),
    ]
    fire = [figure(report("c", "en", "The fire hurt 12 people."), "12 people", 12, "people")]
    quiet = [report("d", "en", "Nothing was said.")]
    told = [
        (Story(f"s{place}", "l", tuple(a.id for a in articles)), articles)
        for place, articles in enumerate((quiet, bridge, fire, []))
    ]
    assert collate_all(told) == [collate(story, articles) for story, articles in told]
    assert collate_all([]) == []


def test_order_never_matters() -> None:
    """Points, readings and ids are the same in whichever order the articles come."""
    articles = [
        figure(
            report(f"a{i}", "en", f"The bridge will cost {n} million euros."),
            f"{n} million euros",
            n * 1e6,
            "EUR",
        )
        for i, n in enumerate((780, 780, 790, 420))
    ]
    wanted = points_of(*articles)
    for seed in range(5):
        shuffled = Random(seed).sample(articles, len(articles))  # noqa: S311 # no secret
        assert collate(Story("s", "l", ()), shuffled) == wanted


@pytest.mark.parametrize("language", ["en", "zh", "xx"])
def test_an_article_without_mentions_gives_no_point(language: str) -> None:
    """Nothing stated, nothing asked."""
    assert points_of(report("a", language, "…")) == ()
