"""Byte n-grams walked in arrays say what py3langid says byte by byte."""

from __future__ import annotations

import numpy as np
import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from stemmata.clean.ngrams import LONGEST, load_model, rank

TEXTS = (
    "The council of Selm met on Monday and put off the vote.",
    "Рада Сельма собралась в понедельник и отложила голосование.",
    "Der Rat trat am Montag zusammen.",
    "RATET I SELM",
    "x",
    "اجتمع مجلس المدينة يوم الاثنين",
)
POSSIBLE = ("ar", "bg", "da", "de", "en", "fa", "no", "ru", "sr", "sv", "uz")


@pytest.fixture(scope="module")
def reference() -> LanguageIdentifier:
    """The identifier that the model comes with, held to the same languages."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(POSSIBLE)
    return identifier


@pytest.mark.parametrize("text", TEXTS)
def test_probabilities_are_those_of_the_model(reference: LanguageIdentifier, text: str) -> None:
    """Every language has the probability that py3langid gives it."""
    expected = dict(reference.rank(text))
    found = dict(rank(text, POSSIBLE))
    assert found.keys() == expected.keys()
    assert sum(found.values()) == pytest.approx(1.0)
    for code, probability in expected.items():
        assert found[code] == pytest.approx(probability, abs=1e-5)


def test_no_state_remembers_more_than_the_longest_ngram() -> None:
    """All states are reached within so many bytes: what lies further back cannot matter."""
    model = load_model()
    moves = model.moves.reshape(-1, 256)
    reached = np.zeros(len(model.rows), dtype=bool)
    reached[0] = True
    newest = np.array([0])
    for _ in range(LONGEST):
        following = np.unique(moves[model.rows[newest] >> 8])
        newest = following[~reached[following]]
        reached[newest] = True
    assert reached.all()
