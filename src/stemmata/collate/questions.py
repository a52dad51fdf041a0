"""The question that the claims of a point answer: a gap in the words of one of the reports.

The words next to a claim say best what it answers, and need no translation by us: of the reports
that answer, one in the language that most of the story is in speaks, with a gap for the value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from stemmata.collate.statements import BARE, CLOCK, COUNTED, CURRENCY, Statement

MEASURES = {
    "%": "what percentage",
    "[pp]": "how many percentage points",
    "rank": "which rank",
    "{mag}": "which magnitude",
    "second": "how many seconds",
    "minute": "how many minutes",
    "hour": "how many hours",
    "day": "how many days",
    "week": "how many weeks",
    "month": "how many months",
    "year": "how many years",
    "m": "how many metres",
    "[mi_i]": "how many miles",
    "[ft_i]": "how many feet",
    "[in_i]": "how many inches",
    "[mi_i]/h": "how many miles an hour",
    "deg": "how many degrees",
    "Cel": "how many degrees",
    "[degF]": "how many degrees",
}
_WHEN = {"deadline": "by when", CLOCK: "at what time"}
GAP = "…"
WORDS_BEFORE, WORDS_AFTER = 4, 6
TRIED = 4  # reports whose words are tried: the first with enough of them speaks
ENOUGH = 6
TOLD = 3  # words; where the clause has fewer, the sentence speaks
REACH = 60  # characters on either side; without spaces, a fifth of it
# What ends a clause; a mark inside of a number does not.
_ALWAYS = r"\n\r()\[\]«»„“”\"–—|、。，；：！？（）「」『』"
_BREAK = re.compile(rf"[,.;:!?،؛؟।{_ALWAYS}](?:(?<=[{_ALWAYS}])|(?=\s|$))")  # one set is found fast


def ask_quantity(group: Sequence[Statement], texts: Mapping[str, str], language: str) -> str:
    """Return the question that a group of aligned figures or dates answers.

    Args:
        group: the statements.
        texts: of the articles, by their ids.
        language: that most of the story is in.
    """
    speaking = [s for s in group if s.language == language] or group
    phrases = [leave_gap(s, texts[s.claim.article]) for s in speaking[:TRIED]]
    phrase = max(phrases, key=lambda told: min(ENOUGH, told.count(" ")))
    asked = _ask(group)
    return f"{phrase}: {asked}?" if phrase != GAP else f"{asked[:1].upper()}{asked[1:]}?"


def leave_gap(statement: Statement, text: str) -> str:
    """Return the clause around a claim with a gap for its value; what it counts stays."""
    claim, subject = statement.claim, statement.subject
    start, end = claim.start, claim.end
    if subject and start < subject.start < end:
        end = subject.start
    elif subject and start < subject.end < end:
        start = subject.end
    first, last = statement.sentence
    whole = text[max(first, start - REACH) : start], text[end : min(last, end + REACH)]
    clause = _BREAK.split(whole[0])[-1], _BREAK.split(whole[1], maxsplit=1)[0]
    short = len(clause[0].split()) + len(clause[1].split()) < TOLD
    before, after = whole if short else clause
    told = [_end_of(before), GAP, _begin_of(after)]
    return " ".join(part for part in told if part).replace(f"{GAP} ,", f"{GAP},")


def _end_of(words: str) -> str:
    parts = words.split()
    if len(parts) > 1 or len(words) < REACH:
        cut = parts[1:] if len(words) == REACH else parts  # the first may be half a word
        return " ".join(cut[-WORDS_BEFORE:])
    return words[-REACH // 5 :]


def _begin_of(words: str) -> str:
    parts = words.split()
    if len(parts) > 1 or len(words) < REACH:
        cut = parts[:-1] if len(words) == REACH else parts
        return " ".join(cut[:WORDS_AFTER]).rstrip(".,;:")
    return words[: REACH // 5]


def _ask(group: Sequence[Statement]) -> str:
    first = group[0]
    if first.kind == "date":
        return _WHEN.get(first.measure, "when")
    measures = {s.measure for s in group}
    unit = _most_frequent([s.claim.unit for s in group if s.claim.unit])
    if CURRENCY in measures:
        return f"how much money in {unit}"
    if first.measure == BARE and COUNTED not in measures:
        return "which number"
    return MEASURES.get(unit, "how many" if COUNTED in measures else f"how much in {unit}")


def _most_frequent(items: Sequence[str]) -> str:
    """Return the item met most often, the first in order of those met as often, "" for none."""
    return min(set(items), key=lambda item: (-items.count(item), item), default="")
