"""Names that are found by lists, whatever a tagger says: of CLDR, Wiktionary and the wordnets."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from stemmata.annotate.names.crf import KINDS
from stemmata.annotate.names.cues import Cues, load_cues, long_territories
from stemmata.annotate.names.gazetteer import Begun, begun_by, longest_name
from stemmata.annotate.names.shapes import CAPITAL, MIXED, UNCASED, UPPER, shape_of
from stemmata.annotate.names.words import Tagged
from stemmata.text import fold

_LONGEST_HAN_PLACE = 8
_MOST_FORMS = 60_000  # remembered of a language


def listed_names(text: str, places: list[tuple[int, str]], language: str) -> Iterator[Tagged]:
    """Yield the countries and cities of CLDR, and known names, whatever their case or particle."""
    begun = _names_begun(language)
    for start, form in places:
        known = begun[form]
        if known is None:
            continue
        end, kind = start + known.length, known.kind
        for phrase in known.countries:
            after = start + len(phrase)
            if fold(text[start:after]) == phrase and not text[after : after + 1].isalnum():
                end, kind = after, "place"
                break
        if known.begun.most > 1:
            after, code = longest_name(text, start + len(form), known.begun, language)
            if after > end:
                end, kind = after, KINDS[code - 1]
        if end > start:
            yield Tagged(start, end, kind)


class _NameBegun(NamedTuple):
    """How much of a form is a name, of what kind, and the longer names it may begin."""

    length: int
    kind: str
    countries: tuple[str, ...]
    begun: Begun


class _NamesBegun(dict[str, _NameBegun | None]):
    """What each form met so far is or begins; nothing for most."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, form: str) -> _NameBegun | None:
        if len(self) > _MOST_FORMS:
            self.clear()
        self[form] = found = self._begun(form)
        return found

    def _begun(self, form: str) -> _NameBegun | None:
        shape = shape_of(form)
        if len(form) < 2 or shape not in (CAPITAL, UPPER, MIXED, UNCASED):
            return None
        folded = fold(form)
        cased = shape != UNCASED
        countries = long_territories(self._language).get(folded, ())
        length = _known_place(form, self._language) if shape in (CAPITAL, UNCASED) else 0
        begun = begun_by(folded, self._language)
        alone = begun.kind and not cased and not length
        kind = KINDS[begun.kind - 1] if alone else "place"
        if not (length or countries or alone or begun.most > 1):
            return None
        return _NameBegun(len(form) if alone else length, kind, countries, begun)


@cache
def _names_begun(language: str) -> _NamesBegun:
    return _NamesBegun(language)


def _known_place(form: str, language: str) -> int:
    cues = load_cues(language)
    folded = fold(form)
    if len(folded) != len(form):
        return len(form) if cues.territory(folded) else 0
    if cues.territory(folded) or cues.city(folded):
        return len(form)
    bare = without_particle(folded, cues)
    return len(bare) if bare in cues.territories or bare in cues.cities else 0


def places_in_han(text: str, language: str) -> Iterator[Tagged]:
    """Yield the countries and cities of CLDR in a text without spaces, longest first."""
    cues = load_cues(language)
    begins = _pairs_that_begin_places(language)
    place = 0
    while place < len(text) - 1:
        if text[place : place + 2] not in begins:
            place += 1
            continue
        for length in range(min(_LONGEST_HAN_PLACE, len(text) - place), 1, -1):
            piece = text[place : place + length]
            if piece in cues.territories or piece in cues.cities:
                yield Tagged(place, place + length, "place")
                place += length - 1
                break
        place += 1


@lru_cache(maxsize=32)
def _pairs_that_begin_places(language: str) -> frozenset[str]:
    cues = load_cues(language)
    return frozenset(name[:2] for name in (*cues.territories, *cues.cities))


def without_particle(word: str, cues: Cues) -> str:
    """Return a word without the particle written together with it; two letters are always left.

    Example:
        >>> without_particle("총리는", load_cues("ko"))
        '총리'
    """
    for particle in cues.particles_after:
        if word.endswith(particle) and len(word) - len(particle) >= 2:
            return word[: -len(particle)]
    return word
