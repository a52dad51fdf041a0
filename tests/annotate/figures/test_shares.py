"""Shares among so many, counters of galleries, scales before their number."""

from __future__ import annotations

import pytest

from stemmata.annotate.figures import find_figures_in


@pytest.mark.parametrize("line", ["1 / 12", "Photo 3 of 10", "Foto 3 de 10", "Bild 1 von 12"])
def test_a_line_that_counts_pictures_holds_no_figure(line: str) -> None:
    """What numbers the pictures of a gallery counts nothing, in a text of several lines."""
    text = f"The bridge is closed.\n{line}\nIt cost 3 million euros."
    assert [figure.text for figure in find_figures_in(text, "en")] == ["3 million euros"]


def test_a_line_with_a_range_is_no_counter() -> None:
    """A line that holds nothing but a range is a range."""
    figures = find_figures_in("How long?\n5 to 7\nThat is all.", "en")
    assert [(figure.low, figure.high) for figure in figures] == [(5.0, 7.0)]


def test_a_scale_before_its_number_multiplies_it() -> None:
    """In Swahili the word for a million stands before the number."""
    figures = find_figures_in("Mradi uligharimu dola milioni 3.5 mwaka jana.", "sw")
    assert [figure.low for figure in figures] == [3_500_000.0]


def test_what_is_counted_behind_the_whole_makes_no_share() -> None:
    """One win in five games is a count of games; one home in five is a share."""
    counted = find_figures_in("They have three wins in five games.", "en")
    share = find_figures_in("It hit three homes in five.", "en")
    assert [figure.low for figure in counted] == [3.0, 5.0]
    assert [figure.low for figure in share] == [0.6]


def test_places_in_a_gallery_are_no_figures_inside_of_a_line() -> None:
    """What numbers the pictures of a gallery counts nothing, wherever it stands."""
    text = "Image 3 of / 8 Caption Close Image 3 of 8 The mill burned for 5 hours."
    assert [figure.text for figure in find_figures_in(text, "en")] == ["5 hours"]
    text = "Flood hits the mill, floats a car 1 / 6 Back to Gallery"
    assert find_figures_in(text, "en") == ()


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The pig weighs 300 pounds.", "[lb_av]"),
        ("She bought 20 pounds of salt.", "[lb_av]"),
        ("He is 6 feet tall, 190 pounds.", "[lb_av]"),
        ("A 200-pound anchor was lost.", "[lb_av]"),
        ("The ticket costs 30 pounds.", "GBP"),
        ("They raised 2 million pounds of aid.", "GBP"),
    ],
)
def test_pounds_are_a_weight_where_words_say_so(text: str, unit: str) -> None:
    """Pounds are money unless a hyphen, a height, "of" or a word for weight is beside them."""
    assert find_figures_in(text, "en")[-1].unit == unit


def test_an_article_behind_a_scale_adds_nothing() -> None:
    """A sum for each of something is no sum and one."""
    assert find_figures_in("It costs $20 million a season.", "en")[0].low == 20_000_000.0


def test_two_amounts_far_apart_are_no_range() -> None:
    """An "or" between a sum and its share of a year makes no range."""
    figures = find_figures_in("It is worth $160 million or $20 million a season.", "en")
    assert [figure.low for figure in figures] == [160_000_000.0, 20_000_000.0]
    assert find_figures_in("It takes $2 or $3 more.", "en")[0].high == 3.0
