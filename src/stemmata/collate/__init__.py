"""The points of a story against its articles, as textual critics collate manuscripts."""

from stemmata.collate.story import collate, collate_all

__all__ = ["collate", "collate_all"]
