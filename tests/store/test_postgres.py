"""What holds of an archive on a PostgreSQL server beyond the contract of all stores."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.archive.reports import TEXTS, all_records
from tests.store.samples import kept, two_stories
from tests.store.stores import database_of

from stemmata.archive import Archive
from stemmata.archive.searching import search, search_as_typed
from stemmata.errors import StoreError, UsageError
from stemmata.model import Story
from stemmata.settings import StoreSettings
from stemmata.store import Store, Where, Words, copy_store, open_existing_store, open_store

psycopg = pytest.importorskip("psycopg", reason="the extra for PostgreSQL is not installed")
open_postgres = pytest.importorskip("stemmata.store.postgres").open_postgres

QUERIES = (
    "dam", "Talsperre", "the water", "hospital closed", "2026", "Lowen", '"the dam"', "大坝",
    "حريق", "fire brigade", "Sarne river",
)  # fmt: skip


@pytest.fixture
def address(tmp_path: Path) -> str:
    return database_of(tmp_path)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    """Return two archives of the same reports: a file and a database."""
    folder = tmp_path_factory.mktemp("both")
    file, database = open_store(folder / "a.db"), open_store(database_of(folder))
    for store in (file, database):
        archive = Archive(store)
        list(archive.add_records(all_records()))
        archive.finish()
        with store.writing() as write:
            for number in range(40):
                write.put_article(kept(f"x{number}", "the dam of Lowen " * (1 + number % 7)))
            write.put_article(kept("x3", "Lowen Water has another text now."))
            write.put_stories([Story("s-x", "l-x", tuple(f"x{n}" for n in range(40)))], {})
    yield file, database
    file.close()
    database.close()


@pytest.mark.parametrize("query", QUERIES)
def test_a_search_finds_the_same_in_the_same_order(both: tuple[Store, Store], query: str) -> None:
    """Hits, their order and their scores are those of SQLite's own index."""
    file, database = both
    for ask in (search, search_as_typed):
        found = ask(database, query, Where(), 30)
        assert found == ask(file, query, Where(), 30)
    narrow = Where(languages=("en",), names=(), several=True)
    assert search(database, query, narrow) == search(file, query, narrow)


WORDS = sorted({word for _, text in TEXTS.values() for word in text.split()})


@given(
    st.lists(st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=3), max_size=3),
    st.sampled_from(["all", "any"]),
    st.sampled_from(["begun", "whole"]),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_are_answered_alike(
    both: tuple[Store, Store], groups: list[list[str]], asked: str, last: str
) -> None:
    """Phrases, beginnings and strange letters match the same articles, with the same scores."""
    typed = frozenset(group[-1] for group in groups if group and last == "begun")
    words = Words(tuple(map(tuple, groups)), typed, loose=asked == "any")
    file, database = (
        {hit.article: hit.score for hit in store.search(words, Where(), 500)} for store in both
    )
    assert database == pytest.approx(file, abs=1e-9)


@given(st.sampled_from(WORDS) | st.text(max_size=9))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_names_are_answered_alike(both: tuple[Store, Store], text: str) -> None:
    """Beginnings and garbled forms lead to the same names."""
    file, database = both
    folded = text.casefold()
    assert database.names_beginning(folded, 500) == file.names_beginning(folded, 500)
    assert set(database.names_near(folded, 500)) == set(file.names_near(folded, 500))


def test_an_archive_on_a_server_is_that_of_a_file(both: tuple[Store, Store]) -> None:
    """Stories, points and copies are the same, to the last id; both are sound."""
    file, database = both
    ids = file.article_ids(Where(), 500)
    assert database.article_ids(Where(), 500) == ids
    stories = [each.id for each in file.stories(Where(), 500)]
    assert [each.id for each in database.stories(Where(), 500)] == stories
    assert database.points(stories) == file.points(stories)
    assert database.copies(ids) == file.copies(ids)
    assert database.counts() == file.counts()
    assert [each.where for each in database.check()] == [each.where for each in file.check()]


def test_what_comes_from_outside_is_never_a_statement(address: str) -> None:
    """Texts made to break out of a query are looked for, and nothing else happens."""
    store = open_store(address)
    with store.writing() as write:
        two_stories(write)
    for attack in ("'; DROP TABLE articles; --", "%s", "?", "$1", "a' | 'b", "\\'", "json_each(?)"):
        where = Where(languages=(attack,), outlets=(attack,), names=(attack,), stories=(attack,))
        assert not store.stories(where)
        assert not store.article_ids(where)
        store.search(Words(((attack,),), frozenset({attack})), Where())
        assert not any((store.article(attack), store.point(attack), store.affair(attack)))
        assert store.name(attack) == store.names_written([attack]) == []
        store.names_beginning(attack)
        store.names_near(attack)
        with store.writing() as write:
            write.put_state(attack, attack, {attack: attack})
            write.decide(attack, {attack: attack}, attack, attack)
        assert store.states(attack) == {attack: {attack: attack}}
    assert store.counts().articles == 3
    store.close()


def test_long_texts_and_long_names_are_kept(address: str) -> None:
    """No text from outside is too long for an index."""
    store, long = open_store(address), "Lowen Water " + "x" * 9000
    words = " ".join(f"word{number}" for number in range(120_000))
    with store.writing() as write:
        write.put_article(
            kept(long, f"{long} {words}", outlet=long, url=f"https://a.example/{long}")
        )
        write.put_state("feed", long, {"etag": "1"})
        write.put_stories([Story("s", "l", (long,))], {})
    assert store.article_ids(Where(outlets=(long,))) == [long]
    assert [hit.article for hit in store.search(Words((("word7 word8",),)), Where())] == [long]
    store.close()


def test_two_processes_write_in_turn(address: str) -> None:
    """A second writer waits for the first, and both are kept."""
    first, second = open_store(address), open_store(address)
    waiting = threading.Thread(target=write_one, args=(second, "y"))
    with first.writing() as write:
        waiting.start()
        write.put_article(kept("x"))
        waiting.join(timeout=0.3)
        assert waiting.is_alive()
    waiting.join()
    assert first.known(["x", "y"]).keys() == {"x", "y"}
    first.close()
    second.close()


def test_a_broken_connection_is_made_anew(address: str) -> None:
    """A store outlives a restart of its server: what follows works again."""
    store = open_postgres(address)
    write_one(store, "x")
    assert store.span()[0] == 1
    connections = store._database
    own = [each.info.backend_pid for each in (*connections._idle, connections._writer)]
    with psycopg.connect(address, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(pid) FROM unnest(%s::int[]) AS pid", (own,))
    with pytest.raises(StoreError, match="the store says"):
        store.span()
    assert store.span()[0] == 1
    with pytest.raises(StoreError, match="the store says"):
        write_one(store, "y")
    write_one(store, "y")
    assert store.span()[0] == 2
    store.close()


def test_what_is_no_store_is_left_alone(address: str) -> None:
    """Another's tables, a newer store, an empty database and a wrong address are told apart."""
    with pytest.raises(UsageError, match="no store"):
        open_existing_store(address)
    with psycopg.connect(address, autocommit=True) as other:
        other.execute("CREATE TABLE mine (a int)")
        with pytest.raises(UsageError, match="no store of Stemmata"):
            open_store(address)
        other.execute("DROP TABLE mine")
        open_store(address).close()
        open_existing_store(address).close()
        other.execute("UPDATE stemmata_schema SET version = 99")
    with pytest.raises(StoreError, match="newer"):
        open_store(address)
    with pytest.raises(UsageError, match="no address"):
        open_store("postgresql://ana:secret@[db/desk")


def test_messages_do_not_tell_the_password(tmp_path: Path) -> None:
    """A server that cannot be reached is named without the password."""
    with pytest.raises(StoreError) as caught:
        open_store(f"postgresql://ana:secret@/desk?host={tmp_path}&connect_timeout=2")
    assert "secret" not in str(caught.value)
    assert "ana" in str(caught.value)


def write_one(store: Store, name: str) -> None:
    """Write one article."""
    with store.writing() as write:
        write.put_article(kept(name))


def test_a_store_moves_to_a_server_and_back(both: tuple[Store, Store], tmp_path: Path) -> None:
    """A copy holds the same in either kind of store, finds the same, and goes on from there."""
    file, database = both
    with closing(open_store(tmp_path / "a.db")) as one, one.writing() as write:
        two_stories(write)
        write.put_state("feed", "x", {"etag": "1"})
    address, back, words = database_of(tmp_path), tmp_path / "back.db", Words((("dam",),))
    copy_store(tmp_path / "a.db", address)
    copy_store(address, back)
    with pytest.raises(UsageError, match="holds articles"):
        copy_store(tmp_path / "a.db", address)
    with pytest.raises(StoreError, match="exists"):
        copy_store(address, back)
    with closing(open_store(tmp_path / "a.db")) as first:
        for name in (address, back):
            with closing(open_existing_store(name)) as copied:
                assert copied.counts() == first.counts()
                assert copied.changes() == first.changes()
                assert copied.states("feed") == first.states("feed")
                assert list(copied.fingerprints()) == list(first.fingerprints())
                assert copied.raw("a", 1) == first.raw("a", 1)
                wanted = [hit.article for hit in first.search(words, Where())]
                assert [hit.article for hit in copied.search(words, Where())] == wanted == ["a"]
                assert copied.names_near("lowan water") == first.names_near("lowan water")
                assert not list(copied.check())
                write_one(copied, "z")
                with copied.writing() as write:
                    assert write.note("article added", "z") > first.last_change()
    assert file.counts() == database.counts()


def test_another_process_is_told_of_changes(address: str) -> None:
    """The number of the last change is seen by every reader as soon as it is committed."""
    writer, reader = open_store(address), open_store(address)
    with writer.writing() as write:
        number = write.note("story founded", "s-1")
        assert reader.last_change() < number
    assert reader.last_change() == number
    assert [each.subject for each in reader.changes(after=number - 1)] == ["s-1"]
    writer.close()
    reader.close()


def test_who_asks_while_all_connections_are_lent_is_told(address: str) -> None:
    """Readers share a few connections; one that waits for too long gets an error, not a hang."""
    open_postgres(address).close()
    store = open_postgres(address, StoreSettings(connections=1, wait_seconds=0.2))
    write_one(store, "x")
    with store.writing() as write:
        write.put_stories([Story("s", "l", ("x",))], {})
    held = store.fingerprints()
    assert next(iter(held)).id == "x"
    with pytest.raises(StoreError, match="too many"):
        store.span()
    held.close()
    assert store.span()[0] == 1
    store.close()
