"""The points of a story against its articles, as textual critics collate manuscripts."""

from stemmata.collate.story import collate

__all__ = ["collate"]
