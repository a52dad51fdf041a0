"""How well quantities are read: `python benchmarks/figures.py [--show N] [--only SUITE]`.

Reads the corpora under `$STEMMATA_DATA` (default `../shared/data` beside the repository):
quantulum3's and Recognizers-Text's test cases, Duckling's corpora, MEANTIME's VALUE mentions.
A figure is right in *value* when it overlaps the gold mention and has its number (a range: both
ends), and in *value and unit* when the unit is the gold's too. Where the gold has no units (the
models of bare numbers), the value alone is asked. The scores behind "aside" leave out the listed
classes of `figure_mistakes.py`. `--show N` prints N misses of each that are not listed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from figure_mistakes import is_set_aside

from stemmata.annotate.figures import find_figures_in
from stemmata.annotate.figures.lexicon import lexicon_of
from stemmata.annotate.figures.passage import read_passage
from stemmata.model import Figure

DATA = Path(os.environ.get("STEMMATA_DATA", Path(__file__).parents[1] / "../shared/data"))
LANGUAGES = ["en", "de", "es", "fr", "pt", "it", "nl", "ru", "uk", "pl", "id", "ms", "tr", "ar"]
LANGUAGES += ["fa", "hi", "zh", "ja", "ko", "vi"]
KINDS = {
    "NumberModel": None,
    "NumberRangeModel": None,
    "PercentModel": "percent",
    "CurrencyModel": "money",
    "DimensionModel": "measure",
    "AgeModel": "time",
    "TemperatureModel": "degree",
}
_INTERVAL = re.compile(r"([\[(])([^,]*),([^\])]*)([\])])")


@dataclass
class Tally:
    """Counts for one row of a table; `misses` are the cases to look at."""

    gold: int = 0
    found: int = 0
    right: int = 0
    with_unit: int = 0
    unit_gold: int = 0
    misses: list[str] = field(default_factory=list)
    aside: Tally | None = None  # the same without what is listed

    def scores(self, right: int, gold: int) -> tuple[float, float, float]:
        """Return precision, recall and F1."""
        precision = right / self.found if self.found else 0.0
        recall = right / gold if gold else 0.0
        total = precision + recall
        return precision, recall, 2 * precision * recall / total if total else 0.0


def read_rows(name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a gzipped JSON Lines file."""
    with gzip.open(DATA / "claims" / name, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def close(one: float | None, other: float | None) -> bool:
    """Tell whether two numbers are the same but for rounding in the gold."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 1e-6 * max(1.0, abs(one), abs(other)) * 10


def is_value_of(figure: Figure, gold: dict[str, Any]) -> bool:
    """Tell whether a figure has a mention's value; 1 % is 0.01, and a dozen is twelve."""
    low, high = gold["low"], gold["high"]
    if has_value(figure, low, high):
        return True
    if gold["unit"] == "dozen" and low is not None and high is not None:
        return has_value(figure, low * 12, high * 12)
    if low is None or high is None or gold["unit"] not in (None, "%"):
        return False
    if gold["unit"] == "%":
        return kind_of(figure) == "thing" and has_value(figure, low / 100, high / 100)
    return figure.unit == "%" and has_value(figure, low * 100, high * 100)


def has_value(figure: Figure, low: float | None, high: float | None) -> bool:
    """Tell whether a figure gives a value or a range; an open end stands for the other one."""
    if low == high:
        ends = [end for end in (figure.low, figure.high) if end is not None]
        return bool(ends) and all(close(end, low) for end in ends)
    return close(figure.low, low) and close(figure.high, high)


@cache
def unit_symbol(name: str, language: str) -> str | None:
    """Return the symbol of a unit named in a language or in English."""
    for code in (language, "en"):
        passage = read_passage(name, 0, len(name), lexicon_of(code))
        found = passage.after(passage.lexicon.units, 0)
        if found is not None and found[1] == len(name):
            return str(found[0].symbol)
    return None


def kind_of(figure: Figure) -> str:
    """Return what kind of unit a figure has."""
    unit = figure.unit or ""
    if unit in ("%", "[pp]", "[ppth]"):
        return "percent"
    if unit in ("Cel", "[degF]", "K", "deg"):
        return "degree"
    if len(unit) == 3 and unit.isupper() and unit.isascii():
        return "money"
    if unit in ("year", "month", "week", "day", "hour", "minute", "second", "decade", "century"):
        return "time"
    known = lexicon_of("en").units.exact.values() if unit else ()  # type: ignore[union-attr]
    return "measure" if any(item.symbol == unit for item in known) else "thing"


# Names that mean two units, and units that the corpus has no name of its own for.
_ALSO = {
    "pound": ("[lb_av]", "GBP"),
    "ton": ("t", "[ston_av]", "[lton_av]"),
    "dozen": ("",),
    "pound-mass": ("[lb_av]",),
    "degree": ("deg", "Cel", "[degF]"),
    "%": ("%", "[pp]", "[ppth]"),
}
_UNITLESS = ("NumberModel", "NumberRangeModel")  # they read numbers and leave units alone


def same_unit(figure: Figure, gold: dict[str, Any], language: str) -> bool | None:
    """Tell whether a figure has the gold's unit; None where the gold's name says nothing to us."""
    if gold.get("kind") in _UNITLESS:
        return True
    if gold.get("iso"):
        return figure.unit == str(gold["iso"])
    also = _ALSO.get(str(gold["unit"]).lower(), ())
    if figure.unit in also or ("" in also and kind_of(figure) == "thing"):
        return True
    if gold["unit"] in (None, "dimensionless"):
        return kind_of(figure) == "thing"
    symbol = unit_symbol(gold["unit"], language)
    return None if symbol is None else figure.unit == symbol


def gold_value(text: str) -> tuple[float | None, float | None] | None:
    """Return the value of a gold entry, written in the marks of its culture."""
    interval = _INTERVAL.fullmatch(text)
    if interval:
        ends = [_plain(end) for end in interval.group(2, 3)]
        return ends[0], ends[1]
    value = _plain(text.rstrip("%"))
    return None if value is None else (value, value)


def _plain(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def overlaps(figure: Figure, gold: dict[str, Any]) -> bool:
    """Tell whether a figure and a gold mention share words."""
    return bool(figure.start < gold["end"] and gold["start"] < figure.end)


def score_quantulum() -> Tally:
    """Score quantulum3's own test cases."""
    tally = Tally()
    for name in ("quantities", "quantities.ambiguity"):
        for row in read_rows(f"quant_quantulum3_en/{name}.jsonl.gz"):
            figures = find_figures_in(row["text"], "en")
            gold = [g for g in row["gold"] if g["value"] is not None]
            for item in gold:
                spread = item["uncertainty"] or 0
                item["low"], item["high"] = item["value"] - spread, item["value"] + spread
            score_row(tally, row["text"], "en", figures, gold)
            score_aside(tally, row["text"], "en", figures, gold)
    return tally


_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d$")


def score_aside(
    tally: Tally,
    text: str,
    language: str,
    figures: tuple[Figure, ...] | list[Figure],
    gold: list[dict[str, Any]],
) -> None:
    """Add one text's counts to the tally that leaves out what is listed."""
    tally.aside = tally.aside or Tally()
    kind = gold[0].get("kind", "quantulum") if gold else ""
    dropped = [item for item in gold if is_set_aside(text, kind, item, figures)]
    if kind == "quantulum":  # a bare year is a date
        dropped += [g for g in gold if g["unit"] == "dimensionless" and _YEAR.search(g["surface"])]
    kept = [item for item in gold if item not in dropped]
    free = [f for f in figures if not any(overlaps(f, item) for item in dropped)]
    if kind in _UNITLESS or not gold:  # they leave out numbers with a measure
        free = [f for f in free if kind_of(f) == "thing" or any(overlaps(f, g) for g in kept)]
    score_row(tally.aside, text, language, free, kept)


def score_row(
    tally: Tally,
    text: str,
    language: str,
    figures: tuple[Figure, ...] | list[Figure],
    gold: list[dict[str, Any]],
) -> None:
    """Add one text's counts to a tally."""
    tally.gold += len(gold)
    tally.found += len(figures)
    free = list(figures)
    for item in gold:
        match = next((f for f in free if overlaps(f, item) and is_value_of(f, item)), None)
        if match is None:
            seen = [(f.text, f.low, f.high) for f in figures if overlaps(f, item)]
            wanted = f"{item['surface']!r} {item['low']} {item['unit']}"
            tally.misses.append(f"MISS {wanted} got {seen} in {text[:110]!r}")
            tally.unit_gold += 1
            continue
        free.remove(match)
        tally.right += 1
        unit = same_unit(match, item, language)
        tally.unit_gold += unit is not None
        tally.with_unit += bool(unit)
        if unit is False:
            name = item["iso"] if item.get("iso") else item["unit"]
            tally.misses.append(f"UNIT {item['surface']!r} {name} got {match.unit}")
    for figure in free:
        tally.misses.append(f"EXTRA {figure.text!r} {figure.low} {figure.unit} in {text[:110]!r}")


def score_recognizers() -> dict[tuple[str, str], Tally]:
    """Score Recognizers-Text's specs, by language and model."""
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for row in read_rows("quant_recognizers_text.jsonl.gz"):
        language = row["lang"].split("-")[0]
        if row["kind"] not in KINDS or language not in LANGUAGES:
            continue
        gold = [dict(item) for item in row["gold"]]
        kept = [item for item in gold if item["value"] is not None and _locate(item, row["text"])]
        for item in kept:
            value = gold_value(str(item["value"]))
            item["low"], item["high"] = value if value else (None, None)
            item["kind"] = row["kind"]
            if row["kind"] == "PercentModel":
                item["unit"] = "%"
        kept = [item for item in kept if item["low"] is not None or item["high"] is not None]
        figures = find_figures_in(row["text"], language)
        wanted = KINDS[row["kind"]]
        counted = [
            f
            for f in figures
            if f.unit != "rank"
            and (wanted is None or kind_of(f) == wanted or any(overlaps(f, g) for g in kept))
        ]
        if row["kind"] == "NumberRangeModel":
            counted = [f for f in counted if any(overlaps(f, g) for g in kept)]
        score_row(tallies[language, row["kind"]], row["text"], language, counted, kept)
        score_aside(tallies[language, row["kind"]], row["text"], language, counted, kept)
    return tallies


def _locate(item: dict[str, Any], text: str) -> bool:
    """Mend the offsets of a gold mention by its words."""
    surface = item["surface"].strip().lower()
    if text[item["start"] : item["end"]].strip().lower() == surface:
        return True
    start, end = item["start"], item["end"]
    place = text.lower().find(surface)
    item["start"], item["end"] = place, place + len(surface)
    if place < 0:
        item["start"], item["end"] = start, end
    return True


_BASE = {
    "Kilometre": ("km", 1000, "m"),
    "Metre": ("m", 1, "m"),
    "Centimetre": ("cm", 0.01, "m"),
    "Millimetre": ("mm", 0.001, "m"),
    "Gram": ("g", 1, "g"),
    "Litre": ("L", 1, "l"),
    "Millilitre": ("mL", 0.001, "l"),
    "Hectolitre": ("hL", 100, "l"),
    "Second": ("second", 1, "s"),
    "Minute": ("minute", 60, "s"),
    "Hour": ("hour", 3600, "s"),
    "Day": ("day", 86400, "s"),
    "Week": ("week", 604800, "s"),
    "Month": ("month", 1, "mo"),
    "Quarter": ("quarter", 3, "mo"),
    "Year": ("year", 12, "mo"),
}
_OURS = {symbol: (factor, base) for symbol, factor, base in _BASE.values()} | {
    "kg": (1000, "g"),
    "mg": (0.001, "g"),
}


def score_duckling() -> dict[tuple[str, str], Tally]:
    """Score Duckling's corpora: the whole string is one expression."""
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for row in read_rows("quant_duckling.jsonl.gz"):
        if row["lang"] not in LANGUAGES or row["kind"] in ("Time", "Ordinal"):
            continue
        (gold, *_) = row["gold"]
        if gold.get("value") is None:
            continue
        tally = tallies[row["lang"], row["kind"]]
        figures = find_figures_in(row["text"], row["lang"])
        tally.gold += 1
        tally.found += bool(figures)
        if _sums_to(figures, float(gold["value"]), gold.get("unit")):
            tally.right += 1
        else:
            seen = [(f.text, f.low, f.unit) for f in figures]
            tally.misses.append(f"MISS {row['text']!r} {gold['value']} {gold['unit']} got {seen}")
    return tallies


def _sums_to(figures: tuple[Figure, ...], value: float, unit: str | None) -> bool:
    low = [f.low if f.low is not None else f.high for f in figures]
    if len(low) == 1 and low[0] is not None and close(low[0], value):
        return True
    if unit not in _BASE:
        return False
    _, factor, base = _BASE[unit]
    total = 0.0
    for figure, number in zip(figures, low, strict=True):
        ours = _OURS.get(figure.unit or "")
        if ours is None or ours[1] != base or number is None:
            return False
        total += number * ours[0]
    return bool(figures) and close(total, value * factor)


def score_meantime() -> Tally:
    """Score the VALUE mentions of MEANTIME that are written in digits: found or not."""
    tally = Tally()
    for row in read_rows("timex_meantime_en/all.jsonl.gz"):
        figures = find_figures_in(row["text"], "en")
        values = [v for v in row["values"] if any(letter.isdigit() for letter in v["text"])]
        tally.gold += len(values)
        tally.found += len(figures)
        spans = row["values"] + row["timexes"]
        for value in values:
            if any(overlaps(figure, value) for figure in figures):
                tally.right += 1
            else:
                start = max(0, value["start"] - 40)
                tally.misses.append(f"MISS {row['text'][start : value['end'] + 30]!r}")
        for figure in figures:
            if not any(overlaps(figure, span) for span in spans):
                around = row["text"][max(0, figure.start - 30) : figure.end + 20]
                tally.misses.append(f"EXTRA {figure.text!r} {figure.unit} in {around!r}")
    return tally


def measure_speed() -> tuple[float, int]:
    """Return articles a second of processor time on the news stream, and the number of figures."""
    path = DATA / "group" / "stream_xl.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    start = time.process_time()
    for language in sorted({row["lang"] for row in rows}):
        find_figures_in("1", language)
    print(f"loading the languages: {time.process_time() - start:.1f} s")
    characters = sum(len(row["text"]) for row in rows)
    start = time.process_time()
    count = sum(len(find_figures_in(row["text"], row["lang"])) for row in rows)
    taken = time.process_time() - start
    print(f"{characters / taken / 1e6:.2f} million characters a second")
    return len(rows) / taken, count


def score_units(tally: Tally) -> float:
    """Return the F1 of value and unit together."""
    precision = tally.with_unit / max(1, tally.found - (tally.gold - tally.unit_gold))
    recall = tally.with_unit / max(1, tally.unit_gold)
    return 2 * precision * recall / max(1e-9, precision + recall)


def print_row(name: str, tally: Tally, show: int) -> None:
    """Print one row of a table, and the first misses."""
    precision, recall, value = tally.scores(tally.right, tally.gold)
    line = f"{name:28} gold {tally.gold:5}  P {precision:.3f} R {recall:.3f} F1 {value:.3f}"
    line += f"  with unit F1 {score_units(tally):.3f}"
    if tally.aside is not None:
        rest = tally.aside
        line += f"  aside: gold {rest.gold:5} F1 {rest.scores(rest.right, rest.gold)[2]:.3f}"
        line += f" with unit F1 {score_units(rest):.3f}"
    print(line)
    for miss in (tally.aside or tally).misses[:show]:
        print("   ", miss)


def merge(tallies: list[Tally]) -> Tally:
    """Return the sum of some tallies."""
    total = Tally()
    for tally in tallies:
        total.gold += tally.gold
        total.found += tally.found
        total.right += tally.right
        total.with_unit += tally.with_unit
        total.unit_gold += tally.unit_gold
    aside = [tally.aside for tally in tallies if tally.aside is not None]
    total.aside = merge(aside) if aside else None
    return total


def print_grid(tallies: dict[tuple[str, str], Tally], show: int) -> None:
    """Print the tallies by language, and each model below it."""
    for language in LANGUAGES:
        rows = {kind: tally for (code, kind), tally in sorted(tallies.items()) if code == language}
        if rows:
            print_row(f"{language} all", merge(list(rows.values())), 0)
            for kind, tally in rows.items():
                print_row(f"   {kind}", tally, show)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=0, help="misses to print of each row")
    parser.add_argument("--only", default="", help="quantulum, recognizers, duckling, ...")
    parser.add_argument("--language", default="", help="one language of the grids")
    asked = parser.parse_args()
    global LANGUAGES  # noqa: PLW0603 - narrows the tables of one run
    LANGUAGES = [asked.language] if asked.language else LANGUAGES
    if asked.only in ("", "quantulum"):
        print_row("quantulum3 en", score_quantulum(), asked.show)
    if asked.only in ("", "recognizers"):
        print("\nRecognizers-Text")
        print_grid(score_recognizers(), asked.show)
    if asked.only in ("", "duckling"):
        print("\nDuckling (whole expressions)")
        print_grid(score_duckling(), asked.show)
    if asked.only in ("", "meantime"):
        print_row("\nMEANTIME en (detection)", score_meantime(), asked.show)
    if asked.only in ("", "speed"):
        rate, count = measure_speed()
        print(f"\nspeed: {rate:.0f} articles a second, {count} figures")


if __name__ == "__main__":
    main()
