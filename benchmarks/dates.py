"""Dates: TIMEX3 on TempEval-3 and MEANTIME, values over languages, the publication date, speed.

Run `python benchmarks/dates.py [timex] [values] [published] [speed]` with STEMMATA_DATA pointing
at the data. `strict` and `relaxed` are F1 of spans, `value` is F1 of relaxed matches whose TIMEX3
value is right (UzZaman et al. 2013). `values` counts an expression of Recognizers-Text or Duckling
as right where our interval of days, or our TIMEX3 value, is one of those it allows.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from stemmata.annotate.dates import find_dates, find_dates_in
from stemmata.model import Article, DateMention, Origin, Publication

DATA = Path(os.environ.get("STEMMATA_DATA", Path(__file__).parents[2] / "shared" / "data"))
Row = dict[str, Any]
Finder = Callable[[str, str, date | None], tuple[DateMention, ...]]


def rows(name: str) -> Iterator[Row]:
    """Yield the rows of a data file."""
    with gzip.open(DATA / name, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def normal_value(value: str) -> str:
    """Return a TIMEX3 value without differences of notation (199X and 199, trailing seconds)."""
    return value.upper().rstrip("X-") if value[:2].isdigit() else value.upper()


def score_timex(name: str, find: Finder = find_dates_in, label: str = "") -> None:
    """Print strict, relaxed and value F1 of a finder of dates on one TIMEX3 corpus."""
    counts: Counter[str] = Counter()
    for row in rows(name):
        gold = row["timexes"]
        reference = _day(row["dct"])
        found = find(row["text"], "en", reference)
        counts["gold"] += len(gold)
        counts["found"] += len(found)
        used: set[int] = set()
        for mark in gold:
            best = _overlapping(mark, found, used)
            if best is None:
                continue
            used.add(best)
            mention = found[best]
            counts["relaxed"] += 1
            counts["strict"] += (mention.start, mention.end) == (mark["start"], mark["end"])
            counts["value"] += normal_value(mention.timex) == normal_value(mark["value"])
            counts["type"] += mention.type == mark["type"]
    measures = " ".join(
        f"{key} {200 * counts[key] / max(1, counts['gold'] + counts['found']):.1f}"
        for key in ("strict", "relaxed", "value", "type")
    )
    print(f"{label or name}: {measures} ({counts['gold']} gold, {counts['found']} found)")


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None


def _overlapping(mark: Row, found: tuple[DateMention, ...], used: set[int]) -> int | None:
    best, size = None, 0
    for index, mention in enumerate(found):
        shared = min(mention.end, mark["end"]) - max(mention.start, mark["start"])
        if shared > size and index not in used:
            best, size = index, shared
    return best


def score_values() -> None:
    """Print, a language, how many expressions are found and have an admissible value."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows("claims/quant_recognizers_text.jsonl.gz"):
        if row["kind"] == "DateTimeModel" and row["ref"]:
            _count_recognizers(table[row["lang"]], row)
    print("Recognizers-Text  gold found value   P(value) R(value) F1(value)")
    for language, counts in sorted(table.items()):
        print(f"  {language:6} {_measures(counts)}")
    table.clear()
    for row in rows("claims/quant_duckling.jsonl.gz"):
        if row["kind"] == "Time" and row["gold"][0].get("value"):
            _count_duckling(table[row["lang"]], row)
    print("Duckling Time (days and wider)")
    for language, counts in sorted(table.items()):
        if counts["gold"] >= 20:
            print(f"  {language:6} {_measures(counts)}")


def _measures(counts: Counter[str]) -> str:
    precision = 100 * counts["value"] / max(1, counts["all"])
    recall = 100 * counts["value"] / max(1, counts["gold"])
    both = 2 * precision * recall / max(1e-9, precision + recall)
    return (
        f"{counts['gold']:5} {counts['found']:5} {counts['value']:5}"
        f"   {precision:5.1f} {recall:5.1f} {both:5.1f}"
    )


def _count_recognizers(counts: Counter[str], row: Row) -> None:
    language = row["lang"].split("-")[0]
    found = find_dates_in(row["text"], language, date.fromisoformat(row["ref"][:10]))
    counts["all"] += len(found)
    counts["gold"] += len(row["gold"])
    used: set[int] = set()
    for mark in row["gold"]:
        best = _overlapping(mark, found, used)
        if best is None:
            continue
        used.add(best)
        counts["found"] += 1
        values = [value for value in mark["value"] or () if isinstance(value, dict)]
        counts["value"] += any(_admits(value, found[best]) for value in values)


def _admits(value: Row, mention: DateMention) -> bool:
    timex = value.get("timex", "")
    if normal_value(timex) == normal_value(mention.timex):
        return True
    if mention.type == "DURATION" and mention.latest is not None:  # "within 30 days": its last day
        last = value.get("value") or value.get("end") or ""
        # Recognizers-Text writes the day after the last one.
        days = (mention.latest, mention.latest + timedelta(days=1))
        return last[:10] in [day.isoformat() for day in days]
    if mention.type == "SET" or value["type"] in ("time", "timerange"):
        return _plain_clock(timex) == _plain_clock(mention.timex)
    if mention.earliest is None or mention.latest is None:
        return False
    return _admits_days(value, mention)


def _plain_clock(timex: str) -> str:
    """Return a clock time, or a range of them, without day, duration, and minutes that are none.

    Example:
        >>> _plain_clock("(T17,T18,PT1H)") == _plain_clock("2026-05-14T17:00/2026-05-14T18:00")
        True
    """
    ends = re.split(r"[,/]", timex.strip("()"))[:2]
    clocks = [end.removeprefix("XXXX-XX-XX") if end.startswith("XXXX") else end for end in ends]
    if not timex.startswith("XXXX-W"):
        clocks = [clock[max(0, clock.find("T")) :] for clock in clocks]
    return "/".join(clock.removesuffix(":00").replace("T24", "T00") for clock in clocks)


def _admits_days(value: Row, mention: DateMention) -> bool:
    """Say whether the days of a mention are those that the gold value allows."""
    assert mention.earliest is not None  # noqa: S101 # told apart by the caller
    assert mention.latest is not None  # noqa: S101
    start = value.get("value") or value.get("start") or ""
    if start[:4].isdigit() and mention.earliest.isoformat() == start[:10]:
        if "T" in mention.timex or value.get("value"):
            return value["type"] in ("date", "datetime", "datetimerange")
        end = value.get("end", "")[:10]
        return not end or end in (
            mention.latest.isoformat(),
            (mention.latest + timedelta(days=1)).isoformat(),
        )
    return value.get("Mod") == "before" and (value.get("end") or "")[:10] in (
        mention.latest.isoformat(),
        mention.earliest.isoformat(),
    )


def _count_duckling(counts: Counter[str], row: Row) -> None:
    gold = row["gold"][0]
    if gold["grain"] not in ("day", "week", "month", "quarter", "year"):
        return
    counts["gold"] += 1
    found = find_dates_in(row["text"], row["lang"], date.fromisoformat(row["ref"][:10]))
    counts["all"] += len(found)
    if len(found) == 1:
        counts["found"] += 1
        start = found[0].earliest.isoformat() if found[0].earliest else ""
        counts["value"] += start[: len(gold["value"])] == gold["value"] or (
            found[0].timex == gold["value"]
        )


def articles() -> Iterator[tuple[Article, Row]]:
    """Yield the articles of the simulated week, as the cleaning would give them."""
    for row in rows("group/stream_xl.jsonl.gz"):
        yield (
            Article(
                id=row["id"],
                text=row["text"],
                origin=Origin("stream_xl"),
                language=row["lang"],
                title=row["title"] or "",
                declared_published=row["date"],
            ),
            row,
        )


def score_published() -> None:
    """Print how often the publication interval holds the true day, when that is not declared.

    The day of the gun-violence articles is often that of the event: `near` is within three days.
    """
    for name in ("meantime", "gva_clean"):
        table: dict[str, Counter[str]] = defaultdict(Counter)
        for row in rows(f"group/{name}.jsonl.gz"):
            day = _day(row["date"])
            if day is None:
                continue
            _, published = find_dates(Article(row["id"], row["text"], Origin(name), row["lang"]))
            table[published.basis if published else "none"][_outcome(published, day)] += 1
        for basis, counts in sorted(table.items()):
            print(f"published, not declared: {name:9} {basis:8} {dict(counts)}")


def _outcome(published: Publication | None, day: date) -> str:
    if published is None:
        return "absent"
    if published.earliest <= day <= published.latest:
        return "right"
    margin = timedelta(days=3)
    near = published.earliest - margin <= day <= published.latest + margin
    return "near" if near else "wrong"


def measure_speed() -> None:
    """Print articles and characters a second of processor time on one core."""
    every = [article for article, _ in articles()]
    for article in every:
        find_dates(article)
    begin = time.process_time()
    mentions = sum(len(find_dates(article)[0]) for article in every)
    seconds = time.process_time() - begin
    characters = sum(len(article.text) for article in every)
    print(
        f"speed: {len(every) / seconds:.0f} articles/s of {characters / len(every):.0f} characters,"
        f" {characters / seconds / 2000:.0f} of 2,000; {mentions / len(every):.1f} dates each"
    )


def score_english() -> None:
    """Print the TIMEX3 measures on both English corpora."""
    score_timex("claims/timex_tempeval3_en/timebank.jsonl.gz")
    score_timex("claims/timex_meantime_en/all.jsonl.gz")


PARTS: dict[str, Callable[[], None]] = {
    "timex": score_english,
    "values": score_values,
    "published": score_published,
    "speed": measure_speed,
}

if __name__ == "__main__":
    for part in sys.argv[1:] or list(PARTS):
        PARTS[part]()
