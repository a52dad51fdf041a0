"""The cue words of a language, compiled for look-up by folded words.

Entries of the `[quotes]` and `[attributions]` sections are words or phrases; `stem*` stands for
every form that begins so. Scripts without spaces are cut at the listed words, longest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat
from typing import NamedTuple

from stemmata.errors import LanguageError
from stemmata.languages import load
from stemmata.text import fold, fold_all, word_columns
from stemmata.text.segment import unspaced_runs

# What a word can be; a word can be several of these.
KINDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "verb": (("quotes", "verbs"),),
    "aside": (("quotes", "asides"),),
    "that": (("quotes", "that"),),
    "pronoun": (("quotes", "pronouns"),),
    "role": (("quotes", "roles"), ("attributions", "documents"), ("names", "titles")),
    "preposition": (("quotes", "prepositions"),),
    "determiner": (("quotes", "determiners"), ("names", "articles")),
    "oblique": (("quotes", "oblique"),),
    "oblique_after_noun": (("quotes", "oblique_after_noun"),),
    "impersonal": (("quotes", "impersonal"),),
    "stop": (("quotes", "stops"),),
    "subject": (("quotes", "subject_marks"),),
    "reported": (("quotes", "reported_moods"),),
    "before": (("attributions", "before"),),
    "after": (("attributions", "after"),),
    "citing": (("attributions", "citing"),),
    "report": (("attributions", "reports"),),
    "document": (("attributions", "documents"),),
    "credit": (("attributions", "credits"),),
    "agency": (("attributions", "agencies"),),
    "connector": (("names", "connectors"),),
    "scare": (("quotes", "scare"),),
    "label": (("quotes", "labels"),),
    "herald": (("quotes", "heralds"),),
    "ignored": (("quotes", "ignored"),),
    "nominative": (("quotes", "nominatives"),),
    "break": (("ties", "breaks"), ("ties", "relatives")),
    "conjunction": (("quotes", "conjunctions"),),
    "quoting": (("quotes", "quoting"),),
    "passive": (("ties", "passives"),),
    "agent": (("ties", "agents"),),
    "genitive": (("ties", "genitives"),),
}
# Kinds that are looked for; the others are asked of single words.
_SOUGHT = frozenset(
    {
        "verb",
        "aside",
        "that",
        "reported",
        "before",
        "after",
        "report",
        "citing",
        "scare",
        "ignored",
        "impersonal",
        "label",
        "herald",
    }
)
_OPENING = frozenset({"role", "pronoun", "agency", "determiner"})  # of noun phrases
_STEM_ENDS = frozenset({"* ", "*\n"})
_MOST_REMEMBERED = 50_000  # words


class Entry(NamedTuple):
    """A listed word or phrase: what it is, and the words that must follow the first."""

    kind: str
    rest: tuple[str, ...] = ()


_NO_ENTRIES: frozenset[Entry] = frozenset()


class Meaning(NamedTuple):
    """What a folded word can begin and be.

    `entries` are all that it begins, longest first, `kinds` what it is alone, `sought` the entries
    that are looked for; `seconds` are the words one of which must follow for any of these, None
    where the word alone is enough or a stem must follow. `opens`: it may begin a noun phrase.
    """

    entries: tuple[Entry, ...] = ()
    kinds: frozenset[str] = frozenset()
    sought: tuple[Entry, ...] = ()
    seconds: frozenset[str] | None = frozenset()
    opens: bool = False


NOTHING = Meaning()  # shared by all words that no list has


def _precedence(entry: Entry) -> tuple[int, bool, str]:
    return -len(entry.rest), entry.kind != "ignored", entry.kind


@cache  # most words of a language file mean one of a few things
def _meaning_of(found: frozenset[Entry], parted: bool) -> Meaning:  # noqa: FBT001 - cached
    entries = tuple(sorted(found, key=_precedence))
    kinds = frozenset([entry.kind for entry in entries if not entry.rest])
    sought = tuple([entry for entry in entries if entry.kind in _SOUGHT])
    seconds = frozenset([entry.rest[0] for entry in sought if entry.rest])
    open_ended = any(not entry.rest or entry.rest[0].endswith("*") for entry in sought)
    opens = not _OPENING.isdisjoint([entry.kind for entry in entries])
    return Meaning(entries, kinds, sought, None if open_ended or parted else seconds, opens)


@dataclass(frozen=True, slots=True)
class Cues:
    """The compiled cue words of one language.

    `order` says where the speaker stands beside a verb: `before`, `after` or `either`. `plain` is
    true where reported speech needs no conjunction ("said it was"), `capital_nouns` where every
    noun is written with a capital.
    """

    code: str
    exact: Mapping[str, frozenset[Entry]]
    stems: Mapping[str, frozenset[Entry]]
    stem_lengths: tuple[int, ...]
    heads: frozenset[str]
    parted: Mapping[str, frozenset[str]]
    frames: Mapping[str, frozenset[str]]
    elisions: frozenset[str]
    endings: tuple[str, ...]
    particles: tuple[str, ...]
    oblique_adjectives: tuple[str, ...]
    order: str
    plain: bool
    capital_nouns: bool
    marks_subjects: bool
    unspaced: re.Pattern[str] | None
    lower_agencies: frozenset[str]
    known: dict[str, Meaning] = field(default_factory=dict, compare=False, repr=False)

    def meanings(self, forms: Sequence[str]) -> tuple[Meaning, ...]:
        """Return what each of the folded words can begin and be: `NOTHING` for most."""
        known, heads = self.known, self.heads
        if not known or len(known) > _MOST_REMEMBERED:
            known.clear()
            known.update({form: self._look_up(form) for form in self.exact})
        if heads:  # the first letters of all stems
            shortest = self.stem_lengths[0]
            for form in set(forms).difference(known):
                if form[:shortest] in heads:
                    known[form] = self._look_up(form)
        return tuple(map(known.get, forms, repeat(NOTHING)))

    def meaning(self, form: str) -> Meaning:
        """Return what a folded word can begin and be."""
        return self.known.get(form) or self._look_up(form)

    def _look_up(self, form: str) -> Meaning:
        found = self.exact.get(form, _NO_ENTRIES)
        for length in self.stem_lengths:
            if len(form) >= length:
                found |= self.stems.get(form[:length], _NO_ENTRIES)
        parted = form in self.parted
        return _meaning_of(found, parted) if found or parted else NOTHING

    def is_agency(self, form: str) -> bool:
        """Return whether a word that is listed as an agency is also written like one."""
        return not form[:1].islower() or form in self.lower_agencies

    def is_a(self, form: str, kind: str) -> bool:
        """Return whether a folded word alone is of a kind."""
        return kind in self.meaning(form).kinds

    def kinds(self, form: str) -> frozenset[str]:
        """Return all that a folded word alone can be."""
        return self.meaning(form).kinds


@cache
def compile_cues(code: str) -> Cues:
    """Return the cues of a language, those of every language where it has no file.

    Raises:
        LanguageError: an entry of the language file has the wrong form.

    Example:
        >>> cues = compile_cues("en")
        >>> cues.is_a("said", "verb"), cues.is_a("table", "verb")
        (True, False)
    """
    listed = list(_listed(code))
    exact: dict[str, set[Entry]] = {}
    stems: dict[str, set[Entry]] = {}
    for (kind, _), forms in zip(listed, _in_words([phrase for _, phrase in listed]), strict=True):
        if not forms:
            continue
        first, rest = forms[0], tuple(forms[1:])
        table, key = (stems, first[:-1]) if first.endswith("*") else (exact, first)
        table.setdefault(key, set()).add(Entry(kind, rest))
    language = load(code)
    parted = _pairs(code, "quotes", "parted")
    for form in parted:
        exact.setdefault(form, set())
    endings = sorted(language.words("quotes", "endings"), key=len, reverse=True)
    particles = [ending for ending in endings if not ending.startswith("'")]
    lengths = sorted({len(key) for key in stems})
    return Cues(
        code=code,
        exact={key: frozenset(value) for key, value in exact.items()},
        stems={key: frozenset(value) for key, value in stems.items()},
        stem_lengths=tuple(lengths),
        heads=frozenset(key[: lengths[0]] for key in stems),
        parted=parted,
        frames=_pairs(code, "attributions", "frames"),
        elisions=frozenset(map(fold, language.words("quotes", "elisions"))),
        endings=tuple(endings),
        particles=tuple(particles),
        oblique_adjectives=tuple(language.words("quotes", "oblique_adjectives")),
        order=str(language.section("quotes").get("order", "either")),
        plain=bool(language.section("quotes").get("plain", False)),
        capital_nouns=language.section("figures").get("nouns") == "capital",
        marks_subjects=bool(language.words("quotes", "subject_marks"))
        or any("'" not in ending for ending in language.words("quotes", "endings")),
        unspaced=_unspaced(code, listed),
        lower_agencies=frozenset(
            name for kind, name in listed if kind == "agency" and name[:1].islower()
        ),
    )


def _listed(code: str) -> Iterable[tuple[str, str]]:
    language, generic = load(code), load("und")
    for kind, places in KINDS.items():
        for section, key in places:
            for phrase in language.words(section, key):
                yield kind, phrase
    for agency in generic.words("attributions", "agencies"):
        yield "agency", agency


def _in_words(phrases: Sequence[str]) -> list[list[str]]:
    """Fold phrases word by word, as running text is; a star ends a stem."""
    columns = word_columns("\n".join((*phrases, "")))
    gaps = columns.gaps
    found: list[list[str]] = [[] for _ in phrases]
    number = 0
    for before, form, after in zip(gaps, fold_all(columns.forms), gaps[1:], strict=False):
        number += before.count("\n")
        found[number].append(form + "*" if after[:2] in _STEM_ENDS else form)
    return found


def _pairs(code: str, section: str, key: str) -> Mapping[str, frozenset[str]]:
    """Read pairs of words that belong together over a distance ("gab ... bekannt")."""
    value = load(code).section(section).get(key, [])
    table: dict[str, set[str]] = {}
    for pair in value:
        if not isinstance(pair, list) or len(pair) != 2:
            raise LanguageError(
                "not a list of pairs",
                where=f"{code}.toml [{section}] {key}",
                advice='write it as key = [["gab", "bekannt"]]',
            )
        table.setdefault(fold(pair[0]), set()).add(fold(pair[1]))
    return {first: frozenset(second) for first, second in table.items()}


def _unspaced(code: str, listed: Sequence[tuple[str, str]]) -> re.Pattern[str] | None:
    if not load(code).section("quotes").get("unspaced", False):
        return None
    parted = [*_pairs(code, "quotes", "parted").items()]
    parted += [*_pairs(code, "attributions", "frames").items()]
    literals = {phrase for _, phrase in listed} | {
        w for first, rest in parted for w in (first, *rest)
    }
    runs = {word for word in literals if [run.form for run in unspaced_runs(word)] == [word]}
    by_letter: dict[str, list[str]] = {}  # one try a first letter is half the time of one a word
    for word in sorted(runs, key=lambda word: (-len(word), word)):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    groups = [f"{first}(?:{'|'.join(rest)})" for first, rest in by_letter.items()]
    return re.compile(f"({'|'.join(groups)})") if groups else None
