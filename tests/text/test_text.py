"""Laws of words, folding and sentences that any text keeps."""

import re

import sentencex
from hypothesis import given
from hypothesis import strategies as st

from stemmata.text import (
    cut_words,
    fold,
    fold_all,
    sentence_bounds,
    sentences,
    word_columns,
    word_forms,
    word_spans,
    words,
)

TEXTS = st.text(
    st.one_of(st.sampled_from("abÉßёЁ 0.,'’-!?\n»“报道カナไทยهَ"), st.characters(codec="utf-8"))
)


@given(TEXTS)
def test_columns_tile_the_text(text: str) -> None:
    """Gaps and words by turns give the text back, and each word stands where it says."""
    columns = word_columns(text)
    turns = [part for pair in zip(columns.gaps, columns.forms, strict=False) for part in pair]
    assert "".join([*turns, columns.gaps[-1]]) == text
    spans = list(zip(columns.starts, columns.ends, strict=True))
    assert [text[start:end] for start, end in spans] == list(columns.forms)


@given(TEXTS)
def test_words_are_the_same_however_they_are_asked_for(text: str) -> None:
    """Tokens, forms, spans and columns agree."""
    tokens = words(text)
    assert [token.form for token in tokens] == word_forms(text) == list(word_columns(text).forms)
    assert [(token.start, token.end) for token in tokens] == word_spans(text)


@given(TEXTS)
def test_cut_words_lose_nothing(text: str) -> None:
    """Words that are cut at a letter are their pieces, none of them empty."""
    columns = word_columns(text)
    cut = cut_words(text, columns, re.compile("(a)"))
    assert "".join(cut.forms) == "".join(columns.forms)
    assert all(cut.forms)
    assert not any("a" in form and form != "a" for form in cut.forms)


@given(TEXTS)
def test_words_fold_at_once_as_they_fold_singly(text: str) -> None:
    """What stands beside a word changes nothing in how it is folded."""
    forms = word_forms(text)
    assert fold_all(forms) == [fold(form) for form in forms]


@given(TEXTS)
def test_plain_lines_are_what_the_splitter_says(text: str) -> None:
    """Lines that are not given to the splitter are those it leaves whole."""
    expected = [
        piece.strip()
        for line in re.split("[\n\r\u2028\u2029]", text)
        for piece in sentencex.segment("en", line)
        if piece.strip()
    ]
    found = [span.quote(text) for span in sentences(text, "en")]
    assert "".join(found) == "".join(expected)
    assert found == expected


def test_bounds_are_the_sentences() -> None:
    """Bounds and spans are of the same sentences."""
    text = "Dr. Weiss spoke. Nobody answered!\n\nThe end"
    assert [text[a:b] for a, b in sentence_bounds(text, "en")] == [
        "Dr. Weiss spoke.",
        "Nobody answered!",
        "The end",
    ]


@given(st.lists(st.text(), min_size=1, max_size=40))
def test_a_long_text_folds_like_its_pieces(forms: list[str]) -> None:
    """Many words are folded by another way than one, to the same."""
    lines = [line for form in forms for line in form.splitlines() if line]
    filler = ["é" * 400]
    assert fold_all(filler + lines)[1:] == [fold(line) for line in lines]
