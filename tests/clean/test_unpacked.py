"""What is unpacked is kept for the next time, and read again only if it is whole and ours."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest

from stemmata.clean.ngrams import load_model
from stemmata.clean.unpacked import CACHE, Arrays, cache_folder, read_unpacked

Unpack = Callable[[bytes], Arrays]


@pytest.fixture
def packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A packed file, and an empty cache of its own."""
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    file = tmp_path / "model.xz"
    file.write_bytes(b"\x01\x02\x03")
    return file


def unpack(content: bytes) -> Arrays:
    """Return a file's bytes as numbers."""
    return {"numbers": np.frombuffer(content, np.uint8).astype(np.int64)}


def refuse(_: bytes) -> Arrays:
    """Fail where there should be nothing to unpack."""
    pytest.fail("was unpacked again")


def read(packed: Path, by: Unpack = unpack) -> list[int]:
    """Return the numbers of a packed file."""
    numbers: list[int] = read_unpacked(packed, ("numbers",), by)["numbers"].tolist()
    return numbers


def kept(packed: Path) -> Path:
    """Return the one file that is kept."""
    (file,) = (packed.parent / "cache").rglob("*.npy")
    return file


def test_it_is_unpacked_once(packed: Path) -> None:
    """The second time it comes from the cache."""
    assert read(packed) == [1, 2, 3]
    assert read(packed, refuse) == [1, 2, 3]


def test_a_new_file_is_unpacked_anew(packed: Path) -> None:
    """What was kept of another file is not taken for this one."""
    read(packed)
    packed.write_bytes(b"\x04")
    assert read(packed) == [4]


def test_a_damaged_cache_is_mended(packed: Path) -> None:
    """A file cut short is unpacked again, and kept whole."""
    read(packed)
    kept(packed).write_bytes(kept(packed).read_bytes()[:-8])
    assert read(packed) == [1, 2, 3]
    assert read(packed, refuse) == [1, 2, 3]


def test_a_missing_part_is_mended(packed: Path) -> None:
    """Arrays that are gone are unpacked again."""
    read(packed)
    kept(packed).unlink()
    assert read(packed) == [1, 2, 3]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owners here")
def test_what_somebody_else_keeps_is_not_read(
    packed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Arrays in a folder of another user are not trusted."""
    read(packed)
    monkeypatch.setattr(os, "getuid", lambda: -1)
    seen: list[bytes] = []

    def unpack_again(content: bytes) -> Arrays:
        seen.append(content)
        return unpack(content)

    assert read(packed, unpack_again) == [1, 2, 3]
    assert seen


def test_nothing_is_kept_where_nothing_can_be(
    packed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache that cannot be made costs time only."""
    monkeypatch.setenv(CACHE, str(packed / "below a file"))
    assert read(packed) == read(packed) == [1, 2, 3]
    assert [file.name for file in packed.parent.iterdir()] == [packed.name]


def test_nothing_is_kept_where_nothing_should_be(
    packed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty name of a folder keeps everything in memory."""
    monkeypatch.setenv(CACHE, "")
    assert read(packed) == [1, 2, 3]
    assert [file.name for file in packed.parent.iterdir()] == [packed.name]


@pytest.mark.parametrize(
    ("platform", "environment", "end"),
    [
        ("linux", {}, ".cache/stemmata"),
        ("linux", {"XDG_CACHE_HOME": "/of/mine"}, "/of/mine/stemmata"),
        ("darwin", {"XDG_CACHE_HOME": "/of/mine"}, "Library/Caches/stemmata"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/stemmata"),
    ],
)
def test_each_system_has_its_place(
    platform: str, environment: Mapping[str, str], end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cache is where programs of that system keep theirs."""
    monkeypatch.setattr("sys.platform", platform)
    folder = cache_folder(environment)
    assert folder is not None
    assert folder.as_posix().endswith(end)


def test_the_model_is_the_same_from_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The model of languages that was kept is the one that was unpacked."""
    monkeypatch.setenv(CACHE, str(tmp_path))
    first, again = load_model.__wrapped__(), load_model.__wrapped__()
    assert first.languages == again.languages
    for name in ("weights", "priors", "moves", "rows", "grams"):
        one, other = getattr(first, name), getattr(again, name)
        assert one.dtype == other.dtype
        assert (one == other).all()
