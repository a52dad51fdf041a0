"""A packed model unpacked once, and read from the user's cache folder after that.

To decompress the model of languages takes a third of a second at each start. Unpacked it can be
mapped into memory, which takes none, and processes share what they read of it.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

CACHE = "STEMMATA_CACHE"  # a folder, or empty to keep nothing
Arrays = Mapping[str, NDArray[Any]]


def read_unpacked(packed: Path, names: Sequence[str], unpack: Callable[[bytes], Arrays]) -> Arrays:
    """Return the arrays of a packed file, from the cache where they are or can be kept.

    Args:
        packed: the file; when it changes, it is unpacked again.
        names: of the arrays.
        unpack: returns the arrays that the file's bytes stand for.

    Raises:
        OSError: the file cannot be read. That nothing can be kept is no error.
    """
    content = packed.read_bytes()
    cache = cache_folder(os.environ)
    if cache is None:
        return unpack(content)
    kept = cache / f"{packed.name}-{crc32(content):08x}"
    try:
        return _mapped(kept, names)
    except (OSError, ValueError):
        arrays = unpack(content)
        _keep(arrays, kept)
        return arrays


def cache_folder(environment: Mapping[str, str]) -> Path | None:
    """Return where this user's programs keep what they can make again, None for nowhere.

    Follows the XDG Base Directory Specification, and the customs of macOS and Windows.

    Example:
        >>> cache_folder({"STEMMATA_CACHE": "/var/tmp/own"}).as_posix()
        '/var/tmp/own'
        >>> cache_folder({"STEMMATA_CACHE": ""}) is None
        True
    """
    if CACHE in environment:
        return Path(environment[CACHE]) if environment[CACHE] else None
    try:
        home = Path.home()
    except RuntimeError:  # this user has none
        return None
    if sys.platform == "win32":
        base = Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(environment.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "stemmata"


def _mapped(kept: Path, names: Sequence[str]) -> Arrays:
    """Return kept arrays, mapped into memory.

    Raises:
        OSError: they are not there, or somebody else's.
        ValueError: they are damaged.
    """
    if hasattr(os, "getuid") and kept.stat().st_uid != os.getuid():
        raise PermissionError(kept)
    return {name: np.asarray(np.load(kept / f"{name}.npy", mmap_mode="r")) for name in names}


def _keep(arrays: Arrays, kept: Path) -> None:
    """Keep arrays for the next time, in one step for whoever reads them; where that works."""
    unfinished = None
    try:
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(dir=kept.parent, prefix="unfinished-"))
        for name, array in arrays.items():
            np.save(unfinished / f"{name}.npy", array)
        shutil.rmtree(kept, ignore_errors=True)  # damaged, or there is none
        unfinished.replace(kept)
    except OSError:
        if unfinished is not None:
            shutil.rmtree(unfinished, ignore_errors=True)
