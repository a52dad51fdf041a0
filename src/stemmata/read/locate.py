"""Sources as people name them to files: folders are walked, patterns expanded, in sorted order."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from stemmata.errors import MissingSourceError


def locate(source: str) -> Iterator[Path]:
    """Yield the files that a path, folder or pattern names.

    Raises:
        MissingSourceError: nothing is there.
    """
    path = Path(source)
    try:
        if path.is_dir():
            yield from _walk(path)
        elif path.exists():
            yield path
        elif glob.has_magic(source):
            yield from _expand(source)
        else:
            raise _missing(source)
    except (OSError, ValueError) as error:
        raise MissingSourceError(
            f"cannot be looked at ({error})", where=source[:200], advice="check the path"
        ) from error


def _missing(source: str) -> MissingSourceError:
    return MissingSourceError(
        "there is no such file, folder or pattern", where=source, advice="check the path"
    )


def _expand(pattern: str) -> Iterator[Path]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - pathlib takes no absolute pattern
    if not found:
        raise _missing(pattern)
    for name in found:
        path = Path(name)
        if path.is_dir() and "**" not in pattern:
            yield from _walk(path)
        elif path.is_file():
            yield path


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the regular files below a folder; hidden ones and links that lead out are left."""
    root = folder.resolve()
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if not name.startswith(".") and path.is_file() and _stays_inside(path, root):
                yield path


def _stays_inside(path: Path, root: Path) -> bool:
    return not path.is_symlink() or path.resolve().is_relative_to(root)
