"""What each word can be in a tie: an action, a cue of its language, an actor.

Actions and actors are read off the concepts of the lexicon: a word belongs to the class whose
English words it means with most probability. What a language file lists comes first. Each word is
worked out once and remembered by its number, so that an article costs one look-up in an array.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from threading import Lock
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from stemmata.annotate.ties.concepts import NOTHING, Act, Meaning, concept_list, load_acts
from stemmata.annotate.ties.cues import ACTOR_PHRASE, Listed, compile_listed
from stemmata.lexicon import ConceptVector, load_lexicon
from stemmata.settings import TieSettings
from stemmata.text import NumberedWords, Vocabulary, fold_all

# Kinds of words: a telling deed, somebody, what may begin a listed deed, a word of many meanings.
DEED, ACTOR, OPENER, WEAK = 1, 2, 4, 8
_UNKNOWN = -1
_CAPITAL = NOTHING._replace(capital=True)
_COMMON = _CAPITAL._replace(common=True)
_Codes = NDArray[np.int32]
_Use = tuple[str, float, float]  # its name, with which weight in all, and surely


class Tables(NamedTuple):
    """The concept list as arrays: a row for each concept that counts, a column for each use."""

    row_of: NDArray[np.int32]
    strong: NDArray[np.float32]
    weak: NDArray[np.float32]
    columns: tuple[str, ...]
    acts: Mapping[str, Act]


@cache
def load_tables() -> Tables:
    """Return the concept list by the lexicon's concepts."""
    content = concept_list()
    listed: list[tuple[str, float, Sequence[str]]] = []
    for one in content["class"]:
        listed += [(one["name"], 1.0, one["words"]), (one["name"], 0.0, one.get("weak", ()))]
    listed += [(f"actors {kind}", 1.0, words) for kind, words in content["actors"].items()]
    listed += [(f"about {about}", 1.0, words) for about, words in content["contexts"].items()]
    return _tables(listed)


def _tables(listed: Sequence[tuple[str, float, Sequence[str]]]) -> Tables:
    lexicon = load_lexicon()
    columns = tuple(dict.fromkeys(name for name, _, _ in listed))
    place = {name: number for number, name in enumerate(columns)}
    entries = [
        (word, place[name], share)
        for name, share, words in listed
        for word in words
        if " " not in word and "-" not in word
    ]
    vector = lexicon.concepts([word for word, _, _ in entries], "en")
    row_of = np.zeros(len(lexicon), np.int32)
    concepts = np.unique(vector.ids)
    row_of[concepts] = np.arange(1, len(concepts) + 1)
    strong = np.zeros((len(concepts) + 1, len(columns)), np.float32)
    weak = np.zeros_like(strong)
    for concept, position in zip(vector.ids.tolist(), vector.positions.tolist(), strict=True):
        _, column, share = entries[position]
        (strong if share else weak)[row_of[concept], column] = 1.0
    weak[strong > 0] = 0
    return Tables(row_of, strong, weak, columns, load_acts())


class TieVocabulary:
    """The words of one language as they are met; safe to share between threads."""

    def __init__(self, language: str, settings: TieSettings) -> None:
        self.language = language
        self.listed: Listed = compile_listed(language)
        self.meanings: list[Meaning] = [NOTHING]
        self._settings = settings
        # One sign of a script without spaces means too many things.
        self._shortest = 1 if load_lexicon().has_spaces(language) else 2
        self._codes: WeakKeyDictionary[Vocabulary, _Codes] = WeakKeyDictionary()
        self._code_of: dict[Meaning, int] = {NOTHING: 0}
        self._kinds: list[int] = [0]
        self._kind_array = np.zeros(1, np.int8)
        self._lock = Lock()

    def read(self, words: NumberedWords) -> tuple[_Codes, NDArray[np.int8]]:
        """Return the codes of words, places in `meanings`, and their kinds."""
        numbers = words.numbers
        codes = self._codes.get(words.vocabulary)
        size = int(numbers.max(initial=0)) + 1
        if codes is None or len(codes) < size or (codes[numbers] == _UNKNOWN).any():
            codes = self._learn(words, size)
        found = codes[numbers]
        if len(self._kind_array) < len(self._kinds):
            self._kind_array = np.array(self._kinds, np.int8)
        return found, self._kind_array[found]

    def meanings_of(self, codes: _Codes) -> list[Meaning]:
        """Return what words can be, by their codes."""
        return list(map(self.meanings.__getitem__, codes.tolist()))

    def _learn(self, words: NumberedWords, size: int) -> _Codes:
        with self._lock:
            codes = self._codes.get(words.vocabulary)
            if codes is None or len(codes) < size:
                longer = np.full(2 * size, _UNKNOWN, np.int32)
                if codes is not None:
                    longer[: len(codes)] = codes
                codes = longer
            unmet = np.unique(words.numbers[codes[words.numbers] == _UNKNOWN])
            codes[unmet] = self._work_out(
                [words.vocabulary.forms[number] for number in unmet.tolist()]
            )
            self._codes[words.vocabulary] = codes
            return codes

    def _work_out(self, forms: Sequence[str]) -> list[int]:
        """Return the codes of words; most mean nothing, which a few tests of all of them tell."""
        folded = fold_all([form.replace("\n", " ") for form in forms])
        vector = load_lexicon().concepts(forms, self.language)
        meanings = self._meant(vector, folded)
        listed = self._listed(folded, meanings)
        bare = {
            place: shorter
            for place, form in enumerate(folded)
            if place not in listed and (shorter := self.listed.without_clitic(form))
        }
        meanings |= self._read_bare(bare, meanings) | listed
        known = np.bincount(vector.positions, vector.weights, len(forms))
        common = (known >= self._settings.least_known).tolist()
        capitals = (self._code(_CAPITAL), self._code(_COMMON))
        codes = [
            capitals[word] if form[0].isupper() else 0
            for form, word in zip(forms, common, strict=True)
        ]
        for place, meaning in meanings.items():
            codes[place] = self._code(meaning._replace(capital=True) if codes[place] else meaning)
        return codes

    def _meant(self, vector: ConceptVector, folded: Sequence[str]) -> dict[int, Meaning]:
        """Return what the concepts of words say, by their places; a letter says nothing."""
        meanings = self._by_concepts(vector)
        if self._shortest == 1:
            return meanings
        return {place: each for place, each in meanings.items() if len(folded[place]) > 1}

    def _listed(self, folded: Sequence[str], meanings: Mapping[int, Meaning]) -> dict[int, Meaning]:
        """Return what words that their language lists can be, by their places."""
        found = {}
        for place in self.listed.places_in(folded):
            known = meanings.get(place, NOTHING)
            meaning = self.listed.read(folded[place], known)
            if meaning is not known:
                found[place] = meaning
        return found

    def _read_bare(
        self, bare: Mapping[int, str], meanings: Mapping[int, Meaning]
    ) -> dict[int, Meaning]:
        """Return what words say that are written in one with others; what is listed says more."""
        if not bare:
            return {}
        forms = list(bare.values())
        known = self._meant(load_lexicon().concepts(forms, self.language), forms)
        listed = self._listed(forms, known)
        found = {}
        for number, place in enumerate(bare):
            if number in listed:
                found[place] = listed[number]
            elif number in known and _says_nobody(meanings.get(place, NOTHING)):
                found[place] = known[number]
        return found

    def _code(self, meaning: Meaning) -> int:
        code = self._code_of.get(meaning)
        if code is None:
            code = self._code_of[meaning] = len(self.meanings)
            self.meanings.append(meaning)
            self._kinds.append(self._kind(meaning))
        return code

    def _kind(self, meaning: Meaning) -> int:
        deed = meaning.act is not None and meaning.strong
        weak = meaning.act is not None and not meaning.strong
        opener = not self.listed.openers.isdisjoint(meaning.cues)
        actor = bool(meaning.actor) or meaning.capital or ACTOR_PHRASE in meaning.cues
        return DEED * deed + ACTOR * actor + OPENER * opener + WEAK * weak

    def _by_concepts(self, vector: ConceptVector) -> dict[int, Meaning]:
        """Return what the concepts of words say, by the places of those that they say a use of."""
        tables = load_tables()
        rows = tables.row_of[vector.ids]
        kept = rows.nonzero()[0]
        if not len(kept):
            return {}
        rows, weights = rows[kept], vector.weights[kept, None]
        places, firsts = np.unique(vector.positions[kept], return_index=True)
        strong = np.add.reduceat(tables.strong[rows] * weights, firsts)
        totals = strong + np.add.reduceat(tables.weak[rows] * weights, firsts)
        owners, columns = (totals >= self._settings.least_share).nonzero()
        found: defaultdict[int, list[_Use]] = defaultdict(list)
        for place, column, total, sure in zip(
            places[owners].tolist(),
            columns.tolist(),
            totals[owners, columns].tolist(),
            strong[owners, columns].tolist(),
            strict=True,
        ):
            found[place].append((tables.columns[column], total, sure))
        bounds = self._settings
        return {place: _meaning(uses, tables.acts, bounds) for place, uses in found.items()}


def _says_nobody(meaning: Meaning) -> bool:
    """Tell whether a word names neither a deed nor somebody."""
    return meaning.act is None and not meaning.actor and not meaning.lights


def _meaning(uses: Iterable[_Use], acts: Mapping[str, Act], bounds: TieSettings) -> Meaning:
    """Return what a word is by its uses: the class or the actor that it means most."""
    meaning, best = NOTHING, 0.0
    lights, actor, context = set(), ("", 0.0), ""
    for name, total, sure in uses:
        if name.startswith("actors "):
            actor = max(actor, (name.removeprefix("actors "), total), key=lambda one: one[1])
        elif name.startswith("about "):
            context = context or name.removeprefix("about ")
        elif acts[name].kind == "light":
            lights.add(name)
        elif total > best:
            meaning, best = Meaning(acts[name], sure >= total / 2), total
    meaning = meaning._replace(faint=0 < best < bounds.plain_share)
    if actor[1] >= best and actor[0]:
        meaning = Meaning(actor=actor[0])
    return meaning._replace(lights=frozenset(lights), context=context)


@cache
def load_vocabulary(language: str, settings: TieSettings) -> TieVocabulary:
    """Return the vocabulary of ties of a language, made once a process."""
    return TieVocabulary(language, settings)
