"""Scripts without spaces are cut the cheapest way."""

from __future__ import annotations

import itertools
import time
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.lexicon import load_lexicon
from stemmata.lexicon.segmentation import UnigramSegmenter, fold_letters

LETTERS = "地震発生の東京ตกไม"
UNKNOWN = 26.0  # what a letter costs that no word covers


def cost_of(word: str, vocabulary: dict[str, int]) -> float:
    """Return what a word costs, without bound if it is neither known nor one letter."""
    known = 22 * (1 - vocabulary[word] / 255) if word in vocabulary else float("inf")
    return min(known, UNKNOWN) if len(word) == 1 else known


def cheapest(run: str, vocabulary: dict[str, int]) -> float:
    """Return what the cheapest of all ways to cut a run costs."""
    ways = itertools.product((False, True), repeat=len(run) - 1)
    return min(sum(cost_of(word, vocabulary) for word in cut_at(run, way)) for way in ways)


def cut_at(run: str, way: tuple[bool, ...]) -> list[str]:
    """Return the words of a run cut behind the letters marked."""
    places = [0, *[n for n, cut in enumerate(way, start=1) if cut], len(run)]
    return [run[a:b] for a, b in itertools.pairwise(places)]


@given(
    st.text(alphabet=LETTERS, min_size=1, max_size=9),
    st.dictionaries(
        st.text(alphabet=LETTERS, min_size=1, max_size=4), st.integers(1, 255), max_size=12
    ),
)
def test_no_other_way_to_cut_is_cheaper(run: str, vocabulary: dict[str, int]) -> None:
    """The words found cost as little as the best of all ways to cut."""
    digests = np.array([crc32(word.encode()) for word in vocabulary], np.uint32)
    commonness = np.array(list(vocabulary.values()), np.uint8)
    spans = UnigramSegmenter(digests, commonness, 4).cut(run)
    assert "".join(run[a:b] for a, b in spans) == run
    found = sum(cost_of(run[a:b], vocabulary) for a, b in spans)
    assert found == pytest.approx(cheapest(run, vocabulary), abs=1e-4)


@given(st.lists(st.text(alphabet="地震発生東京カナのは", max_size=12), max_size=5))
def test_the_runs_of_a_text_are_cut_as_each_by_itself(runs: list[str]) -> None:
    """What stands beside a run does not change how it is cut."""
    lexicon = load_lexicon()
    together = lexicon.words("、x 12.".join(runs), "ja")
    apart = [word for run in runs for word in lexicon.words(run, "ja")]
    assert [word for word in together if word not in {"x", "12"}] == apart


@given(st.text(max_size=20))
def test_folding_letters_keeps_their_places(text: str) -> None:
    """A text with folded letters is as long as before."""
    assert len(fold_letters(text)) == len(text)


def test_a_long_text_costs_as_much_a_letter_as_a_short_one() -> None:
    """Two hundred thousand letters without a break are cut in a few seconds at most."""
    text = "東京で地震が発生した" * 20_000
    start = time.process_time()
    words = load_lexicon().words(text, "ja")
    assert time.process_time() - start < 5
    assert "".join(words) == text


@given(st.lists(st.text(alphabet=LETTERS + "、x ", max_size=12), min_size=1, max_size=4))
def test_what_was_cut_before_is_cut_alike_in_another_text(texts: list[str]) -> None:
    """Runs that are remembered from one text give the same words, at their places, in the next."""
    words = {"地震": 200, "発生": 150, "東京": 180, "の": 250, "東": 90, "ตก": 80}
    digests = np.array([crc32(word.encode()) for word in words], np.uint32)
    commonness = np.array(list(words.values()), np.uint8)
    used = UnigramSegmenter(digests, commonness, 4)
    for text in texts:
        assert used.cut_text(text) == UnigramSegmenter(digests, commonness, 4).cut_text(text)
