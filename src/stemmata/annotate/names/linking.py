"""Which written forms stand for one thing: forms meet in blocks, and only what meets is compared.

A block is a skeleton of a form; the sum of the blocks' sizes, not the square of the number of
names, is what this costs. Groups are the connected sets of ties (union-find, Tarjan 1975), with
the ties strict enough that chains do no harm: whole names only; short forms are tied to whole ones
afterwards, article by article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from stemmata.annotate.names.cues import load_cues
from stemmata.annotate.names.written import Written, compatible, write_out
from stemmata.text import fold

Form = tuple[str, str]  # language, folded text


@dataclass(slots=True)
class Node:
    """One folded form of one language with its occurrences in the run."""

    form: Form
    written: Written
    kinds: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    texts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    articles: set[str] = field(default_factory=set)

    @property
    def kind(self) -> str:
        """The kind it is most often of; ties go by the alphabet."""
        return min(self.kinds, key=lambda kind: (-self.kinds[kind], kind))

    @property
    def weight(self) -> int:
        """How many articles write it."""
        return len(self.articles)


class Groups:
    """Disjoint sets of forms; the representative is the smallest, so that order never matters."""

    def __init__(self) -> None:
        self._parents: dict[Form, Form] = {}

    def find(self, form: Form) -> Form:
        """Return the representative of a form."""
        root = form
        while (above := self._parents.get(root, root)) != root:
            root = above
        while (above := self._parents.get(form, form)) != root:
            self._parents[form] = root
            form = above
        return root

    def join(self, one: Form, other: Form) -> None:
        """Make two forms one group."""
        first, second = sorted((self.find(one), self.find(other)))
        if first != second:
            self._parents[second] = first


def country_or_city(node: Node) -> tuple[str, str] | None:
    """Return what CLDR calls a form: a country's code, or a city's English name."""
    language, folded = node.form
    cues = load_cues(language)
    bare = folded.removeprefix("the ")
    code = cues.territory(folded) or cues.territory(bare)
    if not code and len(node.written.words) > 1:
        first, _, rest = folded.partition(" ")
        code = cues.territory(rest) if first in cues.articles else ""
    if code:
        return "territory", code
    city = cues.city(folded) if node.kind == "place" else ""
    return ("city", city) if city else None


def tie_forms(nodes: Mapping[Form, Node]) -> Groups:
    """Return the groups of whole names that differ by spelling, inflection or language only."""
    groups = Groups()
    for block in _blocks(nodes.values()).values():
        ordered = sorted(block, key=lambda node: node.form)
        leaders: list[Node] = []
        for node in ordered:
            match = next((leader for leader in leaders if _alike(leader, node)), None)
            if match is None:
                leaders.append(node)
            else:
                groups.join(match.form, node.form)
    return groups


def _blocks(nodes: Iterable[Node]) -> dict[Hashable, list[Node]]:
    blocks: dict[Hashable, list[Node]] = defaultdict(list)
    for node in nodes:
        for key in _block_keys(node.written, node.kind):
            blocks[key].append(node)
    return blocks


def _block_keys(written: Written, kind: str) -> Iterator[Hashable]:
    yield written.spelling
    if written.words != written.stems:
        yield tuple(write_out(word, "und").spelling[0] for word in written.words)
    if kind == "person" and len(written.spelling) > 1:
        yield written.spelling[0][:1], written.spelling[-1]


def _alike(one: Node, other: Node) -> bool:
    if one.written.spelling == other.written.spelling:
        return _kinds_agree(one, other)
    first, second = one.written, other.written
    if first.words == second.words:
        return _kinds_agree(one, other)
    if one.kind == other.kind == "person" and min(len(first.words), len(second.words)) > 1:
        return compatible(first, second)
    return bool(set(_whole(first)) & set(_whole(second))) and _kinds_agree(one, other)


def _whole(written: Written) -> tuple[tuple[str, ...], ...]:
    return written.spelling, tuple(write_out(word, "und").spelling[0] for word in written.words)


def _kinds_agree(one: Node, other: Node) -> bool:
    return one.kind == other.kind or "person" not in (one.kind, other.kind)


def gather(articles: Sequence[tuple[str, str, Sequence[tuple[str, str]]]]) -> dict[Form, Node]:
    """Return one node for each form of a run.

    Args:
        articles: id, language, and the names of each as (text, kind).
    """
    nodes: dict[Form, Node] = {}
    for article, language, names in articles:
        for text, kind in names:
            form = (language, fold(text))
            node = nodes.get(form)
            if node is None:
                node = nodes[form] = Node(form, write_out(text, language))
            node.kinds[kind] += 1
            node.texts[text] += 1
            node.articles.add(article)
    return nodes
