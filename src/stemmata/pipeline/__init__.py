"""The flow: one direction, each stage a pure function on frozen values."""

from stemmata.pipeline.flow import (
    annotate_sources,
    collate_stories,
    compare_pairs,
    find_commitments,
    find_points,
    group_articles,
    run,
    trace_articles,
    weigh_commitments,
)
from stemmata.pipeline.preparing import Prepared, attempt, kind_of, prepare_records
from stemmata.pipeline.watching import Watch, ignore

__all__ = [
    "Prepared",
    "Watch",
    "annotate_sources",
    "attempt",
    "collate_stories",
    "compare_pairs",
    "find_commitments",
    "find_points",
    "group_articles",
    "ignore",
    "kind_of",
    "prepare_records",
    "run",
    "trace_articles",
    "weigh_commitments",
]
