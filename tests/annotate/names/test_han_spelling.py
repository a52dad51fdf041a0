"""What Han letters stand for in foreign names: learned from pairs, used for whole names only."""

from __future__ import annotations

from stemmata.annotate.names.han_spelling import foreign_spelling
from stemmata.annotate.names.han_spelling_training import learn_spellings
from stemmata.annotate.names.written import write_out
from stemmata.text import romanise


def _unlike(letter: str, stretch: str) -> float:
    own = romanise(letter)
    return 0.5 if stretch == own else 1.5 + abs(len(stretch) - len(own))


def test_letters_stand_for_what_they_write() -> None:
    """A letter is learned to stand for what names have in its place, whatever its own sound."""
    pairs = [("kila", "基拉"), ("lamo", "拉莫"), ("moki", "莫基"), ("kimola", "基莫拉")]
    learned = learn_spellings(pairs * 3, _unlike)
    assert learned == {"基": "ki", "拉": "la", "莫": "mo"}


def test_names_in_other_scripts_have_no_such_spelling() -> None:
    """Only Han letters are spelled so, one word for each part of the name."""
    assert foreign_spelling(write_out("Henry Kissinger", "en")) == ()
    assert foreign_spelling(write_out("Генри Киссинджер", "ru")) == ()
    assert len(foreign_spelling(write_out("亨利·基辛格", "zh"))) == 2
