"""A PostgreSQL server of the tests' own: in a temporary folder, reached by a socket there only."""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from functools import cache
from itertools import count
from pathlib import Path
from urllib.parse import quote

_UNPRIVILEGED = ("postgres", "nobody")  # the server refuses to run as root
_SETTINGS = ("listen_addresses=", "fsync=off", "full_page_writes=off", "max_connections=60")
_numbers = count()


class NoServerError(Exception):
    """There is no server to be had; the message says why."""


def new_database() -> str:
    """Return the address of a new, empty part of a database: a schema of its own.

    Raises:
        NoServerError: PostgreSQL is not installed, or does not start.
    """
    folder = _start()
    name = f"test_{next(_numbers)}"
    place = ["-h", str(folder), "-U", "stemmata", "-d", "postgres"]
    _run([str(_programs() / "psql"), *place, "-q", "-c", f"CREATE SCHEMA {name}"])
    options = quote(f"-csearch_path={name}", safe="")
    return f"postgresql://stemmata@{quote(str(folder), safe='')}/postgres?options={options}"


@cache
def _start() -> Path:
    """Start the server, once in a process; return the folder of its socket."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="stemmata-pg-"))
    if os.getuid() == 0:
        user = pwd.getpwnam(_user() or "")
        os.chown(folder, user.pw_uid, user.pw_gid)
    data = folder / "data"
    init = ["initdb", "-D", str(data), "-U", "stemmata", "-A", "trust", "-E", "UTF8"]
    _run([str(programs / init[0]), *init[1:], "--no-sync", "--locale=C"])
    options = [part for setting in _SETTINGS for part in ("-c", setting)]
    log = (folder / "log").open("wb")
    server = subprocess.Popen(
        [str(programs / "postgres"), "-D", str(data), "-k", str(folder), *options],
        stdout=log,
        stderr=log,
        user=_user(),
        cwd=folder,
    )
    atexit.register(_stop, server, folder)
    for _ in range(200):
        ready = [str(programs / "pg_isready"), "-q", "-h", str(folder)]
        if subprocess.run(ready, check=False).returncode == 0:
            return folder
        time.sleep(0.05)
    raise NoServerError((folder / "log").read_text("utf-8")[-500:])


def _stop(server: subprocess.Popen[bytes], folder: Path) -> None:
    server.terminate()
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.kill()
    shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """Return the folder of the server's programs."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        if (folder / "initdb").is_file() and (folder / "psql").is_file():
            if os.getuid() == 0 and _user() is None:
                raise NoServerError("PostgreSQL does not run as root, and there is no other user")
            return folder
    raise NoServerError("PostgreSQL is not installed (Debian: postgresql)")


def _user() -> str | None:
    """Return the user that the server runs as, None for this process's own."""
    if os.getuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in _UNPRIVILEGED if name in known), None)


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, user=_user(), cwd="/", check=False)
    if done.returncode:
        raise NoServerError(done.stderr.decode("utf-8", "replace")[-500:])
