"""One key for one thing over a run: written forms, short forms, abbreviations, garbled forms."""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from stemmata.annotate.names.abbreviations import introduced
from stemmata.annotate.names.completing import completed
from stemmata.annotate.names.cores import tie_by_core
from stemmata.annotate.names.crossing import tie_over_scripts
from stemmata.annotate.names.garbling import suspect_garblings
from stemmata.annotate.names.linking import (
    Form,
    Groups,
    Node,
    gather,
    tie_forms,
)
from stemmata.annotate.names.sources import with_source_keys
from stemmata.annotate.names.written import slug
from stemmata.languages.territories import territory_name
from stemmata.model import AnnotatedArticle, Name, NameKind, replace
from stemmata.settings import NameSettings
from stemmata.text import fold

_DEFAULT = NameSettings()
_NOTHING = ("", (0.0, ""))


@dataclass(frozen=True, slots=True)
class Identity:
    """What a group of forms is called."""

    key: str
    canonical: str


def resolve_names(
    articles: Sequence[AnnotatedArticle], settings: NameSettings = _DEFAULT
) -> list[AnnotatedArticle]:
    """Return the articles with every name, speaker and source keyed; their order never matters.

    A name's key is the same for one thing in every article and language of the run. Keys are
    `place:NL` for countries, else the kind and the best written form in Latin letters.

    Args:
        articles: all articles of a run.
        settings: when two forms are taken for one thing.
    """
    with _collector_paused():
        return _resolved(completed(articles), settings)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the cycle collector from walking the whole run again and again; nothing here is garbage.

    It takes a third of the time otherwise.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _resolved(
    articles: Sequence[AnnotatedArticle], settings: NameSettings
) -> list[AnnotatedArticle]:
    listed = [(a.id, a.language, [(n.text, n.kind) for n in a.names]) for a in articles]
    nodes = gather(listed)
    groups = tie_forms(nodes)
    tie_over_scripts(nodes, groups, settings)
    _tie_abbreviations(articles, nodes, groups)
    tie_by_core(articles, nodes, groups, settings)
    identities = _identities(nodes, groups)
    suspicions = {
        form: (identities[found.stands_for].key, (found.probability, found.reason))
        for form, found in suspect_garblings(nodes, groups, settings).items()
    }
    run = _Run(nodes, identities, _whole_names(nodes, identities), suspicions)
    return [_keyed(article, run) for article in articles]


@dataclass(frozen=True, slots=True)
class _Run:
    """What is known of the names of a whole run."""

    nodes: Mapping[Form, Node]
    identities: Mapping[Form, Identity]
    whole: Mapping[str, Counter[Identity]]
    suspicions: Mapping[Form, tuple[str, tuple[float, str]]]


def _tie_abbreviations(
    articles: Sequence[AnnotatedArticle], nodes: Mapping[Form, Node], groups: Groups
) -> None:
    """Join an abbreviation with the long form that most articles of its language give it."""
    meanings: dict[Form, Counter[Form]] = defaultdict(Counter)
    for article in articles:
        language = article.language
        for whole, short in set(introduced(article.text, article.names, language)):
            meanings[language, fold(short)][language, fold(whole)] += 1
    for short_form in sorted(meanings):
        counts = meanings[short_form]
        best = min(counts, key=lambda form: (-counts[form], form))
        if nodes[short_form].known is None:
            groups.join(short_form, best)


def _identities(nodes: Mapping[Form, Node], groups: Groups) -> dict[Form, Identity]:
    members: dict[Form, list[Node]] = defaultdict(list)
    for form, node in nodes.items():
        members[groups.find(form)].append(node)
    identities: dict[Form, Identity] = {}
    for group in members.values():
        ordered = sorted(group, key=lambda node: node.form)
        known = [node for node in ordered if node.known]
        rest = [node for node in ordered if not node.known]
        for part in (known, rest):
            if part:
                identity = _identity(part)
                identities.update({node.form: identity for node in part})
    return identities


def _identity(group: Sequence[Node]) -> Identity:
    if len(group) == 1 and not group[0].known and len(group[0].texts) == 1:
        [canonical] = group[0].texts
        return Identity(f"{group[0].kind}:{slug(canonical)}", canonical)
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
        return (short, -node.weight, -int(base), len(node.form[1]), node.form[1])

    best = min(latin, key=rank)
    return min(best.texts, key=lambda text: (text.isupper(), -best.texts[text], text))


def _whole_names(
    nodes: Mapping[Form, Node], identities: Mapping[Form, Identity]
) -> dict[str, Counter[Identity]]:
    """Return, for each last word of persons' whole names, whose it is, weighted by articles."""
    owners: dict[str, Counter[Identity]] = defaultdict(Counter)
    for form, node in nodes.items():
        if node.kind == "person" and len(node.written.spelling) > 1:
            owners[node.written.spelling[-1]][identities[form]] += node.weight
    return owners


def _keyed(article: AnnotatedArticle, run: _Run) -> AnnotatedArticle:
    here: dict[str, Form] = {}
    for name in article.names:
        form = (article.language, fold(name.text))
        words = run.nodes[form].written.spelling
        if len(words) > 1 and run.identities[form].key.startswith("person:"):
            for word in (words[-1], words[0]):
                here.setdefault(word, form)
    names = tuple(_keyed_name(name, article.language, here, run) for name in article.names)
    return with_source_keys(replace(article, names=names))


def _keyed_name(name: Name, language: str, here: Mapping[str, Form], run: _Run) -> Name:
    form = (language, fold(name.text))
    identity = run.identities[form]
    words = run.nodes[form].written.spelling
    if len(words) == 1 and not _is_country(identity):
        whole = here.get(words[0])
        if whole is not None:
            identity, form = run.identities[whole], whole
        elif run.nodes[form].kind == "person":
            identity = _only_owner(run.whole.get(words[0])) or identity
    suspected, suspicion = run.suspicions.get(form, _NOTHING)
    if suspected == identity.key:
        suspected, suspicion = _NOTHING
    key, canonical = identity.key, identity.canonical
    kind: NameKind = key.partition(":")[0]  # type: ignore[assignment]  # keys begin with a kind
    return Name(name.start, name.end, name.text, kind, key, canonical, suspected, suspicion)


def _is_country(identity: Identity) -> bool:
    return identity.key.startswith("place:") and identity.key[6:].isupper()


def _only_owner(owners: Counter[Identity] | None) -> Identity | None:
    """Return the one person of the run with a last name; nobody where there are several."""
    return next(iter(owners)) if owners and len(owners) == 1 else None
