"""The words by which a language says a share as so many among so many, gathered from its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from stemmata.annotate.figures.phrases import Phrases, Table, is_filled
from stemmata.annotate.figures.section import Section, listed_in
from stemmata.model import Frozen
from stemmata.text import fold


class AmongWords(Frozen, frozen=True):
    """What stands around the two numbers of "one child in five", and around an ordinal share.

    `sure` and `doubted` stand before the whole, the doubted ones also in other senses, which a word
    with one of the `plurals` behind the whole tells; `opens` before a whole whose part follows
    behind `links`, or as one of `parts`. Where `implied`, a noun alone is one. `same` parts two
    numbers of one measure word, which `closes` must end. `each` makes a share of what begins with
    one of the stems of `places`, but for the times and turns of `never`. The part `leads` where it
    stands before the whole.
    """

    sure: Table
    doubted: Table
    opens: Table
    links: Table
    plurals: tuple[str, ...]
    parts: Mapping[str, Decimal]
    implied: bool
    same: tuple[str, ...]
    closes: tuple[str, ...]
    each: frozenset[str]
    each_written: frozenset[str]
    places: tuple[tuple[str, Decimal], ...]
    never: frozenset[str]
    leads: bool

    def tails(self) -> Iterator[str]:
        """Yield the last words of what may stand before a whole."""
        for table in (self.sure, self.doubted, self.opens):
            if isinstance(table, Phrases):
                yield from table.tails


def among_words(section: Section) -> AmongWords | None:
    """Return the words of a language, or None where its file lists none."""
    table: Mapping[str, Any] = section.table("among")
    if not table:
        return None

    def phrases(key: str) -> Table:
        return section.unstemmed((word, True) for word in table.get(key, ()))

    def values(key: str) -> Iterator[tuple[str, Decimal]]:
        return ((fold(form), Decimal(value)) for form, value in listed_in(table.get(key, {})))

    sure, doubted = phrases("sure"), phrases("doubted")
    return AmongWords(
        sure=sure,
        doubted=doubted,
        leads=is_filled(sure) or is_filled(doubted),
        opens=phrases("opens"),
        links=phrases("links"),
        plurals=tuple(table.get("plurals", ())),
        parts=dict(values("parts")),
        implied=bool(table.get("implied", False)),
        same=tuple(table.get("same", ())),
        closes=tuple(table.get("closes", ())),
        each=section.folded(tuple(table.get("each", ()))),
        each_written=frozenset(
            form for word in table.get("each", ()) for form in (word, word.capitalize())
        ),
        places=tuple(values("places")),
        never=section.folded(tuple(table.get("never", ()))),
    )
