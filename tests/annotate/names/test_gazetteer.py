"""Well-known names: told whole, by their words, whatever the tagger says."""

from __future__ import annotations

from stemmata.annotate.names import find_names_in
from stemmata.annotate.names.gazetteer import begun_by, longest_name, may_begin


def test_longest_known_name_is_taken() -> None:
    """Of the known names that a word begins, the longest that the text has counts."""
    text = "The United Nations met."
    end, kind = longest_name(text, len("The United"), begun_by("united", "en"), "en")
    assert (text[4:end], kind > 0) == ("United Nations", True)


def test_last_word_needs_its_capital() -> None:
    """With capitals, a known name whose last word is written small is none."""
    assert longest_name("the Red sea of flags", 7, begun_by("red", "en"), "en") == (0, 0)


def test_arabic_names_are_known_behind_particles() -> None:
    """A name is known with a conjunction or a preposition written together with it."""
    texts = ("اجتمعت الأمم المتحدة أمس", "قال وزير للأمم المتحدة أمس", "اتفق العراق والأمم المتحدة")
    found = [[name.text for name in find_names_in(text, "ar")] for text in texts]
    assert [any("مم المتحدة" in name for name in names) for names in found] == [True] * 3


def test_first_words_agree_with_what_they_begin() -> None:
    """Words said to begin a known name do, looked up one by one or together."""
    words = ["united", "house", "red", "qwrtzx", "new"]
    several = [begun_by(word, "en").most > 1 for word in words]
    assert may_begin(words, "en", least=2).tolist() == several
