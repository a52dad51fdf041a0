"""How the lexicon is learned, on small invented material."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.lexicon import open_lexicon
from stemmata.lexicon.build.align import align
from stemmata.lexicon.build.distil import fill_forms, translations
from stemmata.lexicon.build.model import learn, write_lexicon
from stemmata.lexicon.build.sources import Material, is_held_out, read_materials
from stemmata.lexicon.build.vocabulary import commonness_of
from stemmata.lexicon.layout import map_arrays, write_arrays
from stemmata.lexicon.paradigms import group_rules, learn_beginnings, learn_endings
from stemmata.lexicon.segmentation import fold_letters, unspaced_spans
from stemmata.lexicon.units import varieties

EXAMPLES = [
    (["das", "haus", "brennt"], ["the", "house", "burns"], 1.0),
    (["das", "dorf", "brennt"], ["the", "village", "burns"], 1.0),
    (["das", "haus", "steht"], ["the", "house", "stands"], 1.0),
    (["haus"], ["house"], 2.0),
]


def test_alignment_finds_the_translation_that_explains_all_sentences() -> None:
    """Words that come and go together are linked."""
    found = translations(align(EXAMPLES))
    assert found["haus"][0][0] == "house"
    assert found["dorf"][0][0] == "village"
    assert found["brennt"][0][0] == "burns"


def test_alignment_of_nothing_is_empty() -> None:
    """A language without material has no translations."""
    assert translations(align([])) == {}


def test_probabilities_of_a_word_never_exceed_one() -> None:
    """What is kept of a word's translations sums to at most 1."""
    found = translations(align(EXAMPLES))
    assert all(sum(p for _, p in entries) <= 1 + 1e-9 for entries in found.values())


def _verbs() -> dict[str, list[tuple[str, float]]]:
    stems = ["danar", "kolit", "mered", "sopal", "tuvin", "belor"]
    return {stem + ending: [(stem, 1.0)] for stem in stems for ending in ("", "um", "ia")}


def test_endings_that_keep_the_meaning_become_rules() -> None:
    """An exchange seen to keep the translation is learned with its reliability."""
    rules = {(written, filed): r for written, filed, r in learn_endings(_verbs())}
    assert rules["um", ""] == pytest.approx(6 / 9, abs=0.01)


def test_beginnings_that_keep_the_meaning_become_rules() -> None:
    """Prefixes are learned the same way, spelled in the right order."""
    found = {unit[::-1]: entries for unit, entries in _verbs().items()}
    assert ("mu", "") in {(written, filed) for written, filed, _ in learn_beginnings(found)}


def test_endings_that_change_the_meaning_do_not_become_rules() -> None:
    """Chance likeness of words gives no rule."""
    found = {unit: [(unit, 1.0)] for unit in _verbs()}
    assert learn_endings(found) == []


def test_untranslated_forms_are_filled_from_their_base() -> None:
    """A form seen but never translated takes its base's translation, less surely."""
    found = _verbs()
    rules = group_rules(learn_endings(found), [])
    filled = fill_forms({**found, "novak": [("novak", 1.0)]}, {"novakum": 5.0}, rules)
    assert filled["novakum"][0][0] == "novak"
    assert filled["novakum"][0][1] < 1


def test_commonness_keeps_the_order_of_counts() -> None:
    """More often seen is never less common."""
    levels = commonness_of([1.0, 10.0, 10.0, 1e6]).tolist()
    assert levels == sorted(levels)
    assert levels[0] >= 1


@given(st.lists(st.integers(0, 2**32 - 1), max_size=30), st.text(max_size=10))
def test_arrays_survive_the_file(
    tmp_path_factory: pytest.TempPathFactory, values: list[int], text: str
) -> None:
    """What is written is mapped back unchanged and read-only."""
    path = tmp_path_factory.mktemp("layout") / "file.bin"
    array = np.array(values, dtype=np.uint32)
    write_arrays(path, {"text": text}, {"a": array, "b": array[:1]})
    about, arrays = map_arrays(path)
    assert about["text"] == text
    assert arrays["a"].tolist() == values
    assert not arrays["a"].flags.writeable


@given(st.text(alphabet="地カナabｱ①Ⅷก ", max_size=20))
def test_folding_letters_keeps_places(text: str) -> None:
    """Each letter is folded by itself, so that spans stay true."""
    assert len(fold_letters(text)) == len(text)
    assert all(0 <= a < b <= len(text) for a, b in unspaced_spans(text))


def _tiny_materials() -> dict[str, Material]:
    materials = {variety.table: Material() for variety in varieties().values()}
    materials["de"].pairs = [
        (" ".join(left), " ".join(right), weight) for left, right, weight in EXAMPLES
    ]
    everyday = {f"word{letter}{other}": 900 for letter in "abcdefghijk" for other in "abcdefghij"}
    materials["en"].frequencies = {**everyday, "house": 30, "village": 5}
    return materials


def test_building_twice_gives_the_same_file(tmp_path: Path) -> None:
    """The same sources give the same bytes."""
    files = []
    for name in ("a", "b"):
        learned, inventory = learn(_tiny_materials(), str)
        write_lexicon(learned, inventory, tmp_path / name, "full")
        files.append((tmp_path / name).read_bytes())
    assert files[0] == files[1]


def test_a_language_without_material_is_not_offered(tmp_path: Path) -> None:
    """Only what was learned is among the languages."""
    learned, inventory = learn(_tiny_materials(), str)
    write_lexicon(learned, inventory, tmp_path / "tiny.bin", "full")
    assert set(open_lexicon(tmp_path / "tiny.bin").languages) == {"de", "en"}


def test_one_sentence_in_three_is_held_out() -> None:
    """The choice hangs on the sentence alone."""
    share = sum(is_held_out(f"Sentence number {n}.") for n in range(3_000)) / 3_000
    assert share == pytest.approx(1 / 3, abs=0.05)


def test_missing_sources_are_named(tmp_path: Path) -> None:
    """The builder says which file it does not find."""
    with pytest.raises(Exception, match="parallel_tatoeba"):
        read_materials(tmp_path, "full")
