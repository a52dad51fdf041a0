"""A query as people write it, and what it asks for: words, names in all their forms, concepts.

Nothing in a query is syntax but quotation marks, between which words stand as they do in a text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from stemmata.annotate import sound_marks, spelling_marks
from stemmata.archive.meaning import Meaning, likely_languages, meaning_of
from stemmata.lexicon import load_background, load_lexicon
from stemmata.settings import SearchSettings
from stemmata.store import NameEntry, Store, Words
from stemmata.text import fold, romanise

_QUOTED = re.compile('["“”„«»「」『』]([^"“”„«»「」『』]{1,300})["“”„«»「」『』]')
_ANY_WORD = "en"  # scripts without spaces are cut in any language


@dataclass(frozen=True, slots=True)
class Group:
    """One thing that a query asks for.

    Args:
        text: as it stands in the query.
        phrases: words any of which stand for it.
        concepts: any of which stand for it.
        names: what it is the name of, by key, where it is one.
        rarity: from 0, in every article, to 1.
        begun: the last of its words may go on.
        near: those of the phrases that are written nearly as it is.
    """

    text: str
    phrases: tuple[str, ...]
    concepts: frozenset[int] = frozenset()
    names: tuple[NameEntry, ...] = ()
    rarity: float = 1.0
    begun: bool = False
    near: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for.

    Args:
        groups: things that should be found, in the order of the query.
        concepts: what the words that are no names are about, a vector.
    """

    groups: tuple[Group, ...]
    concepts: dict[int, float]

    def words(self) -> Words:
        """Return all of it, for the store."""
        telling = [group for group in self.groups if group.rarity >= _least(self.groups)]
        return _words(telling, loose=False)

    def any_words(self, most: int) -> Words:
        """Return the rarest things of it as they are written, any of which is enough."""
        plain = [Group(group.text, group.phrases) for group in self._rarest(most)]
        return _words(plain, loose=True)

    def any_meaning(self, most: int) -> Words:
        """Return the rarest things of it in any language, any of which is enough."""
        return _words(self._rarest(most), loose=True)

    def _rarest(self, most: int) -> list[Group]:
        rarest = sorted(self.groups, key=lambda group: -group.rarity)[:most]
        return [group for group in rarest if group.rarity >= _least(self.groups)]


def read_query(text: str, store: Store, settings: SearchSettings, *, begun: bool = False) -> Query:
    """Return what a query asks for.

    Args:
        text: as a person writes it.
        store: whose names it may mean.
        settings: how much of it is looked at.
        begun: the last word may go on, as in search as you type.
    """
    text = text[: settings.longest_query].replace("\0", " ")
    quoted = [phrase.strip() for phrase in _QUOTED.findall(text)]
    lexicon = load_lexicon()
    free = lexicon.words(_QUOTED.sub(" ", text), _ANY_WORD)[: settings.most_words]
    kept = store.languages()
    others = [code for code in lexicon.languages if code not in kept]
    likely = likely_languages(free, kept) or likely_languages(free, others)
    meaning = meaning_of(free, likely)
    named = _name_runs(free, store, settings)
    named |= _garbled(free, named, meaning, likely, store)
    groups = [Group(phrase, (phrase,)) for phrase in quoted if phrase]
    groups += _groups(free, named, meaning, settings, begun=begun and not quoted)
    asked = _not_names(free, named)
    concepts = meaning.concepts if asked == free else meaning_of(asked, likely).concepts
    heaviest = sorted(concepts.items(), key=lambda item: (-item[1], item[0]))
    return Query(tuple(groups), dict(heaviest[: settings.concepts_asked]))


Run = tuple[int, int]  # places of words, the end exclusive
Named = dict[Run, tuple[NameEntry, ...]]


def _name_runs(words: Sequence[str], store: Store, settings: SearchSettings) -> Named:
    """Return the longest runs of words that are written as names are, from left to right."""
    runs = {
        (start, end): fold(" ".join(words[start:end]))
        for start in range(len(words))
        for end in range(start + 1, min(start + settings.longest_name, len(words)) + 1)
    }
    written: dict[str, list[NameEntry]] = defaultdict(list)
    for entry in store.names_written(set(runs.values())) if runs else ():
        written[entry.folded].append(entry)
    found: Named = {}
    start = 0
    while start < len(words):
        ends = (
            end for end in range(len(words), start, -1) if written.get(runs.get((start, end), ""))
        )
        end = next(ends, 0)
        if end:
            found[start, end] = tuple(written[runs[start, end]])
        start = end or start + 1
    return found


def _garbled(
    words: Sequence[str],
    named: Named,
    meaning: Meaning,
    languages: Sequence[str],
    store: Store,
) -> Named:
    """Return names that words may be garbled forms of, where they are known as nothing else."""
    settings = SearchSettings()
    taken = {place for start, end in named for place in range(start, end)}
    found: Named = {}
    for place, word in enumerate(words):
        unknown = meaning.rarity.get(fold(word), 1.0) >= 1.0
        if place in taken or not unknown or len(word) < settings.garbled_length:
            continue
        if store.holding(word, 1):
            continue
        entries = _near(word, languages, store, settings)
        if entries:
            found[place, place + 1] = entries
    return found


def _near(
    word: str, languages: Sequence[str], store: Store, settings: SearchSettings
) -> tuple[NameEntry, ...]:
    """Return the names one word of which is written or sounds nearly like a word, nearest first."""
    plain = romanise(fold(word))
    marks = {
        mark
        for language in (*languages[:1], "en")
        for mark in (*spelling_marks(word, language), *sound_marks(word, language))
    }
    met = [
        *store.names_near(fold(word), settings.names_near),
        *store.names_filed(marks, settings.names_near),
    ]
    likeness = {
        (entry.language, entry.text, entry.key): (_likeness(plain, entry), entry) for entry in met
    }
    good = [pair for pair in likeness.values() if pair[0] >= settings.garbled_likeness]
    good.sort(key=lambda pair: (-pair[0], -pair[1].articles, pair[1].text))
    return tuple(entry for _, entry in good)


def _likeness(plain: str, entry: NameEntry) -> float:
    parts = romanise(entry.folded).split()
    return max((OSA.normalized_similarity(plain, part) for part in parts), default=0.0)


def _groups(
    words: Sequence[str],
    named: Named,
    meaning: Meaning,
    settings: SearchSettings,
    *,
    begun: bool,
) -> list[Group]:
    """Return a group for each name and for each other word."""
    groups, place = [], 0
    ends = dict(named.keys())
    while place < len(words):
        end = ends.get(place, place + 1)
        text = " ".join(words[place:end])
        concepts = _concepts_of(words[place:end], meaning, settings)
        entries = named.get((place, end), ())
        if any(entry.kind in ("person", "organisation") for entry in entries):
            concepts = frozenset()  # "Baker" is no baker
        rarity = max(meaning.rarity.get(fold(word), 1.0) for word in words[place:end])
        going_on = begun and end == len(words)
        groups.append(Group(text, (text,), concepts, entries, rarity, going_on))
        place = end
    return groups


def with_forms(query: Query, store: Store, settings: SearchSettings) -> Query:
    """Return a query with all forms of the things that it names."""
    groups = tuple(_with_forms(group, store, settings) for group in query.groups)
    return Query(groups, query.concepts)


def _with_forms(group: Group, store: Store, settings: SearchSettings) -> Group:
    keys = list(dict.fromkeys(entry.key for entry in group.names))[: settings.things_of_name]
    forms = dict.fromkeys(group.phrases)
    for key in keys:
        for entry in store.name(key)[: settings.forms_of_name]:
            forms.update({entry.text: None, entry.canonical: None})
    near = (
        frozenset(_written_nearly(group, store, settings) - forms.keys()) if keys else frozenset()
    )
    return replace(
        group,
        phrases=(*forms, *sorted(near)),
        names=tuple(entry for entry in group.names if entry.key in keys),
        near=near,
    )


def _written_nearly(group: Group, store: Store, settings: SearchSettings) -> set[str]:
    """Return names that are no known form of what a query names, but may be garbled ones."""
    asked = fold(group.text)
    if len(asked) < settings.near_length:
        return set()
    return {
        entry.text
        for entry in store.names_near(asked, settings.names_near)
        if OSA.normalized_similarity(asked, entry.folded) >= settings.near_likeness
    }


def _concepts_of(
    words: Iterable[str], meaning: Meaning, settings: SearchSettings
) -> frozenset[int]:
    rarity = load_background().rarity
    weights: dict[int, float] = {}
    for word in words:
        for concept, weight in meaning.of_word.get(fold(word), {}).items():
            if weight >= settings.least_probability and rarity[concept] >= settings.least_rarity:
                weights[concept] = max(weight, weights.get(concept, 0.0))
    chosen = sorted(weights, key=lambda concept: (-weights[concept], concept))
    return frozenset(chosen[: settings.concepts_of_word])


def _not_names(words: Sequence[str], named: Named) -> list[str]:
    """Return the words that stand for what they mean, not for a person or an organisation."""
    taken = {
        place
        for (start, end), entries in named.items()
        if any(entry.kind in ("person", "organisation") for entry in entries)
        for place in range(start, end)
    }
    return [word for place, word in enumerate(words) if place not in taken]


def _least(groups: Sequence[Group]) -> float:
    """Return how rare a thing must be to be asked for: not at all, if all are common."""
    least = SearchSettings().least_word_rarity
    return least if any(group.rarity >= least for group in groups) else 0.0


def _words(groups: Sequence[Group], *, loose: bool) -> Words:
    begun = frozenset(group.text for group in groups if group.begun)
    parts: tuple[tuple[str | int, ...], ...] = tuple(
        (*group.phrases, *sorted(group.concepts)) for group in groups
    )
    return Words(parts, begun, loose)
