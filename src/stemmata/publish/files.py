"""Writes files so that a reader never meets half of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from stemmata.errors import StemmataError, UsageError
from stemmata.model import JSON
from stemmata.publish.lines import line_bytes


def make_folder(folder: Path) -> None:
    """Create a folder, and those above it, where it is missing.

    Raises:
        UsageError: there is a file of that name.
        StemmataError: the folder cannot be created.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(
            "is a file, not a folder", where=str(folder), advice="name a folder for the dossier"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def write_text(path: Path, text: str) -> None:
    """Write a file as UTF-8, in one step for whoever reads it.

    Raises:
        StemmataError: the file cannot be written.
    """
    write_pieces(path, (text.encode("utf-8"),))


def write_lines(path: Path, lines: Iterable[Mapping[str, JSON]]) -> None:
    """Write JSON Lines one after the other, in one step for whoever reads the file.

    Raises:
        StemmataError: the file cannot be written.
    """
    write_pieces(path, (line_bytes(line) + b"\n" for line in lines))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write pieces of a file under another name, then give it its own.

    Raises:
        StemmataError: the file cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        with unfinished.open("wb") as file:
            file.writelines(pieces)
        unfinished.replace(path)
    except BaseException as error:
        unfinished.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritable(path, error) from error
        raise


def _unwritable(path: Path, error: OSError) -> StemmataError:
    reason = error.strerror or type(error).__name__
    return StemmataError(
        f"cannot be written ({reason})",
        where=str(path),
        advice="check the folder's permissions and the space left, or choose another folder",
    )
