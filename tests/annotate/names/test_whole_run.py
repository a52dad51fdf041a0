"""What a run knows beyond one article: names missed, over scripts, garbled, half general."""

from __future__ import annotations

import random

from stemmata.annotate.names import resolve_names
from stemmata.annotate.names.sounding import distances, distances_to_latin, load_sounding
from stemmata.model import AnnotatedArticle, Article, Attribution, Name, NameKind, Origin


def _article(id_: str, language: str, text: str, *marked: tuple[str, NameKind]) -> AnnotatedArticle:
    names = tuple(
        Name(text.index(form), text.index(form) + len(form), form, kind) for form, kind in marked
    )
    return AnnotatedArticle(Article(id_, text, Origin(id_), language), names=names)


def _keys(articles: list[AnnotatedArticle]) -> dict[str, dict[str, str]]:
    return {a.id: {name.text: name.key for name in a.names} for a in resolve_names(articles)}


def _missed() -> list[AnnotatedArticle]:
    return [
        _article("a", "en", "The mayor of Morvandal spoke.", ("Morvandal", "place")),
        _article("b", "de", "In Morvandal regnet es.", ("Morvandal", "place")),
        _article("c", "en", "MORVANDAL – Rain fell. Everything in morvandale stopped."),
    ]


def test_a_name_of_others_is_found_in_capitals() -> None:
    """A name that two articles have is found in a third, in capitals too; small letters are not."""
    assert _keys(_missed())["c"] == {"MORVANDAL": "place:morvandal"}


def test_completion_never_depends_on_order() -> None:
    """Articles in any order are completed alike."""
    pile = _missed()
    expected = _keys(pile)
    for seed in range(4):
        random.Random(seed).shuffle(pile)  # noqa: S311 - an order, no secret
        assert _keys(pile) == expected


def test_a_source_of_several_articles_is_a_name() -> None:
    """An agency that two articles lean on is an organisation wherever it is written."""
    text = "Two ships met, Vestalor reported."
    start = text.index("Vestalor")
    leaning = (Attribution(start, start + 8, "Vestalor", "Vestalor"),)
    pile = [AnnotatedArticle(Article(n, text, Origin(n), "en"), attributions=leaning) for n in "ab"]
    pile.append(_article("c", "en", "Harbour closed (Vestalor) on Monday."))
    assert _keys(pile)["c"] == {"Vestalor": "organisation:vestalor"}


def test_everyday_words_are_not_completed() -> None:
    """A word in everyday use is no name elsewhere, however often it was taken for one."""
    pile = [_article(n, "en", "Report says so.", ("Report", "organisation")) for n in "ab"]
    pile.append(_article("c", "en", "Report denied."))
    assert _keys(pile)["c"] == {}


def test_company_ties_what_sound_alone_leaves_open() -> None:
    """A person written in Han is the Latin one in the same company, at a likeness short of sure."""
    latin: list[tuple[str, NameKind]] = [
        ("Ilda Marquezan", "person"),
        ("Teodor Valcke", "person"),
    ]
    text = "Ilda Marquezan met Teodor Valcke."
    pile = [_article(n, "en", text, *latin) for n in "ab"]
    han = "伊尔达·马克赞会见了特奥多尔·瓦尔克。"
    pile.append(
        _article("z", "zh", han, ("伊尔达·马克赞", "person"), ("特奥多尔·瓦尔克", "person"))
    )
    assert set(_keys(pile)["z"].values()) == {"person:ilda-marquezan", "person:teodor-valcke"}


def test_general_words_are_told_from_the_proper_word() -> None:
    """One bridge has one key over languages, where the articles share other names."""
    others: list[tuple[str, NameKind]] = [("Ilda Marquezan", "person"), ("Teodor Valcke", "person")]
    tail = " Ilda Marquezan, Teodor Valcke."
    pile = [
        _article("a", "en", "Sarvena Bridge fell." + tail, ("Sarvena Bridge", "place"), *others),
        _article("b", "pt", "Ponte Sarvena caiu." + tail, ("Ponte Sarvena", "place"), *others),
        _article("c", "fr", "Le pont Sarvena tombe." + tail, ("Sarvena", "place"), *others),
    ]
    found = {key for keys in _keys(pile).values() for form, key in keys.items() if "Sar" in form}
    assert len(found) == 1


def test_two_letters_changed_places() -> None:
    """A surname with two letters swapped beside the same first name is suspected, not corrected."""
    pile = [
        _article(str(n), "en", "Ruy Dorvelha of Lima.", ("Ruy Dorvelha", "person"))
        for n in range(5)
    ]
    pile.append(_article("x", "en", "Ruy Dorvehla of Lima.", ("Ruy Dorvehla", "person")))
    (name,) = [n for n in resolve_names(pile)[-1].names if n.kind == "person"]
    assert name.key == "person:ruy-dorvehla"
    assert name.suspected == "person:ruy-dorvelha"
    assert "Ruy Dorvelha" in name.suspicion[1]


def test_an_ending_is_no_garbling() -> None:
    """A form that is another with an ending is not suspected."""
    pile = [_article(str(n), "en", "Oklavona won.", ("Oklavona", "place")) for n in range(5)]
    pile.append(_article("x", "en", "The Oklavonan won.", ("Oklavonan", "place")))
    assert not resolve_names(pile)[-1].names[0].suspected


def test_pairs_cost_what_they_cost_alone() -> None:
    """Comparing many pairs of words at once gives each the cost that it has by itself."""
    sounding = load_sounding("ru")
    latin = ["merkel", "putin", "", "zelenskyy", "a"]
    together = distances(latin, ["merkel'", "putin", "ab", "zelenskij", "angela"], sounding)
    alone = [
        float(distances_to_latin(word, [other], sounding)[0])
        for other, word in zip(
            latin, ["merkel'", "putin", "ab", "zelenskij", "angela"], strict=True
        )
    ]
    assert [round(float(cost), 4) for cost in together] == [round(cost, 4) for cost in alone]
    assert together[0] < 1
