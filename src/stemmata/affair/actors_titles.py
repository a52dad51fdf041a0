"""The words for roles of a language: phrases of its file, and words that the lexicon knows.

What people and organisations are said to be is one list of concepts for all languages
(`[roles]` of the generic language file); the cross-lingual lexicon finds them in any word. A
language's own file adds phrases of several words, and what the lexicon does not know.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from stemmata.languages import load
from stemmata.languages.profile import GENERIC
from stemmata.lexicon import load_lexicon

Bearer = Literal["person", "organisation", "belonging"]
_SECTIONS: Mapping[str, Bearer] = {
    "persons": "person",
    "organisations": "organisation",
    "belongings": "belonging",
}
# Letters, digits, and marks that belong to the letter before them and that \w leaves out.
WORD = re.compile(
    "[\\w\u0300-\u036f\u064b-\u0652\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u200c\u200d]+"
)
# The least probability that a word means a concept; below, the lexicon's second meanings begin.
_LIKELY = 0.3


@dataclass(frozen=True, slots=True)
class Title:
    """A role in English, and who bears it."""

    name: str
    bearer: Bearer


@dataclass(frozen=True, slots=True)
class Titles:
    """The phrases of a language; all words are in lower case.

    `ending` gives the phrases by their last word, the longest first; `joined` are those of a
    language without spaces, or whose roles may follow a name without a comma (`is_joined`).
    """

    ending: Mapping[str, Sequence[tuple[tuple[str, ...], Title]]]
    joined: Mapping[str, Title]
    of: frozenset[str]
    of_prefixes: tuple[str, ...]
    genitives: tuple[str, ...]
    former: frozenset[str]
    deputy: frozenset[str]
    conjunctions: frozenset[str]
    is_joined: bool


@dataclass(frozen=True, slots=True)
class Meanings:
    """What the lexicon says of some words of a language."""

    titles: Mapping[str, Title]
    countries: Mapping[str, str]


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
        frozenset(language.words("roles", "former")),
        frozenset(language.words("roles", "deputy")),
        frozenset(language.words("figures", "and")),
        bool(language.section("roles").get("after")),
    )


def look_up(words: Collection[str], code: str) -> Meanings:
    """Return the roles and countries that the lexicon finds in words of a language.

    Example:
        >>> found = look_up(["bürgermeisterin", "chinesische"], "de")
        >>> found.titles["bürgermeisterin"].name, found.countries["chinesische"]
        ('mayor', 'CN')
    """
    forms = sorted(words)
    titles: dict[str, Title] = {}
    countries: dict[str, str] = {}
    best: dict[int, float] = {}
    if not forms:
        return Meanings(titles, countries)
    found = load_lexicon().concepts(forms, code)
    wanted_titles, wanted_countries = _concepts()
    rows = zip(found.positions.tolist(), found.ids.tolist(), found.weights.tolist(), strict=True)
    for place, concept, weight in rows:
        if weight >= _LIKELY and weight > best.get(place, 0.0):
            if concept in wanted_titles:
                best[place] = weight
                titles[forms[place]] = wanted_titles[concept]
            elif concept in wanted_countries:
                best[place] = weight
                countries[forms[place]] = wanted_countries[concept]
    return Meanings(titles, countries)


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
