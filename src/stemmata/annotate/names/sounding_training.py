"""Learning the costs of letter groups between scripts from name pairs, by hard expectation.

Each round aligns all pairs by the present costs and counts the groups used (Viterbi training);
pairs that align badly (given names paired with surnames) are left out of the next round.
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stemmata.annotate.names.han_spelling_training import learn_spellings
from stemmata.annotate.names.sounding import LETTERS, LONGEST, SINGLE, STEPS
from stemmata.text import romanise

SCRIPTS = ("ru", "he", "ar", "ja", "ko", "zh")
_ROUNDS = 4
_LARGEST = 5_000
_KEPT = 0.85
_UNSEEN = 9.0
_SMOOTHING = 9.0
_LATIN_SHARE = 0.35  # how much counts what the other side leaves open of the Latin one
_AS_SOUNDED: Mapping[int, str] = MappingProxyType({})
Group = tuple[str, str]


def name_pairs(path: Path, spellings: Mapping[int, str] = _AS_SOUNDED) -> list[tuple[str, str]]:
    """Return the romanised pairs of a file, Latin side first.

    Args:
        path: a compressed table whose first columns are a name in Latin and in other letters.
        spellings: Latin letters for some of the other letters, by code point.
    """
    pairs = [
        (plain_letters(latin), plain_letters(other.translate(spellings)))
        for latin, other in written_pairs(path)
    ]
    return [(one, two) for one, two in pairs if one and two]


def written_pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a file as written, Latin side first."""
    with gzip.open(path, "rt", encoding="utf-8") as source:
        for line in source:
            latin, other, *_ = line.rstrip("\n").split("\t")
            yield latin, other


def plain_letters(word: str) -> str:
    """Return a word in the letters that costs are kept for.

    Example:
        >>> plain_letters("Müller"), plain_letters("Меркель")
        ('muller', 'merkel')
    """
    return "".join(letter for letter in romanise(word) if letter in LETTERS)[:LONGEST]


def build_soundings(folder: Path, target: Path) -> None:
    """Write the costs of all scripts, learned from the pairs in a folder."""
    arrays: dict[str, NDArray[Any]] = {"unseen": np.array(_UNSEEN, dtype=np.float32)}
    for script in SCRIPTS:
        path = folder / f"en-{script}.train.tsv.gz"
        costs = learn_costs(_some(name_pairs(path)))
        if script == "zh":
            spellings = _han_spellings(path, costs)
            arrays["han_letters"] = np.array(list(spellings), dtype=np.uint32)
            arrays["han_spellings"] = np.array(list(spellings.values()), dtype=np.bytes_)
            costs = learn_costs(_some(name_pairs(path, spellings)))
        kept = sorted(costs.items())
        arrays[f"{script}_rows"] = np.array([number(g[0]) for g, _ in kept], dtype=np.uint16)
        arrays[f"{script}_columns"] = np.array([number(g[1]) for g, _ in kept], dtype=np.uint16)
        arrays[f"{script}_costs"] = np.array([cost for _, cost in kept], dtype=np.float16)
    np.savez_compressed(target, allow_pickle=False, **arrays)


def _some(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return pairs[:: max(1, len(pairs) // _LARGEST)]


def _han_spellings(path: Path, costs: Mapping[Group, float]) -> dict[int, str]:
    """Return what Han letters stand for in foreign names, by code point."""
    pairs = [(plain_letters(latin), han) for latin, han in written_pairs(path)]
    learned = learn_spellings(
        [(latin, han) for latin, han in pairs if latin],
        lambda letter, stretch: align(stretch, plain_letters(letter), costs)[0],
    )
    return {ord(letter): spelling for letter, spelling in learned.items()}


def number(group: str) -> int:
    """Return the row of a group of none, one or two letters.

    Example:
        >>> number(""), number("a"), number("aa")
        (0, 1, 29)
    """
    codes = [LETTERS.index(letter) + 1 for letter in group]
    if len(codes) < 2:
        return codes[0] if codes else 0
    return SINGLE + (codes[0] - 1) * (SINGLE - 1) + (codes[1] - 1)


def learn_costs(pairs: list[tuple[str, str]]) -> dict[Group, float]:
    """Return the cost of each pair of letter groups that occurs, in nats."""
    costs: dict[Group, float] = {}
    chosen = pairs
    for turn in range(_ROUNDS):
        counts: Counter[Group] = Counter()
        scored = []
        for one, two in chosen:
            cost, groups = align(one, two, costs)
            scored.append((cost / max(len(one), len(two)), one, two))
            counts.update(groups)
        costs = _costs(counts)
        if turn == 1:
            scored.sort()
            chosen = [(one, two) for _, one, two in scored[: int(len(scored) * _KEPT)]]
    return costs


def _costs(counts: Counter[Group]) -> dict[Group, float]:
    """Return the cost of each pair: how surprising each side is to who knows the other.

    Going by one side alone would favour short words, which leave little to be surprised by; the
    side that is sought among many says less.
    """
    by_left: Counter[str] = Counter()
    by_right: Counter[str] = Counter()
    for (left, right), count in counts.items():
        by_left[left] += count
        by_right[right] += count
    costs = {}
    for (left, right), count in counts.items():
        if count < 2:
            continue
        other_given_latin = np.log(count / (by_left[left] + _SMOOTHING))
        latin_given_other = np.log(count / (by_right[right] + _SMOOTHING))
        cost = -(1 - _LATIN_SHARE) * other_given_latin - _LATIN_SHARE * latin_given_other
        costs[left, right] = float(cost)
    return costs


def align(one: str, two: str, costs: Mapping[Group, float]) -> tuple[float, list[Group]]:
    """Return the least cost of two words and the groups it pairs."""
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(one) + 1):
        for j in range(len(two) + 1):
            for take, give in STEPS:
                before = best.get((i - take, j - give))
                if before is None or take > i or give > j:
                    continue
                group = one[i - take : i], two[j - give : j]
                cost = before[0] + (costs.get(group, _UNSEEN) if costs else _first_cost(*group))
                if (i, j) not in best or cost < best[i, j][0]:
                    best[i, j] = (cost, (take, give))
    groups = []
    i, j = len(one), len(two)
    while (i, j) != (0, 0):
        take, give = best[i, j][1]
        groups.append((one[i - take : i], two[j - give : j]))
        i, j = i - take, j - give
    return best[len(one), len(two)][0], groups


def _first_cost(left: str, right: str) -> float:
    """Return the cost before anything is learned: like letters are cheap, vowels may fall."""
    if left == right:
        return 0.0
    consonants = [[x for x in side if x not in "aeiouy'"] for side in (left, right)]
    same = consonants[0] == consonants[1]
    return 0.6 * max(len(left), len(right)) + (0.0 if same else 2.0)
