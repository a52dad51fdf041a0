"""What was found is the same from an archive and from a dossier's folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.archive.reports import TEXTS

import stemmata
from stemmata.archive import Archive
from stemmata.archive.loading import Loaded
from stemmata.errors import UsageError
from stemmata.pipeline import run
from stemmata.publish import write_dossier
from stemmata.store import open_store


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Loaded, Loaded]:
    """Return what was found in the reports, from a store and from a folder."""
    folder = tmp_path_factory.mktemp("loading")
    source = folder / "reports.jsonl"
    lines = [{"id": name, "text": text, "date": day} for name, (day, text) in TEXTS.items()]
    source.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    store = open_store(folder / "a.db")
    list(Archive(store).add([str(source)]))
    store.close()
    write_dossier(run([str(source)]), folder / "dossier")
    return stemmata.load(folder / "a.db"), stemmata.load(folder / "dossier")


def test_articles_stories_and_points_come_back(both: tuple[Loaded, Loaded]) -> None:
    """Texts, names, stories, readings and copies agree between the two."""
    one, other = both
    for loaded in both:
        assert {article.id for article in loaded.articles()} == set(TEXTS)
    assert {frozenset(s.articles) for s in one.stories()} == {
        frozenset(s.articles) for s in other.stories()
    }
    for article in one.articles():
        same = other.article(article.id)
        assert same is not None
        assert same.text == article.text
        assert [(n.start, n.key) for n in same.names] == [(n.start, n.key) for n in article.names]
        assert [f.low for f in same.figures] == [f.low for f in article.figures]
        assert same.published == article.published
    assert _points(one) == _points(other)
    assert {(c.copy, c.original) for c in one.copies()} == {
        (c.copy, c.original) for c in other.copies()
    }


def _points(loaded: Loaded) -> set[tuple[str, str, tuple[tuple[str, int], ...]]]:
    return {
        (p.question, p.verdict, tuple((r.value, r.independent_sources) for r in p.readings))
        for p in loaded.points()
    }


def test_ids_lead_to_what_they_stand_for(both: tuple[Loaded, Loaded]) -> None:
    """One story, its points, and the copies of one article."""
    for loaded in both:
        story = next(each for each in loaded.stories() if "dam-de" in each.articles)
        assert loaded.story(story.id) == story
        assert all(point.story == story.id for point in loaded.points(story.id))
        assert list(loaded.copies("dam-copy"))
        assert loaded.article("nobody") is None
        assert loaded.story("nobody") is None


def test_what_is_neither_says_so(tmp_path: Path) -> None:
    """A folder without a dossier and a missing file are wrong usage."""
    for path in (tmp_path, tmp_path / "none.db"):
        with pytest.raises(UsageError):
            stemmata.load(path)
