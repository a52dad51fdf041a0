"""What a language needs beyond CLDR: one small file of cues each, and CLDR itself."""

from stemmata.languages.profile import Language, available, load

__all__ = ["Language", "available", "load"]
