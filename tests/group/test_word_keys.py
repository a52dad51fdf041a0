"""Stems and sounds of words by number, whoever put the words there."""

from __future__ import annotations

from stemmata.group.words import read_keys
from stemmata.text import number_words


def test_strange_forms_of_others_spoil_no_keys() -> None:
    """Empty forms and line breaks, which no text gives, leave the keys of others as they are."""
    strange = number_words(["", "Ä\nß", "3\n4", "Merkelson", "Меркельсон"])
    sounds = read_keys(strange)[1].tolist()
    assert sounds[3] == sounds[4] > 0
