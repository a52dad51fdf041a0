"""The words by which a bound is told from what is none, gathered from a language's file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stemmata.annotate.figures.section import Section
from stemmata.model import Frozen
from stemmata.text import fold


class BoundSenses(Frozen, frozen=True):
    """The words of a language by which a bound is told from what is none, folded.

    `than` closes a comparison; `goals` say "to" behind a word that begins with one of `changes`;
    a word of `among` means that where an adjective with its ending follows the number.
    """

    than: frozenset[str]
    goals: frozenset[str]
    changes: tuple[str, ...]
    among: Mapping[str, str]


def bound_senses(section: Section) -> BoundSenses | None:
    """Return the words of a language, or None where its file lists none."""
    table: Mapping[str, Any] = section.table("bound_senses")
    if not table:
        return None
    return BoundSenses(
        than=section.folded(tuple(table.get("than", ()))),
        goals=section.folded(tuple(table.get("goals", ()))),
        changes=tuple(section.folded(tuple(table.get("changes", ())))),
        among={fold(word): ending for word, ending in table.get("among", {}).items()},
    )
