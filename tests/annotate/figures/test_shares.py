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
