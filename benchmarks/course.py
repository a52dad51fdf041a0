"""The course against events that people dated: `course.tsv`, pointers into the data.

    STEMMATA_DATA=../shared/data python benchmarks/course.py [--misses]

A line of `course.tsv` points to the words by which a report dates an event, and gives the days on
which that happened or is to, by these words, their tense and the day declared for the report. They
were drawn at random from sentences of reports with company that hold a year or the name of a month
or weekday, seven at most of a language (sixteen of English), by one who did not see what the course
makes of them; what the words leave open ("on Sunday", in a report of a Sunday) was passed over. A
story is a gold event, whole.

They were drawn twice: after the `first` the rules about weekdays and far months were made; the
`second` was judged when they stood, and nothing was made after it.

An event is dated rightly whose days lie within the true ones; one whose days hold them and more (a
year for a month) is told apart as wider, and so is one that is left out.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from stemmata.affair.commitments_notice import notice_commitments
from stemmata.affair.course import find_course, read_days
from stemmata.affair.material import gather_all
from stemmata.collate import collate_all
from stemmata.engine import SerialEngine
from stemmata.model import AnnotatedArticle, CourseEvent, Grouping, Story
from stemmata.pipeline import annotate_sources

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("STEMMATA_DATA", ROOT.parent / "shared" / "data"))
_WORDS = ("right", "wider", "wrong")
EVENTS = ROOT / "benchmarks" / "course.tsv"


@dataclass(frozen=True, slots=True)
class Judged:
    """Words that date an event, and the days they stand for."""

    drawn: str
    corpus: str
    article: str
    start: int
    end: int
    earliest: date
    latest: date
    note: str


def read_events(file: Path = EVENTS) -> list[Judged]:
    """Return the judged events as they are written."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Judged(
            row["drawn"],
            row["corpus"],
            row["article"],
            int(row["start"]),
            int(row["end"]),
            date.fromisoformat(row["earliest"]),
            date.fromisoformat(row["latest"]),
            row["note"],
        )
        for row in rows
    ]


def describe(judged: Sequence[Judged]) -> tuple[list[CourseEvent], Mapping[str, AnnotatedArticle]]:
    """Return the courses of the gold events that hold the judged ones, and their articles."""
    kept: list[dict[str, Any]] = []
    for corpus in dict.fromkeys(each.corpus for each in judged):
        with gzip.open(DATA / corpus, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        wanted = {each.article for each in judged if each.corpus == corpus}
        clusters = {row["cluster"] for row in rows if row["id"] in wanted}
        kept += [row for row in rows if row["cluster"] in clusters]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "articles.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in kept), encoding="utf-8")
        articles, _ = annotate_sources([str(file)], SerialEngine())
    members: defaultdict[str, list[str]] = defaultdict(list)
    for row in kept:
        members[row["cluster"]].append(row["id"])
    stories = tuple(Story(name, name, tuple(ids)) for name, ids in members.items())
    by_id = {article.id: article for article in articles}
    told = [(story, [by_id[name] for name in story.articles]) for story in stories]
    points = [point for found in collate_all(told) for point in found]
    events: list[CourseEvent] = []
    for material in gather_all(articles, Grouping(stories), points, lambda reading: reading):
        events += find_course(material, notice_commitments(material.articles))
    return events, by_id


def outcome(judged: Judged, events: Sequence[CourseEvent]) -> tuple[str, str]:
    """Return whether an event is right, wider, wrong or left out, and the days found for it."""
    found = [
        read_days(reading.value)
        for event in events
        for reading in event.readings
        for claim in reading.claims
        if claim.article == judged.article and claim.start < judged.end and judged.start < claim.end
    ]
    if not found:
        return "left out", ""
    days = "; ".join(f"{first}/{last}" for first, last in found)
    words = {_compare(judged, first or last, last) for first, last in found}
    return min(words, key=_WORDS.index), days


def _compare(judged: Judged, first: date | None, last: date | None) -> str:
    if first is None or last is None or last < judged.earliest or first > judged.latest:
        return "wrong"
    if judged.earliest <= first and last <= judged.latest:
        return "right"
    return "wider" if first <= judged.earliest and judged.latest <= last else "wrong"


def print_counts(drawn: str, counts: Counter[str], languages: int) -> None:
    """Print what became of the events of one drawing."""
    placed = sum(counts[word] for word in _WORDS)
    print(f"{drawn}: {counts.total()} events in {languages} languages, placed {placed}: ", end="")
    print(", ".join(f"{counts[word]} {word}" for word in _WORDS))
    print(f"{drawn} rightly dated {counts['right'] / max(1, placed):.3f} of placed", end=", ")
    print(f"not wrongly {1 - counts['wrong'] / max(1, placed):.3f}", end=", ")
    print(f"placed {placed / max(1, counts.total()):.3f} of all")


def main() -> None:
    """Print how many events are dated rightly, wrongly, or left out."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--misses", action="store_true")
    misses = parser.parse_args().misses
    judged = read_events()
    absent = sorted({each.corpus for each in judged if not (DATA / each.corpus).is_file()})
    if absent:
        print(f"course skipped: {', '.join(absent)} not in {DATA}; set STEMMATA_DATA")
        return
    events, articles = describe(judged)
    outcomes = [outcome(each, events) for each in judged]
    for drawn in dict.fromkeys(each.drawn for each in judged):
        mine = [n for n, each in enumerate(judged) if each.drawn == drawn]
        languages = {articles[judged[n].article].language for n in mine}
        print_counts(drawn, Counter(outcomes[n][0] for n in mine), len(languages))
    for each, (word, days) in zip(judged, outcomes, strict=True):
        if misses and word != "right":
            text = articles[each.article].text
            around = text[max(0, each.start - 60) : each.end + 60].replace("\n", " ")
            print(f"{word}: {each.article} {each.earliest}/{each.latest}, found {days} …{around}…")


if __name__ == "__main__":
    main()
