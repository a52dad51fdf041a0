"""The folder of a run: its unfinished work, what is finished, and where a stopped run goes on.

A file is written under another name and then given its own, so that whatever has its name is
whole. A part is finished when its mark is there; the mark is written after all files of the part.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import rmtree

import msgspec

from stemmata.publish import make_folder
from stemmata.publish.dataset import DATASETS
from stemmata.publish.files import write_pieces
from stemmata.stream.pieces import file_name
from stemmata.stream.values import Part

_WORK = ".unfinished"  # hidden, so that who reads the folder does not read it
_OURS = re.compile(r"(?:\d{5}-\d{2}|read)\.parquet")
_GROUPED = ("windows", "held", "finished")  # all that hangs on which articles there are


class Workplace:
    """The folder of a streaming run.

    Args:
        folder: where the datasets go; made where it is missing.
        version: of what finds things in articles; the work of another one is thrown away.
    """

    def __init__(self, folder: Path, version: str) -> None:
        self._folder = folder
        self._work = folder / _WORK
        make_folder(folder)
        if self._noted("version") != version:
            self.clear()
        for name in ("segments", *_GROUPED):
            make_folder(self._work / name)
        self._note("version", version)

    @property
    def segments(self) -> Path:
        """The folder of prepared articles."""
        return self._work / "segments"

    @property
    def windows(self) -> Path:
        """The folder of articles with keys."""
        return self._work / "windows"

    def write(self, kind: str, number: int, content: bytes) -> None:
        """Write a numbered file of work."""
        write_pieces(self._work / kind / file_name(number), (content,))

    def settle_on(self, digest: str) -> None:
        """Throw away what was found in other articles than these.

        Args:
            digest: of all that was read.
        """
        if self._noted("articles") != digest:
            self._remove_datasets()
            for name in _GROUPED:
                rmtree(self._work / name, ignore_errors=True)
                make_folder(self._work / name)
        self._note("articles", digest)

    def held(self) -> tuple[int, bytes] | None:
        """Return the last window up to which all is finished, and what grouping held then."""
        finished = self._work / "finished"
        for path in sorted((self._work / "held").iterdir(), reverse=True):
            if path.name.isdigit() and (finished / path.name).exists():
                return int(path.name), path.read_bytes()
        return None

    def is_finished(self, part: Part) -> bool:
        """Tell whether all files of a part are written."""
        return (self._work / "finished" / part.name).exists()

    def finish_part(self, part: Part, counts: Mapping[str, int]) -> None:
        """Mark a part as finished, with what it counts."""
        mark = self._work / "finished" / part.name
        write_pieces(mark, (msgspec.json.encode(dict(counts)),))

    def finish_window(self, number: int) -> None:
        """Mark all that a window let go as finished; what was held before is needed no more."""
        write_pieces(self._work / "finished" / file_name(number), (b"",))
        for path in (self._work / "held").iterdir():
            if path.name < file_name(number):
                path.unlink()

    def write_dataset(self, dataset: str, month: str, name: str, content: bytes) -> None:
        """Write a file of a dataset, in the folder of its month if it has one."""
        folder = self._folder / dataset
        if month:
            folder /= f"month={month}"
        make_folder(folder)
        write_pieces(folder / f"{name}.parquet", (content,))

    def counts(self) -> Counter[str]:
        """Return what all finished parts count."""
        total: Counter[str] = Counter()
        for path in (self._work / "finished").iterdir():
            if "-" in path.name:
                total.update(msgspec.json.decode(path.read_bytes(), type=dict[str, int]))
        return total

    def close(self, summary: Mapping[str, int]) -> None:
        """Leave the datasets and a summary; the work is done."""
        write_pieces(self._folder / "summary.json", (msgspec.json.encode(dict(summary)), b"\n"))
        rmtree(self._work)

    def clear(self) -> None:
        """Throw away unfinished work, and the datasets of an earlier run."""
        rmtree(self._work, ignore_errors=True)
        self._remove_datasets()

    def _remove_datasets(self) -> None:
        for path in self._dataset_files():
            path.unlink()
        (self._folder / "summary.json").unlink(missing_ok=True)

    def _dataset_files(self) -> Iterator[Path]:
        """Yield the files that a run wrote, and no others that lie beside them."""
        for dataset in DATASETS:
            for pattern in ("*.parquet", "month=*/*.parquet"):
                for path in sorted((self._folder / dataset).glob(pattern)):
                    if _OURS.fullmatch(path.name):
                        yield path

    def _noted(self, name: str) -> str:
        path = self._work / name
        return path.read_text("utf-8") if path.is_file() else ""

    def _note(self, name: str, text: str) -> None:
        write_pieces(self._work / name, (text.encode("utf-8"),))
