"""Which written forms stand for one thing: forms meet in blocks, and only what meets is compared.

A block is a skeleton of a form; the sum of the blocks' sizes, not the square of the number of
names, is what this costs. Groups are the connected sets of ties (union-find, Tarjan 1975), with
the ties strict enough that chains do no harm: whole names only; short forms are tied to whole ones
afterwards, article by article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from stemmata.annotate.names.gathering import Description
from stemmata.annotate.names.tallying import Row, Tallies, Tally, commonest
from stemmata.annotate.names.written import Written, compatible
from stemmata.model import NameKind

Form = int  # the number of a node, in the order of languages and folded texts
_LONG_WORD = 5  # names of such words are one thing, whatever kinds the taggers took them for


class Node:
    """One folded form of one language with its occurrences in the run.

    `kind` is the one it is most often of, ties by the alphabet; `known` is what CLDR calls it.
    `texts` are how it is written, with how often.
    """

    __slots__ = (
        "articles",
        "description",
        "folded",
        "form",
        "kind",
        "kinds",
        "known",
        "language",
        "texts",
        "written",
    )

    def __init__(self, language: str, tallies: Sequence[Tally]) -> None:
        """Count all texts that are written so."""
        first = tallies[0]
        self.form: Form = 0
        self.language = language
        self.description: Description = first.description
        self.folded = first.description.folded
        self.written: Written = first.description.written
        self.texts = {
            each.description.written.text: sum(each.mentions.values()) for each in tallies
        }
        self.kinds: dict[NameKind, int] = first.mentions
        self.articles: set[Row] = first.articles
        if len(tallies) > 1:
            self.kinds = dict(first.mentions)
            self.articles = first.articles.union(*(each.articles for each in tallies[1:]))
            for each in tallies[1:]:
                for kind, count in each.mentions.items():
                    self.kinds[kind] = self.kinds.get(kind, 0) + count
        self.kind: NameKind = commonest(self.kinds)
        self.known: tuple[str, str] | None = None
        if first.description.territory:
            self.known = "territory", first.description.territory
        elif self.kind == "place" and first.description.city:
            self.known = "city", first.description.city

    @property
    def weight(self) -> int:
        """How many articles write it."""
        return len(self.articles)


class Groups:
    """Disjoint sets of forms; the representative is the smallest, so that order never matters."""

    def __init__(self, size: int) -> None:
        """Begin with every form by itself."""
        self._parents = list(range(size))
        self._latin: set[Form] = set()

    def find(self, form: Form) -> Form:
        """Return the representative of a form."""
        parents = self._parents
        while (above := parents[form]) != form:
            parents[form] = form = parents[above]
        return form

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


def tie_forms(nodes: Sequence[Node]) -> Groups:
    """Return the groups of whole names that differ by spelling, inflection or language only."""
    groups = Groups(len(nodes))
    for block in _blocks(nodes):
        leaders: list[Node] = []
        for node in block:
            for leader in leaders:
                if _alike(leader, node):
                    groups.join(leader.form, node.form)
                    break
            else:
                leaders.append(node)
    return groups


def _blocks(nodes: Sequence[Node]) -> Iterator[list[Node]]:
    """Return the sets of nodes that share a skeleton, each in order."""
    blocks: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in nodes:
        written = node.written
        spelling = written.spelling
        blocks[spelling].append(node)
        if written.words != written.stems:
            blocks[written.bare].append(node)
        if node.kind == "person" and len(spelling) > 1:
            blocks[spelling[0][:1], spelling[-1]].append(node)
    return (block for block in blocks.values() if len(block) > 1)


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


def nodes_of(tallies: Tallies) -> list[Node]:
    """Return one node for each folded form of a run, in order; each tally gets its number."""
    found: dict[tuple[str, str], list[Tally]] = defaultdict(list)
    for (language, _), each in tallies.items():
        found[language, each.description.folded].append(each)
    nodes = []
    for number, at in enumerate(sorted(found)):
        node = Node(at[0], found[at])
        node.form = number
        for each in found[at]:
            each.form = number
        nodes.append(node)
    return nodes
