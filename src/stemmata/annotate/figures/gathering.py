"""Gathers the tables of one language for its lexicon of quantities.

What the language's own file says comes before CLDR.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import chain
from typing import Any

from stemmata.annotate.figures.adjective_words import adjective_words
from stemmata.annotate.figures.among_words import among_words
from stemmata.annotate.figures.bound_words import bound_senses
from stemmata.annotate.figures.numerals import Atom, step_of
from stemmata.annotate.figures.phrases import (
    Phrases,
    Table,
    build_phrases,
)
from stemmata.annotate.figures.section import Section
from stemmata.annotate.figures.units import (
    Unit,
    is_money,
    is_safe,
    measure_of,
    millions_of_money,
    money_prefixes_of,
    money_signs,
    unit_written,
    unless_in,
)
from stemmata.languages.currencies import currency_names
from stemmata.languages.numbers import leading_scales, month_names, scale_words
from stemmata.languages.units import unit_abbreviations, unit_names, unit_symbols
from stemmata.text import fold, romanise

_SERIAL = Decimal(0)
_HEAVY = {"GBP": "[lb_av]"}  # currencies that have the name of a weight
_SHORT = 3  # letters of a word that is no stem of others


class Gatherer(Section):
    """Gathers the tables of one language; thrown away when the lexicon is built."""

    def gather(self) -> dict[str, Any]:
        """Return the fields of the lexicon by name."""
        parts = (self.script, self.number_words, self.shares, self.measures, self.openings)
        fields: dict[str, Any] = {}
        for part in (*parts, self.ranks, self.others):
            fields |= part()
        return fields

    def script(self) -> dict[str, Any]:
        """Return how the language writes numbers."""
        section = self.section
        return {
            "code": self.code,
            "style": self.style,
            "glued": self.glued,
            "inverted": bool(section.get("inverted", False)),
            "mixed_apart": bool(section.get("mixed_apart", False)),
            "compounds": bool(section.get("compounds", False)),
            "trailing": bool(section.get("trailing", False)),
            "decimal": str(section.get("decimal", self.marks.decimal)),
            "linked": bool(section.get("linked", False)),
            "nouns": section.get("nouns", "first"),
            "stemmer": self.stemmer,
            "joined": str(section.get("joined", "")),
            "attached": self.language.words("figures", "attached"),
            "definite_after": self.words("definite_after"),
            "hundreds": self.words("hundreds"),
            "counted_endings": self.language.words("figures", "counted_endings"),
            "ordinal_units": self.words("ordinal_units"),
            "case_endings": self.case_endings(),
            "demonstratives": self.words("demonstratives"),
            "range_closers": self.words("range_closers"),
            "definite_prefix": str(section.get("definite_prefix", "\0")),
        }

    def number_words(self) -> dict[str, Any]:
        """Return the words of numbers and what stands between them."""
        return {
            "atoms": build_phrases(self.atoms(), self.split, str, least=1),
            "scale_stems": {
                self.stemmer.stem(fold(word)): atom
                for word, atom in self.scale_atoms()
                if self.words("endings") and not self.words("prefixes") and len(word) > 3
            },
            "scales_too": self.scales_too(),
            "named": build_phrases(self.named(), self.split, str),
            "implying": self.implying(),
            "scales": build_phrases(self.abbreviated_scales(), self.split, str),
            "readings": self.readings(),
            "vague": build_phrases(self.vague(), self.split, str),
            "joiners": {fold(k): Decimal(v) for k, v in self.table("joiners").items()},
            "tied": frozenset(map(Decimal, self.section.get("tied", ()))),
            "link": self.words("and"),
            "ones": frozenset(fold(word) for word, value in self.listed("words") if value == "1"),
            "decimals": self.words("decimals") | self.plain_words("decimals"),
            "inner": self.words("inner"),
            "point_words": self.words("point_words"),
            "sure_signs": self.words("sure_signs"),
            "subjects": self.words("subjects"),
            "ambiguous": self.words("ambiguous"),
            "copulas": self.language.words("figures", "copulas"),
            "introducing": self.language.words("figures", "introducing"),
            "minus": self.plain("minus", ("-", "−", "–", "－")),
            "shift_before": self.shift_before(),
            "leading": self.leading(),
            "halves": self.plain("halves"),
            "half_endings": tuple(sorted(self.words("half_endings"), key=len, reverse=True)),
            "half_words": frozenset(word for word in self.words("halves") if word.isalpha()),
        }

    def shares(self) -> dict[str, Any]:
        """Return the words of shares, ratios and powers."""
        return {
            "share_endings": tuple(self.share_endings()),
            "share_tails": tuple({ending[-1] for ending, _ in self.share_endings()}),
            "share_plurals": tuple(self.words("share_plurals")),
            "parts": self.words("parts"),
            "share_links": self.words("share_links"),
            "pure_shares": self.words("pure_shares"),
            "among": among_words(self),
            "adjective_words": adjective_words(self),
            "over_small": self.plain("over_small"),
            "whole": self.words("whole"),
            "dimensions": self.words("dimensions"),
            "negatives": self.words("negatives"),
            "over_parts": self.plain("over_parts"),
            "over_closing": self.plain("over_closing"),
            "one_over_great": self.plain("one_over_great"),
            "alike": self.alike(),
            "one_over": self.plain("one_over"),
            "over": self.plain("over"),
            "over_alone": self.plain("over_alone"),
            "parted": self.plain("parted"),
            "parted_alone": self.plain("parted_alone"),
            "raised": self.plain("raised"),
            "raised_after": self.plain("raised_after"),
        }

    def measures(self) -> dict[str, Any]:
        """Return units and what stands between a number and its unit."""
        return {
            "units": self.without_numbers(self.phrases(self.units())),
            "unit_prefixes": self.unstemmed(self.unit_prefixes()),
            "heavy": _HEAVY,
            "weighing": self.words("weighing"),
            "money_prefixes": money_prefixes_of(self.style),
            "linkers": self.words("linkers"),
            "modifiers": self.words("modifiers"),
            "parts_of_money": self.counted_parts("parts_of_money"),
            "parts_of_tenths": self.counted_parts("parts_of_tenths"),
            "articles": self.words("articles"),
            "definite": self.words("definite"),
        }

    def openings(self) -> dict[str, Any]:
        """Return bounds and the words of ranges."""
        return {
            "bounds": self.unstemmed(self.with_joiner(self.listed("bounds"))),
            "bounds_after": self.unstemmed(self.bounds_after()),
            "bound_senses": bound_senses(self),
            "several": self.plain("several"),
            "compared": self.plain("compared") if "compared" in self.section else None,
            "compared_after": self.unstemmed(self.listed("compared_after")),
            "ranges": self.plain("to", ("-", "–", "—", "~", "～", "〜", "‑", "－")),
            "origins": self.words("origins"),
            "alternatives": self.folded(self.generic.words("figures", "alternatives")),
            "spans": self.words("spans"),
            "range_words": self.words("to") | {"-", "–", "—", "~", "～", "〜", "－"},
            "between": {fold(k): fold(str(v)) for k, v in self.table("between").items()},
            "pair_links": self.plain("pair_links"),
            "pair_closes": self.plain("pair_closes"),
        }

    def ranks(self) -> dict[str, Any]:
        """Return the words of ranks and ordinals."""
        return {
            "rank_before": self.plain("rank_before"),
            "rank_after": self.plain("rank_after"),
            "rank_of": self.plain("rank_of"),
            "ordinal_marks": self.words("ordinal_marks"),
            "ordinal_prefixes": self.plain("ordinal_prefixes"),
            "ordinals": {fold(w): Decimal(v) for w, v in self.listed("ordinals")},
        }

    def others(self) -> dict[str, Any]:
        """Return the words that make a number something else than a quantity."""
        return {
            "pictures": self.folded(self.generic.words("figures", "pictures")),
            "clock": self.plain("clock"),
            "clock_before": self.plain("clock_before"),
            "hours": self.plain("hours"),
            "clock_articles": self.words("clock_articles"),
            "labels": self.words("labels") | self.folded(self.generic.words("figures", "labels")),
            "months": frozenset(map(fold, month_names(self.code))) | self.words("months"),
            "stop": self.words("stop"),
            "asides": self.unstemmed(self.asides()),
            "digit_asides": any(phrase[0].isdecimal() for phrase, _ in self.asides()),
            "adjectives": tuple(self.words("adjectives")),
            "divisible": self.words("divisible"),
            "things": build_phrases(self.marked("things"), self.split, self.stemmer.stem),
        }

    def without_numbers(self, units: Table) -> Table:
        """Return a table of units that takes no number word for a unit's stem ("per cent")."""
        if isinstance(units, Phrases) and self.stemmer.prefixes:
            for word, _ in self.atoms():
                units.stems.pop(self.stemmer.stem(fold(word)), None)
        return units

    def atoms(self) -> Iterator[tuple[str, Atom]]:
        """Yield the number words."""
        ten_opens = bool(self.section.get("ten_opens", False))
        wide = {fold(k): Decimal(v) for k, v in self.table("wide").items()}
        weak = self.words("weak")
        for word in self.language.words("figures", "articles"):
            yield word, Atom("article", Decimal(1), Decimal(1), weak=True)
        for word, written in self.listed("words"):
            value = Decimal(written)
            step = wide.get(fold(word)) or step_of(value, ten_opens=ten_opens)
            yield word, Atom("word", value, step, weak=fold(word) in weak)
        yield from self.scale_atoms()
        for word, written in self.listed("fractions"):
            value = Decimal(1) / Decimal(written)
            yield word, Atom("fraction", value, _SERIAL, weak=True)

    def readings(self) -> Mapping[str, Atom]:
        """Return what number words sound like where that is written too, and their parts."""
        known = {word: Decimal(value) for word, value in self.listed("readings")}
        return {
            fold(word): Atom("scale" if value >= 10 else "word", value, value)
            for word, value in known.items()
        }

    def alike(self) -> Mapping[str, Decimal]:
        """Return the shares that a cardinal is written like ("خمس": five, a fifth)."""
        cardinals = {fold(word) for word, _ in self.listed("words")}
        shares = {fold(word): Decimal(written) for word, written in self.listed("fractions")}
        return {word: 1 / lower for word, lower in shares.items() if word in cardinals}

    def scales_too(self) -> Mapping[str, Atom]:
        """Return the scales that a number of two of them is written like ("ألفا")."""
        words = {fold(word) for word, _ in self.listed("words")}
        found = ((fold(word), atom) for word, atom in self.scale_atoms())
        return {word: atom for word, atom in found if word in words}

    def shift_before(self) -> Table:
        """Return words that add a part of the last scale to a number ("साढ़े तीन करोड़")."""
        return self.unstemmed((word, Decimal(part)) for word, part in self.listed("shift_before"))

    def leading(self) -> Table:
        """Return the scales that stand before their number ("milioni 3")."""
        words, leading = scale_words(self.code), leading_scales(self.code)
        return self.unstemmed((word, Decimal(words[word])) for word in leading if word in words)

    def named(self) -> Iterator[tuple[str, tuple[Decimal, Unit]]]:
        """Yield words that say a number and its unit in one ("عامين", two years)."""
        for phrase, written in self.listed("named"):
            value, _, symbol = written.partition(" ")
            yield phrase, (Decimal(value), unit_written(symbol))

    def implying(self) -> frozenset[str]:
        """Return words that are no number and open one: "a tonne", a dual, a half behind a unit."""
        heads = {fold(self.split(phrase)[0]) for phrase, _ in self.named()}
        halves = frozenset() if self.words("articles") else self.words("halves")
        return self.words("whole") | self.words("negatives") | halves | heads

    def case_endings(self) -> tuple[str, ...]:
        """Return the endings of cases that a bound or a range asks for, the longest first."""
        endings = {ending for case in self.table("cases").values() for ending in case}
        return tuple(sorted(endings, key=len, reverse=True))

    def bounds_after(self) -> Iterator[tuple[str, str]]:
        """Yield the bounds after a number, those that ask for a case with each ending of it."""
        yield from self.listed("bounds_after")
        for case, endings in self.table("cases").items():
            for phrase, bound in self.listed(f"bounds_after_{case}"):
                for ending in endings:
                    yield f"{ending} {phrase}", bound
                    yield f"'{ending} {phrase}", bound
                    yield f"’{ending} {phrase}", bound

    def share_endings(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the endings that make a denominator of a number word, and what they replace."""
        for ending, rests in sorted(self.table("share_endings").items(), key=lambda e: -len(e[0])):
            replaced = tuple(rest.strip() for rest in str(rests).split(","))
            yield from (
                (form, replaced) for form in dict.fromkeys((fold(ending), romanise(ending)))
            )

    def vague(self) -> Iterator[tuple[str, Atom]]:
        """Yield words for an unsaid number of a scale (`thousands`)."""
        for word, written in self.listed("vague"):
            yield word, Atom("vague", Decimal(written), _SERIAL)

    def scale_atoms(self) -> Iterator[tuple[str, Atom]]:
        """Yield the words of scale, of the language's file and of CLDR."""
        rivals = {fold(word): Decimal(value) for word, value in self.listed("rivals")}
        scales = [(word, Decimal(value)) for word, value in self.listed("scales")]
        if not self.section.get("own_scales", False):
            scales += [
                (word, Decimal(value))
                for word, value in scale_words(self.code).items()
                if len(word.rstrip(".")) > 2
                and "\xa0" not in word
                and " " not in word
                and word not in leading_scales(self.code)
            ]
        weak = self.words("weak")
        for word, value in scales:
            yield word, Atom("scale", value, value, rivals.get(fold(word)), fold(word) in weak)

    def abbreviated_scales(self) -> Iterator[tuple[str, Atom]]:
        """Yield abbreviations that are a scale only after digits (`k`, `bn`, `Mio.`)."""
        rivals = {word: Decimal(value) for word, value in self.listed("rivals")}
        listed = [(word, Decimal(value)) for word, value in self.listed("abbreviations")]
        for word, power in scale_words(self.code).items():
            if 1 < len(word) <= 4 and "\xa0" not in word and " " not in word:
                listed += [(word, Decimal(power)), (word.rstrip("."), Decimal(power))]
        for word, scale in listed:
            yield word, Atom("scale", scale, scale, rivals.get(word))

    def units(self) -> Iterator[tuple[str, Unit]]:
        """Yield the units; what the language's own file says comes first."""
        for word, symbol in chain(self.listed("measures"), self.inflected("measures")):
            yield word, measure_of(symbol)
        for word, symbol in self.listed("money"):
            yield word, Unit(symbol, "money")
        for word in self.language.words("figures", "counters"):
            yield word, Unit("", "counter")
        yield from ((sign, measure_of(symbol)) for sign, symbol in unit_symbols().items())
        yield from money_signs()
        yield from millions_of_money()
        yield from self.named_units()

    def inflected(self, key: str) -> Iterator[tuple[str, str]]:
        """Yield the words of a table that are too short for a stem with each ending of theirs."""
        endings = self.language.words("figures", "short_endings")
        if endings:
            short = [e for e in self.listed(key) if len(e[0]) <= _SHORT and e[0].isalpha()]
            yield from ((word + ending, value) for word, value in short for ending in endings)

    def named_units(self) -> Iterator[tuple[str, Unit]]:
        """Return the names of CLDR, but for those that the language's file counts as things."""
        things = self.words("things") | {fold(word) for word, _ in self.listed("before")}
        abbreviations = unit_abbreviations(self.code)
        safe = {name: abbreviations[name] for name in abbreviations if is_safe(name)}
        names = unless_in(things, unit_names(self.code))
        money = currency_names(self.code).items()
        return chain(
            ((name, measure_of(symbol)) for name, symbol in names),
            ((name, Unit(code, "money")) for name, code in money),
            ((name, measure_of(symbol)) for name, symbol in unless_in(things, safe)),
        )

    def unit_prefixes(self) -> Iterator[tuple[str, Unit]]:
        """Yield units that stand before the number (`yüzde`, `百分之`, `摄氏`)."""
        for word, symbol in self.listed("before"):
            yield word, measure_of(symbol) if not is_money(symbol) else Unit(symbol, "money")
        yield from ((sign, measure_of("%")) for sign in ("%", "٪"))

    def asides(self) -> Iterator[tuple[str, bool]]:
        """Yield idioms, and units that stand before a number and begin with one ("百分之")."""
        yield from ((word, True) for word in self.language.words("figures", "idioms"))
        yield from ((word, True) for word, _ in self.unit_prefixes())

    def marked(self, key: str) -> Iterator[tuple[str, bool]]:
        """Yield the words of a list, each standing for itself."""
        for word in self.language.words("figures", key):
            yield word, True
