"""How work is handed to processes, and streams are cut."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """How work is handed to processes; figures from `benchmarks/speed.py` on two cores."""

    smallest_pool: int = 64  # below this, starting processes costs more than it saves
    chunk: int = 16  # articles a message: the pickling is then under 2 % of the work
    chunks_under_way: int = 3  # for each worker; bounds the memory
    # Items that wait for others of their language, so that these go together; bounds the memory.
    reach: int = 512
    preloaded: tuple[str, ...] = ("stemmata.warm",)  # imported before workers are forked
    most_chunks: int = 0  # of a worker, before another takes its place; 0 for never
    most_deaths: int = 2  # of workers, before the chunk that they worked on is held to be the cause
    # How far workers step back behind the process that all of them wait for in the end.
    niceness: int = 5


@dataclass(frozen=True, slots=True)
class StreamSettings:
    """How much of a stream is held at once; figures from `benchmarks/streaming.py`."""

    segment: int = 128  # records that are prepared, and kept, together
    # Articles whose names are keyed together, so that a short form finds the long one.
    window: int = 2000
    # Articles that grouping holds, some 60 kB each; of a denser stream the reach is shorter.
    most_held: int = 8000
    # Reports of other storylines are likely relatives from so many shared passages on; a passage
    # that more reports share points to nobody.
    least_shared_marks: int = 2
    most_sharing: int = 40
    remembered_windows: int = 4  # how far back such relatives are sought
    work: int = 150  # articles whose storylines a worker finishes together
    part: int = 2000  # articles that are written, and acknowledged, together
