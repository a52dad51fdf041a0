"""Written forms that may be garblings of another name: rare, a letter or two off, in its company.

Forms meet by what is left of them when one letter is taken out (deletion neighbourhoods, Bocek et
al. 2007), so that no form is compared with all. Nothing is corrected: the form keeps its own key,
and the key of the name it may stand for stands beside it with a probability and the reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import exp

from rapidfuzz.distance import DamerauLevenshtein

from stemmata.annotate.names.linking import Form, Groups, Node
from stemmata.annotate.names.wordlists import form_hash, load_word_lists
from stemmata.settings import NameSettings

_SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Suspicion:
    """The group that a form may stand for, how likely, and why."""

    stands_for: Form
    probability: float
    reason: str


def suspect_garblings(
    nodes: Mapping[Form, Node], groups: Groups, settings: NameSettings
) -> dict[Form, Suspicion]:
    """Return the suspicions of a run, by the form that is suspected."""
    sizes: dict[Form, set[str]] = defaultdict(set)
    for form, node in nodes.items():
        sizes[groups.find(form)] |= node.articles
    company = _company(nodes, groups)
    suspicions: dict[Form, Suspicion] = {}
    for block in _blocks(nodes).values():
        frequent = [f for f in block if len(sizes[groups.find(f)]) >= settings.garbled_least]
        for form in block:
            if len(sizes[groups.find(form)]) > settings.garbled_most:
                continue
            for other in frequent:
                found = _suspicion(nodes[form], nodes[other], groups, sizes, company)
                known = suspicions.get(form)
                if found and (known is None or found.probability > known.probability):
                    suspicions[form] = found
    return {f: s for f, s in suspicions.items() if s.probability >= settings.garbled_probability}


def _company(nodes: Mapping[Form, Node], groups: Groups) -> dict[str, set[Form]]:
    """Return the groups named in each article."""
    company: dict[str, set[Form]] = defaultdict(set)
    for form, node in nodes.items():
        for article in node.articles:
            company[article].add(groups.find(form))
    return company


def _blocks(nodes: Mapping[Form, Node]) -> dict[tuple[str, str], list[Form]]:
    blocks: dict[tuple[str, str], list[Form]] = defaultdict(list)
    for form in sorted(nodes):
        for piece in _deletions(form[1]):
            blocks[form[0], piece].append(form)
    return {piece: forms for piece, forms in blocks.items() if len(forms) > 1}


def _deletions(word: str) -> Iterator[str]:
    if len(word) >= _SHORTEST:
        yield word
        seen = {word[:place] + word[place + 1 :] for place in range(len(word))}
        yield from sorted(seen)


def _suspicion(
    rare: Node,
    frequent: Node,
    groups: Groups,
    sizes: Mapping[Form, set[str]],
    company: Mapping[str, set[Form]],
) -> Suspicion | None:
    mine, theirs = groups.find(rare.form), groups.find(frequent.form)
    if mine == theirs or ("person" in (rare.kind, frequent.kind) and rare.kind != frequent.kind):
        return None
    one, two = rare.form[1], frequent.form[1]
    distance = DamerauLevenshtein.distance(one, two, score_cutoff=2)
    if distance > 2 or not one[-1:].isalpha() or _differs_as_a_word(one, two):
        return None
    here = set().union(*(company[article] for article in rare.articles))
    there = set().union(*(company[article] for article in sizes[theirs]))
    shared = len((here & there) - {mine, theirs})
    ratio = len(sizes[theirs]) / max(1, len(sizes[mine]))
    listed = bool(load_word_lists().proper.find(form_hash(one)))
    weight = 1.0 - 1.6 * distance + 0.15 * (len(two) - 6) + 0.8 * min(shared, 4) - 1.5 * listed
    weight += 0.3 * min(ratio, 6) - 1.0
    reason = (
        f"{distance} letter{'s' if distance > 1 else ''} from “{frequent.written.text}”, which "
        f"{len(sizes[theirs])} articles write; shares {shared} other names with them"
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
    return any(min(len(a), len(b)) < _SHORTEST - 1 for a, b in apart)
