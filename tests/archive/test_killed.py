"""What was acknowledged is kept, whenever the process is killed.

`python benchmarks/store.py kill` does the same at 200 moments.
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

from tests.archive.reports import TEXTS

from stemmata.store import open_store

MOMENTS = 3
CHILD = """
import sys
from stemmata.archive import Archive
from stemmata.settings import ArchiveSettings
from stemmata.store import open_store
archive = Archive(open_store(sys.argv[1]), settings=ArchiveSettings(batch=1))
for batch in archive.add([sys.argv[2]]):
    print(*[each.id for each in batch.articles], flush=True)
"""


def add_and_kill(folder: Path, moment: int, seconds: float) -> list[str]:
    """Add reports of one moment, kill the process a while after its first word; return them."""
    lines = [
        {"id": f"{name}-{moment}", "text": f"{text} This is version {moment}.", "date": day}
        for name, (day, text) in TEXTS.items()
    ]
    source = folder / f"{moment}.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder / "a.db"), str(source)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    told = [child.stdout.readline()]
    timer = threading.Timer(seconds, child.send_signal, [signal.SIGKILL])
    timer.start()
    told += list(child.stdout)
    child.wait()
    timer.cancel()
    return [line.strip() for line in told if line.endswith("\n")]


def test_what_was_acknowledged_outlives_a_kill(tmp_path: Path) -> None:
    """After kill -9 at random moments everything acknowledged is there, and nothing is damaged."""
    chance = random.Random(20260303)  # noqa: S311 # moments, no secret
    acknowledged: list[str] = []
    for moment in range(MOMENTS):
        acknowledged += add_and_kill(tmp_path, moment, chance.uniform(0.0, 0.4))
        store = open_store(tmp_path / "a.db")
        assert store.known(acknowledged).keys() == set(acknowledged)
        assert list(store.check()) == []
        store.close()
    assert len(acknowledged) >= MOMENTS
