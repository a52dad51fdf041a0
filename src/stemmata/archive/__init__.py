"""The living archive: reports are added as they come, and only what they touch is redone."""

from stemmata.archive.adding import Added, Archive, Batch
from stemmata.archive.revisions import Edit, Revision, compare_texts, revisions
from stemmata.archive.searching import Found, found_line, search, search_as_typed
from stemmata.archive.showing import show, summary_line

__all__ = [
    "Added",
    "Archive",
    "Batch",
    "Edit",
    "Found",
    "Revision",
    "compare_texts",
    "found_line",
    "revisions",
    "search",
    "search_as_typed",
    "show",
    "summary_line",
]
