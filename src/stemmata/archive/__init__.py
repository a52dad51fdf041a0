"""The living archive: reports are added as they come, and only what they touch is redone."""

from stemmata.archive.adding import Added, Archive, Batch
from stemmata.archive.revisions import Edit, Revision, compare_texts, revisions
from stemmata.archive.showing import show, summary_line

__all__ = [
    "Added",
    "Archive",
    "Batch",
    "Edit",
    "Revision",
    "compare_texts",
    "revisions",
    "show",
    "summary_line",
]
