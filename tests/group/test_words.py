"""Words as keys: stems, sounds, rarity."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stemmata.group.words import LEAST_SOUND_RARITY, Keys, rarity_of, read_keys
from stemmata.text import NumberedWords, Vocabulary, number_words

WORD = st.text(st.characters(exclude_characters="\n", codec="utf-8"), max_size=10)


def _keys(forms: list[str]) -> tuple[Keys, Keys]:
    return read_keys(number_words(forms))


@given(st.lists(WORD, max_size=10))
def test_words_read_together_have_the_keys_of_each_by_itself(forms: list[str]) -> None:
    """A batch gives what single words give, met before or not."""
    together, apart = Vocabulary(), Vocabulary()
    stems, sounds = read_keys(NumberedWords(together, together.number(forms)))
    singly = [read_keys(NumberedWords(apart, apart.number([form]))) for form in forms]
    assert stems.tolist() == [int(stem[0]) for stem, _ in singly]
    assert sounds.tolist() == [int(sound[0]) for _, sound in singly]


def test_a_name_sounds_alike_in_other_scripts_and_forms() -> None:
    """Scripts, accents and doubled letters do not change the sound; other names have others."""
    _, sounds = _keys(["Merkel", "Меркель", "ميركل", "Merckel", "Mirkell", "Macron"])
    assert len(set(sounds[:5].tolist())) == 1
    assert sounds[5] not in {0, sounds[0]}


def test_words_that_can_be_no_name_have_no_sound() -> None:
    """Small letters, Han letters, figures and short words have no sound; figures no stem."""
    stems, sounds = _keys(["merkel", "北京", "1945", "Ana"])
    assert sounds.tolist() == [0, 0, 0, 0]
    assert (stems > 0).tolist() == [True, True, False, True]


def test_inflection_behind_six_letters_keeps_the_stem() -> None:
    """Endings of longer words and capitals do not part words."""
    stems, _ = _keys(["earthquake", "Earthquakes", "earthen"])
    assert stems[0] == stems[1] != stems[2]


def test_rarity_falls_with_commonness_and_is_never_negative() -> None:
    """The unseen are rarest, the commonest not rare at all."""
    rarity = rarity_of(np.linspace(0, 1, 50, dtype=np.float32))
    assert (np.diff(rarity) <= 0).all()
    assert rarity[0] > LEAST_SOUND_RARITY
    assert rarity[-1] == 0
