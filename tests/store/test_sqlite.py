"""What holds of the SQLite file: its versions, its damage, its copies."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from pathlib import Path
from secrets import token_bytes

import pytest
from tests.store.make_released import FOLDER
from tests.store.samples import kept, two_stories

from stemmata.errors import StoreError, UsageError
from stemmata.model import Raw
from stemmata.settings import StoreSettings
from stemmata.store import Store, Where, Words, open_existing_store, open_store
from stemmata.store.sqlite.connecting import VERSION
from stemmata.store.sqlite.store import open_sqlite

RELEASED = sorted(FOLDER.glob("*.db"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file with three articles, closed."""
    store = open_store(tmp_path / "a.db")
    with store.writing() as write:
        two_stories(write)
    store.close()
    return tmp_path / "a.db"


def alter(path: Path, *statements: str) -> None:
    """Do something to the file behind the store's back."""
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def damage(store: Store) -> list[str]:
    """Return what a store says is wrong."""
    return [f"{found.where}: {found.what}" for found in store.check()]


def test_every_version_has_left_a_file_behind() -> None:
    """There is a sample of each version of the schema, this one too."""
    assert [int(path.stem) for path in RELEASED] == list(range(1, VERSION + 1))


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_a_store_of_a_released_version_is_brought_up_to_date(
    released: Path, tmp_path: Path
) -> None:
    """All that an older version kept is there, and the store is sound and can be written."""
    path = tmp_path / "old.db"
    shutil.copy(released, path)
    store = open_existing_store(path)
    assert damage(store) == []
    kept_article = store.article("a")
    assert kept_article is not None
    assert kept_article.annotated == kept("a", url="https://sarne.example/dam").annotated
    assert [each.id for each in store.stories(Where())] == ["s-2", "s-1"]
    assert len(store.points(["s-1"])) == len(store.copies(["b"])) == 2
    assert [hit.article for hit in store.search(Words((("Talsperre",),)), Where())] == ["b"]
    assert [decision.author for decision in store.decisions()] == ["Ana"]
    assert store.states("feed")
    with store.writing() as write:
        write.put_article(kept("a", "Lowen Water opened it."))
        write.put_article(kept("z"))
    store.close()
    alter(path, f"PRAGMA user_version = {VERSION}")


def test_a_newer_store_and_another_database_are_left_alone(path: Path, tmp_path: Path) -> None:
    """What this version cannot know is not touched, and the message says so."""
    alter(path, f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(StoreError, match="newer"):
        open_store(path)
    other = tmp_path / "other.db"
    alter(other, "CREATE TABLE mine (a)")
    with pytest.raises(UsageError, match="no store"):
        open_store(other)
    text = tmp_path / "text.db"
    text.write_text("Rain fell. " * 500, "utf-8")
    with pytest.raises(StoreError):
        open_store(text)
    for missing in (tmp_path / "none.db", tmp_path):
        with pytest.raises(UsageError):
            open_existing_store(missing)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE versions SET extraction = x'00' WHERE article = 1", "damaged value"),
        ("UPDATE versions SET record = zeroblob(9) WHERE article = 2", "damaged value"),
        ("UPDATE points SET body = x'28b52ffd00'", "damaged value"),
        ("UPDATE articles SET story = 's-0' WHERE id = 'a'", "is in no story"),
        ("UPDATE articles SET digest = 'x' WHERE id = 'a'", "no text that is its present one"),
        ("UPDATE raws SET content = x'28b52ffd00'", "is not what came"),
        ("DELETE FROM prints WHERE article = 1", "cannot be compared"),
        ("INSERT INTO words(words) VALUES ('delete-all')", "cannot be searched"),
        ("UPDATE stories SET articles = 7 WHERE id = 's-2'", "other articles"),
        ("INSERT INTO former_stories VALUES ('s-8', 's-7')", "leads to no story"),
        ("DELETE FROM articles WHERE id = 'c'", "rows? of articles that is gone|other articles"),
    ],
)
def test_planted_damage_is_found(path: Path, statement: str, found: str) -> None:
    """`check` names each kind of damage that is planted."""
    alter(path, statement)
    store = open_store(path)
    with pytest.raises(AssertionError, match=found):
        assert damage(store) == []
    store.close()


def test_a_torn_page_is_found(path: Path) -> None:
    """Bytes that were overwritten are damage, not a crash."""
    alter(path, "PRAGMA journal_mode = DELETE")
    content = bytearray(path.read_bytes())
    for place in range(8192, len(content) - 4096, 4096):
        content[place : place + 200] = b"\xff" * 200
    path.write_bytes(content)
    try:
        store = open_store(path)
    except StoreError:
        return
    assert damage(store)


def test_a_backup_is_whole_while_others_write(path: Path, tmp_path: Path) -> None:
    """A copy taken while a thread writes is sound, and holds all that was there before."""
    store = open_store(path)
    done = threading.Event()

    def write_on() -> None:
        for number in range(60):
            with store.writing() as write:
                write.put_article(kept(f"x{number}", f"Lowen Water wrote letter {number}." * 40))
            if done.is_set():
                break

    writer = threading.Thread(target=write_on)
    writer.start()
    store.backup(tmp_path / "copy.db")
    done.set()
    writer.join()
    copied = open_existing_store(tmp_path / "copy.db")
    assert copied.known(["a", "b", "c"]).keys() == {"a", "b", "c"}
    assert not [line for line in damage(copied) if "no story" not in line]
    with pytest.raises(StoreError, match="exists"):
        store.backup(tmp_path / "copy.db")


def test_two_processes_write_in_turn(path: Path) -> None:
    """A second writer waits for the first, and both are kept."""
    first, second = open_store(path), open_store(path)
    waiting = threading.Thread(target=lambda: write_one(second, "y"))
    with first.writing() as write:
        waiting.start()
        write.put_article(kept("x"))
    waiting.join()
    assert first.known(["x", "y"]).keys() == {"x", "y"}


def write_one(store: Store, name: str) -> None:
    """Write one article."""
    with store.writing() as write:
        write.put_article(kept(name))


def test_the_oldest_bytes_make_room(tmp_path: Path) -> None:
    """Pages are kept up to a bound, the last ones; each is kept once."""
    store = open_sqlite(tmp_path / "a.db", StoreSettings(raw_bytes=2500))
    pages = [Raw("text", token_bytes(1000)) for _ in range(4)]
    with store.writing() as write:
        for number, page in enumerate(pages):
            write.put_article(kept(f"x{number}", raw=page))
        write.put_article(kept("again", raw=pages[3]))
    held = [store.raw(f"x{number}", 1) for number in range(4)]
    assert held == [None, None, *pages[2:]]
    assert store.raw("again", 1) == pages[3]
    assert not [line for line in damage(store) if "no story" not in line]
    store.close()
