"""Families grown by rule are rebuilt, and the simulator is fair."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from stemmata.model import Article, Grouping, Origin, Story
from stemmata.trace import trace
from stemmata.trace.scoring import score
from stemmata.trace.sheets import Growth
from stemmata.trace.simulate import Family, grow

_WHO = [
    "mayor",
    "minister",
    "farmer",
    "teacher",
    "captain",
    "doctor",
    "lawyer",
    "engineer",
    "driver",
    "painter",
]
_DID = [
    "opened",
    "closed",
    "praised",
    "visited",
    "sold",
    "repaired",
    "refused",
    "promised",
    "described",
    "counted",
]
_WHAT = [
    "bridge",
    "harbour",
    "school",
    "market",
    "station",
    "theatre",
    "archive",
    "garden",
    "factory",
    "library",
]
_WHERE = [
    "Velmora",
    "Karsund",
    "Hellvik",
    "Brantow",
    "Ostrau",
    "Lindmere",
    "Pellworm",
    "Tarnby",
    "Quessant",
    "Morava",
]


def seed(number: int) -> Article:
    """Return a text of twelve sentences that no other number gives."""
    chance = random.Random(number)  # noqa: S311 - a test text, not a secret
    lines = []
    for place in range(12):
        who, did, what, where = (chance.choice(part) for part in (_WHO, _DID, _WHAT, _WHERE))
        extra = " ".join(chance.sample(_WHO + _WHAT, 5))
        count = chance.randint(20, 900)
        lines.append(f"The {who} of {where} {did} the {what} number {count} with {extra} {place}.")
    return Article(f"seed{number}", "\n".join(lines), Origin("test"), "en")


def rebuilt(family: Family) -> dict[str, list[str]]:
    """Return the parents found for each article of a family."""
    names = tuple(sorted(annotated.id for annotated in family.articles))
    parents: dict[str, list[str]] = {}
    for copy in trace(family.articles, Grouping((Story("s", "s", names),))):
        if copy.direct and copy.kind != "cited" and copy.unseen is None:
            parents.setdefault(copy.copy, []).append(copy.original)
    return parents


def family(number: int, growth: Growth) -> Family:
    """Return a family grown from four texts."""
    return grow([seed(4 * number + place) for place in range(4)], growth, number)


def test_the_same_seed_grows_the_same_family() -> None:
    """A simulation can be repeated."""
    assert family(1, Growth()) == family(1, Growth())


def test_truth_scores_full_marks() -> None:
    """The true parents are the best answer there is."""
    grown = family(2, Growth())
    perfect = score(grown, {name: list(found) for name, found in grown.parents.items()})
    assert (perfect.edges, perfect.roots, perfect.ancestry) == (1.0, 1.0, 1.0)


def test_the_absent_root_is_absent() -> None:
    """A family without its root still names it as a parent, and does not hold it."""
    grown = family(3, Growth(root_present=False))
    assert len(grown.absent) == 1
    assert not grown.absent & {annotated.id for annotated in grown.articles}


@pytest.mark.parametrize(("times", "floor"), [(True, 0.85), (False, 0.5)])
def test_most_parents_are_found(times: bool, floor: float) -> None:  # noqa: FBT001 - a parameter
    """With times nearly all first parents are right; without them more than half."""
    grown = [family(number, Growth(times=times, verbatim=0.0)) for number in range(6)]
    edges = [score(one, rebuilt(one)).edges for one in grown]
    assert sum(edges) / len(edges) >= floor


def test_equal_texts_count_as_one_where_scored_so() -> None:
    """A stemma that picks the twin of the true parent is right but for which of two equal texts."""
    grown = family(4, Growth(size=8, verbatim=0.6))
    text_of = {annotated.id: annotated.text for annotated in grown.articles}

    def twin(parent: str, child: str) -> str:
        others = [name for name in text_of if text_of[name] == text_of[parent]]
        return next((name for name in others if name not in (parent, child)), parent)

    swapped = {name: [twin(p, name) for p in found] for name, found in grown.parents.items()}
    result = score(grown, swapped)
    assert result.edges_of_texts == 1.0
    assert result.edges < 1.0
    assert 0.0 < result.attainable < 1.0


def test_a_child_is_changed_or_verbatim() -> None:
    """Without verbatim copies no child has the text of its parent."""
    for number in range(8):
        grown = family(number, Growth(verbatim=0.0))
        text_of = {annotated.id: annotated.text for annotated in grown.articles}
        for name, found in grown.parents.items():
            assert all(text_of[parent] != text_of[name] for parent in found)


def german(article: Article) -> Article:
    """Return a version with a sentence for each sentence, figures kept."""
    lines = [f"Satz {place} {line[-20:]}" for place, line in enumerate(article.text.split("\n"))]
    return Article("parallel", "\n".join(lines), Origin("test"), "de")


def test_translations_come_from_parallel_articles() -> None:
    """A translated child is in the other language, sentence for sentence of the given article."""
    seeds = [seed(place) for place in range(4)]
    growth = Growth(size=6, translate=1.0, merge=0.0, reword=0.0, garble=0.0, update=0.0)
    grown = grow(seeds, growth, 1, [german(seeds[0])])
    foreign = [annotated for annotated in grown.articles if annotated.language == "de"]
    assert foreign
    known = set(german(seeds[0]).text.split("\n"))
    assert all(set(annotated.text.split("\n")) <= known for annotated in foreign[:1])


def test_a_parallel_article_of_another_length_is_left_out() -> None:
    """Without sentence for sentence nothing is translated."""
    seeds = [seed(place) for place in range(4)]
    short = Article("short", "Ein Satz.", Origin("test"), "de")
    grown = grow(seeds, Growth(size=6, translate=1.0), 1, [short])
    assert {annotated.language for annotated in grown.articles} == {"en"}


def test_shifted_times_no_longer_follow_descent() -> None:
    """With every time shifted some child claims to be older than its parent; without, none does."""
    late = [_late_parents(family(number, Growth(shift=1.0))) for number in range(3)]
    assert sum(late) > 0
    assert sum(_late_parents(family(number, Growth())) for number in range(3)) == 0


def _late_parents(grown: Family) -> int:
    time_of = {a.id: a.article.declared_published or "" for a in grown.articles}
    return sum(time_of[p] > time_of[c] for c, found in grown.parents.items() for p in found)


def test_a_credit_may_be_kept_from_the_parent() -> None:
    """A copy that credits nobody itself can carry its parent's credit on."""
    grown = family(6, Growth(size=20, credit=0.4, keep_credit=1.0))
    credit_of = {a.id: a.article.credit for a in grown.articles}
    kept = [
        name
        for name, found in grown.parents.items()
        if found and credit_of[name] and credit_of[name] == credit_of[found[0]]
    ]
    assert kept


_STILL = Growth(
    2,
    verbatim=0,
    reword=0,
    explain=0,
    cut=0,
    trim=0,
    reorder=0,
    merge=0,
    extend=0,
    update=0,
    garble=0,
)


def test_words_are_left_out_and_put_in() -> None:
    """Rewording makes some children longer than their parents and some shorter."""
    still = replace(_STILL, size=40, reword=1.0, reworded_share=0.02)
    grown = family(7, still)
    size_of = {a.id: len(a.text.split()) for a in grown.articles}
    change = [
        size_of[name] - size_of[parent] for name, found in grown.parents.items() for parent in found
    ]
    assert min(change) < 0 < max(change)


def test_a_phrase_is_put_in_and_a_sentence_left_out() -> None:
    """A child explains with words of another text, or lacks one sentence within."""
    root, child = _first_two(family(8, replace(_STILL, explain=1.0)))
    assert len(child) == len(root)
    assert sum(len(line.split()) for line in child) > sum(len(line.split()) for line in root)
    root, child = _first_two(family(8, replace(_STILL, trim=1.0)))
    assert len(child) == len(root) - 1
    assert set(child) < set(root)


def _first_two(grown: Family) -> tuple[list[str], list[str]]:
    """Return the lines of a root and of its only child."""
    (child,) = [name for name, found in grown.parents.items() if found]
    text_of = {annotated.id: annotated.text.split("\n") for annotated in grown.articles}
    return text_of[grown.parents[child][0]], text_of[child]
