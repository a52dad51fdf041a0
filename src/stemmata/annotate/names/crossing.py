"""Names over scripts: forms of other scripts are tied to the Latin forms they sound like.

Candidates share the first sound of the first and of the last word; among them a learned edit
distance decides, and only a clear best is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from math import inf

import numpy as np
from rapidfuzz.distance import Levenshtein

from stemmata.annotate.names.linking import Form, Groups, Node, country_or_city
from stemmata.annotate.names.sounding import distances_to_latin, load_sounding, script_of
from stemmata.annotate.names.written import Written
from stemmata.settings import NameSettings

_SINGLE_WORD_SHARE = 0.7  # a lone word is tied only when it is closer than whole names need be
_FIRST_SOUNDS = str.maketrans("bvwfgqcxdzjleiouyh", "ppppkkkktssraaaaaa")
_ALIFS = frozenset("اآأإ")  # stand for a vowel that romanising drops
_MOST_CANDIDATES = 60
_LIKE_SOUNDS = 0.6  # of consonant classes: a cheap test before the learned distance


def tie_over_scripts(nodes: Mapping[Form, Node], groups: Groups, settings: NameSettings) -> None:
    """Join forms written in other scripts with the Latin names they most sound like."""
    latin: dict[Hashable, list[Node]] = defaultdict(list)
    for form in sorted(nodes):
        node = nodes[form]
        if node.written.latin and groups.find(form) == form:
            for key in _keys(node.written, node.kind):
                latin[key].append(node)
    for form in sorted(nodes):
        node = nodes[form]
        script = script_of(node.written.text)
        if not script or node.written.latin or node.kind not in ("person", "place"):
            continue
        if country_or_city(node) is None:
            near = _candidates(node, latin)
            best = _best(node, near, script, settings)
            if best is not None:
                groups.join(form, best.form)


def _candidates(node: Node, latin: Mapping[Hashable, list[Node]]) -> list[Node]:
    found: dict[Form, Node] = {}
    for key in _keys(node.written, node.kind):
        for other in latin.get(key, ()):
            found[other.form] = other
    sound = " ".join(node.written.sound)
    found = {
        form: other
        for form, other in found.items()
        if Levenshtein.normalized_similarity(sound, " ".join(other.written.sound)) >= _LIKE_SOUNDS
    }
    ranked = sorted(found.values(), key=lambda other: (-other.weight, other.form))
    return ranked[:_MOST_CANDIDATES]


def _keys(written: Written, kind: str) -> Iterator[Hashable]:
    words = [word for word in written.stems if word]
    if words and len(written.text) > 2:
        first = "a" if written.text[0] in _ALIFS else _first(words[0])
        yield kind, len(words), first, _first(words[-1])


def _first(word: str) -> str:
    return word[:1].translate(_FIRST_SOUNDS)


def _best(node: Node, near: list[Node], script: str, settings: NameSettings) -> Node | None:
    if not near:
        return None
    sounding = load_sounding(script)
    words = node.written.stems
    cost = np.zeros(len(near), dtype=np.float32)
    for place, word in enumerate(words):
        others = [other.written.stems[place] for other in near]
        cost += distances_to_latin(word, others, sounding)
    cost /= len(words)
    order = np.argsort(cost, kind="stable")
    limit = settings.sounds_alike * (1.0 if len(words) > 1 else _SINGLE_WORD_SHARE)
    second = float(cost[order[1]]) if len(order) > 1 else inf
    best = near[int(order[0])]
    clear = float(cost[order[0]]) <= limit
    rival = second - float(cost[order[0]]) < settings.clearly_nearer
    return best if clear and not rival else None
