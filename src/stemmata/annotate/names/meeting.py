"""Which Latin names a name of another script may be: those most like it in sound, by a cheap test.

Names meet under what they share for sure, the number of words and their first sounds; there the
consonant classes of all are compared at once, each distinct sound once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from stemmata.annotate.names.linking import Form, Groups, Node, kinds_agree
from stemmata.annotate.names.sounds import keyed_words, sound_of, sounds_of

_MOST_CANDIDATES = 10
_LIKE_SOUNDS = 0.6  # of consonant classes: a cheap test before the learned distance
_BATCH = 256  # sounds compared at once with all others: bounds the memory


@dataclass(slots=True)
class _Shelf:
    """Latin names that share a key, in order, with the numbers of their distinct sounds."""

    nodes: list[Node] = field(default_factory=list)
    sounds: dict[str, int] = field(default_factory=dict)
    numbers: list[int] = field(default_factory=list)

    def add(self, node: Node, sound: str) -> None:
        self.nodes.append(node)
        self.numbers.append(self.sounds.setdefault(sound, len(self.sounds)))

    def nearest(self, sounds: Sequence[str]) -> Iterator[list[Node]]:
        """Yield for each sound the names that are most like it, the first of equals first."""
        numbers, mine = np.array(self.numbers), list(self.sounds)
        for start in range(0, len(sounds), _BATCH):
            for likeness in cdist(
                sounds[start : start + _BATCH],
                mine,
                scorer=Levenshtein.normalized_similarity,
                score_cutoff=_LIKE_SOUNDS,
                dtype=np.float32,
            ):
                near = np.flatnonzero(likeness[numbers])
                order = np.argsort(-likeness[numbers[near]], kind="stable")
                yield [self.nodes[at] for at in near[order[:_MOST_CANDIDATES]].tolist()]


def candidates(
    foreign: Sequence[Node], nodes: Iterable[Node], groups: Groups
) -> Iterator[tuple[Node, Node]]:
    """Yield each name of another script with each Latin name that it may be.

    Args:
        foreign: the names of other scripts.
        nodes: all names of the run; the groups of those in Latin letters are marked.
        groups: which of them are one thing; of each the form that most articles write is taken.
    """
    wanted: dict[str, dict[str, None]] = defaultdict(dict)
    sounds = {node.form: sounds_of(node.written, node.description.script) for node in foreign}
    for key, sound in chain.from_iterable(sounds.values()):
        wanted[key][sound] = None
    shelves = _latin_names(nodes, groups, wanted)
    nearest: dict[tuple[str, str], list[Node]] = {}
    for key, shelf in shelves.items():
        sought = list(wanted[key])
        found = shelf.nearest(sought)
        nearest.update({(key, s): near for s, near in zip(sought, found, strict=True)})
    for node in foreign:
        met = {n.form: n for at in sounds[node.form] for n in nearest.get(at, ())}
        for other in met.values():
            if kinds_agree(node, other) or len(node.written.words) == 1:
                yield node, other


def _latin_names(
    nodes: Iterable[Node], groups: Groups, wanted: Mapping[str, object]
) -> dict[str, _Shelf]:
    """Return one Latin form for each group, by what candidates share."""
    found: dict[str, _Shelf] = defaultdict(_Shelf)
    seen: set[tuple[Form, int]] = set()
    latin = [node for node in nodes if node.written.latin and node.known is None]
    for node in sorted(latin, key=lambda node: -len(node.articles)):
        group = groups.find(node.form)
        mark = group, len(node.written.stems)
        if mark not in seen:
            seen.add(mark)
            groups.mark_latin(group)
            for key, words in dict(keyed_words(node.written)).items():
                if key in wanted:
                    found[key].add(node, sound_of(words, ""))
    return found
