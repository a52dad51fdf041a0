"""A run of letters that is no word costs no more than a word."""

from __future__ import annotations

import time

from stemmata.lexicon import load_lexicon


def test_a_million_letters_are_no_word() -> None:
    """A giant run has no concept, in no language, and is told so at once."""
    lexicon = load_lexicon()
    start = time.process_time()
    for language in ("en", "de", "zh", "xx"):
        assert len(lexicon.concepts(["x" * 1_000_000], language).ids) == 0
    assert time.process_time() - start < 10
