"""What a language needs for reading quantities, gathered from its file and from CLDR."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Literal

from stemmata.annotate.figures.adjective_words import AdjectiveWords
from stemmata.annotate.figures.among_words import AmongWords
from stemmata.annotate.figures.bound_words import BoundSenses
from stemmata.annotate.figures.gathering import Gatherer
from stemmata.annotate.figures.numerals import Atom
from stemmata.annotate.figures.phrases import Phrases, Table
from stemmata.annotate.figures.stems import Stemmer
from stemmata.annotate.figures.units import Unit
from stemmata.languages import load
from stemmata.model import Frozen

__all__ = ["Bound", "Lexicon", "Table", "lexicon_of"]

Bound = Literal["about", "above", "below"]


class Lexicon(Frozen, frozen=True):
    """The number words, units and cues of one language, ready to be looked up."""

    code: str
    style: str
    glued: bool
    inverted: bool
    ones: frozenset[str]
    compounds: bool
    trailing: bool
    decimal: str
    atoms: Phrases[Atom]
    scales: Phrases[Atom]
    scale_stems: Mapping[str, Atom]
    scales_too: Mapping[str, Atom]
    named: Phrases[tuple[Decimal, Unit]]
    implying: frozenset[str]
    readings: Mapping[str, Atom]
    vague: Phrases[Atom]
    share_endings: tuple[tuple[str, tuple[str, ...]], ...]
    share_tails: tuple[str, ...]
    share_plurals: tuple[str, ...]
    parts: frozenset[str]
    share_links: frozenset[str]
    pure_shares: frozenset[str]
    among: AmongWords | None
    adjective_words: AdjectiveWords | None
    over_small: Table
    whole: frozenset[str]
    heavy: Mapping[str, str]
    weighing: frozenset[str]
    alternatives: frozenset[str]
    pictures: frozenset[str]
    dimensions: frozenset[str]
    negatives: frozenset[str]
    over_parts: Table
    over_closing: Table
    one_over_great: Table
    halves: Table
    half_endings: tuple[str, ...]
    mixed_apart: bool
    half_words: frozenset[str]
    shift_before: Table
    leading: Table
    one_over: Table
    over: Table
    over_alone: Table
    parted_alone: Table
    parted: Table
    raised: Table
    raised_after: Table
    joiners: Mapping[str, Decimal]
    tied: frozenset[Decimal]
    joined: str
    attached: tuple[str, ...]
    definite_after: frozenset[str]
    hundreds: frozenset[str]
    counted_endings: tuple[str, ...]
    ordinal_units: frozenset[str]
    case_endings: tuple[str, ...]
    demonstratives: frozenset[str]
    range_closers: frozenset[str]
    definite_prefix: str
    alike: Mapping[str, Decimal]
    link: frozenset[str]
    decimals: frozenset[str]
    point_words: frozenset[str]
    copulas: tuple[str, ...]
    sure_signs: frozenset[str]
    subjects: frozenset[str]
    ambiguous: frozenset[str]
    compared: Table | None
    compared_after: Table
    introducing: tuple[str, ...]
    inner: frozenset[str]
    minus: Table
    units: Table
    unit_prefixes: Table
    money_prefixes: Phrases[Unit]
    parts_of_money: Table | None
    parts_of_tenths: Table | None
    bounds: Table
    bounds_after: Table
    bound_senses: BoundSenses | None
    several: Table
    ranges: Table
    origins: frozenset[str]
    spans: frozenset[str]
    range_words: frozenset[str]
    between: Mapping[str, str]
    pair_links: Table
    pair_closes: Table
    clock: Table
    clock_before: Table
    hours: Table
    clock_articles: frozenset[str]
    rank_before: Table
    rank_after: Table
    rank_of: Table
    ordinal_marks: frozenset[str]
    ordinal_prefixes: Table
    ordinals: Mapping[str, Decimal]
    labels: frozenset[str]
    months: frozenset[str]
    stop: frozenset[str]
    linkers: frozenset[str]
    modifiers: frozenset[str]
    asides: Table
    digit_asides: bool
    adjectives: tuple[str, ...]
    linked: bool
    divisible: frozenset[str]
    articles: frozenset[str]
    definite: frozenset[str]
    things: Phrases[bool]
    nouns: Literal["capital", "first", "plural"]
    stemmer: Stemmer


@cache
def lexicon_of(code: str) -> Lexicon:
    """Return the lexicon of a language, or the generic one.

    Raises:
        LanguageError: the language's file is not valid.

    Example:
        >>> lexicon_of("de").decimal, lexicon_of("zh").glued
        (',', True)
    """
    return Lexicon(**Gatherer(load(code), load("und")).gather())
