"""Keys for the names of an article: its own whole names come before those of the run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from stemmata.annotate.names.identifying import Identity
from stemmata.annotate.names.linking import Form, Node
from stemmata.annotate.names.tallying import Tallies
from stemmata.model import AnnotatedArticle, Name, NameKind

Suspicions = Mapping[Form, tuple[str, tuple[float, str]]]
_NOTHING = ("", (0.0, ""))


class _Value(NamedTuple):
    """What a name gets: its kind, key and canonical form, and what it may be a garbling of."""

    kind: NameKind
    key: str
    canonical: str
    suspected: str
    suspicion: tuple[float, str]


class _Answer(NamedTuple):
    """The value of a form; its one word if it may be short for a whole name; its edges if whole."""

    value: _Value
    short: str
    edges: tuple[str, ...]


class Answers:
    """What the forms of a run are."""

    def __init__(
        self,
        nodes: Sequence[Node],
        tallies: Tallies,
        identities: Sequence[Identity],
        suspicions: Suspicions,
    ) -> None:
        """Work out the answer for every form."""
        owners = _owners(nodes, identities)
        every = [_answer(*each, owners, suspicions) for each in zip(nodes, identities, strict=True)]
        self._known = {at: every[found.form] for at, found in tallies.items()}

    def names_of(self, article: AnnotatedArticle) -> tuple[Name, ...]:
        """Return the names of an article with their keys."""
        language, known = article.language, self._known
        answers = [known[language, name.text] for name in article.names]
        whole: dict[str, _Value] = {}
        for value, _, edges in answers:
            for word in edges:
                whole.setdefault(word, value)
        return tuple(
            [
                Name(
                    name.start, name.end, name.text, *(whole.get(short, value) if short else value)
                )
                for name, (value, short, _) in zip(article.names, answers, strict=True)
            ]
        )


def _answer(
    node: Node,
    identity: Identity,
    owners: Mapping[str, set[Identity]],
    suspicions: Suspicions,
) -> _Answer:
    words = node.written.spelling
    single = len(words) == 1
    short = words[0] if single and not identity.is_country else ""
    edges = () if single or not identity.key.startswith("person:") else (words[-1], words[0])
    if short and node.kind == "person" and identity.key.startswith("person:"):
        own = owners.get(short, ())
        identity = next(iter(own)) if len(own) == 1 else identity
    key = identity.key
    suspected, suspicion = suspicions.get(node.form, _NOTHING)
    if suspected == key:
        suspected, suspicion = _NOTHING
    kind: NameKind = key.partition(":")[0]  # type: ignore[assignment]  # keys begin with a kind
    return _Answer(_Value(kind, key, identity.canonical, suspected, suspicion), short, edges)


def _owners(nodes: Sequence[Node], identities: Sequence[Identity]) -> dict[str, set[Identity]]:
    """Return, for each last word of persons' whole names, whose it is."""
    owners: dict[str, set[Identity]] = defaultdict(set)
    for node, identity in zip(nodes, identities, strict=True):
        if node.kind == "person" and len(node.written.spelling) > 1:
            owners[node.written.spelling[-1]].add(identity)
    return dict(owners)
