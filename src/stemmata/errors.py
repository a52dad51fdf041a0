"""The one error tree.

StemmataError
├── SourceError          a source cannot be opened or is not what it says
│   ├── MissingSourceError    there is nothing at that path or address
│   ├── DamagedSourceError    it begins well and breaks off or cannot be decoded
│   ├── UnsupportedSourceError  its kind is not known, or needs an extra that is not installed
│   └── BlockedAddressError   an address that must not be reached: private, or forbidden by its host
├── RecordError          one article of a source cannot be used
├── StageError           a stage failed on one article
├── LanguageError        a language file is not as documented
├── LexiconError         the lexicon file is missing, damaged or of another version
├── StoreError           a store cannot be opened, read or written
└── UsageError           the call itself is wrong
"""

from __future__ import annotations


class StemmataError(Exception):
    """Anything that goes wrong in Stemmata: what happened, where, and what to do next.

    Args:
        what: what happened, in one clause.
        where: the file, address, line or article it happened at.
        advice: what the reader can do next.

    Example:
        >>> str(StemmataError("cannot read it", where="a.txt", advice="check the path"))
        'a.txt: cannot read it; check the path'
    """

    def __init__(self, what: str, *, where: str = "", advice: str = "") -> None:
        self.what = what
        self.where = where
        self.advice = advice
        super().__init__(what, where, advice)

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.what, self.where, self.advice))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f"; {self.advice}" if self.advice else ""
        return f"{place}{self.what}{advice}"


def _rebuild(kind: type[StemmataError], what: str, where: str, advice: str) -> StemmataError:
    return kind(what, where=where, advice=advice)


class SourceError(StemmataError):
    """A source cannot be opened or is not what it says it is."""


class MissingSourceError(SourceError):
    """There is nothing at that path or address."""


class DamagedSourceError(SourceError):
    """The source begins well and then breaks off or cannot be decoded."""


class UnsupportedSourceError(SourceError):
    """The kind of the source is not known, or needs an extra that is not installed."""


class BlockedAddressError(SourceError):
    """An address that must not be reached: it is private, or its host forbids it."""


class RecordError(StemmataError):
    """One article of a source cannot be used."""


class StageError(StemmataError):
    """A stage failed on one article."""


class LanguageError(StemmataError):
    """A language file is not as documented."""


class LexiconError(StemmataError):
    """The lexicon file is missing, damaged or of another version."""


class StoreError(StemmataError):
    """A store cannot be opened, read or written."""


class UsageError(StemmataError):
    """The call itself is wrong."""
