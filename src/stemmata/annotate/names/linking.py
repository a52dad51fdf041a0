"""Which written forms stand for one thing: forms meet in blocks, and only what meets is compared.

A block is a skeleton of a form; the sum of the blocks' sizes, not the square of the number of
names, is what this costs. Groups are the connected sets of ties (union-find, Tarjan 1975), with
the ties strict enough that chains do no harm: whole names only; short forms are tied to whole ones
afterwards, article by article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from stemmata.annotate.names.gathering import Description
from stemmata.annotate.names.tallying import Row, Tallies, Tally
from stemmata.annotate.names.written import Written, compatible
from stemmata.model import NameKind

Form = tuple[str, str]  # language, folded text
_LONG_WORD = 5  # names of such words are one thing, whatever kinds the taggers took them for


@dataclass(slots=True)
class Node:
    """One folded form of one language with its occurrences in the run.

    `kind` is the one it is most often of, ties by the alphabet; `known` is what CLDR calls it.
    """

    form: Form
    description: Description
    written: Written = field(init=False)
    kind: NameKind = "other"
    known: tuple[str, str] | None = None
    kinds: dict[NameKind, int] = field(default_factory=dict)
    texts: dict[str, int] = field(default_factory=dict)
    articles: set[Row] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Keep at hand what is asked most."""
        self.written = self.description.written

    def add(self, text: str, tally: Tally) -> None:
        """Count a text that is written so."""
        for kind, count in tally.mentions.items():
            self.kinds[kind] = self.kinds.get(kind, 0) + count
        self.texts[text] = sum(tally.mentions.values())
        self.articles |= tally.articles

    def settle(self) -> None:
        """Work out what follows from all occurrences."""
        kinds = self.kinds
        self.kind = min(kinds, key=lambda kind: (-kinds[kind], kind))
        if self.description.territory:
            self.known = "territory", self.description.territory
        elif self.kind == "place" and self.description.city:
            self.known = "city", self.description.city

    @property
    def weight(self) -> int:
        """How many articles write it."""
        return len(self.articles)


class Groups:
    """Disjoint sets of forms; the representative is the smallest, so that order never matters."""

    def __init__(self) -> None:
        """Begin with every form by itself."""
        self._parents: dict[Form, Form] = {}
        self._latin: set[Form] = set()

    def find(self, form: Form) -> Form:
        """Return the representative of a form."""
        parents = self._parents
        root = form
        while root in parents:
            root = parents[root]
        while form != root and (above := parents[form]) != root:
            parents[form] = root
            form = above
        return root

    def join(self, one: Form, other: Form) -> None:
        """Make two forms one group."""
        first, second = sorted((self.find(one), self.find(other)))
        if first != second:
            self._parents[second] = first
            if second in self._latin:
                self._latin.add(first)

    def mark_latin(self, form: Form) -> None:
        """Note that the group of a form has a name in Latin letters."""
        self._latin.add(self.find(form))

    def holds_latin(self, form: Form) -> bool:
        """Tell whether the group of a form was noted to have a name in Latin letters."""
        return self.find(form) in self._latin


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
        yield written.bare
    if kind == "person" and len(written.spelling) > 1:
        yield written.spelling[0][:1], written.spelling[-1]


def _alike(one: Node, other: Node) -> bool:
    first, second = one.written, other.written
    if first.words == second.words or first.stems == second.stems:
        return kinds_agree(one, other) or min(map(len, first.words)) >= _LONG_WORD
    if first.spelling == second.spelling:
        return kinds_agree(one, other)
    if one.kind == other.kind == "person" and min(len(first.words), len(second.words)) > 1:
        return compatible(first, second)
    whole = {first.spelling, first.bare} & {second.spelling, second.bare}
    return bool(whole) and kinds_agree(one, other)


def kinds_agree(one: Node, other: Node) -> bool:
    """Tell whether neither or both are persons."""
    return one.kind == other.kind or "person" not in (one.kind, other.kind)


def nodes_of(tallies: Tallies) -> dict[Form, Node]:
    """Return one node for each folded form of a run, in order."""
    nodes: dict[Form, Node] = {}
    for (language, text), tally in tallies.items():
        form = language, tally.description.folded
        node = nodes.get(form)
        if node is None:
            node = nodes[form] = Node(form, tally.description)
        node.add(text, tally)
    for node in nodes.values():
        node.settle()
    return dict(sorted(nodes.items()))
