"""How well a stemma was rebuilt, and how well it could be.

Scored as text phylogeny does: roots, edges, ancestry (Marmerola et al. 2016). Reports with equal
texts cannot be told apart, so an edge is also scored with equal texts taken for one, and the share
of edges that nothing decides is stated beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from stemmata.model import AnnotatedArticle
from stemmata.trace.clocks import lead
from stemmata.trace.simulate import Family


@dataclass(frozen=True, slots=True)
class Score:
    """How well a stemma was rebuilt, each a share from 0 to 1.

    `edges`: articles with a true parent whose first parent is a true one. `edges_of_texts`: the
    same where reports with equal texts count as one. `attainable`: the edges that one who knows
    every text's parent text expects to get, guessing among equal texts where neither a credit nor
    the times decide. `roots`: 1 where the true roots are the roots found; `roots_of_texts`: the
    same where equal texts count as one. `ancestry`: F1 of (ancestor, descendant) pairs.
    """

    edges: float
    edges_of_texts: float
    attainable: float
    roots: float
    roots_of_texts: float
    ancestry: float


def score(family: Family, found: Mapping[str, Sequence[str]]) -> Score:
    """Return how well found parents (best first) agree with a family's true ones."""
    text_of = {annotated.id: annotated.text for annotated in family.articles}
    names = list(text_of)
    truth = {name: _present(name, family) for name in names}
    children = [name for name in names if truth[name]]
    first = {name: found[name][0] for name in children if found.get(name)}
    texts = {name: {text_of[parent] for parent in truth[name]} for name in children}
    true_roots = {name for name in names if not truth[name]}
    found_roots = {name for name in names if not found.get(name)}
    ours, theirs = _descent(names, found), _descent(names, truth)
    return Score(
        edges=_mean(first.get(name) in truth[name] for name in children),
        edges_of_texts=_mean(text_of.get(first.get(name, "")) in texts[name] for name in children),
        attainable=_mean(_chance_of(name, truth[name][0], family) for name in children),
        roots=float(true_roots == found_roots),
        roots_of_texts=float(_texts(true_roots, text_of) == _texts(found_roots, text_of)),
        ancestry=2 * len(ours & theirs) / max(1, len(ours) + len(theirs)),
    )


def _mean(values: Iterable[float]) -> float:
    held = list(values)
    return sum(held) / max(1, len(held))


def _texts(names: Iterable[str], text_of: Mapping[str, str]) -> set[str]:
    return {text_of[name] for name in names}


def _present(name: str, family: Family) -> tuple[str, ...]:
    return tuple(parent for parent in family.parents[name] if parent not in family.absent)


def _chance_of(child: str, parent: str, family: Family) -> float:
    """Return the chance to pick the parent among the articles that have its text."""
    held = {annotated.id: annotated for annotated in family.articles}
    own, true = held[child], held[parent]
    if own.article.credit and own.article.credit == true.article.outlet:
        return 1.0
    twins = [
        other
        for other in family.articles
        if other.text == true.text and other.id != child and _may_precede(other, own)
    ]
    return 1.0 / max(1, len(twins))


def _may_precede(one: AnnotatedArticle, other: AnnotatedArticle) -> bool:
    ahead = lead(one, other)
    return ahead is None or ahead.total_seconds() >= 0


def _descent(names: Sequence[str], parents: Mapping[str, Sequence[str]]) -> set[tuple[str, str]]:
    pairs = set()
    for name in names:
        ahead = list(parents.get(name, ()))
        while ahead:
            ancestor = ahead.pop()
            if (ancestor, name) not in pairs and ancestor != name:
                pairs.add((ancestor, name))
                ahead += parents.get(ancestor, ())
    return pairs
