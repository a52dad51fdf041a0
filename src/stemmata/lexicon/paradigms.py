"""Paradigms: which endings and beginnings of words may be exchanged without changing the meaning.

The rules are learned from the translations themselves: where many pairs of words that differ by
the same two endings are translated alike, a word not filed may be looked up under the other
ending (after the signatures of Goldsmith 2001, with translations in place of frequencies).
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, pairwise
from zlib import crc32

from stemmata.model import Frozen

LONGEST_AFFIX = 4
_LEAST_RELIABILITY = 0.25
_LEAST_CASES = 5
_DOUBT = 3  # cases against each rule before any is seen
_MOST_RULES = 400
_MOST_TRIED = 40
_LARGEST_FAMILY = 25
_ALIKE = 0.25
_LEAST_STEM = 3
_LEAST_STEM_IN_SYLLABLES = 2  # a Hangul letter is a whole syllable
_FIRST_HANGUL = "\uac00"

Entries = Sequence[tuple[str, float]]
Rule = tuple[str, str, float]  # written with, filed with, share of cases translated alike


class Paradigms(Frozen, frozen=True):
    """The exchanges of one table.

    Args:
        endings, beginnings: the rules, by what the word is written with.
    """

    endings: Mapping[str, Sequence[tuple[str, float]]]
    beginnings: Mapping[str, Sequence[tuple[str, float]]]

    def base_of(self, unit: str, first_filed: Callable[[Sequence[str]], int]) -> tuple[str, float]:
        """Return the filed unit that a unit is most surely a form of, and how surely; or ("", 0).

        Args:
            unit: a unit that is not filed.
            first_filed: from candidates to the place of the first that is filed, -1 for none.

        Example:
            >>> rules = group_rules([("s", "", 0.9)], [])
            >>> rules.base_of("houses", lambda units: units.index("house"))
            ('house', 0.9)
        """
        tried = self._candidates(unit)
        place = first_filed([candidate for _, candidate in tried])
        return (tried[place][1], tried[place][0]) if place >= 0 else ("", 0.0)

    def __bool__(self) -> bool:
        return bool(self.endings or self.beginnings)

    def _candidates(self, unit: str) -> list[tuple[float, str]]:
        least = least_stem(unit)
        found = []
        longest = min(LONGEST_AFFIX, len(unit) - least)
        for size in range(longest + 1):
            stem = unit[: len(unit) - size]
            found += [(r, stem + to) for to, r in self.endings.get(unit[len(stem) :], ())]
            rest = unit[size:]
            found += [(r, to + rest) for to, r in self.beginnings.get(unit[:size], ())]
        found.sort(key=lambda case: (-case[0], case[1]))
        return found[:_MOST_TRIED]


class CandidateDigests:
    """Tells at once, for many units, the digests of all that each may be a form of.

    They serve to pass over units that are a form of nothing, so a few too many do no harm.
    """

    def __init__(self, paradigms: Paradigms) -> None:
        self._endings = {
            written: [_bytes_of(to) for to, _ in exchanges]
            for written, exchanges in paradigms.endings.items()
        }
        self._beginnings = {
            written: [crc32(_bytes_of(to)) for to, _ in exchanges]
            for written, exchanges in paradigms.beginnings.items()
        }

    def of(self, units: Sequence[str]) -> tuple[list[int], list[int]]:
        """Return the digests of the candidates of units end to end, and how many each has."""
        digests: list[int] = []
        ends = [0]
        for unit in units:
            for size in range(min(LONGEST_AFFIX, len(unit) - least_stem(unit)) + 1):
                cut = len(unit) - size
                if written := self._endings.get(unit[cut:]):
                    stem = crc32(_bytes_of(unit[:cut]))
                    digests += [crc32(ending, stem) for ending in written]
                if begun := self._beginnings.get(unit[:size]):
                    rest = _bytes_of(unit[size:])
                    digests += [crc32(rest, beginning) for beginning in begun]
            ends.append(len(digests))
        return digests, [end - start for start, end in pairwise(ends)]


def _bytes_of(letters: str) -> bytes:
    return letters.encode("utf-8", "surrogatepass")


def least_stem(unit: str) -> int:
    """Return how many letters two forms of a word must at least share."""
    return _LEAST_STEM_IN_SYLLABLES if unit[:1] >= _FIRST_HANGUL else _LEAST_STEM


def group_rules(endings: Iterable[Rule], beginnings: Iterable[Rule]) -> Paradigms:
    """Return rules by what a word is written with, the surest first.

    Rules that no word can come to, for enough surer ones fit every word, are left out.
    """
    rules = list(endings), list(beginnings)
    fitting_all = [sure for written, _, sure in chain(*rules) if not written]
    least = (
        min(heapq.nlargest(_MOST_TRIED, fitting_all)) if len(fitting_all) >= _MOST_TRIED else 0.0
    )
    return Paradigms(_grouped(rules[0], least), _grouped(rules[1], least))


def _grouped(rules: Iterable[Rule], least: float) -> dict[str, list[tuple[str, float]]]:
    grouped: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for written, filed, reliability in rules:
        if reliability >= least:
            grouped[written].append((filed, reliability))
    return dict(grouped)


def learn_endings(found: Mapping[str, Entries]) -> list[Rule]:
    """Return the exchanges of endings that keep the translation, the surest first."""
    return _learn(found, {unit: unit for unit in found})


def learn_beginnings(found: Mapping[str, Entries]) -> list[Rule]:
    """Return the exchanges of beginnings that keep the translation, the surest first."""
    rules = _learn(found, {unit: unit[::-1] for unit in found})
    return [(written[::-1], filed[::-1], reliability) for written, filed, reliability in rules]


def _learn(found: Mapping[str, Entries], spelled: Mapping[str, str]) -> list[Rule]:
    families: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for unit, letters in spelled.items():
        for size in range(max(least_stem(unit), len(letters) - LONGEST_AFFIX), len(letters) + 1):
            families[letters[:size]].append((letters[size:], unit))
    alike: Counter[tuple[str, str]] = Counter()
    cases: Counter[tuple[str, str]] = Counter()
    for family in families.values():
        if len(family) <= _LARGEST_FAMILY:
            _compare_family(family, found, alike, cases)
    rules = [
        (*pair, round(count / (cases[pair] + _DOUBT), 3))
        for pair, count in alike.items()
        if count >= _LEAST_CASES and count >= _LEAST_RELIABILITY * (cases[pair] + _DOUBT)
    ]
    useful = sorted(rules, key=lambda rule: (-alike[rule[:2]], rule))[:_MOST_RULES]
    return sorted(useful, key=lambda rule: (-rule[2], rule))


def _compare_family(
    family: list[tuple[str, str]],
    found: Mapping[str, Entries],
    alike: Counter[tuple[str, str]],
    cases: Counter[tuple[str, str]],
) -> None:
    for place, (ending, unit) in enumerate(family):
        for other_ending, other in family[place + 1 :]:
            if ending[:1] == other_ending[:1]:
                continue  # they share more than this stem: another family's case
            same = _overlap(found[unit], found[other]) >= _ALIKE
            for pair in ((ending, other_ending), (other_ending, ending)):
                cases[pair] += 1
                alike[pair] += same


def _overlap(first: Entries, second: Entries) -> float:
    shares = dict(first)
    return sum(min(shares[unit], share) for unit, share in second if unit in shares)
