"""Course, indicators and brief: what happened when, how figures move, and what carries most."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stemmata.affair.brief import Candidate, choose, readable_part, write_brief
from stemmata.affair.commitments_notice import Noticed
from stemmata.affair.course import find_course, find_reopenings
from stemmata.affair.indicators import find_indicators
from stemmata.affair.material import Material, gather_all
from stemmata.model import (
    AnnotatedArticle,
    Article,
    Claim,
    DateMention,
    Grouping,
    Origin,
    Point,
    Publication,
    Reading,
    Story,
    Verdict,
    replace,
)
from stemmata.settings import BriefSettings

DAY = date(2030, 5, 6)
NOTHING = Noticed((), frozenset())


def report(
    name: str, text: str, *dates: DateMention, day: date = DAY, language: str = "en"
) -> AnnotatedArticle:
    """A report as it was annotated."""
    article = Article(name, text, Origin(name), language)
    return AnnotatedArticle(article, Publication(day, day, "metadata", "declared"), dates=dates)


def dated(text: str, words: str, earliest: date, latest: date | None = None) -> DateMention:
    """A date mention at some words."""
    start = text.index(words)
    last = latest or earliest
    return DateMention(
        start, start + len(words), words, str(earliest), "DATE", "mention", earliest, last
    )


def claim(article: AnnotatedArticle, words: str, value: str, amount: float | None = None) -> Claim:
    """A claim at some words of an article."""
    start = article.text.index(words)
    return Claim(article.id, start, start + len(words), words, value, amount, amount, "people")


def point(name: str, kind: str, *readings: Reading, verdict: Verdict = "agreed") -> Point:
    """A point of story s."""
    return Point(name, "s", kind, "how many?", readings, verdict)  # type: ignore[arg-type] # a kind


def material(articles: list[AnnotatedArticle], *points: Point) -> Material:
    """The material of one story, each reading on as many sources as articles."""
    story = Story("s", "l", tuple(article.id for article in articles))

    def counted(reading: Reading) -> Reading:
        return replace(reading, independent_sources=len({c.article for c in reading.claims}))

    (made,) = gather_all(articles, Grouping((story,)), points, counted)
    return made


def test_an_event_stands_on_the_day_it_happened() -> None:
    """Not the day of the report but that of the text places an event."""
    text = "The ferry sank on 3 May off the cape."
    article = report("a", text, dated(text, "3 May", date(2030, 5, 3)))
    reading = Reading("2030-05-03", (claim(article, "3 May", "2030-05-03"),), 1)
    (event,) = find_course(material([article], point("p", "date", reading)), NOTHING)
    assert (event.earliest, event.latest) == (date(2030, 5, 3), date(2030, 5, 3))
    assert event.reported == (DAY, DAY)
    assert event.what.text == "The ferry sank on 3 May off the cape"
    assert event.standing == "fact"


def test_a_day_that_may_be_of_another_year_is_left_out() -> None:
    """A month ahead of the report, of no stated year and without a word of planning, is open."""
    text = "In December the ferry was repaired."
    ahead = dated(text, "December", date(2030, 12, 1), date(2030, 12, 31))
    article = report("a", text, ahead)
    reading = Reading("2030-12-01/2030-12-31", (claim(article, "December", "2030-12"),), 1)
    assert find_course(material([article], point("p", "date", reading)), NOTHING) == ()


def test_a_dateline_is_no_event() -> None:
    """A day that stands alone on its line says when a report was made."""
    text = "3 May 2030\nThe ferry sank."
    article = report("a", text, dated(text, "3 May 2030", date(2030, 5, 3)))
    reading = Reading("2030-05-03", (claim(article, "3 May 2030", "2030-05-03"),), 1)
    assert find_course(material([article], point("p", "date", reading)), NOTHING) == ()


def test_a_disputed_day_keeps_both_readings() -> None:
    """The better supported day places the event; the other stands beside it."""
    texts = ("The ferry sank on 3 May.", "The ferry sank on 3 May, they say.", "It sank on 4 May.")
    days = (date(2030, 5, 3), date(2030, 5, 3), date(2030, 5, 4))
    words = ("3 May", "3 May", "4 May")
    articles = [
        report(name, text, dated(text, word, day))
        for name, text, word, day in zip("abc", texts, words, days, strict=True)
    ]
    first = Reading("2030-05-03", tuple(claim(a, "3 May", "2030-05-03") for a in articles[:2]), 2)
    other = Reading("2030-05-04", (claim(articles[2], "4 May", "2030-05-04"),), 1)
    told = material(articles, point("p", "date", first, other, verdict="disputed"))
    (event,) = find_course(told, NOTHING)
    assert event.latest == date(2030, 5, 3)
    assert [reading.value for reading in event.readings] == ["2030-05-03", "2030-05-04"]
    assert event.verdict == "disputed"


def test_a_storyline_is_reopened_after_weeks() -> None:
    """Days without a report end when one appears; a short pause is none."""
    days = (0, 3, 40)
    articles = [report(f"a{n}", "Rain.", day=DAY + timedelta(n)) for n in days]
    (found,) = find_reopenings(material(articles))
    assert (found.before, found.after) == (DAY + timedelta(3), DAY + timedelta(40))
    assert found.articles == ("a40",)


def test_a_toll_that_rises_is_one_series_in_order_of_days() -> None:
    """Points of like words meet in one indicator; each value keeps its day and its reports."""
    early = [report(n, "At least 15 people were hurt in the ferry accident.") for n in "ab"]
    late = [
        report(n, "Now 21 people were hurt in the ferry accident.", day=DAY + timedelta(2))
        for n in "cd"
    ]
    first = Reading("15", tuple(claim(a, "15 people", "15", 15) for a in early), 2)
    second = Reading("21", tuple(claim(a, "21 people", "21", 21) for a in late), 2)
    told = material([*early, *late], point("p", "figure", first), point("q", "figure", second))
    (found,) = find_indicators(told)
    assert [(v.low, v.earliest) for v in found.values] == [(15, DAY), (21, DAY + timedelta(2))]
    assert [v.reading.independent_sources for v in found.values] == [2, 2]


def test_two_figures_of_the_same_reports_are_two_things() -> None:
    """31 votes to 22 are no series."""
    text = "The council voted by 31 people to 22 people for the new ferry."
    articles = [report(n, text) for n in "ab"]
    one = Reading("31", tuple(claim(a, "31 people", "31", 31) for a in articles), 2)
    other = Reading("22", tuple(claim(a, "22 people", "22", 22) for a in articles), 2)
    told = material(articles, point("p", "figure", one), point("q", "figure", other))
    assert all(len(each.values) == 1 for each in find_indicators(told))


def test_a_figure_of_a_stated_year_holds_for_that_year() -> None:
    """A value holds for the day its clause gives, a projection for the day to come."""
    text = "The ferry carried 900 people in 2021, and will carry 1400 people in 2035."
    past = dated(text, "2021", date(2021, 1, 1), date(2021, 12, 31))
    ahead = dated(text, "2035", date(2035, 1, 1), date(2035, 12, 31))
    articles = [report(n, text, past, ahead) for n in "abc"]
    one = Reading("900", tuple(claim(a, "900 people", "900", 900) for a in articles), 3)
    other = Reading("1400", tuple(claim(a, "1400 people", "1400", 1400) for a in articles), 3)
    told = material(articles, point("p", "figure", one, other, verdict="disputed"))
    (found,) = find_indicators(told)
    assert [(v.earliest, v.projected) for v in found.values] == [
        (date(2021, 1, 1), False),
        (date(2035, 1, 1), True),
    ]


BODY = (
    "The ferry Ansa sank off the cape on Monday. Nobody was hurt by it. "
    "All 15 people were saved by boats."
)


def _brief_of(*, support: int) -> tuple[list[AnnotatedArticle], list[Point]]:
    articles = [report("a", BODY), report("b", BODY)]
    people = Reading("15", tuple(claim(a, "15 people", "15") for a in articles), support)
    day = Reading("Monday", tuple(claim(a, "Monday", "Monday") for a in articles), support)
    return articles, [point("p", "figure", people), point("q", "date", day)]


def test_a_brief_takes_whole_sentences_that_state_something() -> None:
    """The two sentences with points are taken, the one without is not; copies are taken once."""
    articles, points = _brief_of(support=2)
    brief = write_brief("s", points, {article.id: article for article in articles})
    assert [each.said.text for each in brief.sentences] == [
        "The ferry Ansa sank off the cape on Monday.",
        "All 15 people were saved by boats.",
    ]
    assert (brief.carried, brief.wanted) == (2, 2)
    assert all(each.points for each in brief.sentences)


def test_what_rests_on_one_source_is_not_counted_as_wanted() -> None:
    """Without support the brief carries what several reports give, and claims no share."""
    articles, points = _brief_of(support=1)
    brief = write_brief("s", points, {article.id: article for article in articles})
    assert (brief.carried, brief.wanted) == (0, 0)
    assert len(brief.sentences) == 2


def test_the_reader_s_language_wins_among_equals() -> None:
    """Of two sentences that carry the same, the one in the wished language is taken."""
    english = report("a", "The ferry carried 15 people on that evening.")
    german = report("b", "Die Fähre trug an dem Abend 15 Menschen mit sich.", language="de")
    reading = Reading(
        "15", (claim(english, "15 people", "15"), claim(german, "15 Menschen", "15")), 2
    )
    articles = {"a": english, "b": german}
    for language in ("en", "de"):
        (taken,) = write_brief("s", [point("p", "figure", reading)], articles, language).sentences
        assert taken.language == language


@given(
    st.lists(st.frozensets(st.integers(0, 9), min_size=1), min_size=1, max_size=12),
    st.integers(1, 5),
)
def test_the_greedy_choice_keeps_its_laws(sets: list[frozenset[int]], most: int) -> None:
    """No more than asked, each adds something, and the first alone is the best single one."""
    article = report("a", "x" * 100)
    candidates = [
        Candidate(article, (0, n + 1), tuple((0, place) for place in sorted(numbers)), 1.0)
        for n, numbers in enumerate(sets)
    ]
    chosen = choose(candidates, [1.0] * 10, most, lambda each: each)
    assert len(chosen) <= most
    assert len(chosen[0].points) == max(map(len, sets))
    carried: set[int] = set()
    for each in chosen:
        assert each.points - carried
        carried |= each.points
    assert len(carried) >= max(map(len, sets))


def test_a_brief_leaves_out_the_bullet_of_a_list() -> None:
    """A sentence that is an entry of a list begins behind the mark."""
    text = "• A boy of 16 was hurt when the dam broke on Monday night, said Holt."
    article = AnnotatedArticle(Article("a", text, Origin("a.txt"), "en"))
    found = readable_part(Candidate(article, (0, len(text)), ((8, 0),), 1.0), BriefSettings())
    assert found is not None
    assert text[slice(*found.sentence)].startswith("A boy")
    assert found.points == {0}
