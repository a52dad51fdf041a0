"""One small frozen settings class a stage: what decides, and how it was calibrated."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """Bounds on what is read, so that a hostile or broken source cannot exhaust the machine."""

    largest_source_bytes: int = 2_000_000_000
    largest_article_characters: int = 2_000_000
    largest_expansion: int = 200  # decompressed bytes for each compressed byte, beyond 64 MB
    request_seconds: float = 20.0
    largest_download_bytes: int = 200_000_000


@dataclass(frozen=True, slots=True)
class TraceSettings:
    """What counts as taken from another report, and how many comparisons are spent on it."""

    longest_report: int = 12_000  # words; the rest of a longer body is not compared
    shingle: int = 4  # words in a shingle: the seed of a shared passage
    gap: int = 6  # words between two equal runs that still belong to one edited passage
    telling_run: int = 8  # words in an equal run that independent writers seldom reach
    least_likeness: float = 0.2  # cosine from which two sentences can be set side by side


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """How work is handed to processes; figures from `benchmarks/speed.py` on two cores."""

    smallest_pool: int = 64  # below this, starting processes costs more than it saves
    chunk: int = 16  # articles a message: the pickling is then under 2 % of the work
    chunks_under_way: int = 4  # for each worker; bounds the memory


@dataclass(frozen=True, slots=True)
class PublishSettings:
    """What a page shows at once, so that it stays readable and small; the files hold everything."""

    copy_from: float = 0.5  # a copy less probable than this is not folded into its original
    direction_from: float = 0.7  # below odds of about two to one, an editor would not print it
    widest_table: int = 24  # articles side by side; beyond, a point lists its readings instead
    most_points: int = 400  # rows of a table of points
    most_lanes: int = 60  # reports in a picture of who copied whom
    most_evidence: int = 5  # reasons shown for each copy, the heaviest first
    most_names: int = 150
    most_dates: int = 120
    most_quotes: int = 60
    longest_cell: int = 90  # characters of the words in a cell; a click shows all of them


@dataclass(frozen=True, slots=True)
class CollateSettings:
    """When claims answer one question, as log-odds; `benchmarks/points.py` shows what they give.

    Read off the demo's truth and hand-checked stories; the disagreement set of a later release
    will learn them.
    """

    reach_characters: float = 40.0  # at this distance a word counts half
    name_weight: float = 6.0  # a shared name counts as one rare concept
    base: float = -3.4  # two claims of one unit in one story, nothing else known
    context: float = 7.0  # times the cosine of the neighbourhoods
    same_value: float = 1.2  # and `digit` for each significant digit beyond the first
    digit: float = 0.7
    compatible_value: float = 0.7
    slip_value: float = 1.0
    different_value: float = -0.8
    same_subject: float = 1.5  # times the cosine of the counted things
    join: float = 0.0  # mean log-odds from which groups become one
    approximation: float = 0.1  # "about" leaves a tenth either way
    largest_block: int = 600  # claims of one unit in one story that are compared pairwise
    quote_similarity: float = 0.45  # cosine of two wordings of one quote
    question_words: int = 3
    correction_characters: int = 300  # a correction says so before this
