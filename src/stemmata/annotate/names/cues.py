"""The cues of a language file's `[names]` section and of CLDR, ready to be asked about a word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from stemmata.languages import load
from stemmata.languages.territories import (
    calendar_names,
    city_names,
    language_names,
    territory_names,
)
from stemmata.text import fold

NO_CUE, TITLE, ORGANISATION, PLACE, CONNECTOR, ARTICLE, NOT_NAME, CALENDAR, LANGUAGE = range(9)
SHORTEST_STEM = 3
_SHORTEST_JOINED = 6  # letters of a word that other words end in


@dataclass(frozen=True)
class Cues:
    """What a language's words say about names; all words are folded.

    `inside` are the only small words inside of names, where there are such, but for adjectives
    behind one of them where there are `small_adjectives`; where `titles_lead`, a title and a small
    word before a name are no part of it; `endings` and `proclitics` are longest
    first; `generals_lead` where general words stand before
    names ("company X"), `generals_end` where they end names that alone have capitals,
    `quoted_names` where names of companies stand in quotation marks. What CLDR says is read when
    it is asked for.
    """

    language: str
    titles: frozenset[str]
    titles_after: tuple[str, ...]
    organisation_endings: tuple[str, ...]
    place_endings: tuple[str, ...]
    surnames: frozenset[str]
    articles: frozenset[str]
    not_names: frozenset[str]
    connectors: frozenset[str]
    inside: frozenset[str]
    small_adjectives: bool
    titles_lead: bool
    particles_after: tuple[str, ...]
    name_characters: str
    conjunctions: tuple[str, ...]
    endings: tuple[str, ...]
    proclitics: tuple[str, ...]
    said: frozenset[str]
    legal_forms: tuple[str, ...]
    legal_endings: tuple[str, ...]
    generals_lead: bool
    generals_end: bool
    quoted_names: bool

    @cached_property
    def classes(self) -> Mapping[str, int]:
        """One cue class for each word that has any."""
        return _classes(self.language)

    @cached_property
    def legal_compounds(self) -> tuple[str, ...]:
        """Words for a company that other words end in."""
        compounds = load(self.language).section("names").get("compounds")
        long = [form for form in self.legal_forms if len(form) >= _SHORTEST_JOINED]
        return tuple(long) if compounds else ()

    @cached_property
    def territories(self) -> Mapping[str, str]:
        """The codes of countries and continents by their names."""
        return territory_names(self.language)

    @cached_property
    def cities(self) -> Mapping[str, str]:
        """The English names of cities by their names."""
        return city_names(self.language)

    def stripped(self, form: str) -> str:
        """Return a folded form without a proclitic and without the longest ending that it has.

        Example:
            >>> load_cues("ru").stripped("путиным"), load_cues("de").stripped("merkels")
            ('путин', 'merkel')
        """
        return self.without_ending(self.without_proclitic(form))

    def without_ending(self, form: str) -> str:
        """Return a folded form without its longest ending; three letters are always left."""
        if form.endswith(self.endings):
            for ending in self.endings:
                if form.endswith(ending) and len(form) - len(ending) >= SHORTEST_STEM:
                    return form[: -len(ending)]
        return form

    def without_proclitic(self, form: str) -> str:
        """Return a folded form without a word written together with it, such as an article."""
        for lead in self.proclitics if form.startswith(self.proclitics) else ():
            if form.startswith(lead) and len(form) - len(lead) >= SHORTEST_STEM:
                return form[len(lead) :]
        return form

    def territory(self, form: str, bare: str = "") -> str:
        """Return the code of the country that a folded form names, in any case; else nothing.

        `bare` is the form as `stripped` returns it, where that is known already.
        """
        found = self.territories.get(form)
        return found or self.stems("").get(bare or self.stripped(form), "")

    def city(self, form: str, bare: str = "") -> str:
        """Return the English name of the city that a folded form names, in any case."""
        found = self.cities.get(form)
        return found or self.stems("city").get(bare or self.stripped(form), "")

    def stems(self, kind: str) -> Mapping[str, str]:
        """Return the names of countries, or of cities where `kind` is "city", without endings."""
        return _stems(self.language, kind)


@cache
def load_cues(language: str) -> Cues:
    """Return the cues of a language; those of CLDR alone where it has no file.

    Raises:
        LanguageError: an entry of the language file is not a list of strings.
    """
    file = load(language)

    def listed(key: str) -> tuple[str, ...]:
        return tuple(fold(word) for word in file.words("names", key))

    def longest_first(key: str) -> tuple[str, ...]:
        return tuple(sorted(listed(key), key=lambda word: (-len(word), word)))

    return Cues(
        language=language,
        titles=frozenset(listed("titles")),
        titles_after=longest_first("titles_after"),
        organisation_endings=longest_first("organisation_endings"),
        place_endings=longest_first("place_endings"),
        surnames=frozenset(listed("surnames")),
        articles=frozenset(listed("articles")),
        not_names=frozenset(listed("not_names")),
        connectors=frozenset(listed("connectors")),
        inside=frozenset(listed("inside")),
        titles_lead=bool(file.section("names").get("titles_lead")),
        small_adjectives=bool(file.section("names").get("small_adjectives")),
        particles_after=longest_first("particles_after"),
        name_characters=str(file.section("names").get("name_characters", "")),
        endings=longest_first("endings"),
        proclitics=longest_first("proclitics"),
        conjunctions=longest_first("conjunctions"),
        said=frozenset(listed("said")),
        legal_forms=longest_first("legal_forms"),
        legal_endings=longest_first("legal_endings"),
        generals_lead=bool(file.section("names").get("generals_lead")),
        generals_end=bool(file.section("names").get("generals_end")),
        quoted_names=bool(file.section("names").get("quoted_names")),
    )


def load_all_cues(language: str) -> None:
    """Load what is otherwise read when it is first asked for."""
    cues = load_cues(language)
    _ = cues.classes, cues.stems(""), cues.stems("city")


@cache
def long_territories(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return the countries of a language written in several words, by the first, longest first."""
    table: dict[str, list[str]] = defaultdict(list)
    for name, code in load_cues(language).territories.items():
        if len(code) == 2 and " " in name:
            table[name.split(" ", 1)[0]].append(name)
    return {
        first: tuple(sorted(names, key=lambda n: (-len(n), n))) for first, names in table.items()
    }


@cache
def _classes(language: str) -> Mapping[str, int]:
    file = load(language)
    classes: dict[str, int] = {}
    classes.update(dict.fromkeys(language_names(language), LANGUAGE))
    for key, cue in (
        ("titles", TITLE),
        ("place_words", PLACE),
        ("organisation_words", ORGANISATION),
        ("connectors", CONNECTOR),
        ("articles", ARTICLE),
        ("not_names", NOT_NAME),
    ):
        classes.update({fold(word): cue for word in file.words("names", key)})
    classes.update(dict.fromkeys(calendar_names(language), CALENDAR))
    return classes


@cache
def _stems(language: str, kind: str) -> Mapping[str, str]:
    """Return names without their endings; those that this makes ambiguous or tiny are left out."""
    cues = load_cues(language)
    stems: dict[str, str] = {}
    clashing: set[str] = set()
    for name, code in (cues.cities if kind else cues.territories).items():
        stem = cues.without_ending(name) if cues.endings else name
        if stems.setdefault(stem, code) != code:
            clashing.add(stem)
    return {s: code for s, code in stems.items() if len(s) > SHORTEST_STEM and s not in clashing}
