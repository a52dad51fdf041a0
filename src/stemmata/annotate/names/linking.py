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
from functools import lru_cache

from stemmata.annotate.names.cues import load_cues
from stemmata.annotate.names.written import Written, compatible, write_out
from stemmata.text import fold

Form = tuple[str, str]  # language, folded text
_LONG_WORD = 5  # names of such words are one thing, whatever kinds the taggers took them for


@dataclass(slots=True)
class Node:
    """One folded form of one language with its occurrences in the run.

    `kind` is the one it is most often of, ties by the alphabet; `known` is what CLDR calls it.
    """

    form: Form
    written: Written
    kind: str = ""
    known: tuple[str, str] | None = None
    kinds: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    texts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    articles: set[str] = field(default_factory=set)

    def settle(self) -> None:
        """Work out what follows from all occurrences."""
        kinds = self.kinds
        self.kind = min(kinds, key=lambda kind: (-kinds[kind], kind))
        self.known = country_or_city(self.form, self.kind)

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
            if second in self._latin:
                self._latin.add(first)

    def mark_latin(self, form: Form) -> None:
        """Note that the group of a form has a name in Latin letters."""
        self._latin.add(self.find(form))

    def holds_latin(self, form: Form) -> bool:
        """Tell whether the group of a form was noted to have a name in Latin letters."""
        return self.find(form) in self._latin


@lru_cache(maxsize=100_000)
def country_or_city(form: Form, kind: str) -> tuple[str, str] | None:
    """Return what CLDR calls a form: a country's code, or a city's English name."""
    language, folded = form
    cues = load_cues(language)
    bare = folded.removeprefix("the ")
    code = cues.territory(folded) or cues.territory(bare)
    if not code and " " in folded:
        first, _, rest = folded.partition(" ")
        code = cues.territory(rest) if first in cues.articles else ""
    if code:
        return "territory", code
    city = cues.city(folded) if kind == "place" else ""
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
    for node in nodes.values():
        node.settle()
    return nodes
