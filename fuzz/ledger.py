"""The ledger of a run: how many inputs, how long they took, and what was found."""

from __future__ import annotations

import json
import time
import traceback
from hashlib import blake2b
from heapq import heappush, heappushpop
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

SLOWEST_ALLOWED = 1.0  # seconds of the processor for one input
_KEPT_SLOW = 20
_WRITTEN_EVERY = 5.0  # seconds


class Ledger:
    """What happened to the inputs of one target.

    Args:
        folder: of the target; findings and the summary are put there.
        label: of the run; one of the same label writes over its summary.
    """

    def __init__(self, folder: Path, label: str) -> None:
        self.folder = folder
        self._label = label
        self.inputs = 0
        self.refused = 0
        self.slowest = 0.0
        self._slowest_input = b""
        self._slow: list[tuple[float, bytes]] = []
        self._findings: dict[str, int] = {}
        self._started = self._written = time.monotonic()
        self._processor = time.process_time()
        (folder / "findings").mkdir(parents=True, exist_ok=True)

    def passed(self, content: bytes, seconds: float) -> None:
        """Note an input that was taken."""
        self.inputs += 1
        self._note_time(content, seconds)
        if time.monotonic() - self._written > _WRITTEN_EVERY:
            self.write()

    def found(self, content: bytes, error: BaseException) -> None:
        """Keep an input from which something came out that may not, once for each place."""
        place = _place_of(error)
        known = place in self._findings
        self._findings[place] = self._findings.get(place, 0) + 1
        if not known:
            name = blake2b(place.encode(), digest_size=6).hexdigest()
            kept = self.folder / "findings" / name
            kept.write_bytes(content)
            told = "".join(traceback.format_exception(error))
            kept.with_suffix(".txt").write_text(f"{place}\n{told}", "utf-8", "replace")
            self.write()

    def write_slow(self) -> None:
        """Keep the inputs that took longest for their size."""
        slow = self.folder / "slow"
        slow.mkdir(exist_ok=True)
        for number, (_, content) in enumerate(sorted(self._slow, reverse=True)):
            (slow / f"{self._label}-{number:02}").write_bytes(content)

    def write(self) -> None:
        """Write the summary."""
        self._written = time.monotonic()
        (self.folder / "slowest").write_bytes(self._slowest_input)
        said = {
            "inputs": self.inputs,
            "refused": self.refused,
            "seconds": round(time.process_time() - self._processor, 1),
            "slowest": round(self.slowest, 4),
            "megabytes": getrusage(RUSAGE_SELF).ru_maxrss // 1024,
            "findings": self._findings,
        }
        (self.folder / f"summary-{self._label}.json").write_text(
            json.dumps(said, indent=1), "utf-8"
        )

    def _note_time(self, content: bytes, seconds: float) -> None:
        if seconds > self.slowest:
            self.slowest, self._slowest_input = seconds, content
        entry = (seconds / (len(content) + 20), content)
        if len(self._slow) < _KEPT_SLOW:
            heappush(self._slow, entry)
        elif entry[0] > self._slow[0][0]:
            heappushpop(self._slow, entry)


def _place_of(error: BaseException) -> str:
    """Return what tells a finding from others: the kind of error, and the last line of ours."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "stemmata" in frame.filename] or list(frames)
    place = f"{Path(ours[-1].filename).stem}:{ours[-1].lineno}" if ours else "?"
    detail = f" {error}" if isinstance(error, AssertionError) else ""
    return f"{type(error).__name__} at {place}{detail}"[:200]
