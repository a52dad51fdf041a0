"""Learning what Han letters stand for in foreign names, by hard expectation (Viterbi training).

Each round cuts the Latin side of all pairs into one stretch a letter, as cheaply as the present
costs allow. At first a stretch costs what it differs from the letter's own sound; from then on what
the letter was seen to stand for counts too, the more the oftener.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from math import exp, inf, log

_ROUNDS = 3
_LONGEST_STRETCH = 4
_LONGEST_NAME = 9
_KEPT = 0.85
_PRIOR = 4.0  # sights that the letter's own sound counts as
_LEAST_SEEN = 3
Cost = Callable[[str, str], float]


def learn_spellings(pairs: Iterable[tuple[str, str]], unlike: Cost) -> dict[str, str]:
    """Return what each Han letter stands for most often.

    Args:
        pairs: names in plain Latin letters with names in Han letters.
        unlike: the cost of some Latin letters for a Han letter, by its own sound.
    """
    chosen = [(latin, han) for latin, han in pairs if _is_han(han)]
    own = lru_cache(maxsize=None)(unlike)
    seen: dict[str, Counter[str]] = {}
    for _ in range(_ROUNDS):
        cost = lru_cache(maxsize=None)(_cost_after(seen, own))
        cut = [(*_cut(latin, han, cost), han) for latin, han in chosen]
        best = sorted((each for each in cut if each[1]), key=lambda each: each[0])
        seen = defaultdict(Counter)
        for _, stretches, han in best[: int(len(best) * _KEPT)]:
            for letter, stretch in zip(han, stretches, strict=True):
                seen[letter][stretch] += 1
    return dict(_commonest(seen))


def _is_han(name: str) -> bool:
    return len(name) <= _LONGEST_NAME and all("\u4e00" <= letter <= "\u9fff" for letter in name)


def _cost_after(seen: Mapping[str, Counter[str]], own: Cost) -> Cost:
    totals = {letter: counts.total() for letter, counts in seen.items()}

    def cost(letter: str, stretch: str) -> float:
        count = seen[letter][stretch] if letter in seen else 0
        expected = _PRIOR * exp(-own(letter, stretch))
        return -log((count + expected) / (totals.get(letter, 0) + _PRIOR))

    return cost


def _cut(latin: str, han: str, cost: Cost) -> tuple[float, Sequence[str]]:
    """Return the least mean cost of a name and its stretches, one a Han letter."""
    least = [0.0] + [inf] * len(latin)
    taken: list[list[int]] = []
    for letter in han:
        following = [inf] * len(least)
        sizes = [0] * len(least)
        for end in range(len(least)):
            for size in range(min(_LONGEST_STRETCH, end) + 1):
                total = least[end - size]
                if total < inf:
                    total += cost(letter, latin[end - size : end])
                if total < following[end]:
                    following[end], sizes[end] = total, size
        least = following
        taken.append(sizes)
    if least[-1] == inf:
        return inf, ()
    stretches: list[str] = []
    end = len(latin)
    for sizes in reversed(taken):
        stretches.append(latin[end - sizes[end] : end])
        end -= sizes[end]
    return least[-1] / len(latin), stretches[::-1]


def _commonest(seen: Mapping[str, Counter[str]]) -> Iterable[tuple[str, str]]:
    for letter, counts in sorted(seen.items()):
        spelled = [(-count, len(stretch), stretch) for stretch, count in counts.items() if stretch]
        if counts.total() >= _LEAST_SEEN and spelled:
            yield letter, min(spelled)[2]
