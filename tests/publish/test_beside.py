"""A copy beside its original: the same passages are marked in both; what it adds is told."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.model import (
    AnnotatedArticle,
    Article,
    Claim,
    Copy,
    Dossier,
    Evidence,
    Figure,
    Grouping,
    Name,
    Origin,
    Point,
    Quote,
    Reading,
    Span,
    Story,
    replace,
)
from stemmata.publish import write_dossier
from stemmata.publish.addresses import article_anchor, pair_file, story_file
from stemmata.publish.material import gather
from stemmata.publish.pages.additions import Additions, additions
from stemmata.publish.pages.copying import heaviest
from stemmata.settings import PublishSettings

WIRE = (
    "Two freighters collided off Cape Sorrel before dawn. Nobody was hurt, said "
    "harbour master Ines Kolber. Eleven sailors were taken ashore."
)
GAZETTE = (
    "Nobody was hurt, said harbour master Ines Kolber. Two freighters collided off Cape Sorrel "
    "before dawn. The insurers spoke of 40 million crowns and of Captain Dorn: “We saw no light.”"
)
ABROAD = "Dos cargueros chocaron frente al cabo Sorrel. Doce marineros fueron llevados a tierra."
FIRST, SECOND = "Two freighters collided off Cape Sorrel before dawn", "Nobody was hurt, said"


def span(text: str, words: str) -> tuple[int, int, str]:
    """The first place of words in a text, and the words."""
    start = text.index(words)
    return start, start + len(words), words


def passage(copy: str, original: str, taken: str, given: str, kind: str) -> Evidence:
    """Evidence by the words of both texts."""
    places = Span(*span(copy, taken)[:2]), Span(*span(original, given)[:2])
    return Evidence(kind, *places, 1.0, "the same")


@pytest.fixture
def dossier() -> Dossier:
    """Three reports of a collision: one took in another order, one translated."""
    wire = AnnotatedArticle(
        Article("wire", WIRE, Origin("a"), "en", outlet="Wire"),
        names=(Name(*span(WIRE, "Ines Kolber"), "person", "kolber"),),
        figures=(Figure(*span(WIRE, "Eleven"), 11, 11),),
    )
    gazette = AnnotatedArticle(
        Article("gazette", GAZETTE, Origin("b"), "en", outlet="Gazette"),
        names=(
            Name(*span(GAZETTE, "Ines Kolber"), "person", "kolber"),
            Name(*span(GAZETTE, "Captain Dorn"), "person", "dorn"),
        ),
        figures=(Figure(*span(GAZETTE, "40 million crowns"), 4e7, 4e7, "SEK"),),
        quotes=(Quote(*span(GAZETTE, "We saw no light"), "direct"),),
    )
    abroad = AnnotatedArticle(
        Article("abroad", ABROAD, Origin("c"), "es", outlet="Diario"),
        figures=(Figure(*span(ABROAD, "Doce"), 12, 12),),
    )
    copies = (
        Copy(
            "gazette",
            "wire",
            "edited",
            0.97,
            0.9,
            0.6,
            (
                passage(GAZETTE, WIRE, FIRST, FIRST, "shared passage"),
                passage(GAZETTE, WIRE, SECOND, SECOND, "shared passage"),
                Evidence("published earlier", Span(0, 0), None, 2.0, "two hours earlier"),
            ),
        ),
        Copy(
            "abroad",
            "wire",
            "translated",
            0.9,
            0.5,
            0.9,
            (
                passage(
                    ABROAD, WIRE, "Dos cargueros chocaron frente al cabo Sorrel", FIRST,
                    "aligned sentences",
                ),
            ),
        ),
        Copy("gazette", "unseen:Cape Radio", "cited", 0.8, 0.9),
    )  # fmt: skip
    stories = (
        Story("s1", "l1", ("gazette", "wire")),
        Story("s2", "l1", ("abroad",)),
    )
    claims = (
        Claim("wire", *span(WIRE, "Eleven"), "11"),
        Claim("gazette", *span(GAZETTE, "40 million crowns"), "40000000"),
    )
    readings = tuple(Reading(claim.value, (claim,), 1) for claim in claims)
    points = (Point("p1", "s1", "figure", "How many?", readings, "disputed"),)
    return Dossier((wire, gazette, abroad), Grouping(stories), points, copies)


def marked(page: str, letter: str) -> dict[int, str]:
    """The words of each passage of one side of a page, by number."""
    found = {}
    for number, inner in re.findall(
        rf'<span id="{letter}-(\d+)" class="aligned[^>]*>(.*?)</span>(?!\d)', page
    ):
        words = inner.split("</a>", 1)[1]
        found[int(number)] = unescape(re.sub(r"<[^>]+>", "", words))
    return found


def test_both_sides_mark_the_same_passages(dossier: Dossier, tmp_path: Path) -> None:
    """Each number stands once in either text, at exactly the words that the evidence points to."""
    write_dossier(dossier, tmp_path)
    page = (tmp_path / "pairs" / pair_file("wire", "gazette")).read_text("utf-8")
    page = page.replace('<span class="hidden">passage </span>', "")
    assert marked(page, "c") == marked(page, "o") == {1: SECOND, 2: FIRST}
    assert "this direction: 90 %" in page
    assert "two hours earlier" in page


def test_numbers_leave_a_text_its_direction(dossier: Dossier, tmp_path: Path) -> None:
    """A number has a direction of its own: a paragraph's is found from the report's words alone."""
    write_dossier(dossier, tmp_path)
    page = (tmp_path / "pairs" / pair_file("wire", "gazette")).read_text("utf-8")
    assert page.count('<p class="of-report" dir="auto"') == 2
    links = re.findall(r'<a class="siglum"[^>]*>', page)
    assert len(links) == 4
    assert all('dir="ltr"' in link for link in links)


def test_each_copy_has_a_page_that_edges_rows_and_reports_lead_to(
    dossier: Dossier, tmp_path: Path
) -> None:
    """A pair has one page, a mere citation none; picture, table and both reports lead there."""
    write_dossier(dossier, tmp_path)
    pairs = {pair_file("wire", "gazette"), pair_file("wire", "abroad")}
    assert {path.name for path in (tmp_path / "pairs").iterdir()} == pairs
    story = (tmp_path / "stories" / story_file("s1")).read_text("utf-8")
    links = re.findall(rf'href="\.\./pairs/{pair_file("wire", "gazette")}"', story)
    assert len(links) == 4
    assert re.search(r'<svg class="stemma".*?href="\.\./pairs/', story, re.DOTALL)


def test_an_original_in_another_story_is_led_to(dossier: Dossier, tmp_path: Path) -> None:
    """A pair across stories leads to both, and says that its direction is undecided."""
    write_dossier(dossier, tmp_path)
    page = (tmp_path / "pairs" / pair_file("wire", "abroad")).read_text("utf-8")
    for story, article in (("s1", "wire"), ("s2", "abroad")):
        assert f"../stories/{story_file(story)}#{article_anchor(article)}" in page
    assert "in another story" in page
    assert "undecided" in page


def test_pages_of_pairs_that_are_gone_are_removed(dossier: Dossier, tmp_path: Path) -> None:
    """A later run without copies leaves no page of a pair, and nothing that is not ours goes."""
    write_dossier(dossier, tmp_path)
    (tmp_path / "pairs" / "notes.txt").write_text("mine")
    write_dossier(Dossier(dossier.articles, dossier.grouping, (), ()), tmp_path)
    assert [path.name for path in (tmp_path / "pairs").iterdir()] == ["notes.txt"]


def added(dossier: Dossier, id_: str) -> Additions:
    """What an article adds."""
    found: dict[str, Additions] = {}
    for material in gather(dossier):
        found |= additions(material, PublishSettings())
    return found[id_]


def test_what_only_the_copy_has_is_told(dossier: Dossier) -> None:
    """Passages that no evidence covers, names and values no parent has, readings that differ."""
    found = added(dossier, "gazette")
    assert [words.text for words in found.passages] == [
        "harbour master Ines Kolber",
        "The insurers spoke of 40 million crowns and of Captain Dorn: “We saw no light",
    ]
    assert [words.text for words in found.names] == ["Captain Dorn"]
    assert [words.text for words in found.figures] == ["40 million crowns"]
    assert [words.text for words in found.quotes] == ["We saw no light"]
    (change,) = found.changes
    assert change.theirs[0].text == "Eleven"


def test_a_parent_in_another_story_is_known(dossier: Dossier) -> None:
    """A translation into another story brings the figure that its original does not have."""
    found = added(dossier, "abroad")
    assert [words.text for words in found.passages] == ["Doce marineros fueron llevados a tierra"]
    assert [words.text for words in found.figures] == ["Doce"]
    assert found.names == ()


def test_a_report_without_a_source_adds_nothing_to_it(dossier: Dossier) -> None:
    """What took from nobody has no additions, whoever it cites."""
    material = next(each for each in gather(dossier) if each.story.id == "s1")
    assert set(additions(material, PublishSettings())) == {"gazette"}


@given(
    st.text(st.sampled_from("abc .,\n港"), min_size=1, max_size=120),
    st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120)), max_size=6),
)
def test_added_passages_are_what_is_left(text: str, places: list[tuple[int, int]]) -> None:
    """Added passages overlap nothing that was taken; each other letter is in one."""
    taken = [Span(*sorted((min(a, len(text)), min(b, len(text))))) for a, b in places]
    evidence = tuple(Evidence("shared passage", each, None, 1.0, "") for each in taken)
    article = AnnotatedArticle(Article("a", text, Origin("a"), "en"))
    dossier = Dossier(
        (article,),
        Grouping((Story("s", "l", ("a",)),)),
        (),
        (Copy("a", "unseen:x", "edited", 0.9, 0.9, 0.5, evidence),),
    )
    (material,) = gather(dossier)
    settings = PublishSettings(least_passage=1, most_additions=200)
    found = additions(material, settings)["a"].places if taken else ()
    covered = {place for each in taken for place in range(each.start, each.end)}
    told = [place for each in found for place in range(each.start, each.end)]
    assert len(told) == len(set(told))
    assert covered.isdisjoint(told)
    if taken:
        letters = {place for place, letter in enumerate(text) if letter.isalnum()}
        assert letters - covered <= set(told)
    assert all("\n" not in text[each.start : each.end] for each in found)


def test_an_open_direction_is_told_as_open(dossier: Dossier, tmp_path: Path) -> None:
    """Where who took from whom is undecided, neither report is said to have taken."""
    either = [replace(each, direction_probability=0.5) for each in dossier.copies]
    write_dossier(replace(dossier, copies=tuple(either)), tmp_path)
    page = (tmp_path / "stories" / story_file("s1")).read_text("utf-8")
    about = page[page.index('id="reports"') :]
    assert "<dt>Took from or taken by</dt>" in about
    seen = [each for each in either if each.direct and not each.unseen]
    assert about.count("<dt>Took from</dt>") + about.count("<dt>Taken by</dt>") == 0 < len(seen)
    assert "Not found in its source" not in about


def test_what_shows_the_taking_comes_before_what_tells_who_did() -> None:
    """The first reason for a copy is text that both have, however much earlier one came out."""
    earlier = Evidence("published earlier", Span(0, 1), Span(0, 1), 9.0, "9 hours earlier")
    shared = Evidence("shared passage", Span(0, 9), Span(0, 9), 1.0, "9 words, all the same")
    copy = Copy("b", "a", "edited", 0.9, 0.9, evidence=(earlier, shared))
    assert heaviest(copy, PublishSettings()) == (shared, earlier)
