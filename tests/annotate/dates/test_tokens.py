"""Laws of the tokens that time expressions are read from."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from stemmata.annotate.dates.forms import known_forms
from stemmata.annotate.dates.tokens import cut_tokens

PIECES = [
    "10-year-old",
    "15",
    ":",
    "30",
    "l'hiver",
    "May",
    "/",
    "2026",
    "–",
    "12.05.2026",
    "Monday",
]
PIECES += ["_", " ", ". ", "3rd", "the", "'", "mid-July", "U.S", "jeudi", "3,4", "½", "día", "\n"]


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["en", "fr", "es", "it"]))
def test_words_that_mean_something_are_cut_as_the_language_cuts_the_whole_text(
    pieces: list[str], language: str
) -> None:
    """Taking the shared words and cutting only some of them again loses no word of time."""
    text, known = "".join(pieces), known_forms(language)
    # A number run into a word ("día12.05.2026", "2026jeudi") is cut with the word, and not found.
    assume(not any(re.match(r"\w\w", a[-1] + b[0]) for a, b in pairwise(pieces)))
    tokens = cut_tokens(text, known)
    parts = known.cut(text)
    edges = list(accumulate(map(len, parts), initial=0))
    whole = set(zip(parts[1::2], edges[1:-1:2], edges[2::2], strict=True))
    found = set(zip(tokens.forms, tokens.starts, tokens.ends, strict=False))
    known.kinds(parts[1::2])
    assert {token for token in whole if token[0] in known.meanings} == {
        token for token in found if token[0] in known.meanings
    }


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_tokens_and_gaps_make_the_text(pieces: list[str]) -> None:
    """Nothing of a text is lost or doubled between its tokens."""
    text = "".join(pieces)
    tokens = cut_tokens(text, known_forms("en"))
    beside = zip(tokens.gaps, tokens.forms, strict=True)
    assert "".join(gap + form for gap, form in beside) == text
