"""The living archive: reports are added as they come, and only what they touch is redone."""

from stemmata.archive.adding import Added, Archive, Batch

__all__ = ["Added", "Archive", "Batch"]
