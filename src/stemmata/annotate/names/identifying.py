"""What groups of forms are called: a key for the run, and the best written form for people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from stemmata.annotate.names.linking import Form, Groups, Node
from stemmata.annotate.names.written import slug
from stemmata.languages.territories import territory_name
from stemmata.model import Frozen


class Identity(Frozen, frozen=True):
    """What a group of forms is called."""

    key: str
    canonical: str

    @property
    def is_country(self) -> bool:
        """Whether it is a country or continent of CLDR."""
        return self.key.startswith("place:") and self.key[6:].isupper()


def identities_of(nodes: Sequence[Node], groups: Groups) -> list[Identity]:
    """Return what each form of a run is called."""
    members: dict[Form, list[Node]] = defaultdict(list)
    for node in nodes:
        members[groups.find(node.form)].append(node)
    identities: dict[Form, Identity] = {}
    for group in members.values():
        if len(group) == 1:
            identities[group[0].form] = _identity(group)
            continue
        known = [node for node in group if node.known]
        rest = [node for node in group if not node.known]
        for part in (known, rest):
            if part:
                identity = _identity(part)
                identities.update({node.form: identity for node in part})
    return [identities[node.form] for node in nodes]


def _identity(group: Sequence[Node]) -> Identity:
    if len(group) == 1 and not group[0].known and len(group[0].texts) == 1:
        [canonical] = group[0].texts
        return Identity(f"{group[0].kind}:{group[0].description.slug}", canonical)
    known = Counter(node.known for node in group if node.known)
    if known:
        kind, name = min(known, key=lambda found: (-known[found], found))
        if kind == "territory":
            return Identity(f"place:{name}", territory_name(name))
        return Identity(f"place:{slug(name)}", name)
    kinds: Counter[str] = Counter()
    for node in group:
        kinds.update(node.kinds)
    kind = min(kinds, key=lambda each: (-kinds[each], each))
    canonical = _best_written(group)
    return Identity(f"{kind}:{slug(canonical)}", canonical)


def _best_written(group: Sequence[Node]) -> str:
    """Return the form most articles write: in Latin letters where there is one, base form first."""
    latin = [node for node in group if node.written.latin] or list(group)

    def rank(node: Node) -> tuple[bool, int, int, int, str]:
        base = node.written.words == node.written.stems
        short = all(text.isupper() for text in node.texts)
        return (short, -node.weight, -int(base), len(node.folded), node.folded)

    best = min(latin, key=rank)
    return min(best.texts, key=lambda text: (text.isupper(), -best.texts[text], text))
