"""Names in a script without capitals, by what stands before them."""

from __future__ import annotations

import pytest

from stemmata.annotate.names import find_names_in


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("وافقت شركة تيلبراكس على البيع.", "تيلبراكس", "organisation"),
        ("وصل الوفد إلى مدينة كلونديفا مساء.", "كلونديفا", "place"),
        ("ورفض رئيس بلدية المدينة، ماكزيم دروفيتش، الطلب.", "ماكزيم دروفيتش", "person"),
        ("وقالت نقابة «فلومينار» إنها ستضرب.", "فلومينار", "organisation"),
    ],
)
def test_a_word_that_nothing_knows_is_a_name_where_one_is_introduced(
    text: str, name: str, kind: str
) -> None:
    """Behind a general word, in quotation marks behind one, and behind a title and a comma."""
    assert (name, kind) in {(each.text, each.kind) for each in find_names_in(text, "ar")}


def test_a_known_word_behind_a_general_one_is_no_name() -> None:
    """A company that is big is not called so."""
    assert not find_names_in("قبلت شركة كبيرة العرض.", "ar")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He asked the Harbour Audit Office twice.", ["Harbour Audit Office"]),
        ("The Manolo Development Fund froze it.", ["Manolo Development Fund"]),
        ("Office workers left.", []),
    ],
)
def test_capitals_that_a_general_word_ends_are_one_name(text: str, names: list[str]) -> None:
    """Where general words come last, the whole run is the name of an organisation."""
    assert [each.text for each in find_names_in(text, "en")] == names


def test_an_organisation_stands_before_the_title_of_a_person() -> None:
    """What the text writes twice and a title of a named person follows is an organisation."""
    text = "瀚屿特钢副总经理王建国在接受采访时说。瀚屿特钢将扩建。"
    names = [each.text for each in find_names_in(text, "zh") if each.kind == "organisation"]
    assert names == ["瀚屿特钢", "瀚屿特钢"]
