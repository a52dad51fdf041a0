"""The background that comes with the package."""

from __future__ import annotations

import numpy as np
import pytest

from stemmata.lexicon import load_background, load_lexicon
from stemmata.lexicon.background import dampen


def test_weighed_concepts_have_unit_length_and_distinct_ids() -> None:
    """A text becomes a sparse unit vector in ascending order of concepts."""
    forms = ["the", "election", "came", "after", "an", "earthquake", "another", "election"]
    weighed = load_background().weigh(load_lexicon().concepts(forms, "en"))
    assert np.isclose(np.linalg.norm(weighed.values), 1, atol=1e-5)
    assert (np.diff(weighed.ids) > 0).all()


def test_a_text_without_known_words_weighs_nothing() -> None:
    """No words, no concepts, no division by zero."""
    weighed = load_background().weigh(load_lexicon().concepts([], "en"))
    assert len(weighed.ids) == 0


def test_rare_concepts_weigh_more_than_common_ones() -> None:
    """What few reports mention says more than what all mention."""
    lexicon = load_lexicon()
    place = {lexicon.label(i): i for i in range(len(lexicon))}
    assert lexicon.rarity[place["earthquake"]] > lexicon.rarity[place["government"]]
    assert lexicon.rarity[place["government"]] > 0


def test_what_stands_first_weighs_more() -> None:
    """A concept weighs less the further down a report its word stands."""
    lexicon, filler = load_lexicon(), ["the"] * 300
    first = lexicon.concepts(["earthquake", *filler, "election"], "en")
    last = lexicon.concepts(["election", *filler, "earthquake"], "en")
    share = {lexicon.label(i): i for i in range(len(lexicon))}["earthquake"]
    told = [load_background().weigh(vector) for vector in (first, last)]
    early, late = (float(found.values[found.ids == share][0]) for found in told)
    assert early > late > 0


def test_what_is_said_again_adds_less() -> None:
    """The second mention adds less than the first, each of the next two less than the second."""
    once, twice, often = dampen(np.array([1.0, 2.0, 4.0])).tolist()
    assert once > twice - once > 0
    assert twice - once > (often - twice) / 2 > 0


def test_an_unseen_language_gets_the_general_mean() -> None:
    """The mean over languages stands in; it is read-only."""
    background = load_background()
    mean = background.mean("xx")
    assert (mean == background.mean("und")).all()
    with pytest.raises(ValueError, match="read-only"):
        mean[0] = 1


def test_scales_do_not_depend_on_the_order_of_languages() -> None:
    """Both orders give one scale; unseen languages give one too."""
    background = load_background()
    assert background.scale("de", "fr") == background.scale("fr", "de")
    assert background.scale("xx", "yy")[1] > 0


def test_reports_of_one_language_are_alike_by_chance_more_often() -> None:
    """The spread inside a language is wider than across languages."""
    background = load_background()
    assert background.scale("de", "de")[1] > background.scale("de", "fr")[1]
