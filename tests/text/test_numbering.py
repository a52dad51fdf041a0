"""Words by number: what is known of a form is the same however it is asked for."""

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.text import (
    FormKinds,
    FormTable,
    NumberedWords,
    Vocabulary,
    number_words,
    numbered_columns,
    numbering,
    word_columns,
)

FORMS = st.lists(st.text(max_size=4), max_size=12)


def _lengths() -> FormTable:
    return FormTable(lambda forms: (np.array([len(form) for form in forms], np.intp),))


@given(st.lists(FORMS, max_size=5))
def test_a_number_stands_for_one_form(batches: list[list[str]]) -> None:
    """Forms can be read back from their numbers, and equal forms have equal numbers."""
    vocabulary = Vocabulary()
    for forms in batches:
        numbers = vocabulary.number(forms).tolist()
        assert [vocabulary.forms[number] for number in numbers] == forms
    assert len(vocabulary) == len({form for forms in batches for form in forms})


@given(st.lists(FORMS, max_size=5))
def test_a_table_holds_what_was_worked_out_of_each_form(batches: list[list[str]]) -> None:
    """A form's values do not depend on what was read before or of which vocabulary it is."""
    table, vocabularies = _lengths(), (Vocabulary(), Vocabulary())
    for place, forms in enumerate(batches):
        vocabulary = vocabularies[place % 2]
        (lengths,) = table.read(NumberedWords(vocabulary, vocabulary.number(forms)))
        assert lengths.tolist() == [len(form) for form in forms]


@given(st.lists(FORMS, max_size=5))
def test_the_kind_of_a_form_is_worked_out_once_and_only_if_asked_for(
    batches: list[list[str]],
) -> None:
    """Kinds are those worked out, for each form once a vocabulary, and for no other form."""
    asked: list[str] = []

    def lengths(forms: list[str]) -> list[int]:
        asked.extend(forms)
        return [len(form) + 1 for form in forms]

    kinds, vocabulary = FormKinds(lengths), Vocabulary()
    vocabulary.number(["never", "asked"])
    for forms in batches:
        found = kinds.read(NumberedWords(vocabulary, vocabulary.number(forms)))
        assert found.tolist() == [len(form) + 1 for form in forms]
    assert sorted(asked) == sorted({form for forms in batches for form in forms})


def test_a_full_vocabulary_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory stays bounded; words numbered before can still be read."""
    monkeypatch.setattr(numbering, "_MOST_FORMS", 3)
    table = _lengths()
    before = number_words(["one", "three", "seven", "eleven"])
    after = number_words(["one", "three"])
    assert len(after.vocabulary) == 2
    assert [table.read(words)[0].tolist() for words in (after, before)] == [[3, 5], [3, 5, 5, 6]]


def test_the_words_of_a_text_are_numbered() -> None:
    """The numbers are those of the columns, in order."""
    words = numbered_columns("Rain fell, rain stopped.")
    forms = tuple(words.vocabulary.forms[number] for number in words.numbers)
    assert forms == word_columns("Rain fell, rain stopped.").forms


def test_threads_share_a_vocabulary() -> None:
    """Eight threads give a form one number and read one value for it."""
    vocabulary, table = Vocabulary(), _lengths()
    forms = [str(number) for number in range(5_000)]
    found: list[list[int]] = []

    def read(first: int) -> None:
        part = forms[first:] + forms[:first]
        found.append(table.read(NumberedWords(vocabulary, vocabulary.number(part)))[0].tolist())
        assert [vocabulary.forms[n] for n in vocabulary.number(part)] == part

    threads = [threading.Thread(target=read, args=(first * 500,)) for first in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(sum, found)) == [sum(map(len, forms))] * 8
    assert len(vocabulary) == len(forms)
