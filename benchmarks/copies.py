"""Copies against `copies/` of the data and against simulated families.

    STEMMATA_DATA=... python benchmarks/copies.py

Prints: for each relation how many of its pairs are called copies (cross-validated by article group,
and as the shipped model does on the whole collection at once); which way pairs run by the text
alone; the area under the curve on graded reuse (`clough`); what `trace.scoring` measures on grown
families, with the calibration error of directions and how often the support of a reading is exact;
time.
"""

from __future__ import annotations

import csv
import gzip
import json
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import astuple
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
from stemmata.trace.classifier import copy_logit, probability
from stemmata.trace.comparison import ACROSS, SAME_LANGUAGE, Prepared, compare
from stemmata.trace.credits import Credit, find_credits
from stemmata.trace.direction import Context, direction_clues
from stemmata.trace.edits import find_edits
from stemmata.trace.scoring import score
from stemmata.trace.sheets import Growth, lines_of
from stemmata.trace.signatures import runs, sign
from stemmata.trace.simulate import Family, grow
from stemmata.trace.slips import find_slips
from stemmata.trace.train import cross_validate, report_lines
from stemmata.trace.training_pairs import (
    data_folder,
    find_groups,
    independent_pairs,
    labelled_pairs,
    read_articles,
    stand_ins,
)

_FAMILIES = 60  # of up to ten articles; of larger ones a quarter
_READINGS = 8  # of each family
_TRANSLATED = ("translation", "mt_translation")
_LEAST_LINES = 6
_PASSIM_ORDER, _PASSIM_FREQUENCY, _PASSIM_SHARED = 5, 100, 5  # of its README
_COLUMNS = (
    "edges",
    "of texts",
    "attainable",
    "roots",
    "of texts",
    "ancestry",
    "direction",
    "support",
)
_GROWTHS = (
    ("3 articles", Growth(size=3)),
    ("5", Growth(size=5)),
    ("10", Growth()),
    ("20", Growth(size=20)),
    ("30", Growth(size=30)),
    ("10, translations", Growth(translate=0.2)),
    ("10, credits kept on", Growth(keep_credit=0.5)),
    ("10, a third of times off", Growth(shift=0.33)),
    ("10, no credits", Growth(credit=0)),
    ("10, no times", Growth(times=False)),
    ("10, neither", Growth(times=False, credit=0)),
    ("10, root removed", Growth(root_present=False)),
    ("10, root, times removed", Growth(root_present=False, times=False)),
)


def main() -> None:
    """Print every table."""
    folder = data_folder()
    pair_tables(folder)
    passim_table(folder)
    collection_table(folder)
    text_direction(folder)
    graded_reuse(folder)
    family_table(folder)
    speed(folder)


def pair_tables(folder: Path) -> None:
    """Print recall by relation, each pair judged by a model that has not seen its group."""
    pairs, others = labelled_pairs(folder) + independent_pairs(folder), stand_ins(folder)
    for title, names, same in (("one language", SAME_LANGUAGE, True), ("across", ACROSS, False)):
        real = [pair for pair in pairs if pair.same_language == same]
        made = [pair for pair in others if pair.same_language == same]
        judged = cross_validate(real + made, names)
        print(f"pairs, {title}, cross-validated")
        for line in report_lines(real, judged[: len(real)]):
            print(f"  {line}")
        for line in report_lines(made, judged[len(real) :]) if made else ():
            print(f"    beside them: {line}")


def passim_table(folder: Path) -> None:
    """Print which pairs pass the first test of passim with the defaults its authors publish.

    Five n-grams of five words in common, none in more than a hundred documents; what follows there
    (alignment, clustering) can only lose pairs.
    """
    held = {
        annotated.id: set(runs(sign(annotated).words, _PASSIM_ORDER).tolist())
        for annotated in load(folder / "copies" / "articles.jsonl.gz")
    }
    frequency = Counter(shingle for shingles in held.values() for shingle in shingles)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    with (folder / "copies" / "pairs.tsv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            if row["lang_a"] == row["lang_b"]:
                shared = held[row["id_a"]] & held[row["id_b"]]
                rare = sum(frequency[shingle] <= _PASSIM_FREQUENCY for shingle in shared)
                counts[row["relation"]][0] += 1
                counts[row["relation"]][1] += rare >= _PASSIM_SHARED
    print("pairs in one language that pass the first test of passim")
    for relation, (pairs, passed) in sorted(counts.items()):
        print(f"  {relation:<22}{passed:>5} of {pairs:<5}")


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
    family = find_groups([(c.copy, c.original) for c in copies if c.kind != "cited"])
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


def text_direction(folder: Path) -> None:
    """Print which way pairs whose original is listed first run by the text alone."""
    articles = read_articles(folder / "copies" / "articles.jsonl.gz")
    judged: dict[str, list[float]] = defaultdict(list)
    with (folder / "copies" / "pairs.tsv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            if row["is_copy"] == "1":
                pair = articles[row["id_a"]], articles[row["id_b"]]
                judged[row["relation"]].append(_text_odds(*pair))
    print("direction by the text alone: right, wrong, open")
    for relation, odds in sorted(judged.items()):
        right, wrong = sum(value > 0 for value in odds), sum(value < 0 for value in odds)
        print(f"  {relation:<22}{right:>5}{wrong:>5}{len(odds) - right - wrong:>5}")
    every = [value for odds in judged.values() for value in odds]
    print(f"  calibration error {_calibration_error([_as_told(value) for value in every]):.3f}")


def _as_told(odds: float) -> tuple[float, float]:
    """Return the probability of the likelier way, and whether it is right; half where open."""
    return probability(abs(odds)), 0.5 if odds == 0 else float(odds > 0)


def _text_odds(original: Prepared, copy: Prepared) -> float:
    settings = TraceSettings()
    found = compare(original, copy, settings)
    reports = original.report, copy.report
    credits_: dict[str, tuple[Credit, ...]] = {report.id: () for report in reports}
    context = Context(credits_, {}, find_slips([found]), settings)
    clues = direction_clues(*reports, found, find_edits(found), context)
    return sum(clue.weight for clue in clues)


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
    seeds, parallels = _seeds(folder), _parallels(folder)
    print("simulated families")
    print(f"  {'':<24}" + "".join(f"{name:>11}" for name in _COLUMNS))
    for title, growth in _GROWTHS:
        figures = _rebuild(seeds, growth, parallels)
        print(f"  {title:<24}" + "".join(f"{figure:>11.3f}" for figure in figures))


def _seeds(folder: Path) -> list[Article]:
    """Return English articles of middling length, no two alike.

    None credits an agency: a family of copies would have it for a root beside the simulated one.
    """
    unlike: dict[str, Article] = {}
    for annotated in load(folder / "copies" / "articles.jsonl.gz"):
        middling = annotated.language == "en" and 900 < len(annotated.text) < 4000
        if middling and not find_credits(annotated, {}):
            unlike.setdefault(annotated.text[40:80], annotated.article)
    return list(unlike.values())


def _parallels(folder: Path) -> dict[str, list[Article]]:
    """Return the translations of English articles that have sentence for sentence, by id."""
    articles = {a.id: a.article for a in load(folder / "copies" / "articles.jsonl.gz")}
    found: dict[str, list[Article]] = defaultdict(list)
    with (folder / "copies" / "pairs.tsv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            pair = articles[row["id_a"]], articles[row["id_b"]]
            if row["relation"] not in _TRANSLATED or "en" not in {a.language for a in pair}:
                continue
            own, other = sorted(pair, key=lambda article: article.language != "en")
            if len(lines_of(own)) == len(lines_of(other)) >= _LEAST_LINES:
                found[own.id].append(other)
    return found


def _grown(
    seeds: Sequence[Article], growth: Growth, number: int, parallels: Mapping[str, list[Article]]
) -> Family:
    """Return a family; one with translations starts from an article that has one."""
    chance = np.random.default_rng(number)
    chosen = [seeds[place] for place in chance.choice(len(seeds), 4, replace=False)]
    if growth.translate:
        first = [seed for seed in seeds if seed.id in parallels]
        chosen[0] = first[int(chance.integers(len(first)))]
    return grow(chosen, growth, number, parallels.get(chosen[0].id, ()))


def _rebuild(
    seeds: Sequence[Article], growth: Growth, parallels: Mapping[str, list[Article]]
) -> list[float]:
    scores, directions, exact = [], [], []
    for number in range(_FAMILIES if growth.size <= 10 else _FAMILIES // 4):
        family = _grown(seeds, growth, number, parallels)
        names = tuple(sorted(annotated.id for annotated in family.articles))
        copies = trace(family.articles, Grouping((Story("s", "s", names),)))
        scores.append(astuple(score(family, found_parents(copies))))
        directions += _directions(family, copies)
        exact += _support_exact(family, copies, names)
    means = np.mean(scores, axis=0).tolist()
    return [*means, _calibration_error(directions), float(np.mean(exact))]


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


def _support_exact(family: Family, copies: Sequence[Copy], names: Sequence[str]) -> list[bool]:
    """Return whether readings that some of the articles give get their true number of sources."""
    truth = [Copy(c, p, "edited", 1.0, 1.0) for c, ps in family.parents.items() for p in ps]
    chance = np.random.default_rng(len(family.articles[0].text))
    points = []
    for number in range(_READINGS):
        size = int(chance.integers(2, len(names) + 1)) if len(names) > 1 else 1
        chosen = sorted(chance.choice(names, size, replace=False).tolist())
        claims = tuple(Claim(name, 0, 1, "", "1") for name in chosen)
        points.append(Point(str(number), "s", "figure", "?", (Reading("1", claims),), "single"))
    counted, right = (_counts(points, held, family) for held in (copies, truth))
    return [one == other for one, other in zip(counted, right, strict=True)]


def _counts(points: Sequence[Point], copies: Sequence[Copy], family: Family) -> list[int]:
    filled = support(points, copies, family.articles)
    return [point.readings[0].independent_sources for point in filled]


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
