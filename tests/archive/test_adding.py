"""Reports that are added one after another make what reading them at once makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.archive.reports import TEXTS, all_records, record

from stemmata.archive import Archive, revisions
from stemmata.model import Record, Story, replace
from stemmata.read import content_digest
from stemmata.settings import ArchiveSettings
from stemmata.store import Store, Where, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "a.db")
    yield opened
    opened.close()


def add(store: Store, *records: Record, batch: int = 250) -> dict[str, str]:
    """Add records with an archive that knows nothing yet; return what became of each."""
    archive = Archive(store, settings=ArchiveSettings(batch=batch))
    told: dict[str, str] = {
        each.id: each.status for part in archive.add_records(records) for each in part.articles
    }
    archive.finish()
    return told


def stories_of(store: Store) -> list[Story]:
    """Return all stories."""
    found = (store.story(each.id) for each in store.stories(Where(), 1000))
    return [kept.story for kept in found if kept]


def parts(store: Store) -> set[frozenset[str]]:
    """Return which articles are in one story."""
    return {frozenset(story.articles) for story in stories_of(store)}


def lines(store: Store) -> set[frozenset[str]]:
    """Return which articles are in one storyline."""
    made: dict[str, set[str]] = {}
    for story in stories_of(store):
        made.setdefault(story.storyline, set()).update(story.articles)
    return {frozenset(line) for line in made.values()}


def copied(store: Store) -> set[tuple[str, str, str]]:
    """Return who took from whom."""
    return {(copy.copy, copy.original, copy.kind) for copy in store.copies(list(TEXTS))}


def snapshot(store: Store) -> object:
    """Return all that was found."""
    ids = sorted(TEXTS)
    points = store.points(sorted(story.id for story in stories_of(store)))
    return stories_of(store), store.articles(ids), points, store.copies(ids)


def test_what_is_added_at_once_is_what_a_run_finds(store: Store) -> None:
    """Stories, points and copies are there, and everything holds together."""
    assert set(add(store, *all_records()).values()) == {"added"}
    assert frozenset({"dam-en", "dam-copy", "dam-de", "dam-es"}) in parts(store)
    assert frozenset({"theatre-en", "theatre-de"}) in parts(store)
    assert frozenset({"honey-en"}) in parts(store)
    assert {(a, b) for a, b, _ in copied(store)} >= {("dam-copy", "dam-en")} or {
        (a, b) for a, b, _ in copied(store)
    } >= {("dam-en", "dam-copy")}
    assert store.counts().points["disputed"] >= 1  # 6.3 or 6.8 metres
    assert list(store.check()) == []


@settings(max_examples=10)
@given(
    order=st.permutations(sorted(TEXTS)),
    sizes=st.lists(st.integers(1, 4), min_size=7, max_size=7),
    reopened=st.booleans(),
)
def test_order_and_batches_change_no_story(
    order: Sequence[str], sizes: Sequence[int], *, reopened: bool
) -> None:
    """In any order and any batches, by one archive or one after another, stories are the same.

    Names are keyed by what is known when they come, so keys, and with them points, may differ.
    """
    with TemporaryDirectory() as folder:
        whole, piecemeal = (open_store(Path(folder, name)) for name in ("a.db", "b.db"))
        add(whole, *all_records())
        archive = Archive(piecemeal)
        waiting = [record(name) for name in order]
        for size in sizes:
            some, waiting = waiting[:size], waiting[size:]
            list(archive.add_records(some))
            archive.finish()
            if reopened:
                archive = Archive(piecemeal)
        list(archive.add_records(waiting))
        archive.finish()
        assert parts(piecemeal) == parts(whole)
        assert lines(piecemeal) == lines(whole)
        assert copied(piecemeal) == copied(whole)
        assert list(piecemeal.check()) == []
        whole.close()
        piecemeal.close()


def test_adding_again_changes_nothing(store: Store) -> None:
    """The same reports are known, whoever adds them, and nothing is written."""
    add(store, *all_records())
    before = snapshot(store), store.last_change()
    assert set(add(store, *all_records()).values()) == {"known"}
    assert set(add(store, *all_records(), batch=1).values()) == {"known"}
    assert (snapshot(store), store.last_change()) == before


def test_story_ids_stay_when_stories_grow(store: Store) -> None:
    """A story keeps its id as reports join it, also ones that were published before."""
    add(store, record("dam-de"), record("honey-en"))
    ids = store.story_of(["dam-de", "honey-en"])
    add(store, record("dam-en"), record("dam-es"))
    after = store.story_of(["dam-de", "dam-en", "honey-en"])
    assert after == {**ids, "dam-en": ids["dam-de"]}


def test_keys_stay_when_names_come_again(store: Store) -> None:
    """One thing has one key, in whatever batch and language it is named."""
    for name in ("theatre-en", "theatre-de", "dam-en", "dam-es"):
        add(store, record(name))
    for text in ("Joren Valdic", "Mirela Dantos"):
        keys = {entry.key for entry in store.names_written([text.lower()])}
        assert len(keys) == 1


def test_a_page_that_says_something_else_is_a_new_version(store: Store) -> None:
    """What was corrected without a word is shown, and the story has the new text only."""
    add(store, *all_records())
    story = store.story_of(["dam-de"])["dam-de"]
    text = TEXTS["dam-de"][1].replace("6,8 Meter", "6,3 Meter")
    assert add(store, record("dam-de", text=text)) == {"dam-de": "revised"}
    [revision] = revisions(store, "dam-de")
    [edit] = revision.edits
    assert (edit.before.quote(revision.before), edit.after.quote(revision.after)) == ("8", "3")
    assert store.story_of(["dam-de"])["dam-de"] == story
    values = {reading.value for point in store.points([story]) for reading in point.readings}
    assert not any("6.8" in value for value in values)
    kinds = [change.kind for change in store.changes() if change.subject == "dam-de"]
    assert kinds == ["article added", "article revised"]
    assert list(store.check()) == []
    assert add(store, record("dam-de", text=text)) == {"dam-de": "known"}


def test_a_page_without_an_id_is_known_by_its_address(store: Store) -> None:
    """A page fetched again from one address is the same article, whatever it says by now."""

    def page(text: str) -> Record:
        made = record("honey-en", text=text, url="https://sarne.example/honey?utm_source=x")
        return replace(made, id=content_digest(replace(made, id="")))

    first = page(TEXTS["honey-en"][1])
    add(store, first)
    assert add(store, page(TEXTS["honey-en"][1] + " Frost may follow.")) == {first.id: "revised"}
    assert store.counts().articles == 1


def test_one_id_at_two_addresses_is_two_articles(store: Store) -> None:
    """An id that two sites use does not make one page a version of another."""
    add(store, record("dam-en", url="https://sarne.example/1", id_="1"))
    archive = Archive(store)
    [batch] = archive.add_records([record("honey-en", url="https://lowen.example/1", id_="1")])
    assert [problem.advice for problem in batch.problems] == ["give each article its own id"]
    assert store.counts().articles == 2


def test_a_report_that_leaves_its_story_takes_no_other_along(store: Store) -> None:
    """A revised report that is about something else founds another story."""
    add(store, *all_records())
    assert add(store, record("dam-es", text=TEXTS["honey-en"][1] + " Bees!")) == {
        "dam-es": "revised"
    }
    assert frozenset({"dam-en", "dam-copy", "dam-de"}) in parts(store)
    assert frozenset({"dam-es", "honey-en"}) in parts(store)
    assert list(store.check()) == []


def test_two_archives_of_one_store_do_not_overwrite_each_other(store: Store) -> None:
    """An archive that finds that another has written takes up what is new before it goes on."""
    one, other = Archive(store), Archive(store)
    for archive, name in ((one, "dam-en"), (other, "dam-de"), (one, "dam-es"), (other, "dam-copy")):
        list(archive.add_records([record(name)]))
    assert parts(store) == {frozenset({"dam-en", "dam-copy", "dam-de", "dam-es"})}
    assert list(store.check()) == []


def test_a_batch_that_fails_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error in the middle of a batch is as if it had not come; the next one is kept."""
    archive = Archive(store)
    list(archive.add_records([record("dam-en")]))
    before = snapshot(store)
    with monkeypatch.context() as patched:
        patched.setattr("stemmata.archive.adding.note_stories", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            list(archive.add_records([record("dam-de")]))
    assert snapshot(store) == before
    list(archive.add_records([record("dam-de")]))
    assert parts(store) == {frozenset({"dam-en", "dam-de"})}


def test_changes_say_what_happened(store: Store) -> None:
    """The log tells of articles, stories, and points that became disputed."""
    add(store, record("dam-en"))
    start = store.last_change()
    add(store, record("dam-de"))
    kinds = {change.kind for change in store.changes(after=start)}
    assert {"article added", "story grown", "point disputed"} <= kinds


def test_a_large_archive_is_read_as_far_as_a_report_reaches(store: Store) -> None:
    """What is out of reach stays unread; an old report brings its own days along."""
    old = replace(record("theatre-en"), published="2019-03-03")
    add(store, old, record("dam-en"))
    archive = Archive(store, settings=ArchiveSettings(read_whole=0))
    list(archive.add_records([record("dam-de")]))
    late = replace(record("theatre-de"), published="2019-03-04")
    list(archive.add_records([late, record("honey-en")]))
    moved = Archive(store, settings=ArchiveSettings(read_whole=0))
    list(moved.add_records([replace(old, text=f"{old.text} The jury was unanimous.")]))
    assert parts(store) == {
        frozenset({"theatre-en", "theatre-de"}),
        frozenset({"dam-en", "dam-de"}),
        frozenset({"honey-en"}),
    }
    assert list(store.check()) == []
