"""How each two of many values relate: `values.relate` for all pairs at once.

Equal bounds and overlaps are one comparison of columns. Roundings are looked up: each value is
rounded to fewer digits as text, and what is written like it is what it rounds to.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from stemmata.collate.values import (
    DATE,
    RELATIONS,
    SLIP_TOLERANCE,
    SLIPS,
    SMALLEST_SLIP,
    Value,
    bounds,
    rounds_to,
    scale_of,
    significant_digits,
)
from stemmata.settings import CollateSettings

Codes = NDArray[np.int8]
Numbers = NDArray[np.float64]
SAME, COMPATIBLE, SLIP, DIFFERENT = range(len(RELATIONS))


def relate_all(values: Sequence[Value], settings: CollateSettings) -> Codes:
    """Return for each two values the place of their relation in RELATIONS, (n, n).

    Example:
        >>> relate_all([Value(1.42e9, 1.42e9), Value(1.4e9, 1.4e9)], CollateSettings()).tolist()
        [[0, 1], [1, 0]]
    """
    distinct = {value: place for place, value in enumerate(dict.fromkeys(values))}
    codes = _relate_distinct(list(distinct), settings)
    if len(distinct) == len(values):
        return codes
    places = np.array([distinct[value] for value in values])
    spread: Codes = codes[places[:, None], places]
    return spread


def _relate_distinct(values: Sequence[Value], settings: CollateSettings) -> Codes:
    admitted = np.array([bounds(value, settings) for value in values])
    reaches = admitted[:, :1] <= admitted[:, 1]
    codes = np.where(reaches & reaches.T, np.int8(COMPATIBLE), np.int8(DIFFERENT))
    for a, b in _roundings(values):
        codes[a, b] = codes[b, a] = COMPATIBLE
    exact = np.array([v.low if v.low is not None and v.low == v.high else 0.0 for v in values])
    if np.abs(exact).max() >= SMALLEST_SLIP:
        codes[(codes == DIFFERENT) & _slips(exact)] = SLIP
    stated = {pair: n for n, pair in enumerate(dict.fromkeys((v.low, v.high) for v in values))}
    same = np.array([stated[v.low, v.high] for v in values])
    codes[same[:, None] == same] = SAME
    for told in (
        [v.of for v in values],
        [scale_of(v.unit) for v in values],
    ):
        if any(item is not None for item in told):
            codes[_contradict(told)] = DIFFERENT
    return codes


def _roundings(values: Sequence[Value]) -> Iterator[tuple[int, int]]:
    """Yield the places of two values of which one is what the other rounds to."""
    exact = [
        (place, v.low, significant_digits(v.low))
        for place, v in enumerate(values)
        if v.low and v.low == v.high and v.unit != DATE
    ]
    written: dict[str, list[int]] = defaultdict(list)
    for place, number, digits in exact:
        written[f"{number:.{digits - 1}e}"].append(place)
    lengths = sorted({digits for _, _, digits in exact})
    for place, number, own in exact:
        for digits in lengths[: bisect_left(lengths, own)]:
            for rounded in written.get(f"{number:.{digits - 1}e}", ()):
                if rounds_to(values[rounded], values[place]):
                    yield rounded, place


def _slips(exact: Numbers) -> NDArray[np.bool_]:
    """Say which two exact values differ by a factor of scale; 0 stands for what is not exact."""
    sizes = np.abs(exact)
    large = np.maximum(sizes[:, None], sizes) >= SMALLEST_SLIP
    slips = np.zeros(large.shape, dtype=bool)
    for factor in SLIPS:
        scaled = exact[:, None] * factor
        gap = np.abs(scaled - exact)
        slips |= gap <= SLIP_TOLERANCE * np.maximum(np.abs(scaled), sizes)
    slips &= large & (exact[:, None] != 0) & (exact != 0)
    return slips


def _contradict(told: Sequence[object]) -> NDArray[np.bool_]:
    """Say which two items are told and not one."""
    numbers = {item: number for number, item in enumerate(dict.fromkeys(told))}
    places = np.array([-1 if item is None else numbers[item] for item in told])
    there = places >= 0
    apart: NDArray[np.bool_] = (places[:, None] != places) & there[:, None] & there
    return apart
