"""What two articles have in common, whether or not one was found to take from the other."""

from __future__ import annotations

from stemmata.model import AnnotatedArticle, Evidence
from stemmata.settings import TraceSettings
from stemmata.trace.comparison import Prepared, compare
from stemmata.trace.evidence import text_evidence
from stemmata.trace.reports import prepare

_DEFAULT = TraceSettings()
_MOST = 40


def passages_between(
    one: AnnotatedArticle, other: AnnotatedArticle, settings: TraceSettings = _DEFAULT
) -> tuple[Evidence, ...]:
    """Return the passages that two articles share, or that say the same; weights mean nothing.

    Args:
        one: stands as the original in the evidence.
        other: stands as the copy.
        settings: how long a shared passage is at least.
    """
    original, copy = prepare(one, settings), prepare(other, settings)
    found = compare(Prepared(original), Prepared(copy), settings)
    pieces = text_evidence(copy, found, 0.0, _MOST)
    return tuple(piece for piece in pieces if piece.original is not None)
