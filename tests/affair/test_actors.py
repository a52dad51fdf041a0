"""Actors of an affair: who they are, as what they are named, and in which words."""

from __future__ import annotations

import pytest

from stemmata.affair import describe_affairs
from stemmata.affair.actors_roles import Stated, find_roles
from stemmata.model import (
    Affair,
    AnnotatedArticle,
    Article,
    Figure,
    Grouping,
    Mention,
    Name,
    NameKind,
    Origin,
    Quote,
    Story,
)
from stemmata.trace import source_counter


def annotated(
    text: str, language: str, *names: tuple[str, NameKind], id_: str = "a"
) -> AnnotatedArticle:
    """An article whose names are given by their words, each with the words as its key."""
    found = []
    for words, kind in names:
        start = text.index(words)
        found.append(Name(start, start + len(words), words, kind, words, words))
    found.sort(key=lambda name: name.start)
    return AnnotatedArticle(Article(id_, text, Origin(id_), language), names=tuple(found))


def stated(text: str, language: str, *names: tuple[str, NameKind]) -> list[Stated]:
    return list(find_roles([annotated(text, language, *names)])["a"])


PERSON: tuple[str, NameKind] = ("Ana Roelle", "person")
FIRM: tuple[str, NameKind] = ("Vessel", "organisation")

BESIDE = [
    ("en", "The chief executive of Vessel, Ana Roelle, resigned.", "chief executive", "Vessel"),
    ("en", "It was refused by Ana Roelle, the chairwoman of Vessel.", "chairman", "Vessel"),
    ("en", "Vessel’s new chief executive, Ana Roelle, resigned.", "chief executive", "Vessel"),
    ("en", "Mayor Ana Roelle greeted Vessel.", "mayor", ""),
    ("de", "Der Vorstandschef von Vessel, Ana Roelle, geht.", "chief executive", "Vessel"),
    ("de", "Vessel-Chefin Ana Roelle geht.", "head", "Vessel"),
    ("fr", "Le directeur général de Vessel, Ana Roelle, part.", "chief executive", "Vessel"),
    ("es", "La portavoz de Vessel, Ana Roelle, no respondió.", "spokesperson", "Vessel"),
    ("pt", "Ana Roelle, presidente da Vessel, saiu.", "president", "Vessel"),
    ("it", "La sindaca Ana Roelle ha scritto a Vessel.", "mayor", ""),
    ("id", "Juru bicara Vessel, Ana Roelle, menolak.", "spokesperson", "Vessel"),
    ("tr", "Vessel sözcüsü Ana Roelle konuştu.", "spokesperson", "Vessel"),
    ("pl", "Rzeczniczka Ana Roelle przyjęła Vessel.", "spokesperson", ""),
    ("sv", "Borgmästare Ana Roelle besökte Vessel.", "mayor", ""),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "title", "of"), BESIDE)
def test_roles_are_read_beside_the_name(language: str, text: str, title: str, of: str) -> None:
    """A role before or after its name is found with whom it is of, in its own words."""
    roles = [each for each in stated(text, language, PERSON, FIRM) if each.bearer == "person"]
    assert [(each.key, each.title, each.of) for each in roles] == [("Ana Roelle", title, of)]


JOINED = [
    ("zh", "维塞尔公司首席执行官安娜辞职。", "维塞尔公司", "安娜", "chief executive"),
    ("ja", "ベッセルの報道官アナは否定した。", "ベッセル", "アナ", "spokesperson"),
    ("ko", "베셀의 아나 대변인은 부인했다.", "베셀", "아나", "spokesperson"),
]


@pytest.mark.parametrize(("language", "text", "firm", "person", "title"), JOINED)
def test_roles_are_read_where_no_space_parts_words(
    language: str, text: str, firm: str, person: str, title: str
) -> None:
    """A role may touch its name on either side."""
    roles = stated(text, language, (firm, "organisation"), (person, "person"))
    assert [(each.key, each.title) for each in roles if each.key == person] == [(person, title)]


NOT_BESIDE = [
    "The mayor said that Ana Roelle would leave Vessel.",
    "The chief executive was told. Ana Roelle left Vessel.",
    "Ana Roelle, and the president of Vessel, met.",
    "According to Ana Roelle, the president of Vessel lied.",
]


@pytest.mark.parametrize("text", NOT_BESIDE)
def test_a_role_of_somebody_else_is_not_taken(text: str) -> None:
    """Any word between role and name but what the role is of ends the search."""
    assert [each for each in stated(text, "en", PERSON, FIRM) if each.bearer == "person"] == []


def test_a_role_that_is_over_says_so() -> None:
    """Former presidents are former, deputies deputies."""
    former = stated("The former president Ana Roelle met Vessel.", "en", PERSON, FIRM)
    deputy = stated("Deputy mayor Ana Roelle met Vessel.", "en", PERSON, FIRM)
    assert [(each.title, each.former) for each in former] == [("president", True)]
    assert [(each.title, each.former) for each in deputy] == [("deputy mayor", False)]


def test_owners_and_parts_are_read() -> None:
    """A subsidiary is part of what it is said to be of; an owner owns it."""
    other: tuple[str, NameKind] = ("Norda", "organisation")
    affair = describe(
        annotated("Vessel, a subsidiary of Norda, closed.", "en", FIRM, other, id_="a"),
        annotated("Norda, the owner of Vessel, paid.", "en", FIRM, other, id_="b"),
    )
    assert [(each.kind, each.part, each.whole) for each in affair.belongings] == [
        ("owner", "Vessel", "Norda"),
        ("part", "Vessel", "Norda"),
    ]


def test_countries_are_stated_by_adjectives_and_names() -> None:
    """What is Chinese is of China, in any language, with the word that says it."""
    found = stated("El fabricante chino Vessel cerró.", "es", FIRM)
    assert [each.title for each in found if each.bearer == "country"] == ["CN"]
    found = stated("Der japanische Hersteller Vessel schließt.", "de", FIRM)
    assert [each.title for each in found if each.bearer == "country"] == ["JP"]


def describe(*articles: AnnotatedArticle) -> Affair:
    grouping = Grouping((Story("s", "l", tuple(article.id for article in articles)),))
    return describe_affairs(articles, grouping, (), source_counter((), articles))[0]


def test_an_actor_holds_forms_quotes_and_figures_with_their_words() -> None:
    """Written forms are counted, quotes are the actor's own, figures of the same sentence only."""
    text = "Ana Roelle paid 40 crowns to Vessel. “We lost,” Ana Roelle said. It has 900 staff."
    article = annotated(text, "en", PERSON, FIRM)
    quote, again = text.index("We lost"), text.rindex("Ana Roelle")
    names = (*article.names, Name(again, again + 10, "Ana Roelle", "person", *("Ana Roelle",) * 2))
    speaker = Mention(again, again + 10, "Ana Roelle", "Ana Roelle")
    figures = [text.index("40"), text.index("900")]
    article = AnnotatedArticle(
        article.article,
        names=names,
        quotes=(Quote(quote, quote + 7, "We lost", "direct", speaker),),
        figures=tuple(Figure(at, text.index(" ", at), "", 1, 1) for at in figures),
    )
    affair = describe(article, annotated("Vessel and Ana Roelle met.", "en", PERSON, FIRM, id_="b"))
    actors = {actor.key: actor for actor in affair.actors}
    roelle = actors["Ana Roelle"]
    assert [(form.text, form.mentions, form.articles) for form in roelle.forms] == [
        ("Ana Roelle", 3, 2)
    ]
    assert [passage.text for passage in roelle.quotes] == ["We lost"]
    assert [passage.text for passage in roelle.figures] == ["40"]
    assert actors["Vessel"].quotes == ()


def test_who_is_named_once_and_says_nothing_is_no_actor() -> None:
    """A name that one report drops stands in its table of names only."""
    affair = describe(
        annotated("Ana Roelle met nobody in Rome.", "en", PERSON),
        annotated("Vessel closed.", "en", FIRM, id_="b"),
        annotated("Vessel opened.", "en", FIRM, id_="c"),
    )
    assert [actor.key for actor in affair.actors] == ["Vessel"]
