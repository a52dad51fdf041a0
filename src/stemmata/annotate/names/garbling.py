"""Written forms that may be garblings of another name: rare, a letter or two off, in its company.

Forms meet by what is left of them when one letter is taken out (deletion neighbourhoods, Bocek et
al. 2007), so that no form is compared with all. Nothing is corrected: the form keeps its own key,
and the key of the name it may stand for stands beside it with a probability and the reason.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import exp

import numpy as np
from rapidfuzz.distance import DamerauLevenshtein

from stemmata.annotate.names.company import Company
from stemmata.annotate.names.deletions import leaving_alike
from stemmata.annotate.names.linking import Form, Groups, Node
from stemmata.annotate.names.wordlists import form_hash, load_word_lists
from stemmata.model import Frozen
from stemmata.settings import NameSettings

_SHORTEST = 5
_DIGIT = re.compile(r"\d")


class Suspicion(Frozen, frozen=True):
    """The group that a form may stand for, how likely, and why."""

    stands_for: Form
    probability: float
    reason: str


def suspect_garblings(
    nodes: Sequence[Node], company: Company, settings: NameSettings
) -> dict[Form, Suspicion]:
    """Return the suspicions of a run, by the form that is suspected."""
    groups = company.groups
    rare: list[Node] = []
    often: list[Node] = []
    for node in nodes:
        size = len(company.articles[groups.find(node.form)])
        (often if size >= settings.garbled_least else rare).append(node)
    hopeful = _leaving_alike(rare, often)
    frequent: dict[str, dict[str, list[Form]]] = defaultdict(lambda: defaultdict(list))
    for node in _leaving_alike(often, hopeful):
        for piece in _deletions(node.folded):
            frequent[node.language][piece].append(node.form)
    suspicions: dict[Form, Suspicion] = {}
    for node in hopeful:
        index = frequent[node.language]
        near = {other for piece in index.keys() & _deletions(node.folded) for other in index[piece]}
        for other in sorted(near):
            found = _suspicion(node, nodes[other], company, settings)
            known = suspicions.get(node.form)
            if found and (known is None or found.probability > known.probability):
                suspicions[node.form] = found
    sure = {f: s for f, s in suspicions.items() if s.probability >= settings.garbled_probability}
    return _spread(sure, nodes, rare, groups)


def _spread(
    found: Mapping[Form, Suspicion],
    nodes: Sequence[Node],
    rare: Sequence[Node],
    groups: Groups,
) -> dict[Form, Suspicion]:
    """Return the suspicions with those of the same letters in other languages."""
    alike = {
        (groups.find(form), nodes[form].folded): found[form] for form in sorted(found, reverse=True)
    }
    foldings = {folded for _, folded in alike}
    some = [node for node in rare if node.folded in foldings]
    keys = ((node.form, (groups.find(node.form), node.folded)) for node in some)
    return {form: found.get(form, alike[key]) for form, key in keys if key in alike}


def _leaving_alike(some: Sequence[Node], others: Sequence[Node]) -> list[Node]:
    alike = leaving_alike([node.folded for node in some], [node.folded for node in others])
    return [some[at] for at in np.flatnonzero(alike).tolist()]


def _deletions(word: str) -> set[str]:
    """Return what a word leaves without one letter; the first letter and digits are no slips."""
    if len(word) < _SHORTEST or _DIGIT.search(word):
        return set()
    return {word, *[word[:place] + word[place + 1 :] for place in range(1, len(word))]}


def _suspicion(
    rare: Node, frequent: Node, company: Company, settings: NameSettings
) -> Suspicion | None:
    mine, theirs = company.groups.find(rare.form), company.groups.find(frequent.form)
    if mine == theirs or ("person" in (rare.kind, frequent.kind) and rare.kind != frequent.kind):
        return None
    one, two = rare.folded, frequent.folded
    distance = DamerauLevenshtein.distance(one, two, score_cutoff=2)
    if distance > 2 or not one[-1:].isalpha() or _differs_as_a_word(one, two):
        return None
    shared = len((company.around(mine) & company.around(theirs)) - {mine, theirs})
    many, few = len(company.articles[theirs]), len(company.articles[mine])
    if few > max(settings.garbled_most, settings.garbled_share * many):
        return None
    ratio = many / few
    listed = bool(load_word_lists().proper.find(form_hash(one)))
    weight = 1.0 - 1.6 * distance + 0.15 * (len(two) - 6) + 0.8 * min(shared, 4) - 1.5 * listed
    weight += 0.3 * min(ratio, 6) - 1.0
    reason = (
        f"{distance} letter{'s' if distance > 1 else ''} from “{frequent.written.text}”, which "
        f"{many} articles write; shares {shared} other names with them"
    )
    return Suspicion(theirs, round(1 / (1 + exp(-weight)), 3), reason)


def _differs_as_a_word(one: str, two: str) -> bool:
    """Tell whether names differ by a digit or by a whole first word, as two things do."""
    if any(letter.isdigit() for letter in one + two):
        return True
    first, second = one.split(), two.split()
    if len(first) != len(second) or one[:1] != two[:1]:
        return True
    apart = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    if any(a.startswith(b) or b.startswith(a) for a, b in apart):
        return True  # an ending, not a slip
    return any(min(len(a), len(b)) < _SHORTEST - 1 for a, b in apart)
