"""The words for roles of a language: phrases of its file, and words that the lexicon knows.

What people and organisations are said to be is one list of concepts for all languages
(`[roles]` of the generic language file); the cross-lingual lexicon finds them in any word. A
language's own file adds phrases of several words, and what the lexicon does not know.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from threading import Lock
from typing import Literal

from stemmata.languages import load
from stemmata.languages.profile import GENERIC
from stemmata.lexicon import load_lexicon
from stemmata.model import Frozen

Bearer = Literal["person", "organisation", "body", "belonging", "seat"]
_SECTIONS: Mapping[str, Bearer] = {
    "persons": "person",
    "organisations": "organisation",
    "bodies": "body",
    "belongings": "belonging",
    "seats": "seat",
}
# Letters, digits, and marks that belong to the letter before them and that \w leaves out.
WORD = re.compile(
    "[\\w\u0300-\u036f\u064b-\u0652\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u200c\u200d]+"
)
# The least probability that a word means a concept; below, the lexicon's second meanings begin.
_LIKELY = 0.3
_MOST_WORDS = 50_000  # of a language that are remembered


class Title(Frozen, frozen=True):
    """A role in English, and who bears it.

    A seat is what a role is of, the mayor's city; a body is told by its name: "Audit Chamber".
    """

    name: str
    bearer: Bearer


class Titles(Frozen, frozen=True):
    """The phrases of a language; all words are in lower case.

    `ending` gives the phrases by their last word, the longest first; `joined` are those of a
    language without spaces, or whose roles may follow a name without a comma (`is_joined`).
    """

    ending: Mapping[str, Sequence[tuple[tuple[str, ...], Title]]]
    joined: Mapping[str, Title]
    of: frozenset[str]
    of_prefixes: tuple[str, ...]
    genitives: tuple[str, ...]
    genitive_prefixes: tuple[str, ...]
    relatives: frozenset[str]
    former: frozenset[str]
    deputy: frozenset[str]
    conjunctions: frozenset[str]
    is_joined: bool


class Meanings(Frozen, frozen=True):
    """What the lexicon says of some words of a language."""

    titles: dict[str, Title]
    countries: dict[str, str]


@cache
def load_titles(code: str) -> Titles:
    """Return the phrases for roles in a language.

    Example:
        >>> [phrase for phrase, _ in load_titles("en").ending["executive"]]
        [('chief', 'executive')]
    """
    language = load(code)
    phrases: dict[tuple[str, ...], Title] = {}
    joined: dict[str, Title] = {}
    for section, bearer in _SECTIONS.items() if code != GENERIC else ():
        for name, words in language.table("roles", section).items():
            for form in _listed(words):
                joined[form] = phrases[tuple(WORD.findall(form))] = Title(name, bearer)
    ending: defaultdict[str, list[tuple[tuple[str, ...], Title]]] = defaultdict(list)
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        ending[phrase[-1]].append((phrase, phrases[phrase]))
    return Titles(
        ending,
        joined,
        frozenset(language.words("roles", "of")),
        tuple(word[:-1] for word in language.words("roles", "of") if word.endswith("-")),
        language.words("roles", "genitive"),
        language.words("roles", "genitive_prefixes"),
        frozenset(language.words("ties", "relatives")),
        frozenset(language.words("roles", "former")),
        frozenset(language.words("roles", "deputy")),
        frozenset(language.words("figures", "and")),
        bool(language.section("roles").get("after")),
    )


def look_up(words: Iterable[str], code: str) -> Meanings:
    """Return the roles and countries that the lexicon finds in words of a language.

    Other words that were asked for before may be among them.

    Example:
        >>> found = look_up(["bürgermeisterin", "chinesische"], "de")
        >>> found.titles["bürgermeisterin"].name, found.countries["chinesische"]
        ('mayor', 'CN')
    """
    return _memory(code).meet(words)


class _Memory:
    """The words of a language that were looked up so far; safe to share between threads."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._met: set[str] = set()
        self._meanings = Meanings({}, {})
        self._lock = Lock()

    def meet(self, words: Iterable[str]) -> Meanings:
        """Return what is known of words, which are looked up where they are new."""
        with self._lock:
            if fresh := sorted(set(words) - self._met):
                if len(self._met) > _MOST_WORDS:
                    self._met, self._meanings = set(), Meanings({}, {})
                found = _find(fresh, self._code)
                self._meanings.titles.update(found.titles)
                self._meanings.countries.update(found.countries)
                self._met.update(fresh)
            return self._meanings


@cache
def _memory(code: str) -> _Memory:
    return _Memory(code)


def _find(forms: Sequence[str], code: str) -> Meanings:
    meanings = Meanings({}, {})
    best: dict[int, float] = {}
    found = load_lexicon().concepts(forms, code)
    titles, countries = _concepts()
    likely = found.weights >= _LIKELY
    columns = found.positions[likely], found.ids[likely], found.weights[likely]
    for place, concept, weight in zip(*(column.tolist() for column in columns), strict=True):
        if weight > best.get(place, 0.0):
            if concept in titles:
                best[place] = weight
                meanings.titles[forms[place]] = titles[concept]
            elif concept in countries:
                best[place] = weight
                meanings.countries[forms[place]] = countries[concept]
    return meanings


def _listed(words: str) -> list[str]:
    return [form.strip().lower() for form in words.split(",") if form.strip()]


@cache
def _concepts() -> tuple[Mapping[int, Title], Mapping[int, str]]:
    """Return the concepts of the generic list by their number."""
    generic = load(GENERIC)
    titles = {
        number: Title(name, bearer)
        for section, bearer in _SECTIONS.items()
        for name, words in generic.table("roles", section).items()
        for number in _numbers(words)
    }
    countries = {
        number: code
        for code, words in generic.table("roles", "countries").items()
        for number in _numbers(words)
    }
    return titles, countries


def _numbers(words: str) -> list[int]:
    """Return the number of the concept that is each English word itself."""
    lexicon = load_lexicon()
    listed = _listed(words)
    found = lexicon.concepts(listed, "en")
    rows = zip(found.positions.tolist(), found.ids.tolist(), strict=True)
    return [concept for place, concept in rows if lexicon.label(concept) == listed[place]]
