"""Keys for the names of newcomers that agree with the keys that are known.

Newcomers are resolved together with what is known of names like theirs: for each article that
writes such a name a short one that holds nothing else. What comes out as one thing then takes the
key that most of its known forms have, so that a key, once given, stays. Known articles keep theirs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from stemmata.annotate import (
    Gathered,
    gather,
    is_foreign,
    resolve,
    sound_marks,
    spelling_marks,
)
from stemmata.archive.meaning import telling_concepts
from stemmata.archive.preparing import EXTRACTOR, Prepared
from stemmata.archive.rekeying import Correct, with_keys
from stemmata.group import Fingerprint, name_fingerprint, write_print
from stemmata.model import (
    AnnotatedArticle,
    Article,
    Attribution,
    Mention,
    Name,
    NameKind,
    Origin,
    Tie,
    replace,
)
from stemmata.settings import ArchiveSettings, SearchSettings
from stemmata.store import Kept, NameEntry, Store
from stemmata.text import fold

_NOWHERE = Origin("archive")


class Identity(NamedTuple):
    """What a key of this batch is called in the archive."""

    key: str
    canonical: str


def key_names(
    batch: Sequence[Prepared], store: Store, settings: ArchiveSettings
) -> list[AnnotatedArticle]:
    """Return the articles of a batch with keys on their names, speakers and sources, in order."""
    articles = [each.article for each in batch]
    entries = _entries_like(articles, store, settings)
    shorts = _short_articles(entries, {a.id for a in articles}, store, settings)
    gathered: list[Gathered] = [each.gathered for each in batch]
    gathered += [gather(short) for short, _ in shorts]
    resolved = resolve([*articles, *(short for short, _ in shorts)], gathered)
    known = _identities(
        zip(resolved[len(articles) :], (stored for _, stored in shorts), strict=True)
    )
    return [rename(article, known) for article in resolved[: len(articles)]]


@dataclass(frozen=True, slots=True)
class Named:
    """A prepared article whose names have keys."""

    prepared: Prepared
    article: AnnotatedArticle
    print_: Fingerprint

    def kept(self) -> Kept:
        """Return what is kept of it."""
        return Kept(
            record=self.prepared.record,
            annotated=self.article,
            digest=self.prepared.digest,
            extractor=EXTRACTOR,
            fingerprint=write_print(self.print_),
            passages=self.prepared.passages,
            marks=name_marks(self.article),
            concepts=telling_concepts(self.print_, SearchSettings().concepts_kept),
            renewed=self.prepared.renewed,
        )


def name_all(
    batch: Sequence[Prepared], store: Store, settings: ArchiveSettings, correct: Correct
) -> list[Named]:
    """Return a batch with keys on its names that agree with those that are known.

    Args:
        batch: prepared.
        store: what is known.
        settings: how much of it is looked at.
        correct: what people decided about names.
    """
    articles = [correct(article) for article in key_names(batch, store, settings)]
    return [
        Named(each, article, name_fingerprint(each.print_, article))
        for each, article in zip(batch, articles, strict=True)
    ]


def name_marks(article: AnnotatedArticle) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return under which marks the names of an article are filed, by language and text."""
    language = article.language
    return {
        (language, text): (*spelling_marks(text, language), *sound_marks(text, language))
        for text in {name.text for name in article.names if name.key}
    }


def rename(article: AnnotatedArticle, known: Mapping[str, Identity]) -> AnnotatedArticle:
    """Return an article with other keys wherever it has one that is known by another."""
    if not known:
        return article

    def key_of(key: str) -> str:
        return known[key].key if key in known else key

    def of_name(name: Name) -> Name:
        if name.key not in known and name.suspected not in known:
            return name
        key, canonical = known.get(name.key, Identity(name.key, name.canonical))
        suspected = key_of(name.suspected)
        kind: NameKind = key.partition(":")[0]  # type: ignore[assignment] # keys begin with a kind
        if suspected == key:  # a garbling that is known as the thing itself
            suspected, name = "", replace(name, suspicion=(0.0, ""))
        return replace(name, kind=kind, key=key, canonical=canonical, suspected=suspected)

    def of_mention(mention: Mention) -> Mention:
        return replace(mention, key=key_of(mention.key)) if mention.key in known else mention

    def of_attribution(said: Attribution) -> Attribution:
        return replace(said, key=key_of(said.key)) if said.key in known else said

    def on_word_of(tie: Tie) -> str:
        return key_of(tie.attribution)

    return with_keys(article, of_name, of_mention, of_attribution, on_word_of)


def _entries_like(
    articles: Iterable[AnnotatedArticle], store: Store, settings: ArchiveSettings
) -> list[NameEntry]:
    """Return the known names that those of articles may be."""
    forms = {(article.language, name.text) for article in articles for name in article.names}
    most = settings.names_alike + settings.names_alike_each * len(forms)
    written = store.names_written({fold(text) for _, text in forms}, most)
    met = {(entry.language, entry.text) for entry in written}
    fresh = sorted(forms - met)
    foreign = [form for form in fresh if is_foreign(form[1], form[0])]
    marks = {mark for language, text in fresh for mark in spelling_marks(text, language)}
    shared = settings.names_sharing
    sounds = {mark for language, text in foreign for mark in sound_marks(text, language)}
    found = [
        *written,
        *store.names_filed(marks, settings.names_alike_each * len(fresh), shared),
        *store.names_filed(sounds, settings.names_sounding_each * len(foreign), shared),
    ]
    return list({(entry.language, entry.text, entry.key): entry for entry in found}.values())


def _short_articles(
    entries: Sequence[NameEntry], fresh: set[str], store: Store, settings: ArchiveSettings
) -> list[tuple[AnnotatedArticle, list[NameEntry]]]:
    """Return for each of the last articles that write known names one that holds only these."""
    texts = dict.fromkeys((entry.language, entry.text) for entry in entries)
    writing = store.writing_name(texts, settings.articles_of_name)
    held: dict[tuple[str, str], list[NameEntry]] = defaultdict(list)
    for entry in entries:
        for article in writing[entry.language, entry.text]:
            if article not in fresh:
                held[article, entry.language].append(entry)
    return [
        (_short_article(name, language, some), some)
        for (name, language), some in sorted(held.items(), key=lambda item: item[0])
    ]


def _short_article(name: str, language: str, entries: Sequence[NameEntry]) -> AnnotatedArticle:
    text, names = "", []
    for entry in entries:
        names.append(Name(len(text), len(text) + len(entry.text), entry.text, entry.kind))
        text += f"{entry.text}.\n"
    return AnnotatedArticle(Article(name, text, _NOWHERE, language), names=tuple(names))


def _identities(
    resolved: Iterable[tuple[AnnotatedArticle, Sequence[NameEntry]]],
) -> dict[str, Identity]:
    """Return what the keys of a batch are called in the archive, where that is something else."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    canonical: dict[str, str] = {}
    for article, entries in resolved:
        made = {name.start: name for name in article.names}
        start = 0
        for entry in entries:
            name = made.get(start)
            start += len(entry.text) + 2
            if name is not None and name.key and _may_vote(entry, name.key):
                votes[name.key][entry.key] += entry.articles
                canonical[entry.key] = entry.canonical
    known = {}
    for key, counts in votes.items():
        chosen = min(counts, key=lambda each: (-counts[each], each))
        if len(counts) == 1 or " " in canonical[chosen] or not key.startswith("person:"):
            known[key] = Identity(chosen, canonical[chosen])
    return known


def _may_vote(entry: NameEntry, key: str) -> bool:
    """Tell whether a known form says what a key is: a surname alone does not say whose."""
    return " " in entry.text or "-" not in key.partition(":")[2] or not key.startswith("person:")
