"""The flow of a streaming run: passes over the disk, with bounded memory in between.

    pile     = engine.map(prepare, read(sources))      what each article's words say, in segments
    windows  = cut(pile in order of days)              the same ones in whatever order they came
    engine.map(key, windows)                           one key for each name of a window, kept, too
    works    = storylines that windows let go          windows grouped, what is over let go
    finished = engine.map(finish, works)               copies, points, sources, affairs as columns

Nothing is held but the fingerprints of articles within reach; whatever is kept is whole, so that a
run that was stopped anywhere goes on with the last part that was not finished.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from glob import has_magic
from importlib.metadata import version
from itertools import takewhile
from pathlib import Path

from stemmata.engine import Engine, SerialEngine
from stemmata.errors import UsageError
from stemmata.model import Problem
from stemmata.pipeline import Watch, ignore
from stemmata.publish import problem_line
from stemmata.publish.dataset import check_parquet, pack_lines, parquet_file
from stemmata.settings import GroupSettings, StreamSettings
from stemmata.stream.finishing import finish
from stemmata.stream.grouping import Passage
from stemmata.stream.keying import key_windows
from stemmata.stream.preparing import prepare_pile
from stemmata.stream.values import Finished
from stemmata.stream.windows import cut_windows
from stemmata.stream.workplace import Workplace

_DEFAULT = StreamSettings()


@dataclass(frozen=True, slots=True)
class Streamed:
    """A finished run in numbers, and what could not be read.

    `counts` are of articles, stories, storylines, copies, problems, and of points by verdict.
    """

    counts: Mapping[str, int]
    problems: tuple[Problem, ...]


def stream(
    sources: Sequence[str],
    folder: Path,
    engine: Engine | None = None,
    watch: Watch = ignore,
    settings: StreamSettings = _DEFAULT,
) -> Streamed:
    """Write everything that can be found in the sources as Parquet datasets, and return counts.

    A run into a folder where another one was stopped goes on where that was, if the sources hold
    the same.

    Args:
        sources: files, folders, patterns, addresses, or `-`.
        folder: where the datasets go; made where it is missing.
        engine: where the work runs; this process by default.
        watch: is told how many items each stage has finished.
        settings: how much is held at once.

    Raises:
        UsageError: pyarrow is not installed, there is a file where the folder should be, or the
            folder is among the sources.
        StemmataError: a file cannot be written.
    """
    check_parquet()
    _check_apart(sources, folder)
    engine = engine or SerialEngine()
    place = Workplace(folder, f"{version('stemmata')} {settings}")
    pile = prepare_pile(sources, place, engine, watch, settings)
    place.settle_on(pile.digest)
    engine.rest()  # what annotating remembers is not asked for again
    if pile.problems:
        packed = pack_lines("problems", map(problem_line, pile.problems))
        place.write_dataset("problems", "", "read", parquet_file([packed]))
    windows = cut_windows(pile.articles, settings.window, GroupSettings().reach_days)
    key_windows(windows, place, engine, watch)
    engine.rest()
    # From here on it is enough where each article is kept: the index of all is let go.
    windows = [window.without_articles() for window in windows]
    pile = replace(pile, articles=())
    keeper = _Keeper(place)
    for finished in engine.map(finish, Passage(pile, windows, place, watch, settings).works()):
        keeper.keep(finished)
    counts = place.counts()
    counts["problems"] += len(pile.problems)
    place.close(counts)
    return Streamed(counts, pile.problems)


def _check_apart(sources: Sequence[str], folder: Path) -> None:
    """See that no source holds the folder or is in it: a run would read what it writes."""
    out = folder.resolve()
    written = out / "articles" / "month=2026-01" / "00000-00.parquet"
    for source in sources:
        if source == "-" or "://" in source:
            continue
        parts = Path(source).parts
        plain = list(takewhile(lambda part: not has_magic(part), parts))
        place = Path(*plain).resolve()
        pattern = str(place.joinpath(*parts[len(plain) :]))
        reached = pattern == str(place) or any(fnmatch(str(p), pattern) for p in (out, written))
        if _holds(out, place) or (reached and _holds(place, out)):
            advice = "name another folder with --out"
            raise UsageError("is among the sources", where=str(folder), advice=advice)


def _holds(folder: Path, path: Path) -> bool:
    return folder == path or folder in path.parents


class _Keeper:
    """Writes what is finished, a part at a time."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._tables: dict[tuple[str, str], list[bytes]] = defaultdict(list)
        self._counts: dict[str, int] = defaultdict(int)

    def keep(self, finished: Finished) -> None:
        """Put what is finished to its part, and write the part when it is whole."""
        for key, table in finished.tables.items():
            self._tables[key].append(table)
        for name, count in finished.counts.items():
            self._counts[name] += count
        if finished.ends == "part":
            for (dataset, month), packed in self._tables.items():
                content = parquet_file(packed)
                self._place.write_dataset(dataset, month, finished.part.name, content)
            self._place.finish_part(finished.part, self._counts)
            self._tables.clear()
            self._counts.clear()
        if finished.ends == "window":
            self._place.finish_window(finished.part.window)
