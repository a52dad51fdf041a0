"""What an earlier extractor read is read again from the bytes that came."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stemmata.archive import Archive, naming, revisions
from stemmata.archive.renewing import every, outdated, renew
from stemmata.model import Record, replace
from stemmata.read import read
from stemmata.settings import ReadSettings
from stemmata.store import Store, Where, Words, open_store

PAGE = (
    "<html><head><title>Fähre gesunken</title></head><body><article><h1>Fähre gesunken</h1>"
    "<p>Die Fähre Möwe ist am Montag vor Süderhafen gesunken, sagte Bürgermeisterin Jördis Größe."
    "</p><p>Zwölf Menschen wurden gerettet, niemand wurde verletzt.</p></article></body></html>"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "a.db")
    yield opened
    opened.close()


def read_page(tmp_path: Path, content: bytes) -> Record:
    """Return what is read of a page."""
    path = tmp_path / "page.html"
    path.write_bytes(content)
    [record] = read([str(path)], ReadSettings(largest_raw_bytes=10_000))
    assert isinstance(record, Record)
    return replace(record, id="page")


def add_as_once(store: Store, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """Add a page as an extractor did that took its letters for others."""
    garbled = replace(record, html=PAGE.encode().decode("latin-1"))
    with monkeypatch.context() as patch:
        patch.setattr(naming, "EXTRACTOR", "stemmata 0.0.1")
        list(Archive(store).add_records([garbled]))


def test_a_page_is_read_again_from_its_bytes(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It gets the text that this extractor finds, as the same version, and is found by it."""
    add_as_once(store, read_page(tmp_path, PAGE.encode()), monkeypatch)
    assert list(outdated(store)) == ["page"]
    last = store.last_change()
    assert list(renew(Archive(store), outdated(store))) == [("page",)]
    assert not list(outdated(store))
    assert [version.version for version in store.versions("page")] == [1]
    found = store.article("page")
    assert found is not None
    assert "Bürgermeisterin Jördis Größe" in found.annotated.text
    assert store.search(Words((("Größe",), ("Fähre",))), Where())
    assert "article revised" not in [change.kind for change in store.changes(last)]
    assert not list(store.check())


def test_reading_again_changes_nothing_where_the_extractor_is_the_same(
    store: Store, tmp_path: Path
) -> None:
    """All reports of an archive, redone, are what they were."""
    other = tmp_path / "other.txt"
    other.write_text("A ferry sank off Suderhafen on Monday. Twelve people were saved.", "utf-8")
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    archive = Archive(store)
    list(archive.add([str(tmp_path / "page.html"), str(other)]))
    ids = list(every(store))
    assert all(store.raw(name, 1) for name in ids)
    before = store.articles(ids), store.stories(Where()), [store.record(name, 1) for name in ids]
    assert len(ids) == 2
    list(renew(archive, ids))
    after = store.articles(ids), store.stories(Where()), [store.record(name, 1) for name in ids]
    assert [(a.id, a.articles) for a in after[1]] == [(b.id, b.articles) for b in before[1]]
    assert (after[0], after[2]) == (before[0], before[2])


def test_a_better_extractor_is_no_silent_correction(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What changed between versions is what the page changed, not what is found in it."""
    add_as_once(store, read_page(tmp_path, PAGE.encode()), monkeypatch)
    changed = PAGE.replace("Zwölf", "Elf")
    list(Archive(store).add_records([read_page(tmp_path, changed.encode())]))
    [revision] = revisions(store, "page")
    assert [edit.before.quote(revision.before) for edit in revision.edits] == ["Zwölf"]
