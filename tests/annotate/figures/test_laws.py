"""Laws that hold for any text: spans quote it, in order, without overlap, in linear time."""

from __future__ import annotations

import time
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemmata.annotate.figures import find_figures, find_figures_in
from stemmata.annotate.figures.lexicon import lexicon_of
from stemmata.annotate.figures.phrases import build_phrases, build_waiting_phrases
from stemmata.annotate.figures.tokens import cut_phrase, tokenise
from stemmata.model import Article, DateMention, Figure, Origin, Paragraph, Span

LANGUAGES = [
    *("en", "de", "es", "fr", "pt", "it", "nl", "ru", "uk", "pl", "id"),
    *("ms", "tr", "ar", "fa", "hi", "zh", "ja", "ko", "vi", "und", "xx"),
]
PIECES = [
    *(
        "3",
        "12",
        "1,000",
        "1.234,5",
        "3/4",
        "2026",
        "½",
        "٣",
        "५",
        "３",
        "e5",
        "^",
        "×10",
        "¾",
        "٫",
    ),
    *("-", "–", " ", " ", " ", " ", ".", ",", "(", ")", "\n", "’", "\u200f", "\ud800"),
    *("%", "$", "€", "Rp", "km", "year", "people", "名", "人", "百分之", "半"),
    *("million", "Mrd.", "billones", "тыс.", "万", "億", "조", "three", "zwei", "vingt", "one"),
    *("et", "and", "und", "و", "to", "bis", "between", "more than", "of"),
]
texts = st.one_of(
    st.text(max_size=120), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
)


def check(text: str, figures: tuple[Figure, ...]) -> None:
    """Hold what is true of every answer."""
    end = 0
    for figure in figures:
        assert end <= figure.start < figure.end <= len(text)
        assert figure.text == text[figure.start : figure.end]
        end = figure.end
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high
        assert figure.low is not None or figure.high is not None
        assert figure.subject is None or 0 <= figure.subject.start < figure.subject.end <= len(text)


@settings(max_examples=150, deadline=None)
@given(texts, st.sampled_from(LANGUAGES))
def test_any_text_is_read_without_an_error(text: str, language: str) -> None:
    """Whatever the text, the figures quote it, in order, and do not overlap."""
    check(text, find_figures_in(text, language))


@settings(max_examples=40, deadline=None)
@given(texts, st.sampled_from(LANGUAGES), st.integers(0, 60), st.integers(0, 120))
def test_only_the_asked_stretch_is_read(text: str, language: str, start: int, end: int) -> None:
    """No figure reaches out of the stretch that was asked for."""
    figures = find_figures_in(text, language, start, end)
    check(text, figures)
    assert all(start <= figure.start and figure.end <= max(start, end) for figure in figures)


@pytest.mark.parametrize(
    ("piece", "language"),
    [
        *(("1 ", "en"), ("one hundred and ", "en"), ("1,", "en"), ("1-", "de"), ("zwei", "de")),
        *(("between 1 and ", "en"), ("一", "zh"), ("3万", "ja"), ("mil ", "es"), ("(", "en")),
        *(("a" * 50, "nl"), ("$", "en"), ("1/", "en"), ("https://", "en"), ("و", "ar")),
        *(("9", "fr"), ("dua ratus ", "id"), ("www.5 ", "en"), ('5" ', "en"), ("三 万人", "zh")),
    ],
)
def test_time_grows_with_the_text_and_no_faster(piece: str, language: str) -> None:
    """Eight times the text takes about eight times as long, not sixty-four."""

    def taken(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        find_figures_in(text, language)
        return time.process_time() - start

    taken(2_000)
    assert taken(32_000) < 25 * max(taken(4_000), 0.01)


@pytest.mark.parametrize("piece", ["1, ", "5 % ", "5\n", "1 - "])
def test_a_text_of_nothing_but_numbers_is_read_so_far_and_no_further(piece: str) -> None:
    """So many numbers are no report: figures up to one for every 24 characters, from the start."""
    text = piece * (100_000 // len(piece))
    figures = find_figures_in(text, "en")
    check(text, figures)
    assert len(figures) <= 100_000 / 24


def test_numbers_too_great_to_be_said_break_nothing() -> None:
    """Scales on scales are read as far as a number of news can be."""
    text = "billion eleven tn trillion eight t"
    check(text, find_figures_in(text, "en"))


NAMES = ["km", "Kilometer", "kilomètre", "kilometre", "km/h", "US$", "R$", "$", "m", "m/s", "m²"]
NAMES += ["US dollars", "états", "etats", "Kilos", "kilo", "unit of account", "unités", "°C", "ß"]


@given(
    st.permutations(NAMES),
    st.sampled_from(["de", "fr", "ru"]),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=6),
)
def test_phrases_that_wait_are_found_as_if_they_had_not(
    names: list[str], language: str, asked: list[str]
) -> None:
    """Whatever is asked first, the phrases found and which of two alike wins stay the same."""
    stem = lexicon_of(language).stemmer.stem
    entries = [(name, place) for place, name in enumerate(names)]
    split = partial(cut_phrase, style="spaced")
    eager = build_phrases(entries, split, stem)
    waiting = build_waiting_phrases(entries, split, stem)
    for name in asked:
        tokens = tokenise(name, 0, len(name), "spaced")
        assert waiting.after(tokens, 0) == eager.after(tokens, 0)


def test_only_the_body_is_read_and_each_paragraph_in_its_language() -> None:
    """Boilerplate gives no figure, and a mark is read by the custom of its paragraph."""
    text = "Es kamen 3.400 Menschen.\nThey paid 3.400 km.\nCall 5 people now."
    first, second = text.index("They"), text.index("Call")
    article = Article(
        "a",
        text,
        Origin("a"),
        "de",
        paragraphs=(
            Paragraph(0, first, "de", "report"),
            Paragraph(first, second, "en", "report"),
            Paragraph(second, len(text), "en", "boilerplate"),
        ),
        body=(Span(0, second),),
    )
    assert [(f.text, f.low, f.unit) for f in find_figures(article)] == [
        ("3.400 Menschen", 3400.0, "Menschen"),
        ("3.400 km", 3.4, "km"),
    ]


def test_paragraphs_apart_are_read_as_together() -> None:
    """A blank line between two stretches of the body changes no figure of either."""
    first, second = "It cost $3 million.", "(4 km of road were lost, 12 people hurt.)"
    text = f"{first}\n\n{second}"
    body = (Span(0, len(first)), Span(len(first) + 2, len(text)))
    read = find_figures(Article("a", text, Origin("a"), "en", body=body))
    alone = [*find_figures_in(first, "en"), *find_figures_in(second, "en")]
    assert [(f.text, f.low, f.converts) for f in read] == [
        (f.text, f.low, f.converts) for f in alone
    ]


def test_long_scale_words_keep_the_value_of_the_short_scale_as_a_rival() -> None:
    """A German Billion is 10^12, and 10^9 stays in sight as the slip a translator makes."""
    (figure,) = find_figures_in("Es geht um 3,4 Billionen Yen.", "de")
    assert figure.low == 3.4e12
    assert figure.rivals == (3.4e9,)


def test_a_sum_in_brackets_restates_the_one_before_it() -> None:
    """The amount in brackets points to the start of the amount that it converts."""
    text = "Der Bau kostet 3,4 Billionen Yen (rund 21 Milliarden Euro)."
    yen, euro = find_figures_in(text, "de")
    assert euro.converts == yen.start
    assert yen.converts is None
    assert euro.approximate


def test_a_rank_has_the_total_it_is_of() -> None:
    """The place in an order is the value, the number of places stands beside it."""
    (figure,) = find_figures_in("Norway ranked 12th of 47 countries.", "en")
    assert (figure.low, figure.of, figure.unit) == (12.0, 47.0, "rank")


def test_the_subject_is_the_counted_thing() -> None:
    """The subject spans the noun, also where an adjective stands before it."""
    text = "The army ordered 179 new aerial tankers."
    (figure,) = find_figures_in(text, "en")
    assert figure.subject is not None
    assert figure.subject.quote(text) == "tankers"
    assert figure.unit == "tankers"


def test_a_cell_that_is_nothing_but_a_number_is_read() -> None:
    """A lone number word or year is a number where nothing else stands beside it."""
    assert [f.low for f in find_figures_in("seven", "en")] == [7.0]
    assert [f.low for f in find_figures_in("1987", "en")] == [1987.0]


def test_the_other_numbers_of_a_text_say_which_mark_groups() -> None:
    """A comma that groups millions elsewhere groups a lone thousand too."""
    text = "Costó 1,234,567 pesos.\nLa vía mide 3,400 metros."
    assert [f.low for f in find_figures_in(text, "es")] == [1_234_567.0, 3_400.0]
    assert [f.low for f in find_figures_in("La vía mide 3,400 metros.", "es")] == [3.4]


def test_nobody_counts_a_thousandth_of_a_person() -> None:
    """Before a counted thing three digits are a group, and the fraction stays as a rival."""
    (figure,) = find_figures_in("Asistieron 3,400 personas.", "es")
    assert (figure.low, figure.rivals) == (3400.0, (3.4,))
    (figure,) = find_figures_in("She scored 14.933 points.", "en")
    assert (figure.low, figure.rivals) == (14.933, (14933.0,))


def test_no_figure_begins_in_a_date_and_those_beside_it_stay() -> None:
    """What the dates of an article hold is not read again as a number."""
    text = "On 3 May 2026 all 47 miners came up. It took 12 hours."
    article = Article("a", text, Origin("a"), "en")
    date = DateMention(3, 13, "3 May 2026", "2026-05-03", "DATE")
    read = find_figures(article, dates=[date])
    assert [figure.text for figure in read] == ["47 miners", "12 hours"]
