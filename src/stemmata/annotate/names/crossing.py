"""Names over scripts: forms of other scripts are tied to the Latin forms they sound like.

Candidates share the first sound of the first and of the last word; among them a learned edit
distance decides, and only a clear best is taken. A second round allows for weaker likeness where
the two are named in the same company: what else their articles name in common, rare names most.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, count
from math import inf

import numpy as np
from rapidfuzz.distance import OSA

from stemmata.annotate.names.beginnings import Words
from stemmata.annotate.names.company import Company
from stemmata.annotate.names.han_spelling import foreign_spelling
from stemmata.annotate.names.linking import Form, Groups, Node
from stemmata.annotate.names.meeting import candidates
from stemmata.annotate.names.sounding import distances, load_sounding
from stemmata.annotate.names.written import Written
from stemmata.model import Frozen
from stemmata.settings import NameSettings

_SINGLE_WORD_SHARE = 0.7  # a lone word is tied only when it is closer than whole names need be
_SLIP = 2  # letters by which a name and its misspelling differ
_SHORT_I = re.compile(r"(?<=[aeou])y(?![aeiou])")  # "Nikolay" is Nikolai as often
_TURNS = 4  # the first by sound alone; each tie makes more company for the next


class Likeness(Frozen, frozen=True):
    """A form, a Latin name that it may be, and the cost in nats a letter of taking it so."""

    form: Form
    latin: Node
    cost: float
    words: int


def tie_over_scripts(nodes: Sequence[Node], company: Company, settings: NameSettings) -> None:
    """Join forms written in other scripts with the Latin names they most sound like."""
    groups = company.groups
    alike = _likenesses(nodes, groups, settings)
    for turn in range(_TURNS if alike else 0):
        waiting = {form: found for form, found in alike.items() if not _tied(form, groups, nodes)}
        ties = []
        for form, found in waiting.items():
            best = _best(found, groups, company if turn else None, settings)
            if best is not None:
                ties.append((form, best))
        for form, best in ties:
            company.join(form, best)
        if turn and not ties:
            break


def _tied(form: Form, groups: Groups, nodes: Sequence[Node]) -> bool:
    group = groups.find(form)
    return nodes[group].written.latin or groups.holds_latin(group)


def _likenesses(
    nodes: Sequence[Node], groups: Groups, settings: NameSettings
) -> dict[Form, list[Likeness]]:
    foreign = [
        node
        for node in nodes
        if node.description.script and node.known is None and _may_cross(node)
    ]
    pairs: dict[str, list[tuple[Node, Node]]] = defaultdict(list)
    for node, other in candidates(foreign, nodes, groups):
        pairs[node.description.script].append((node, other))
    reach = settings.sounds_alike + settings.company_counts * settings.company_most
    alike: dict[Form, list[Likeness]] = defaultdict(list)
    for script, some in pairs.items():
        for (node, other), cost in zip(some, _costs(some, script), strict=True):
            if cost <= reach:
                words = len(node.written.stems)
                alike[node.form].append(Likeness(node.form, other, cost, words))
    return alike


def _may_cross(node: Node) -> bool:
    """Tell whether a form is more than a short or everyday word."""
    return len(node.written.text) > 2 and not node.description.everyday


def _costs(pairs: Sequence[tuple[Node, Node]], script: str) -> list[float]:
    """Return the mean cost of the words of each pair of names."""
    numbers: dict[tuple[str, str], int] = defaultdict(count().__next__)
    ways = [
        [numbers[latin, foreign] for latin in {theirs, their_stem} for foreign in set(mine)]
        for node, other in pairs
        for mine, theirs, their_stem in zip(
            _foreign_words(node.written), other.written.words, other.written.stems, strict=True
        )
    ]
    latin, foreign = zip(*numbers, strict=True)
    costs = distances(latin, foreign, load_sounding(script)).astype(np.float64)
    least = np.minimum.reduceat(costs[list(chain.from_iterable(ways))], _starts(map(len, ways)))
    counts = [len(node.written.stems) for node, _ in pairs]
    means: list[float] = (np.add.reduceat(least, _starts(counts)) / counts).tolist()
    return means


def _foreign_words(written: Written) -> Iterable[Words]:
    """Return for each word of a name in another script the ways to romanise it."""
    words = written.words
    other = foreign_spelling(written) or [_SHORT_I.sub("i", word) for word in words]
    return zip(words, written.stems, other, strict=True)


def _starts(lengths: Iterable[int]) -> list[int]:
    return list(accumulate(lengths, initial=0))[:-1]


def _apart(one: str, other: str) -> bool:
    """Tell whether two Latin names differ by more than a slip of the pen."""
    return OSA.distance(one, other, score_cutoff=_SLIP) > _SLIP


def _best(
    found: Sequence[Likeness], groups: Groups, company: Company | None, settings: NameSettings
) -> Form | None:
    costs: dict[Form, float] = {}
    written: dict[Form, str] = {}
    for each in found:
        group = groups.find(each.latin.form)
        written[group] = each.latin.folded
        cost = each.cost / (1.0 if each.words > 1 else _SINGLE_WORD_SHARE)
        if company is not None:
            shared = company.shared(groups.find(each.form), group)
            cost -= settings.company_counts * min(shared, settings.company_most)
        costs[group] = min(cost, costs.get(group, inf))
    best = min(costs, key=lambda group: (costs[group], group))
    near = [group for group in costs if costs[group] - costs[best] < settings.clearly_nearer]
    rival = any(_apart(written[best], written[group]) for group in near)
    if company is not None:  # of a name and its misspelling, the one that more articles write
        best = min(near, key=lambda group: (-len(company.articles[group]), group))
    rival = rival or (company is None and len(near) > 1)
    return best if costs[best] <= settings.sounds_alike and not rival else None
