"""A tie as the contract's `annotate` line holds it."""

from __future__ import annotations

from stemmata.model import JSON, Mention, Tie


def tie_line(tie: Tie) -> dict[str, JSON]:
    """Return a tie; what a report does not state is null, `date` is the TIMEX3 value.

    Example:
        >>> tie_line(Tie(0, 8, "attacked", "ASSAULT", timex="2026-05-03"))["date"]
        '2026-05-03'
    """
    return {
        "start": tie.start,
        "end": tie.end,
        "text": tie.text,
        "type": tie.type,
        "mode": tie.mode or None,
        "context": tie.context or None,
        "source": [_side(mention) for mention in tie.source],
        "target": [_side(mention) for mention in tie.target],
        "mutual": tie.mutual,
        "negated": tie.negated,
        "standing": tie.standing,
        "attribution": tie.attribution or None,
        "date": tie.timex or None,
    }


def _side(mention: Mention) -> dict[str, JSON]:
    return {"start": mention.start, "end": mention.end, "text": mention.text, "key": mention.key}
