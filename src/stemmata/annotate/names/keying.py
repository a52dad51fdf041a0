"""Keys for the names of an article: its own whole names come before those of the run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from stemmata.annotate.names.identifying import Identity
from stemmata.annotate.names.linking import Form, Node
from stemmata.model import AnnotatedArticle, Name, NameKind
from stemmata.text import fold

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
    """What the forms of a run are, each worked out when it is first asked for."""

    def __init__(
        self,
        nodes: Mapping[Form, Node],
        identities: Mapping[Form, Identity],
        suspicions: Suspicions,
    ) -> None:
        """Remember the run."""
        self._nodes = nodes
        self._identities = identities
        self._suspicions = suspicions
        self._owners = _owners(nodes, identities)
        self._known: dict[Form, _Answer] = {}

    def names_of(self, article: AnnotatedArticle) -> tuple[Name, ...]:
        """Return the names of an article with their keys."""
        language = article.language
        answers = [self._of(language, name.text) for name in article.names]
        whole: dict[str, _Value] = {}
        for value, _, edges in answers:
            for word in edges:
                whole.setdefault(word, value)
        return tuple(
            Name(name.start, name.end, name.text, *whole.get(short, value))
            for name, (value, short, _) in zip(article.names, answers, strict=True)
        )

    def _of(self, language: str, text: str) -> _Answer:
        """Return the answer for a text."""
        found = self._known.get((language, text))
        if found is None:
            found = self._known[language, text] = self._work_out((language, fold(text)))
        return found

    def _work_out(self, form: Form) -> _Answer:
        node, identity = self._nodes[form], self._identities[form]
        words = node.written.spelling
        short = words[0] if len(words) == 1 and not identity.is_country else ""
        person = identity.key.startswith("person:")
        edges = (words[-1], words[0]) if len(words) > 1 and person else ()
        if short and node.kind == "person":
            owners = self._owners.get(short, ())
            identity = next(iter(owners)) if len(owners) == 1 else identity
        return _Answer(self._value(form, identity), short, edges)

    def _value(self, form: Form, identity: Identity) -> _Value:
        key = identity.key
        suspected, suspicion = self._suspicions.get(form, _NOTHING)
        if suspected == key:
            suspected, suspicion = _NOTHING
        kind: NameKind = key.partition(":")[0]  # type: ignore[assignment]  # keys begin with a kind
        return _Value(kind, key, identity.canonical, suspected, suspicion)


def _owners(
    nodes: Mapping[Form, Node], identities: Mapping[Form, Identity]
) -> dict[str, set[Identity]]:
    """Return, for each last word of persons' whole names, whose it is."""
    owners: dict[str, set[Identity]] = defaultdict(set)
    for form, node in nodes.items():
        if node.kind == "person" and len(node.written.spelling) > 1:
            owners[node.written.spelling[-1]].add(identities[form])
    return dict(owners)
