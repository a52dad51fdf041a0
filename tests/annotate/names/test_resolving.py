"""Resolving names over a run: one key for one thing, two people stay two, order never matters."""

from __future__ import annotations

import pickle
import random

import pytest

from stemmata.annotate.names import gather, resolve_names
from stemmata.annotate.names.company import Company
from stemmata.annotate.names.garbling import suspect_garblings
from stemmata.annotate.names.linking import Groups, nodes_of
from stemmata.annotate.names.tallying import rows_of, tally
from stemmata.model import (
    AnnotatedArticle,
    Article,
    Attribution,
    Mention,
    Name,
    NameKind,
    Origin,
    Quote,
)
from stemmata.settings import NameSettings


def _article(id_: str, language: str, text: str, *marked: tuple[str, NameKind]) -> AnnotatedArticle:
    names: list[Name] = []
    position = 0
    for form, kind in marked:
        start = text.index(form, position)
        position = start + len(form)
        names.append(Name(start, position, form, kind))
    return AnnotatedArticle(Article(id_, text, Origin(id_), language), names=tuple(names))


def _pile() -> list[AnnotatedArticle]:
    return [
        _article(
            "a",
            "en",
            "Angela Merkel left. Merkel thanked the Netherlands.",
            ("Angela Merkel", "person"),
            ("Merkel", "person"),
            ("Netherlands", "place"),
        ),
        _article(
            "b",
            "de",
            "Angela Merkels Rede. Ulrike Merkel blieb. Holland schwieg.",
            ("Angela Merkels", "person"),
            ("Ulrike Merkel", "person"),
            ("Holland", "place"),
        ),
        _article(
            "c",
            "ru",
            "Ангелу Меркель ждали Нидерланды.",
            ("Ангелу Меркель", "person"),
            ("Нидерланды", "place"),
        ),
        _article(
            "d", "zh", "安格拉·默克尔访问荷兰。", ("安格拉·默克尔", "person"), ("荷兰", "place")
        ),
        _article("e", "ja", "アンゲラ・メルケル氏", ("アンゲラ・メルケル", "person")),
        _article("f", "es", "Los Países Bajos callan.", ("Países Bajos", "place")),
        _article("g", "id", "Belanda diam.", ("Belanda", "place")),
    ]


def _keys(articles: list[AnnotatedArticle]) -> dict[str, list[str]]:
    return {a.id: [name.key for name in a.names] for a in resolve_names(articles)}


def test_one_person_over_scripts_and_cases() -> None:
    """Inflected forms and forms of other scripts share the key of the Latin base form."""
    keys = _keys(_pile())
    for article in "abcde":
        assert keys[article][0] == "person:angela-merkel"


def test_short_form_follows_the_whole_name() -> None:
    """A last name alone is the person whom the same article names in full."""
    assert _keys(_pile())["a"][1] == "person:angela-merkel"


def test_two_people_of_one_last_name_stay_two() -> None:
    """Different first names are different people."""
    assert _keys(_pile())["b"][1] == "person:ulrike-merkel"


def test_countries_have_one_code() -> None:
    """Whatever a language calls a country, the key is its code."""
    keys = _keys(_pile())
    for article in "abcdfg":
        assert keys[article][-1] == "place:NL"


def test_order_never_matters() -> None:
    """Articles in any order get the same keys."""
    pile = _pile()
    expected = _keys(pile)
    for seed in range(5):
        random.Random(seed).shuffle(pile)  # noqa: S311 - an order, no secret
        assert _keys(pile) == expected


def test_an_unrelated_article_changes_no_key() -> None:
    """An article of other names leaves all keys as they were."""
    other = _article(
        "z", "en", "Rosa Diaz sang in Lima.", ("Rosa Diaz", "person"), ("Lima", "place")
    )
    keys = _keys([*_pile(), other])
    keys.pop("z")
    assert keys == _keys(_pile())


def test_abbreviation_introduced_in_brackets() -> None:
    """A long form and the abbreviation that a text gives for it have one key."""
    text = "Perserikatan Bangsa-Bangsa (PBB) rapat."
    pile = [
        _article(
            "a", "id", text, ("Perserikatan Bangsa-Bangsa", "organisation"), ("PBB", "organisation")
        ),
        _article("b", "id", "PBB diam.", ("PBB", "organisation")),
    ]
    keys = _keys(pile)
    assert {key for found in keys.values() for key in found} == {
        "organisation:perserikatan-bangsa-bangsa"
    }


def test_garbled_form_is_suspected_and_kept() -> None:
    """A rare form a letter off a frequent one keeps its own key; whom it may stand for is noted."""
    pile = [
        _article(
            str(n),
            "en",
            "Volkswagen rose in Wolfsburg.",
            ("Volkswagen", "organisation"),
            ("Wolfsburg", "place"),
        )
        for n in range(5)
    ]
    garbled = _article(
        "x",
        "en",
        "Volkswagon of Wolfsburg.",
        ("Volkswagon", "organisation"),
        ("Wolfsburg", "place"),
    )
    name = resolve_names([*pile, garbled])[-1].names[0]
    assert (name.text, name.key) == ("Volkswagon", "organisation:volkswagon")
    assert name.suspected == "organisation:volkswagen"
    assert name.suspicion[0] > 0.5
    assert "Volkswagen" in name.suspicion[1]


def test_two_products_are_no_garbling() -> None:
    """Names that differ by a digit are two things."""
    forms = [(str(n), "Airbus A380") for n in range(5)] + [("x", "Airbus A350")]
    pile = [_article(id_, "en", form, (form, "other")) for id_, form in forms]
    nodes = nodes_of(tally(pile, rows_of(pile), map(gather, pile)))
    assert suspect_garblings(nodes, Company(nodes, Groups(len(nodes))), NameSettings()) == {}


def test_what_was_gathered_elsewhere_changes_nothing() -> None:
    """Resolving with what other processes gathered is resolving without."""
    pile = _pile()
    gathered = pickle.loads(pickle.dumps([gather(article) for article in pile]))  # noqa: S301 - ours
    assert resolve_names(pile, gathered=gathered) == resolve_names(pile)


def test_articles_without_what_they_brought_are_refused() -> None:
    """What was gathered must be of as many articles."""
    pile = _pile()
    with pytest.raises(ValueError, match="argument 3 is shorter"):
        resolve_names(pile, gathered=[gather(pile[0])])


def test_speakers_and_sources_get_keys() -> None:
    """A speaker has the key of the name at its place; an unknown source one of its own words."""
    text = "“No,” Angela Merkel told Blue Wire."
    found = _article("a", "en", text, ("Angela Merkel", "person"))
    speaker = Mention(6, 19, "Angela Merkel")
    article = AnnotatedArticle(
        found.article,
        names=found.names,
        quotes=(Quote(1, 4, "No,", "direct", speaker),),
        attributions=(Attribution(25, 34, "Blue Wire", "Blue Wire"),),
    )
    resolved = resolve_names([article])[0]
    assert resolved.quotes[0].speaker is not None
    assert resolved.quotes[0].speaker.key == "person:angela-merkel"
    assert resolved.attributions[0].key == "source:blue-wire"


def _of_funds() -> list[AnnotatedArticle]:
    people: tuple[tuple[str, NameKind], ...] = (("Orla Quist", "person"), ("Tam Ildor", "person"))
    tail = " Orla Quist. Tam Ildor. Verlow. Hustrad. Belmory. Kandrel."
    others: tuple[tuple[str, NameKind], ...] = tuple(
        (town, "place") for town in ("Verlow", "Hustrad", "Belmory", "Kandrel")
    )
    said: tuple[tuple[str, str, tuple[str, NameKind]], ...] = (
        ("en", "The Zelmora Fund.", ("Zelmora Fund", "organisation")),
        ("es", "El Fondo de Desarrollo Zelmora.", ("Fondo de Desarrollo Zelmora", "organisation")),
        ("ru", "Фонд развития «Зелмора».", ("Зелмора", "person")),
        ("en", "The Regional Audit Chamber.", ("Regional Audit Chamber", "organisation")),
        ("es", "La Cámara Regional de Cuentas.", ("Cámara Regional de Cuentas", "organisation")),
        ("en", "The Interior Ministry.", ("Interior Ministry", "organisation")),
        ("es", "El Ministerio de Finanzas.", ("Ministerio de Finanzas", "organisation")),
        ("en", "Dromund bids.", ("Dromund", "organisation")),
        ("de", "Baukonzern Dromund.", ("Baukonzern Dromund", "person")),
    )
    return [
        _article(f"{place}", language, text + tail, name, *people, *others)
        for place, (language, text, name) in enumerate(said)
    ]


def _first_keys() -> list[str]:
    return [article.names[0].key for article in resolve_names(_of_funds())]


def test_names_of_a_proper_and_a_general_word_meet_over_everyday_words() -> None:
    """A fund is one whether it is called one for development or only by its proper word."""
    assert len(set(_first_keys()[:3])) == 1
    assert _first_keys()[0].startswith("organisation:")


def test_names_of_everyday_words_meet_by_meaning() -> None:
    """Two languages' words for one chamber are one name; two ministries stay two."""
    keys = _first_keys()
    assert keys[3] == keys[4]
    assert keys[5] != keys[6]


def test_a_word_that_says_it_is_a_company_is_no_part_of_its_name() -> None:
    """A concern called by its name is the same one."""
    keys = _first_keys()
    assert keys[7] == keys[8] == "organisation:dromund"


def test_legal_forms_and_foreign_sounds_are_of_one_name() -> None:
    """A company is one with and without "Inc."; Han letters that write foreign names sound so."""
    pile = [
        _article("a", "en", "Norvik Pumps, Inc. won.", ("Norvik Pumps, Inc.", "organisation")),
        _article("b", "en", "Norvik Pumps won.", ("Norvik Pumps", "organisation")),
        _article("c", "en", "Henry Kissinger spoke.", ("Henry Kissinger", "person")),
        _article("d", "zh", "亨利·基辛格讲话。", ("亨利·基辛格", "person")),
    ]
    keys = [article.names[0].key for article in resolve_names(pile)]
    assert keys[0] == keys[1]
    assert keys[2] == keys[3] == "person:henry-kissinger"


def test_names_that_cyrillic_begins_with_kh_or_g_meet_those_with_h() -> None:
    """What Russian spells with Х or Г and foreign names with H is one name."""
    pile = [
        _article("a", "en", "Harvin Holdek spoke.", ("Harvin Holdek", "person")),
        _article("b", "ru", "Харвин Холдек сказал.", ("Харвин Холдек", "person")),
        _article("c", "en", "Hanna Gerholt left.", ("Hanna Gerholt", "person")),
        _article("d", "ru", "Ганна Герхольт ушла.", ("Ганна Герхольт", "person")),
    ]
    keys = [article.names[0].key for article in resolve_names(pile)]
    assert keys == ["person:harvin-holdek"] * 2 + ["person:hanna-gerholt"] * 2


def test_one_arabic_word_that_begins_with_alif_is_told_by_sound() -> None:
    """A lone Arabic word finds the Latin name whose vowel its alif stands for."""
    pile = [
        _article("a", "fr", "Le pont Almira ferme.", ("Almira", "place")),
        _article("b", "ar", "أغلق جسر ألميرا.", ("ألميرا", "place")),
    ]
    keys = [article.names[0].key for article in resolve_names(pile)]
    assert keys[0] == keys[1]


def test_a_chinese_company_is_its_latin_brand() -> None:
    """A brand in pinyin is the company whose Han name it begins, in the same company only."""
    rest: tuple[tuple[str, NameKind], ...] = tuple(
        (town, "place") for town in ("Verlow", "Hustrad", "Belmory")
    )
    tail = " Verlow Hustrad Belmory"
    pile = [
        _article("a", "en", "Haiyue builds." + tail, ("Haiyue", "organisation"), *rest),
        _article("b", "zh", "海岳重钢回应。" + tail, ("海岳重钢", "organisation"), *rest),
    ]
    strange = [pile[0], _article("c", "zh", "海岳重钢回应。", ("海岳重钢", "organisation"))]
    together, apart = (
        {article.names[0].key for article in resolve_names(each)} for each in (pile, strange)
    )
    assert (len(together), len(apart)) == (1, 2)
