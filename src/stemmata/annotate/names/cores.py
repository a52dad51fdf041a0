"""Names made of a proper word and a general one: "Almira Bridge", "Ponte Almira", "le pont Almira".

Such names meet over languages by the proper word, where each language has one general word for it
and the two are named in the same company. A proper word alone counts as such a name where most of
its mentions stand beside the general word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from stemmata.annotate.names.company import Company
from stemmata.annotate.names.linking import Form, Node
from stemmata.settings import NameSettings

_SHARE = 0.5


@dataclass(slots=True)
class _Core:
    """A proper word with the general words that each language sets beside it."""

    generals: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    forms: list[Form] = field(default_factory=list)

    def add(self, node: Node, general: str) -> None:
        self.generals[node.language].add(general)
        self.forms.append(node.form)


def tie_by_core(
    beside: Mapping[Form, Counter[str]],
    nodes: Sequence[Node],
    company: Company,
    settings: NameSettings,
) -> None:
    """Join the names of one proper word and one general word in each language.

    Args:
        beside: the general words that stand beside names of one word, with how often.
        nodes: the names of the run.
        company: which of them are one thing, and named together.
        settings: from how much shared company on names are joined.
    """
    cores: dict[str, _Core] = defaultdict(_Core)
    for node in nodes:
        if node.description.proper and node.known is None:
            cores[node.description.proper].add(node, node.description.general)
    for form, (core, general) in sorted(_beside_general(beside, nodes, cores).items()):
        cores[core].add(nodes[form], general)
    for core in sorted(cores):
        found = cores[core]
        if len(found.generals) < 2 or any(len(words) > 1 for words in found.generals.values()):
            continue
        first, *rest = found.forms
        for form in rest:
            one, other = company.groups.find(first), company.groups.find(form)
            if company.shared(one, other) >= settings.core_company:
                company.join(one, other)


def _beside_general(
    found: Mapping[Form, Counter[str]], nodes: Sequence[Node], cores: Mapping[str, _Core]
) -> dict[Form, tuple[str, str]]:
    """Return the proper words that mostly stand beside one general word in the text, with both."""
    beside = {}
    for form, generals in found.items():
        node = nodes[form]
        ways = ("".join(node.written.spelling), "".join(node.written.bare))
        core = next((way for way in ways if way in cores), "")
        if node.known is not None or not core:
            continue
        mentions = sum(node.kinds.values())
        general = min(generals, key=lambda word: (-generals[word], word))
        if generals[general] > _SHARE * mentions:
            beside[form] = core, general
    return beside
