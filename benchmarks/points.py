"""The collation against pairs of claims that people judged: `points.tsv`, pointers into the data.

    STEMMATA_DATA=../shared/data python benchmarks/points.py [--misses dev|test]

A line of `points.tsv` points to two claims of two reports of one event and says whether they give
the `same` value, `compatible` ones (rounded, bounded, less exact, in another unit), `disputed` ones
(both cannot be true of one thing at one time) or are `unrelated` (two things that look like one).
A story is a gold event, whole; of judged pairs and of rotations over languages, what the pairs
connect. Two claims that land in one point are judged by their readings; others are `apart`, which
is right of unrelated ones only. Halves are drawn by event: tune on `dev` alone.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from stemmata.collate import collate
from stemmata.collate.quantities import relate_statements
from stemmata.collate.statements import Statement, state
from stemmata.engine import SerialEngine
from stemmata.model import AnnotatedArticle, Point, Story
from stemmata.pipeline import annotate_sources
from stemmata.settings import CollateSettings

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("STEMMATA_DATA", ROOT.parent / "shared" / "data"))
PAIRS = ROOT / "benchmarks" / "points.tsv"
JUDGEMENTS = ("same", "compatible", "disputed", "unrelated")
OUTCOMES = ("same", "compatible", "disputed", "apart", "unseen")
HALVES = ("dev", "test")
JOINED = {"same": "same", "compatible": "compatible", "slip": "disputed", "different": "disputed"}


@dataclass(frozen=True, slots=True)
class Side:
    """One of two claims: where it stands."""

    article: str
    start: int
    end: int

    def meets(self, article: str, start: int, end: int) -> bool:
        """Say whether a claim of the collation shares a character with this one."""
        return article == self.article and start < self.end and end > self.start


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims and how they stand to one another."""

    corpus: str
    a: Side
    b: Side
    judgement: str
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with its event's half, the two languages and what the collation makes of it."""

    pair: Pair
    half: str
    languages: tuple[str, str]
    outcome: str

    @property
    def right(self) -> bool:
        """Whether the outcome is what people judged."""
        if self.pair.judgement == "unrelated":
            return self.outcome in ("apart", "unseen")
        return self.outcome == self.pair.judgement


def read_pairs(file: Path = PAIRS) -> list[Pair]:
    """Return the pairs as they are written."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Pair(r["corpus"], _side(r, "a"), _side(r, "b"), r["judgement"], r["kind"], r["note"])
        for r in rows
    ]


def _side(row: dict[str, str], name: str) -> Side:
    return Side(row[f"article_{name}"], int(row[f"start_{name}"]), int(row[f"end_{name}"]))


def gather_stories(pairs: Sequence[Pair]) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """Return the event of each article that is needed, and the rows of those articles."""
    event_of: dict[str, str] = {}
    kept: list[dict[str, Any]] = []
    for corpus in dict.fromkeys(pair.corpus for pair in pairs):
        wanted = [pair for pair in pairs if pair.corpus == corpus]
        with gzip.open(DATA / corpus, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        events = name_events(corpus, rows, wanted)
        needed = {events[side.article] for pair in wanted for side in (pair.a, pair.b)}
        kept += [row for row in rows if events.get(row["id"]) in needed]
        event_of |= {name: event for name, event in events.items() if event in needed}
    return event_of, kept


def name_events(
    corpus: str, rows: Iterable[dict[str, Any]], pairs: Sequence[Pair]
) -> dict[str, str]:
    """Return the event of each article: its gold cluster, or what the pairs connect."""
    if "xl_indep" in corpus or ".articles" in corpus:
        return _connect(pairs)
    return {row["id"]: f"{corpus}:{row['cluster']}" for row in rows}


def _connect(pairs: Sequence[Pair]) -> dict[str, str]:
    events: dict[str, str] = {}
    for pair in pairs:
        one = events.setdefault(pair.a.article, pair.a.article)
        other = events.setdefault(pair.b.article, one)
        if one != other:
            events = {name: one if at == other else at for name, at in events.items()}
    return events


def half_of(event: str) -> str:
    """Return the half that an event is in, by a hash of what it is named after.

    The rotations of one event over languages are in one half.
    """
    name = event.split(":", 2)[-1] if event.startswith("xi") else event
    return HALVES[blake2b(name.encode(), digest_size=1).digest()[0] % 2]


def annotate_stories(
    pairs: Sequence[Pair],
) -> tuple[dict[str, str], dict[str, list[AnnotatedArticle]]]:
    """Return the event of each article that is needed, and the annotated articles of each."""
    event_of, rows = gather_stories(pairs)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "articles.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        annotated, _ = annotate_sources([str(file)], SerialEngine())
    stories: dict[str, list[AnnotatedArticle]] = defaultdict(list)
    for article in annotated:
        stories[event_of[article.id]].append(article)
    return event_of, stories


def judge(pairs: Sequence[Pair]) -> tuple[list[Judged], dict[str, AnnotatedArticle]]:
    """Collate every story and return what became of each pair, with the articles."""
    event_of, stories = annotate_stories(pairs)
    articles = {article.id: article for members in stories.values() for article in members}
    points = {
        event: collate(Story(event, event, tuple(a.id for a in members)), members)
        for event, members in stories.items()
    }
    judged = [
        Judged(
            pair,
            half_of(event_of[pair.a.article]),
            (articles[pair.a.article].language, articles[pair.b.article].language),
            outcome_of(pair, points[event_of[pair.a.article]], articles),
        )
        for pair in pairs
    ]
    return judged, articles


def outcome_of(pair: Pair, points: Sequence[Point], articles: dict[str, AnnotatedArticle]) -> str:
    """Return how two claims stand in the points of their story."""
    seen = [False, False]
    for point in points:
        if (point.kind == "name") != (pair.kind == "name"):
            continue
        places = [
            [
                n
                for n, reading in enumerate(point.readings)
                for c in reading.claims
                if side.meets(c.article, c.start, c.end)
            ]
            for side in (pair.a, pair.b)
        ]
        seen = [seen[0] or bool(places[0]), seen[1] or bool(places[1])]
        if places[0] and places[1]:
            if set(places[0]) & set(places[1]):
                return "same"
            return "disputed" if point.kind == "name" else relate_sides(pair, articles)
    return "apart" if all(seen) else "unseen"


def relate_sides(pair: Pair, articles: dict[str, AnnotatedArticle]) -> str:
    """Return how the values of two claims relate, the closest where one side states several."""
    settings = CollateSettings()
    relations = [
        JOINED[relate_statements(one, other, settings)]
        for one in _stated(pair.a, articles)
        for other in _stated(pair.b, articles)
        if one.kind == other.kind
    ]
    return min(relations, key=OUTCOMES.index, default="apart")


def _stated(side: Side, articles: dict[str, AnnotatedArticle]) -> Iterator[Statement]:
    for statement in state(articles[side.article], 0, ()):
        if side.meets(statement.claim.article, statement.claim.start, statement.claim.end):
            yield statement


def print_measures(half: str, judged: Sequence[Judged]) -> None:
    """Print what a half gives: disputed as the field does, then who is taken for what."""
    disputed = [j for j in judged if j.pair.judgement == "disputed"]
    called = [j for j in judged if j.outcome == "disputed"]
    hits = sum(j.outcome == "disputed" for j in disputed)
    precision, recall = hits / max(1, len(called)), hits / max(1, len(disputed))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{half} disputed  P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  of {len(disputed)}")
    met = [j for j in judged if j.pair.judgement != "unrelated"]
    joined = sum(j.outcome in JUDGEMENTS for j in met) / max(1, len(met))
    right = sum(j.right for j in judged) / max(1, len(judged))
    print(f"{half} meet in one point {joined:.3f}  judged right {right:.3f}  of {len(judged)}")
    print(f"{'':16}" + "".join(f"{outcome:>12}" for outcome in OUTCOMES))
    for judgement in JUDGEMENTS:
        row = Counter(j.outcome for j in judged if j.pair.judgement == judgement)
        print(f"   {judgement:<13}" + "".join(f"{row[outcome]:>12}" for outcome in OUTCOMES))


def print_shares(half: str, judged: Sequence[Judged]) -> None:
    """Print the share judged right of each kind and of each language or pair of languages."""
    groups = {
        "kind": [each.pair.kind for each in judged],
        "languages": [
            each.languages[0] if len(set(each.languages)) == 1 else "across" for each in judged
        ],
    }
    for name, keys in groups.items():
        shares: dict[str, list[bool]] = defaultdict(list)
        for each, key in zip(judged, keys, strict=True):
            shares[key].append(each.right)
        told = (f"{key} {sum(v) / len(v):.2f} of {len(v)}" for key, v in sorted(shares.items()))
        print(f"   {half} right by {name}: " + ", ".join(told))


def print_misses(judged: Sequence[Judged], articles: dict[str, AnnotatedArticle]) -> None:
    """Print each pair that is judged wrong, with the words around its claims."""
    for each in judged:
        if each.right:
            continue
        pair = each.pair
        print(f"\n{pair.judgement} taken as {each.outcome} [{pair.kind}] {pair.note}")
        for side in (pair.a, pair.b):
            text = articles[side.article].text
            before, after = text[max(0, side.start - 70) : side.start], text[side.end :][:70]
            words = f"{before}[{text[side.start : side.end]}]{after}".replace("\n", " ")
            print(f"   {side.article} …{words}…")


def main() -> None:
    """Print the measures of both halves."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--misses", choices=HALVES)
    chosen = parser.parse_args().misses
    pairs = read_pairs()
    absent = sorted({pair.corpus for pair in pairs if not (DATA / pair.corpus).is_file()})
    if absent:
        print(f"points skipped: {', '.join(absent)} not in {DATA}; set STEMMATA_DATA")
        return
    judged, articles = judge(pairs)
    for half in HALVES:
        members = [each for each in judged if each.half == half]
        print_measures(half, members)
        print_shares(half, members)
    if chosen:
        print_misses([each for each in judged if each.half == chosen], articles)


if __name__ == "__main__":
    main()
