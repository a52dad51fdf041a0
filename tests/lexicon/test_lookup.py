"""The lexicon that comes with the package, as the stages use it."""

from __future__ import annotations

import itertools
import pickle
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.errors import LexiconError
from stemmata.lexicon import Lexicon, load_background, load_lexicon, open_lexicon
from stemmata.text import number_words, numbering

SHIPPED = Path(sys.modules["stemmata.lexicon"].__file__ or "").parent / "data" / "lexicon.bin"
ISSUED = [
    "en",
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "nl",
    "ru",
    "uk",
    "pl",
    "cs",
    "bg",
    "sr",
    "hr",
    "ro",
    "hu",
    "el",
    "tr",
    "ar",
    "fa",
    "he",
    "hi",
    "bn",
    "ur",
    "id",
    "ms",
    "vi",
    "th",
    "zh",
    "ja",
    "ko",
    "sv",
    "da",
    "fi",
    "sw",
    "ta",
]
EARTHQUAKE = {
    "de": "Erdbeben",
    "fr": "séisme",
    "es": "terremoto",
    "pt": "terremotos",
    "it": "terremoto",
    "nl": "aardbeving",
    "ru": "землетрясения",
    "uk": "землетрус",
    "pl": "trzęsienie",
    "cs": "zemětřesení",
    "bg": "земетресение",
    "sr": "земљотрес",
    "hr": "potres",
    "ro": "cutremur",
    "hu": "földrengés",
    "el": "σεισμός",
    "tr": "deprem",
    "ar": "زلزال",
    "fa": "زلزله",
    "he": "רעידת",
    "hi": "भूकंप",
    "ur": "زلزلہ",
    "id": "gempa",
    "vi": "đất",
    "th": "แผ่นดินไหว",
    "zh": "地震",
    "ja": "地震",
    "ko": "지진",
    "sv": "jordbävning",
    "da": "jordskælv",
    "fi": "maanjäristys",
}


def labels(form: str, language: str) -> list[str]:
    """Return the English labels of a form."""
    lexicon = load_lexicon()
    return [lexicon.label(i) for i in lexicon.concepts([form], language).ids.tolist()]


def test_every_language_of_the_issue_is_there() -> None:
    """All 36 languages asked for have a table."""
    assert set(ISSUED) <= set(load_lexicon().languages)


def test_the_files_keep_within_twenty_megabytes() -> None:
    """Lexicon and background together are at most 20 MB."""
    data = Path(sys.modules["stemmata.lexicon"].__file__ or "").parent / "data"
    size = sum((data / name).stat().st_size for name in ("lexicon.bin", "background.bin"))
    assert size <= 20_000_000


@pytest.mark.parametrize(("language", "form"), sorted(EARTHQUAKE.items()))
def test_a_word_of_the_news_is_known_in_each_language(language: str, form: str) -> None:
    """The word for earthquake (or a part of it) leads to its English concept."""
    assert {"earthquake", "quake", "earth", "land"} & set(labels(form, language))


@pytest.mark.parametrize(
    ("language", "form", "label"),
    [
        ("pl", "policjantami", "policeman"),
        ("uk", "президентом", "president"),
        ("ko", "지진을", "earthquake"),
        ("he", "הנשיא", "president"),
        ("tr", "depremde", "earthquake"),
        ("fi", "presidentin", "president"),
        ("ar", "الانتخابات", "election"),
    ],
)
def test_inflected_forms_lead_to_the_concept_of_their_base(
    language: str, form: str, label: str
) -> None:
    """Case, number and attached particles do not hide a word."""
    assert label in labels(form, language)


def test_both_scripts_of_serbian_lead_to_the_same_concepts() -> None:
    """Cyrillic and Latin spellings of one word share their entry."""
    assert labels("председник", "sr") == labels("predsednik", "sr") != []


def test_a_compound_gives_the_concepts_of_its_parts() -> None:
    """A closed compound that is not filed is cut into filed words."""
    found = labels("Erdbebenpräsident", "de")
    assert "earthquake" in found
    assert "president" in found


@pytest.mark.parametrize(
    ("form", "language", "label"),
    [("והשבוע", "he", "week"), ("ולממשלה", "he", "government"), ("وللاقتصاد", "ar", "economy")],
)
def test_what_is_written_in_front_of_a_word_does_not_hide_it(
    form: str, language: str, label: str
) -> None:
    """An article, a preposition and "and" in one word with what follows are taken away."""
    assert label in labels(form, language)


def test_a_word_of_few_syllables_is_found_before_its_endings() -> None:
    """Two letters that are syllables are enough of a beginning."""
    assert "earthquake" in labels("지진이었다", "ko")


def test_positions_point_to_the_forms() -> None:
    """Each entry names the form it came from; unknown forms give none."""
    vector = load_lexicon().concepts(["Qwrtzx", "earthquake"], "en")
    assert vector.positions.tolist() == [1]
    assert vector.ids.dtype == np.int32
    assert vector.weights.dtype == np.float32


def test_an_unknown_language_is_read_as_english() -> None:
    """A language without a table still finds names and borrowed words."""
    assert "earthquake" in labels("earthquake", "xx")


def test_commonness_tells_everyday_words_from_rare_and_unseen_ones() -> None:
    """The commonness falls from an everyday word over a rare one to 0."""
    lexicon = load_lexicon()
    everyday = lexicon.commonness("house", "en")
    rare = lexicon.commonness("seismologist", "en")
    assert 1 >= everyday > rare > lexicon.commonness("qwrtzx", "en") == 0
    assert lexicon.knows("house", "en")
    assert not lexicon.knows("qwrtzx", "en")


def test_kanji_and_their_endings_are_one_word() -> None:
    """Japanese words of mixed scripts are not cut between the scripts."""
    text = "冷たい水"
    spans = load_lexicon().segment(text, "ja")
    assert [text[a:b] for a, b in spans] == ["冷たい", "水"]


def test_an_unknown_name_in_katakana_stays_whole() -> None:
    """What no word covers is not cut into letters."""
    text = "ヌケニョメは"
    spans = load_lexicon().segment(text, "ja")
    assert [text[a:b] for a, b in spans] == ["ヌケニョメ", "は"]


@given(
    st.text(alphabet="地震発生東京カナのはabc 1、。ก็ไทย", max_size=40),
    st.sampled_from(["zh", "ja", "th", "de"]),
)
def test_segments_are_in_order_and_inside_the_text(text: str, language: str) -> None:
    """Spans never overlap, never leave the text, and cover every letter."""
    spans = load_lexicon().segment(text, language)
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(spans))
    covered = {place for a, b in spans for place in range(a, b)}
    assert {i for i, letter in enumerate(text) if letter.isalnum()} <= covered


@given(st.lists(st.text(max_size=12), max_size=8), st.sampled_from(ISSUED))
def test_concepts_are_the_sum_of_their_forms(forms: list[str], language: str) -> None:
    """Any text is looked up without error, and each form by itself."""
    lexicon = load_lexicon()
    together = lexicon.concepts(forms, language)
    apart = [lexicon.concepts([form], language).ids.tolist() for form in forms]
    assert together.ids.tolist() == [i for ids in apart for i in ids]
    assert (together.weights > 0).all()
    assert (together.ids < len(lexicon)).all()


@given(st.data(), st.sampled_from(sorted({*ISSUED, "is", "xx"})))
def test_words_looked_up_together_read_as_each_by_itself(
    data: st.DataObject, language: str
) -> None:
    """A batch gives what single look-ups give, whether a word was met before or not."""
    known = [EARTHQUAKE.get(language, "house"), "earthquake", "policjantami", "Erdbebenpräsident"]
    letters = st.text(alphabet="aeinrstdéökl'-地震発東カナのแผ่นดินкоти ِ12", max_size=14)
    word = st.one_of(letters, st.text(max_size=6), st.sampled_from(known))
    forms = data.draw(st.lists(word, max_size=12))
    together, apart = Lexicon(SHIPPED), Lexicon(SHIPPED)
    vector, commonness = together.read(number_words(forms), language)
    singly = [apart.concepts([form], language) for form in forms]
    assert vector.ids.tolist() == [i for single in singly for i in single.ids.tolist()]
    assert vector.weights.tolist() == [w for single in singly for w in single.weights.tolist()]
    counts = [len(single.ids) for single in singly]
    assert vector.positions.tolist() == [n for n, count in enumerate(counts) for _ in range(count)]
    expected = [apart.commonness(form, language) for form in forms]
    assert commonness.tolist() == pytest.approx(expected, abs=1e-6)


@given(
    st.text(alphabet="地震発生東京カナのはabc 1、。ก็ไทย", max_size=40),
    st.sampled_from(["zh", "ja", "th", "de"]),
)
def test_words_are_the_segments_as_written(text: str, language: str) -> None:
    """Words without places are those with places."""
    lexicon = load_lexicon()
    assert lexicon.words(text, language) == [text[a:b] for a, b in lexicon.segment(text, language)]


def test_a_word_met_before_is_read_beside_one_not_met_before() -> None:
    """Reading a new word forgets no other, in whatever order the two were numbered."""
    lexicon = open_lexicon.__wrapped__(SHIPPED)
    number_words(["Überseehafen"])
    number_words(["Hochwasser"])
    alone = lexicon.concepts(["Hochwasser"], "de").ids.tolist()
    both = lexicon.concepts(["Überseehafen", "Hochwasser"], "de")
    assert alone
    assert both.ids[both.positions == 1].tolist() == alone


def test_a_memory_that_is_full_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many words come, each is read as at first, and the memory stays bounded."""
    monkeypatch.setattr(numbering, "_MOST_FORMS", 5)
    lexicon, expected = Lexicon(SHIPPED), load_lexicon()
    forms = [f"{word}{ending}" for word in ("Wahl", "Haus", "Krieg") for ending in ("", "en", "s")]
    for part in (forms[:4], forms[2:8], forms, forms[:2]):
        assert (
            lexicon.concepts(part, "de").ids.tolist() == expected.concepts(part, "de").ids.tolist()
        )


def test_threads_share_the_lexicon() -> None:
    """Eight threads read the same entries."""
    forms = [f"{word}{ending}" for word in ("Wahl", "Haus", "Krieg") for ending in ("", "en", "s")]
    expected = load_lexicon().concepts(forms, "de").ids.tolist()
    fresh = Lexicon(SHIPPED)
    found: list[list[int]] = []
    threads = [
        threading.Thread(target=lambda: found.append(fresh.concepts(forms, "de").ids.tolist()))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 8


def test_lexicon_and_background_travel_to_another_process() -> None:
    """Pickling sends the way to load them, not their content."""
    sent = pickle.dumps((load_lexicon(), load_background()))
    assert len(sent) < 1_000
    assert pickle.loads(sent)[0] is load_lexicon()  # noqa: S301 - our own bytes


def test_loading_reads_nothing_ahead() -> None:
    """Mapping takes less than 0.3 s in a fresh process."""
    code = (
        "import time; from stemmata.lexicon import load_background, load_lexicon;"
        "t = time.process_time(); load_lexicon(); load_background();"
        "print(time.process_time() - t)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 0.3


@pytest.mark.parametrize("content", [b"", b"STEMMATA", b"nonsense" * 20, b"STEMMATA" + b"\xff" * 8])
def test_a_damaged_file_is_told_with_advice(tmp_path: Path, content: bytes) -> None:
    """A file that is no lexicon raises LexiconError, which says what to do."""
    path = tmp_path / "lexicon.bin"
    path.write_bytes(content)
    with pytest.raises(LexiconError, match="build the file"):
        open_lexicon(path)
