"""How well ties match a coded gold: by type, then by whether source and target share words.

Gold rows are records with `ties` (`type`, `source` and `target` as lists of words), as PLOVER's are
coded; each gold tie is matched with at most one tie of its type in the record.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from stemmata.evaluate.measure import Floats, Measure, bootstrap, precision_recall_f1, ratio

Row = Mapping[str, Any]
_WORD = re.compile(r"\w{3,}")  # shorter words are articles and prepositions in most languages


class Tally(NamedTuple):
    """Counts of one record: ties right, predicted and wanted, and the sides of those right."""

    right: int = 0
    predicted: int = 0
    wanted: int = 0
    source_right: int = 0
    source_asked: int = 0
    target_right: int = 0
    target_asked: int = 0


def measure_ties(gold: Sequence[Row], predicted: Mapping[str, Row]) -> list[Measure]:
    """Return type F1, sides right and ties too many for each language of the gold and for all.

    Args:
        gold: records with `id`, `lang` and `ties`.
        predicted: annotation lines by record id.
    """
    measures: list[Measure] = []
    languages = sorted({str(row.get("lang", "und")) for row in gold})
    for language in languages:
        rows = [row for row in gold if str(row.get("lang", "und")) == language]
        measures += _of_rows(f"ties {language}", rows, predicted)
    return measures + (_of_rows("ties all", gold, predicted) if len(languages) > 1 else [])


def _of_rows(name: str, gold: Sequence[Row], predicted: Mapping[str, Row]) -> list[Measure]:
    tallies: Floats = np.array(
        [count_ties(row["ties"], predicted.get(row["id"], {}).get("ties", [])) for row in gold],
        dtype=np.float64,
    )
    return [
        *precision_recall_f1(f"{name} type", tallies[:, :3]),
        bootstrap(f"{name} source right", tallies, lambda s: ratio(s[3], s[4])),
        bootstrap(f"{name} target right", tallies, lambda s: ratio(s[5], s[6])),
        bootstrap(f"{name} too many a record", tallies, lambda s: (s[1] - s[0]) / len(gold)),
    ]


def count_ties(wanted: Sequence[Row], found: Sequence[Row]) -> Tally:
    """Return the counts of one record; a side that the gold leaves empty is not asked for.

    Example:
        >>> gold = [{"type": "ACCUSE", "source": ["Amnesty"], "target": []}]
        >>> found = [{"type": "ACCUSE", "source": [{"text": "Amnesty Now"}], "target": []}]
        >>> tuple(count_ties(gold, found))
        (1, 1, 1, 1, 1, 0, 0)
    """
    free = list(found)
    counts = [0, len(found), len(wanted), 0, 0, 0, 0]
    for tie in wanted:
        match = next((one for one in free if one["type"] == tie["type"]), None)
        if match is None:
            continue
        free.remove(match)
        counts[0] += 1
        for place, side in ((3, "source"), (5, "target")):
            if tie[side]:
                counts[place] += shares_words(tie[side], [one["text"] for one in match[side]])
                counts[place + 1] += 1
    return Tally(*counts)


def shares_words(wanted: Sequence[str], found: Sequence[str]) -> bool:
    """Tell whether two lists of words overlap; scripts without spaces by what holds the other.

    Example:
        >>> shares_words(["the Israeli army"], ["Israeli soldiers"])
        True
        >>> shares_words(["矿工"], ["矿工们"])
        True
    """
    left = {word for text in wanted for word in _WORD.findall(text.casefold())}
    right = {word for text in found for word in _WORD.findall(text.casefold())}
    if not left.isdisjoint(right):
        return True
    pairs = [(a.casefold(), b.casefold()) for a in wanted for b in found if a and b]
    return any(a in b or b in a for a, b in pairs)
