"""Laws of the whole, on piles that hypothesis makes: spans quote, strangers change nothing.

That engines agree and that order never matters for a whole run stands in `tests/engine` and
`tests/flow`, on the demo's reports; here piles are small and many.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from fuzz.invented import languages, sentences, words
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.archive.reports import TEXTS

from stemmata.annotate import annotate
from stemmata.archive.loading import load
from stemmata.clean import clean
from stemmata.errors import RecordError
from stemmata.model import (
    AnnotatedArticle,
    Article,
    Dossier,
    Grouping,
    Origin,
    Point,
    Record,
    Story,
)
from stemmata.pipeline import run
from stemmata.publish import write_dossier

_QUICK = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
_STRANGERS = (
    "The chess club of Nether Wexmoor has elected a treasurer, Olwen Tarrick, who keeps bees.",
    "A recipe for plum cake: four eggs, a pound of flour, an hour in the oven.",
    "Astronomers at Pell Ridge have named a comet after a school cat, Biscuit.",
    "El museo de relojes de Almorada abre una sala de péndulos antiguos.",
    "Die Blaskapelle Oberwinkel probt wieder im alten Spritzenhaus.",
)
_pieces = st.one_of(
    st.sampled_from([text for code in languages() for text in sentences(code)]),
    st.sampled_from([word.decode() for word in words("figures", "dates", "speech", "odd")]),
    st.text(max_size=12),
)


@_QUICK
@given(pieces=st.lists(_pieces, min_size=1, max_size=12), language=st.sampled_from(languages()))
def test_spans_quote_the_text(pieces: list[str], language: str) -> None:
    """Whatever a text is pieced together of, each mention quotes its words in order."""
    text = " ".join(pieces).encode("utf-8", "replace").decode()
    found = annotate(Article("a", text, Origin("a"), language, declared_published="2026-03-05"))
    for kind in (found.names, found.figures, found.dates, found.quotes, found.attributions):
        assert all(text[each.start : each.end] == each.text != "" for each in kind)
        assert [each.start for each in kind] == sorted(each.start for each in kind)
    for tie in found.ties:
        assert text[tie.start : tie.end] == tie.text


@_QUICK
@given(pieces=st.lists(_pieces, min_size=1, max_size=12), mark=st.sampled_from(["\n", "\n\n", " "]))
def test_parts_lie_in_the_text(pieces: list[str], mark: str) -> None:
    """The parts of a cleaned article follow one another, and what is written is not changed."""
    text = mark.join(pieces).encode("utf-8", "replace").decode().replace("\0", "\ufffd")
    try:
        article = clean(Record("a", Origin("a"), text=text))
    except RecordError:
        return
    assert article.text == text
    for parts in (article.paragraphs, article.body):
        places = [(part.start, part.end) for part in parts]
        assert places == sorted(places)
        assert all(0 <= start < end <= len(text) for start, end in places)
        assert all(one[1] <= other[0] for one, other in pairwise(places))


def rows_of(names: list[str], strangers: list[int]) -> list[dict[str, str]]:
    """Return rows of reports of events, and of what has nothing to do with them."""
    rows = [{"id": name, "text": TEXTS[name][1], "date": TEXTS[name][0]} for name in names]
    return rows + [
        {"id": f"stranger-{number}", "text": _STRANGERS[number], "date": "2026-03-03"}
        for number in strangers
    ]


def found_in(rows: list[dict[str, str]], folder: Path) -> Dossier:
    """Run a pile."""
    path = folder / "pile.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return run([str(path)])


def stories_of(dossier: Dossier) -> set[tuple[str, ...]]:
    """Return which articles make a story together, strangers left out."""
    stories = {story.articles for story in dossier.grouping.stories}
    return {each for each in stories if not each[0].startswith("stranger")}


def is_of_strangers(point: Point) -> bool:
    """Return whether strangers alone make a point."""
    articles = {claim.article for reading in point.readings for claim in reading.claims}
    return all(name.startswith("stranger") for name in articles)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """What is found where nobody strange is."""
    return found_in(rows_of(list(TEXTS), []), tmp_path_factory.mktemp("alone"))


@settings(_QUICK, max_examples=4, phases=[Phase.explicit, Phase.generate])
@given(strangers=st.sets(st.sampled_from(range(len(_STRANGERS))), min_size=1), data=st.data())
def test_strangers_change_no_story(
    strangers: set[int], data: st.DataObject, alone: Dossier, tmp_path: Path
) -> None:
    """Unrelated reports, any of them in any order, leave stories, points and copies as they are."""
    rows = data.draw(st.permutations(rows_of(list(TEXTS), sorted(strangers))))
    found = found_in(rows, tmp_path)
    assert stories_of(found) == stories_of(alone)
    mixed = [story.articles for story in found.grouping.stories if len(story.articles) > 1]
    assert not [each for each in mixed if any(name.startswith("stranger") for name in each)]
    told = {point.id: point for point in found.points if not is_of_strangers(point)}
    assert told == {point.id: point for point in alone.points}
    assert set(found.copies) == set(alone.copies)


@cache
def annotated(name: str, text: str) -> AnnotatedArticle:
    """Return an article with its mentions."""
    return annotate(Article(name, text, Origin("a.txt"), "en"))


@settings(_QUICK, max_examples=12)
@given(texts=st.lists(st.lists(_pieces, min_size=1, max_size=4).map(" ".join), max_size=3))
def test_dossiers_read_back(texts: list[str], tmp_path: Path) -> None:
    """What is written of any words is read back to the letter."""
    sound = [text.encode("utf-8", "replace").decode() for text in texts]
    articles = tuple(annotated(f"a{number}", text) for number, text in enumerate(sound))
    dossier = run_nothing(articles)
    write_dossier(dossier, tmp_path)
    back = list(load(tmp_path).articles())
    for before, after in zip(articles, back, strict=True):
        assert after.text == before.text
        for kind in ("names", "figures", "dates", "quotes", "attributions"):
            spans = [(each.start, each.end, each.text) for each in getattr(after, kind)]
            assert spans == [(each.start, each.end, each.text) for each in getattr(before, kind)]


def run_nothing(articles: tuple[AnnotatedArticle, ...]) -> Dossier:
    """Return a dossier of articles in a story each."""
    stories = tuple(Story(f"s-{a.id}", f"l-{a.id}", (a.id,)) for a in articles)
    return Dossier(articles, Grouping(stories), (), ())
