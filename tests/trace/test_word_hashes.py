"""What is known of words by number, whoever put them there."""

from __future__ import annotations

from stemmata.text import number_words
from stemmata.trace.word_hashes import known_hashes


def test_strange_forms_of_others_spoil_nothing() -> None:
    """Empty forms and line breaks, which no text gives, leave other forms as they are."""
    alone = [column.tolist() for column in known_hashes(number_words(["Merkel", "1,2", "rain"]))]
    strange = number_words(["", "Ä\nß", "3\n4", "Merkel", "1,2", "rain"])
    assert [column[3:].tolist() for column in known_hashes(strange)] == alone
