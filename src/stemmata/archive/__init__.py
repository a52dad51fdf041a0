"""The living archive: reports are added as they come, and only what they touch is redone."""
