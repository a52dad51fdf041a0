"""What is counted and put in order before a page is made."""

from __future__ import annotations

import dataclasses

import pytest

from stemmata.model import AnnotatedArticle, Article, Copy, Dossier, Origin, Story, replace
from stemmata.publish.material import StoryMaterial, central_article, gather, independent_sources
from stemmata.settings import PublishSettings

SETTINGS = PublishSettings()


def story(names: str, *copies: tuple[str, str]) -> StoryMaterial:
    """A story of articles named by letters; each pair is a copy and its original."""
    articles = tuple(AnnotatedArticle(Article(each, each, Origin("s"), "en")) for each in names)
    edges = tuple(Copy(copy, original, "edited", 0.9, 0.9) for copy, original in copies)
    return StoryMaterial(Story("s", "l", tuple(names)), articles, (), edges)


@pytest.mark.parametrize(
    ("material", "sources"),
    [
        (story("abc"), 3),
        (story("abc", ("b", "a"), ("c", "b")), 1),
        (story("ab", ("a", "unseen:X"), ("b", "unseen:X")), 1),
        (story("abc", ("b", "a"), ("b", "c")), 2),
        (story("abc", ("a", "b"), ("b", "a")), 2),
        (story("ab", ("a", "b"), ("b", "a")), 1),
    ],
)
def test_copies_are_folded_into_what_they_took(material: StoryMaterial, sources: int) -> None:
    """Only what took from nothing counts, an unseen source once, a ring of copies once."""
    assert independent_sources(material, SETTINGS) == sources


def test_citing_is_not_copying() -> None:
    """A report that only cites another stays a source of its own."""
    material = story("ab", ("b", "a"))
    cited = dataclasses.replace(material, copies=(replace(material.copies[0], kind="cited"),))
    assert independent_sources(cited, SETTINGS) == 2


def test_an_improbable_copy_is_not_folded() -> None:
    """A copy less probable than not leaves both reports standing."""
    material = story("ab", ("b", "a"))
    unsure = dataclasses.replace(material, copies=(replace(material.copies[0], probability=0.4),))
    assert independent_sources(unsure, SETTINGS) == 2


def test_the_central_article_is_the_one_taken_from(dossier: Dossier) -> None:
    """The headline of a story is that of the report most others took from."""
    assert central_article(gather(dossier)[0]).id == "wire-1"


def test_stories_come_most_reported_first(dossier: Dossier) -> None:
    """The story with most reports leads, and its reports are in order of publication."""
    materials = gather(dossier)
    sizes = [len(material.articles) for material in materials]
    assert sizes == sorted(sizes, reverse=True)
    days = [each.published.latest for each in materials[0].articles if each.published]
    assert days == sorted(days)
    assert materials[0].articles[-1].published is None


def test_order_of_input_does_not_matter(dossier: Dossier) -> None:
    """Articles, copies and stories in any order give the same pages."""
    turned = Dossier(
        dossier.articles[::-1],
        replace(dossier.grouping, stories=dossier.grouping.stories[::-1]),
        dossier.points,
        dossier.copies,
        dossier.problems,
        dossier.affairs,
    )
    assert gather(turned) == gather(dossier)
