"""What a language file says of ties: cue words, actors, and action words the lexicon lacks.

Entries are words or phrases; `stem*` stands for every word that begins so, `*ending` for every word
that ends so. The grammar's small words (prepositions, articles, pronouns) are those of `[quotes]`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from stemmata.annotate.ties.concepts import Meaning, load_acts
from stemmata.annotate.ties.cue_lists import Entry
from stemmata.annotate.ties.listing import (
    entries_of,
    forms_of,
    joined_and,
    parted_verbs,
    phrases_of,
)
from stemmata.languages import load
from stemmata.text import fold

# Words of these kinds name no deed and nobody, whatever else they mean.
_GRAMMAR = frozenset(
    {"preposition", "determiner", "pronoun", "stop", "that", "break", "speculation"}
)
PARTED = "parted"
_PHRASE = "phrase"
_SHORTEST_BARE = 3  # characters that are left of a word without its clitic
ACT_PHRASE = "act phrase"
ACTOR_PHRASE = "actor phrase"


class Listed(NamedTuple):
    """The compiled lists of one language; phrases by their first word, longest first.

    `joined_and` is how definite nouns begin that "and" is written to, `object_suffixes` what is
    written to a verb for whom it bears on.
    """

    code: str
    order: str
    capital_nouns: bool
    bare_agents: bool
    omits_that: bool
    exact: Mapping[str, tuple[Entry, ...]]
    stems: Mapping[str, tuple[Entry, ...]]
    endings: Mapping[str, tuple[Entry, ...]]
    whole: frozenset[str]
    heads: frozenset[str]
    lengths: tuple[int, ...]
    ending_lengths: tuple[int, ...]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    parted: Mapping[str, tuple[tuple[str, str], ...]]
    subject_endings: tuple[str, ...]
    target_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    sufferer_endings: tuple[str, ...]
    verb_endings: tuple[str, ...]
    definite: str
    joined_and: tuple[str, ...]
    object_suffixes: tuple[str, ...]
    reflexives: frozenset[str]
    proclitics: tuple[str, ...]
    enclitics: tuple[str, ...]
    openers: frozenset[str]
    asked: frozenset[str]
    addressing: frozenset[str]
    who: frozenset[str]
    tellers: Mapping[str, tuple[tuple[str, ...], ...]]
    issues: Mapping[str, tuple[tuple[str, ...], ...]]

    def places_in(self, forms: Sequence[str]) -> list[int]:
        """Return the places of those folded words that may be listed: `read` tells."""
        whole, heads, endings = self.whole, self.heads, tuple(self.endings)
        shortest = self.lengths[0] if self.lengths else 0
        return [
            place
            for place, form in enumerate(forms)
            if form in whole or form[:shortest] in heads or form.endswith(endings)
        ]

    def read(self, form: str, by_concepts: Meaning) -> Meaning:
        """Return what a folded word can be: what is listed, else what its concepts say."""
        entries = self._entries_of(form)
        phrased = self.phrases.get(form, ())
        parted = form in self.parted
        if not entries and not phrased and not parted:
            return by_concepts
        meaning = self._listed(entries, phrased, by_concepts)
        return meaning._replace(cues=meaning.cues | {PARTED}) if parted else meaning

    def without_clitic(self, form: str) -> str:
        """Return a folded word without what is written in one with it; nothing where there is none.

        Example:
            >>> compile_listed("ar").without_clitic("واتهم")
            'اتهم'
        """
        for lead in self.proclitics:
            if form.startswith(lead) and len(form) >= len(lead) + _SHORTEST_BARE:
                return form[len(lead) :]
        for tail in self.enclitics:
            if form.endswith(tail) and len(form) >= len(tail) + _SHORTEST_BARE:
                return form[: -len(tail)]
        return ""

    def is_joined(self, form: str) -> bool:
        """Tell whether "and" is written to a listed word.

        Example:
            >>> compile_listed("ar").is_joined("واتهم"), compile_listed("ar").is_joined("وقع")
            (True, False)
        """
        leads = tuple(word.removesuffix(self.definite) for word in self.joined_and)
        return bool(leads) and form.startswith(leads) and form not in self.whole

    def bears_object(self, form: str) -> bool:
        """Tell whether a listed word has whom it bears on written to it.

        Example:
            >>> [compile_listed("ar").bears_object(form) for form in ("وطالبها", "اتهم")]
            [True, False]
        """
        for tail in self.object_suffixes:
            bare = form.removesuffix(tail)
            if bare != form and not self.whole.isdisjoint({bare, self.without_clitic(bare)}):
                return True
        return False

    def _entries_of(self, form: str) -> list[Entry]:
        """Return what is listed of a word; what names it most exactly stands last."""
        entries: list[Entry] = []
        for length in self.ending_lengths:
            if form[-length:] in self.endings and len(form) > length:
                entries += self.endings[form[-length:]]
        if self.lengths and form[: self.lengths[0]] in self.heads:
            for length in self.lengths:
                if len(form) < length:
                    break
                entries += self.stems.get(form[:length], ())
        entries += self.exact.get(form, ())
        return entries

    def _listed(
        self,
        entries: Sequence[Entry],
        phrased: Sequence[tuple[tuple[str, ...], Entry]],
        by_concepts: Meaning,
    ) -> Meaning:
        meaning = by_concepts
        cues = {entry.cue for entry in entries if entry.cue}
        if phrased:
            cues.add(_PHRASE)
        if any(entry.act for _, entry in phrased):
            cues.add(ACT_PHRASE)
        if any(entry.actor for _, entry in phrased):
            cues.add(ACTOR_PHRASE)
        if any(entry.ignored for entry in entries) or not cues.isdisjoint(_GRAMMAR):
            meaning = meaning._replace(act=None, lights=frozenset(), actor="")
        if "speech" in cues:
            meaning = meaning._replace(actor="")
        if "denial" in cues and meaning.act is not None and meaning.act.type != "REJECT":
            meaning = meaning._replace(act=None)  # "bestritt" fights nobody
        acts = [entry.act for entry in entries if entry.act]
        acts.sort(key=lambda name: load_acts()[name].kind != "light")  # "free" is a deed, too
        for name in acts:
            meaning = with_act(meaning, name)  # the longest beginning says most
        actor = next((entry.actor for entry in entries if entry.actor), "")
        if actor:
            meaning = meaning._replace(actor=actor, act=None)
        return meaning._replace(cues=frozenset(cues))


def with_act(meaning: Meaning, name: str) -> Meaning:
    """Return what a word can be, with a listed class of actions."""
    act = load_acts()[name]
    if act.kind == "light":
        return meaning._replace(lights=meaning.lights | {name}, act=None)
    return meaning._replace(act=act, strong=True, actor="", faint=False)


@cache
def compile_listed(code: str) -> Listed:
    """Return the lists of a language, compiled.

    Example:
        >>> listed = compile_listed("en")
        >>> [entry.cue for entry in listed.exact["never"]]
        ['negation']
    """
    exact: dict[str, list[Entry]] = {}
    stems: dict[str, list[Entry]] = {}
    endings: dict[str, list[Entry]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    entries = tuple(entries_of(code))
    for (written, entry), forms in zip(
        entries, forms_of([w for w, _ in entries], code), strict=True
    ):
        if len(forms) > 1:
            phrases.setdefault(forms[0].rstrip("*"), []).append((tuple(forms[1:]), entry))
        elif written.endswith("*"):
            stems.setdefault(forms[0][:-1], []).append(entry)
        elif written.startswith("*"):
            endings.setdefault(forms[0], []).append(entry)
        elif forms:
            exact.setdefault(forms[0], []).append(entry)
    ties = load(code).section("ties")
    lengths = tuple(sorted({len(key) for key in stems}))
    parted = parted_verbs(code)
    return Listed(
        code,
        str(ties.get("order", "svo")),
        bool(ties.get("capital_nouns", False)),
        bool(ties.get("bare_agents", False)),
        bool(ties.get("omits_that", False)),
        {key: tuple(value) for key, value in exact.items()},
        {key: tuple(value) for key, value in stems.items()},
        {key: tuple(value) for key, value in endings.items()},
        frozenset((*exact, *phrases, *parted)),
        frozenset(key[: lengths[0]] for key in stems),
        lengths,
        tuple(sorted({len(key) for key in endings})),
        {key: tuple(sorted(v, key=lambda e: -len(e[0]))) for key, v in phrases.items()},
        parted,
        load(code).words("ties", "subject_endings"),
        load(code).words("ties", "target_endings"),
        tuple(map(fold, load(code).words("ties", "participle_endings"))),
        tuple(map(fold, load(code).words("ties", "sufferer_endings"))),
        tuple(map(fold, load(code).words("ties", "verb_endings"))),
        str(ties.get("definite", "")),
        joined_and(code),
        load(code).words("ties", "object_suffixes"),
        frozenset(map(fold, load(code).words("ties", "reflexives"))),
        load(code).words("ties", "proclitics"),
        load(code).words("ties", "enclitics"),
        frozenset({ACT_PHRASE, PARTED, "obligation", "command"}),
        frozenset(map(fold, load(code).words("ties", "asked"))),
        frozenset(map(fold, load(code).words("ties", "addressing"))),
        frozenset(map(fold, load(code).words("quotes", "pronouns"))),
        phrases_of(code, "attributions", "before"),
        phrases_of(code, "ties", "issues"),
    )


def follows(folded: Sequence[str], place: int, rest: Sequence[str]) -> bool:
    """Tell whether the words after a place are those of a phrase; a star ends a beginning.

    Example:
        >>> follows(["se", "manifestaron"], 0, ("manifest*",))
        True
    """
    if place + len(rest) >= len(folded) or folded[place + 1][:1] != rest[0][:1]:
        return False
    for number, wanted in enumerate(rest, place + 1):
        word = folded[number]
        if word != wanted and not (wanted[-1] == "*" and word.startswith(wanted[:-1])):
            return False
    return True
