"""What was found is the same from an archive and from a dossier's folder."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from tests.archive.reports import TEXTS

import stemmata
from stemmata.archive import Archive
from stemmata.archive.loading import Loaded
from stemmata.archive.viewing import TABLES
from stemmata.errors import UsageError
from stemmata.model import AnnotatedArticle, Article, Dossier, Grouping, Origin, Story
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


def test_tables_agree_as_frames_and_as_arrow(both: tuple[Loaded, Loaded]) -> None:
    """Each table has the same columns, types and rows from a store and from a folder."""
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    for table in TABLES:
        one, other = (loaded.to_arrow(table) for loaded in both)
        assert one.schema == other.schema
        for loaded, arrow in zip(both, (one, other), strict=True):
            frame = loaded.to_pandas(table)
            assert list(frame.columns) == arrow.column_names
            assert len(frame) == arrow.num_rows > 0 or table == "ties"
            if "end" in frame:
                texts = {article.id: article.text for article in loaded.articles()}
                for row in frame.itertuples():
                    assert texts[row.article][row.start : row.end] == row.text
    with pytest.raises(UsageError, match="no such table"):
        both[0].to_arrow("tables")


def test_numbers_stay_numbers_where_some_are_missing(both: tuple[Loaded, Loaded]) -> None:
    """A column has one type in both views, though many rows have nothing in it."""
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    for loaded in both:
        mentions = loaded.to_pandas("mentions")
        assert str(mentions.dtypes["low"]) == "float64"
        assert str(mentions.dtypes["start"]) == "Int64"
        assert 1450.0 in set(mentions["low"].dropna())
        assert str(loaded.to_arrow("copies").schema.field("direct").type) == "bool"


@pytest.mark.parametrize("view", ["to_pandas", "to_arrow"])
def test_a_missing_package_is_named(
    both: tuple[Loaded, Loaded], view: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without pandas or pyarrow the message says what to install."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match="pip install 'stemmata"):
        getattr(both[1], view)("copies")


def test_a_notebook_shows_what_there_is(both: tuple[Loaded, Loaded]) -> None:
    """Numbers and stories, each cell closed; a plain print says it in a line."""
    for loaded, kind in zip(both, ("an archive", "a dossier"), strict=True):
        assert repr(loaded) == f"{kind}: 7 articles, 3 stories"
        shown = loaded._repr_html_()  # type: ignore[attr-defined] # what notebooks ask for
        assert "7 articles · 3 stories" in shown
        assert shown.count("<tr>") == 4
        for mark in ("td", "tr", "table", "div"):
            assert shown.count(f"<{mark}") == shown.count(f"</{mark}>")


def test_words_of_reports_are_no_markup_in_a_notebook(tmp_path: Path) -> None:
    """A headline that holds markup is shown letter for letter."""
    attack = '<script>alert(1)</script>\ud83d & "more"'
    article = AnnotatedArticle(Article("a", attack, Origin("a"), "en", title=attack))
    grouping = Grouping((Story("s<b>", "l", ("a",)),))
    write_dossier(Dossier((article,), grouping, (), ()), tmp_path)
    shown = stemmata.load(tmp_path)._repr_html_()  # type: ignore[attr-defined] # what notebooks ask for
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script" not in shown
    assert "s&lt;b&gt;" in shown
    shown.encode("utf-8")


def test_what_is_neither_says_so(tmp_path: Path) -> None:
    """A folder without a dossier and a missing file are wrong usage."""
    for path in (tmp_path, tmp_path / "none.db"):
        with pytest.raises(UsageError):
            stemmata.load(path)
