"""Copies against `copies/` of the data and against simulated families.

    STEMMATA_DATA=... python benchmarks/copies.py

Prints: for each relation how many of its pairs are called copies (cross-validated by article group,
and as the shipped model does on the whole collection at once); the area under the curve on graded
reuse (`clough`); edges, roots, ancestry and calibration on simulated families; support; time.
"""

from __future__ import annotations

import csv
import gzip
import json
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from stemmata.engine import SerialEngine
from stemmata.model import (
    AnnotatedArticle,
    Article,
    Claim,
    Copy,
    Grouping,
    Origin,
    Point,
    Reading,
    Story,
)
from stemmata.pipeline import annotate_sources, group_articles
from stemmata.settings import TraceSettings
from stemmata.trace import support, trace
from stemmata.trace.classifier import copy_logit
from stemmata.trace.comparison import ACROSS, SAME_LANGUAGE, compare
from stemmata.trace.mutations import Growth
from stemmata.trace.scoring import score
from stemmata.trace.simulate import Family, grow
from stemmata.trace.train import (
    cross_validate,
    data_folder,
    independent_pairs,
    labelled_pairs,
    read_articles,
    report_lines,
)

_FAMILIES = 30


def main() -> None:
    """Print every table."""
    folder = data_folder()
    pair_tables(folder)
    collection_table(folder)
    graded_reuse(folder)
    family_table(folder)
    speed(folder)


def pair_tables(folder: Path) -> None:
    """Print recall by relation, each pair judged by a model that has not seen its group."""
    pairs = labelled_pairs(folder) + independent_pairs(folder)
    for title, names, same in (("one language", SAME_LANGUAGE, True), ("across", ACROSS, False)):
        part = [pair for pair in pairs if pair.same_language == same]
        print(f"pairs, {title}, cross-validated")
        for line in report_lines(part, cross_validate(part, names)):
            print(f"  {line}")


def load(path: Path) -> list[AnnotatedArticle]:
    """Return the articles of a file, their text as it stands."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        AnnotatedArticle(
            Article(id=row["id"], text=row["text"], origin=Origin(path.name), language=row["lang"])
        )
        for row in rows
    ]


def collection_table(folder: Path) -> None:
    """Print recall by relation when the whole collection goes through the product at once.

    A line is direct (parent and child in the stemma) or leads by way of other articles.
    """
    engine = SerialEngine()
    articles, _ = annotate_sources([str(folder / "copies" / "articles.jsonl.gz")], engine)
    grouping = group_articles(articles, engine)
    start = time.process_time()
    copies = trace(articles, grouping)
    took = time.process_time() - start
    direct = {frozenset((copy.copy, copy.original)) for copy in copies if copy.direct}
    lines = {frozenset((copy.copy, copy.original)) for copy in copies}
    family = _families(copies)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    with (folder / "copies" / "pairs.tsv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            a, b = row["id_a"], row["id_b"]
            counts[row["relation"]][0] += 1
            counts[row["relation"]][1] += frozenset((a, b)) in direct
            counts[row["relation"]][2] += frozenset((a, b)) in lines
            counts[row["relation"]][3] += family.get(a, a) == family.get(b, b)
    print(f"whole collection, traced in {took:.1f} s: pairs, direct, any line, in one stemma")
    for relation, (pairs, *found) in sorted(counts.items()):
        cells = "".join(f"{number:>6}" for number in found)
        print(f"  {relation:<22}{pairs:>5}{cells}   {found[1] / pairs:.3f}")


def _families(copies: Sequence[Copy]) -> Mapping[str, str]:
    parent: dict[str, str] = {}

    def find(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            name = parent[name]
        return name

    for copy in copies:
        if copy.kind != "cited":
            parent[find(copy.copy)] = find(copy.original)
    return {name: find(name) for name in list(parent)}


def graded_reuse(folder: Path) -> None:
    """Print the area under the curve on reused or not, and means by grade."""
    articles = read_articles(folder / "copies" / "clough.articles.jsonl.gz")
    grades: dict[str, list[float]] = defaultdict(list)
    with (folder / "copies" / "clough.pairs.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            pair = articles[row["id_source"]], articles[row["id_answer"]]
            grades[row["label"]].append(copy_logit(compare(*pair, TraceSettings())))
    reused = [value for grade, values in grades.items() if grade != "non" for value in values]
    wins = [(a > b) + 0.5 * (a == b) for a in reused for b in grades["non"]]
    print(f"clough: AUC {np.mean(wins):.3f}")
    for grade, values in sorted(grades.items()):
        called = sum(value > 0 for value in values)
        print(
            f"  {grade:<8}{called:>4} of {len(values):<4} median log-odds {np.median(values):.1f}"
        )


def family_table(folder: Path) -> None:
    """Print how well simulated families are rebuilt, by size and by what evidence is left."""
    seeds = _seeds(folder)
    print("simulated families: edges, roots, ancestry, direction calibration error, support")
    for title, growth in (
        ("3 articles", Growth(size=3)),
        ("10 articles", Growth()),
        ("30 articles", Growth(size=30)),
        ("10, no credits", Growth(credit=0)),
        ("10, no times", Growth(times=False)),
        ("10, neither", Growth(times=False, credit=0)),
        ("10, root removed", Growth(root_present=False)),
    ):
        figures = _rebuild(seeds, growth)
        print(f"  {title:<18}" + "".join(f"{figure:>7.3f}" for figure in figures))


def _seeds(folder: Path) -> list[Article]:
    """Return English articles of middling length, no two alike."""
    unlike: dict[str, Article] = {}
    for annotated in load(folder / "copies" / "articles.jsonl.gz"):
        if annotated.language == "en" and 900 < len(annotated.text) < 4000:
            unlike.setdefault(annotated.text[40:80], annotated.article)
    return list(unlike.values())


def _rebuild(seeds: Sequence[Article], growth: Growth) -> list[float]:
    scores, directions, exact = [], [], []
    for number in range(_FAMILIES if growth.size <= 10 else _FAMILIES // 3):
        chosen = np.random.default_rng(number).choice(len(seeds), 4, replace=False)
        family = grow([seeds[place] for place in chosen], growth, number)
        names = tuple(sorted(annotated.id for annotated in family.articles))
        copies = trace(family.articles, Grouping((Story("s", "s", names),)))
        scores.append(score(family, found_parents(copies)))
        directions += _directions(family, copies)
        exact.append(_support_exact(family, copies, names))
    edges, roots, ancestry = np.mean([(s.edges, s.roots, s.ancestry) for s in scores], axis=0)
    return [edges, roots, ancestry, _calibration_error(directions), float(np.mean(exact))]


def found_parents(copies: Sequence[Copy]) -> dict[str, list[str]]:
    """Return the parents in the collection that texts were taken from, likeliest first."""
    parents: dict[str, list[str]] = defaultdict(list)
    for copy in copies:
        if copy.direct and copy.kind != "cited" and copy.unseen is None:
            parents[copy.copy].append(copy.original)
    return parents


def _directions(family: Family, copies: Sequence[Copy]) -> list[tuple[float, float]]:
    """Return (probability given, right or not) of each edge between true parent and child."""
    judged = []
    for copy in copies:
        if not copy.direct or copy.unseen is not None:
            continue
        if copy.original in family.parents[copy.copy]:
            judged.append((copy.direction_probability, 1.0))
        elif copy.copy in family.parents[copy.original]:
            judged.append((copy.direction_probability, 0.0))
    return judged


def _calibration_error(judged: Sequence[tuple[float, float]]) -> float:
    values = np.array(judged)
    bins = np.minimum((values[:, 0] * 10).astype(int), 9)
    parts = [values[bins == number] for number in range(10)]
    return sum(
        abs(float(part[:, 0].mean() - part[:, 1].mean())) * len(part) / len(values)
        for part in parts
        if len(part)
    )


def _support_exact(family: Family, copies: Sequence[Copy], names: Sequence[str]) -> float:
    """Return whether a reading that half of the articles give gets its true number of sources."""
    chosen = names[::2]
    claims = tuple(Claim(name, 0, 1, "", "1") for name in chosen)
    point = Point("p", "s", "figure", "how many?", (Reading("1", claims),), "single")
    counted = support((point,), copies, family.articles)[0].readings[0].independent_sources
    truth = [Copy(c, p, "edited", 1.0, 1.0) for c, ps in family.parents.items() for p in ps]
    right = support((point,), truth, family.articles)[0].readings[0].independent_sources
    return float(counted == right)


def speed(folder: Path) -> None:
    """Print processor time for 300 reports of one story and for a collection of unrelated ones."""
    seeds = _seeds(folder)
    family = grow(seeds[:20], Growth(size=300, merge=0.02), 1)
    names = tuple(sorted(annotated.id for annotated in family.articles))
    start = time.process_time()
    trace(family.articles, Grouping((Story("s", "s", names),)))
    print(f"300 reports of one story: {time.process_time() - start:.1f} s")
    engine = SerialEngine()
    articles, _ = annotate_sources([str(folder / "group" / "stream_xl.jsonl.gz")], engine)
    grouping = group_articles(articles, engine)
    for _ in range(2):
        start = time.process_time()
        copies = trace(articles, grouping)
        took = time.process_time() - start
        print(
            f"{len(articles)} articles, {len(grouping.stories)} stories, {len(copies)} lines: "
            f"{took:.1f} s, {1000 * took / len(articles):.2f} ms an article"
        )


if __name__ == "__main__":
    main()
