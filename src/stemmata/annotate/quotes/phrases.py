"""Noun phrases that may name a speaker or a source: names, roles, pronouns, capitalised words.

Nothing is parsed: a phrase is a run of words that a name covers, that a list calls a role, or that
script and capitals set apart; what a preposition governs is marked, since it is rarely a subject.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING, Literal, NamedTuple

from stemmata.annotate.quotes.governing import (
    ARTICLE_REACH,
    JOINTS,
    is_governed,
    starts_sentence,
)
from stemmata.annotate.quotes.passage import Passage, read_passages
from stemmata.model import Article, Mention, Name

if TYPE_CHECKING:
    from stemmata.annotate.quotes.sources import SourcePhrase

Rank = Literal["name", "role", "pronoun", "noun", "capitals", "initial", "described", "bare"]

_NEVER = frozenset(
    {
        "preposition",
        "determiner",
        "oblique",
        "stop",
        "that",
        "verb",
        "aside",
        "subject",
        "after",
        "before",
    }
)
_ROLE = frozenset({"role"})
_WRITTEN_LARGE = frozenset({"capitals", "initial"})
_LARGE_OR_BARE = _WRITTEN_LARGE | {"bare"}
# Scripts that may have letters without capitals.
_CASELESS = re.compile(
    "[\u0590-\u1c7f\u2d30-\ud7ff\uf900-\ufdff\ufe70-\uffff\U00010000-\U0010ffff]"
)
_LONGEST_BARE = 4  # words
_LONGEST_RUN = 14  # characters of a run without spaces


class Phrase(NamedTuple):
    """Words `first` to `last` (exclusive) that may name somebody."""

    first: int
    last: int
    rank: Rank
    governed: bool
    marked: bool  # a subject mark follows ("は", "이", "ने")


# Where the clause of a verb starts, and the phrases on either side of the verb.
Sides = tuple[int, list[Phrase], list[Phrase]]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of an article in a passage, for look-up by position and by word."""

    starts: tuple[int, ...]
    names: tuple[Name, ...]
    by_word: Mapping[int, Name]
    ranks: dict[int, Rank | None] = field(default_factory=dict, compare=False, repr=False)
    told: dict[tuple[int, int, bool], tuple[object, Mention | None]] = field(
        default_factory=dict, compare=False, repr=False
    )
    sources: dict[str, list[SourcePhrase]] = field(default_factory=dict, compare=False, repr=False)
    sides: dict[tuple[int, int, int], Sides] = field(
        default_factory=dict, compare=False, repr=False
    )

    @classmethod
    def of(cls, names: Sequence[Name], passage: Passage) -> Names:
        """Return the names in order of start."""
        ordered = tuple(sorted(names, key=lambda name: (name.start, -name.end)))
        starts = tuple([name.start for name in ordered])
        by_word: dict[int, Name] = {}
        for name, following in zip(ordered, (*starts[1:], len(passage.text)), strict=False):
            first = bisect_left(passage.starts, name.start)
            last = bisect_left(passage.starts, min(name.end, following), first)
            by_word.update(zip(range(first, last), repeat(name), strict=False))
        return cls(starts, ordered, by_word)

    def at(self, place: int) -> Name | None:
        """Return the name that covers the start of the word at `place`."""
        return self.by_word.get(place)

    def covering(self, position: int) -> Name | None:
        """Return the name that covers a position."""
        place = bisect_right(self.starts, position) - 1
        if place >= 0 and self.names[place].end > position:
            return self.names[place]
        return None


class _Same:
    """An article and its names, told by identity: to compare them would cost more than to read."""

    __slots__ = ("article", "names")

    def __init__(self, article: Article, names: Sequence[Name]) -> None:
        self.article, self.names = article, names

    def __hash__(self) -> int:
        return hash((id(self.article), id(self.names)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Same):
            return NotImplemented
        return self.article is other.article and self.names is other.names


def read_named(article: Article, names: Sequence[Name]) -> tuple[tuple[Passage, Names], ...]:
    """Return the passages of an article, each with the names in it; the last is remembered."""
    return _read_named(_Same(article, names))


@lru_cache(maxsize=1)  # quotes and attributions of one article are asked for in turn
def _read_named(asked: _Same) -> tuple[tuple[Passage, Names], ...]:
    passages = read_passages(asked.article)
    return tuple([(passage, Names.of(asked.names, passage)) for passage in passages])


def find_phrases(passage: Passage, names: Names, first: int, last: int) -> list[Phrase]:
    """Return the phrases within a range of words, in order; quoted words are left out."""
    phrases: list[Phrase] = []
    begun = first
    for place in _openers(passage, names, first, last):
        phrase = _phrase_at(passage, names, place, last) if place >= begun else None
        if phrase is not None:
            phrases.append(phrase)
            begun = phrase.last
    return phrases


def _openers(passage: Passage, names: Names, first: int, last: int) -> list[int]:
    """Return the words that a list says may open a phrase, that have no small letter, or a name."""
    written, meanings, by_word = passage.written, passage.meanings, names.by_word
    endings = passage.cues.endings
    return [
        place
        for place in range(first, last)
        if meanings[place].opens
        or not written[place][0].islower()
        or (endings and passage.forms[place].endswith(endings))
        or place in by_word
    ]


def mention_of(passage: Passage, first: int, last: int) -> Mention:
    """Return the words of a phrase as a mention, without the endings that a language sticks on."""
    start = passage.starts[first]
    end = passage.ends[last - 1]
    form = passage.written[last - 1]
    for ending in passage.cues.endings:
        if ending.startswith("'"):
            cut = max(form.find("'"), form.find("’"))
            if cut > 0 and (ending == "'*" or form[cut + 1 :] == ending[1:]):
                end -= len(form) - cut
                break
        elif form.endswith(ending) and len(form) > len(ending) + 1:
            end -= len(ending)
            break
    return Mention(start, end, passage.text[start:end])


def _phrase_at(passage: Passage, names: Names, place: int, last: int) -> Phrase | None:
    if passage.stretch[place] >= 0 and not _names_quoted(passage, names, place):
        return None
    rank = _rank(passage, names, place)
    if rank is None:
        return _described(passage, names, place, last)
    end = place + 1
    if rank != "pronoun":
        end = _extend(passage, names, place, last)
        rank = _best_rank(passage, names, place, end)
    if rank == "bare":
        end = min(end, place + _LONGEST_BARE)
        if passage.ends[end - 1] - passage.starts[place] > _LONGEST_RUN * 3:
            return None
    if rank in _LARGE_OR_BARE and passage.is_a(end - 1, "herald"):
        return None  # "the words", "the verdict": whose they are stands behind
    governed = is_governed(passage, place)
    if rank in _WRITTEN_LARGE and not governed and _is_determined(passage, place):
        rank = "noun"
    marked = end < len(passage.forms) and passage.is_a(end, "subject") and _joined(passage, end)
    marked = marked or _ends_marked(passage, end - 1)
    return Phrase(place, end, rank, governed, marked)


def _is_determined(passage: Passage, place: int) -> bool:
    """Return whether an article stands before a noun, or before its adjectives."""
    for back in range(place - 1, max(-1, place - 1 - ARTICLE_REACH), -1):
        if passage.gaps[back + 1] != " " or not passage.written[back][0].islower():
            return back >= 0 and passage.gaps[back + 1] == " " and passage.is_a(back, "determiner")
        if passage.is_a(back, "determiner"):
            return True
        if not passage.cues.capital_nouns or passage.meanings[back].kinds:
            return False
    return False


def _names_quoted(passage: Passage, names: Names, place: int) -> bool:
    """An outlet's name in quotation marks (die „Süddeutsche Zeitung“) is a name all the same."""
    stretch = passage.stretches[passage.stretch[place]]
    name = names.at(place)
    return name is not None and name.start <= stretch.start and name.end >= stretch.end


def _rank(passage: Passage, names: Names, place: int) -> Rank | None:
    ranks = names.ranks
    if place not in ranks:
        ranks[place] = "name" if place in names.by_word else _rank_by_words(passage, place)
    return ranks[place]


def _rank_by_words(passage: Passage, place: int) -> Rank | None:
    kinds = _kinds(passage, place)
    if "role" in kinds or role_length(passage, place) > 1:
        return "pronoun" if "pronoun" in kinds else "role"
    if "pronoun" in kinds:
        return "pronoun"
    if "agency" in kinds and passage.cues.is_agency(passage.written[place]):
        return "capitals"
    return _rank_by_script(passage, place) if kinds.isdisjoint(_NEVER) else None


def _rank_by_script(passage: Passage, place: int) -> Rank | None:
    initial = passage.written[place][0]
    if initial.isupper():
        return "initial" if starts_sentence(passage, place) else "capitals"
    caseless = initial.lower() == initial.upper() and initial.isalpha()
    return "bare" if caseless else None


def _kinds(passage: Passage, place: int) -> frozenset[str]:
    """Return what a word is, also without an ending that the language sticks on."""
    kinds = passage.meanings[place].kinds
    if kinds or not passage.cues.endings:
        return kinds
    form = passage.forms[place]
    for ending in passage.cues.endings:
        if form.endswith(ending) and len(form) > len(ending) + 1:
            stem = form[: -len(ending)]
            return passage.cues.kinds(stem) & _ROLE
    return kinds


def _best_rank(passage: Passage, names: Names, first: int, last: int) -> Rank:
    ranks = [_rank(passage, names, place) for place in range(first, last)]
    for rank in ("name", "role", "capitals"):
        if rank in ranks:
            return rank
    if "initial" in ranks:
        return "capitals" if last - first > 1 else "initial"
    return "bare"


def _extend(passage: Passage, names: Names, place: int, last: int) -> int:
    """Return the end of a run of names, roles and capitalised words."""
    end = place + max(1, role_length(passage, place))
    name = names.at(place)
    while end < last:
        inside = name is not None and passage.starts[end] < name.end
        rank = "name" if inside else _rank(passage, names, end)
        if not inside and (rank in {None, "pronoun"} or not _joined(passage, end)):
            break
        if not inside and _ends_marked(passage, end - 1):
            break
        found = names.at(end)
        if found is not name and name is not None and rank == "bare":
            break  # a name in a script without capitals ends where it ends
        name = found or name
        end += 1
    return end


def role_length(passage: Passage, place: int) -> int:
    """Return how many words the longest listed role at a place has; 0 for none."""
    for kind, rest in passage.meanings[place].entries:
        if kind == "role" and passage.forms[place + 1 : place + 1 + len(rest)] == rest:
            return len(rest) + 1
    return 0


def _joined(passage: Passage, place: int) -> bool:
    return passage.gap(place) in JOINTS


def _ends_marked(passage: Passage, place: int) -> bool:
    """Return whether a word carries a subject ending (Korean particles)."""
    form, particles = passage.written[place], passage.cues.particles
    return len(form) > 1 and form.endswith(particles)


def _described(passage: Passage, names: Names, place: int, last: int) -> Phrase | None:
    """Return "the lawyer" or "two drivers": plain words after a determiner."""
    if not passage.is_a(place, "determiner"):
        return None
    end = place + 1
    while end < min(last, place + 1 + _LONGEST_BARE):
        form = passage.written[end]
        if not form[0].islower() or not _joined(passage, end):
            break
        if _is_listed(passage, end) or _rank(passage, names, end) is not None:
            break
        end += 1
    if end == place + 1 or passage.stretch[end - 1] >= 0:
        return None
    if passage.cues.capital_nouns and end < last and passage.written[end][0].isupper():
        return None  # adjectives; their noun comes
    return Phrase(place + 1, end, "described", is_governed(passage, place), marked=False)


def _is_listed(passage: Passage, place: int) -> bool:
    return not passage.meanings[place].kinds.isdisjoint(_NEVER)
