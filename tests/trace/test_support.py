"""A copy never counts as confirmation."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from stemmata.model import (
    AnnotatedArticle,
    Article,
    Claim,
    Copy,
    Evidence,
    Origin,
    Point,
    Reading,
    Span,
)
from stemmata.trace import support
from stemmata.trace.support import least_cover


def claim(article: str, source: str = "") -> Claim:
    """Return a claim of an article, on somebody's word."""
    return Claim(article, 0, 4, "4200", "4200", source=source)


def edge(copy: str, original: str, probability: float = 0.99) -> Copy:
    """Return an edited copy."""
    return Copy(copy, original, "edited", probability, 0.9)


def counted(claims: Sequence[Claim], copies: Sequence[Copy]) -> Reading:
    """Return a reading with its support."""
    reading = Reading("4200", tuple(claims))
    point = Point("p", "s", "figure", "how many homes?", (reading,), "single")
    return support((point,), copies, ())[0].readings[0]


def test_independent_reports_count_each() -> None:
    """Without copies each article is a source."""
    reading = counted([claim("a"), claim("b")], [])
    assert (reading.independent_sources, reading.support_bounds) == (2, (2, 2))
    assert reading.origins == ("a", "b")


def test_three_reports_of_one_agency_text_are_one() -> None:
    """Articles that hang on one unseen source are one source."""
    copies = [edge(name, "unseen:Reuters") for name in "abc"]
    reading = counted([claim(name) for name in "abc"], copies)
    assert (reading.independent_sources, reading.origins) == (1, ("unseen:Reuters",))


def test_a_copy_and_its_original_are_one() -> None:
    """A chain of copies leads to one source."""
    reading = counted([claim("a"), claim("b"), claim("c")], [edge("b", "a"), edge("c", "b")])
    assert (reading.independent_sources, reading.origins) == (1, ("a",))


def test_a_merged_report_adds_nothing_to_its_parents() -> None:
    """Two originals and what was put together from them are two sources."""
    copies = [edge("m", "a"), edge("m", "b")]
    reading = counted([claim("a"), claim("b"), claim("m")], copies)
    assert reading.independent_sources == 2


def test_an_uncertain_copy_widens_the_bounds() -> None:
    """A copy with even odds may be none: the upper bound counts it."""
    reading = counted([claim("a"), claim("b")], [edge("b", "a", 0.6)])
    assert (reading.independent_sources, reading.support_bounds) == (1, (1, 2))


def test_one_person_behind_all_claims_lowers_the_lower_bound() -> None:
    """Three reports that quote the mayor rest on one word at the least."""
    reading = counted([claim(name, "mayor") for name in "abc"], [])
    assert (reading.independent_sources, reading.support_bounds) == (3, (1, 3))


def test_a_citation_counts_only_beside_the_claim() -> None:
    """What a report takes from an agency in one paragraph leaves its other claims its own."""
    text = "4200 homes.\nAn aside, according to Reuters."
    article = AnnotatedArticle(Article("a", text, Origin("test"), "en"))
    here = Span(text.index("according"), len(text) - 1)
    cited = Copy(
        "a", "unseen:Reuters", "cited", 0.8, 0.97, 0.0, (Evidence("credit", here, None, 3.0, ""),)
    )
    point = Point("p", "s", "figure", "?", (Reading("4200", (claim("a"),)),), "single")
    assert support((point,), (cited,), (article,))[0].readings[0].origins == ("a",)


def test_a_circle_of_copies_does_not_hang() -> None:
    """Edges that lead round in a circle still give one source."""
    reading = counted([claim("a"), claim("b")], [edge("a", "b"), edge("b", "a")])
    assert reading.independent_sources >= 1


_roots = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=2),
    st.frozensets(st.sampled_from("PQRS"), min_size=1, max_size=3),
    max_size=6,
)


@given(_roots)
def test_the_cover_reaches_every_article(roots: dict[str, frozenset[str]]) -> None:
    """Each article has one of the chosen roots, and no root is chosen twice."""
    chosen = least_cover(roots)
    assert all(found & set(chosen) for found in roots.values())
    assert len(chosen) == len(set(chosen)) <= len(roots)


def published(name: str, url: str, outlet: str | None = None) -> AnnotatedArticle:
    """Return an article of an address and a publisher."""
    return AnnotatedArticle(
        Article(name, "4200 homes", Origin("test"), "en", url=url, outlet=outlet)
    )


def bounds(articles: Sequence[AnnotatedArticle]) -> tuple[int, int]:
    """Return the bounds of a reading that all articles give, none a copy."""
    reading = Reading("4200", tuple(claim(article.id) for article in articles))
    point = Point("p", "s", "figure", "how many homes?", (reading,), "single")
    return support((point,), (), articles)[0].readings[0].support_bounds


def test_reports_of_one_site_may_be_one_source() -> None:
    """Two desks of one site are two reports and, at the least, one source."""
    one = published("a", "https://sport.paper.example/1")
    other = published("b", "https://www.paper.example/2")
    assert bounds([one, other]) == (1, 2)


def test_sites_of_one_publisher_may_be_one_source() -> None:
    """One declared publisher joins two sites, also for a page that declares none."""
    articles = [
        published("a", "https://north.example/1", "Coast Group"),
        published("b", "https://south.test/2", "Coast Group"),
        published("c", "https://south.test/3"),
    ]
    assert bounds(articles) == (1, 3)


def test_a_site_that_passes_on_what_others_publish_is_no_family() -> None:
    """Four publishers on one site have no owner in common."""
    names = ("Harbour Gazette", "Valley Echo", "Hill Courier", "Island Mail")
    articles = [published(n, f"https://reader.example/{n[:4]}", n) for n in names]
    assert bounds(articles) == (4, 4)


def test_addresses_that_cannot_be_read_are_no_family() -> None:
    """A broken address says nothing, and neither does none."""
    articles = [published("a", "http://[broken"), published("b", ""), published("c", "nowhere")]
    assert bounds(articles) == (3, 3)
