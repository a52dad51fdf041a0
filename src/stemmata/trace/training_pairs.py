"""The pairs of reports that the classifier of copies learns from, with their measures.

Pairs are those of `copies/pairs.tsv`; reports of one event that were written independently add to
the pairs that are no copies. Few of these are in two languages, so that pairs in one language stand
in for them, measured as if they were in two: reports of one event (`ecbplus`, `gva_clean`) for
independent ones, back translations for translations. Translations cut short are added as well, and
reports that take a single sentence from another.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from stemmata.model import AnnotatedArticle, Article, Origin
from stemmata.settings import TraceSettings
from stemmata.trace.comparison import Prepared, compare, measure_senses
from stemmata.trace.reports import Report, prepare

_LEAST_WORDS = 40  # of an independent report: one sentence of news is alike everywhere
_INDEPENDENT_PAIRS = {"xl_indep": 300, "weekend": 300, "ecbplus": 60, "gva_clean": 60}
_STAND_INS = 400  # of each corpus
_MOST_VERBATIM = 0.05  # of a stand-in: more may be a reprint, whatever the corpus says
_ALIKE = 2.5  # of the human scores of semeval22, 1 (one event) to 4
_CUT = 0.5  # of the sentences of a translation that is cut short
_LEAST_SENTENCES = 3
_EXCERPT_EVERY = 80  # articles: as many excerpts as other relations have pairs
_EXCERPT_WORDS = range(12, 31)
_TRANSLATED = ("translation", "mt_translation", "back_translation")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One pair with its measures; `group` joins pairs that share an article."""

    relation: str
    copied: bool
    same_language: bool
    group: str
    measures: dict[str, float]


def data_folder() -> Path:
    """Return where the data lies: `STEMMATA_DATA`, or beside the repository."""
    return Path(os.environ.get("STEMMATA_DATA", "../shared/data"))


def read_articles(path: Path) -> dict[str, Prepared]:
    """Return the articles of a JSON Lines file by id, ready to be compared."""
    return {row["id"]: _prepared(row, path.name) for row in _rows(path)}


def _rows(path: Path) -> Iterable[Mapping[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _prepared(row: Mapping[str, str], source: str) -> Prepared:
    article = Article(id=row["id"], text=row["text"], origin=Origin(source), language=row["lang"])
    return Prepared(prepare(AnnotatedArticle(article), TraceSettings()))


def labelled_pairs(folder: Path) -> list[Labelled]:
    """Return the pairs of `copies` with their measures."""
    articles = read_articles(folder / "copies" / "articles.jsonl.gz")
    with (folder / "copies" / "pairs.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    groups = find_groups([(row["id_a"], row["id_b"]) for row in rows])
    return [
        _labelled(
            articles[row["id_a"]],
            articles[row["id_b"]],
            row["relation"],
            row["is_copy"],
            groups[row["id_a"]],
        )
        for row in rows
    ]


def independent_pairs(folder: Path) -> list[Labelled]:
    """Return pairs of independent reports of one event, in one language and in two.

    Reports in one language that share a long run of words may be reprints whatever the corpus
    says, and are left out.
    """
    across = [
        _labelled(a, b, "independent", "0", group)
        for name in ("xl_indep", "weekend")
        for group, a, b in _one_event(folder, name, _INDEPENDENT_PAIRS[name], same_language=False)
    ]
    within = [
        _labelled(a, b, "independent", "0", group)
        for name in ("ecbplus", "gva_clean")
        for group, a, b in _one_event(folder, name, _INDEPENDENT_PAIRS[name], same_language=True)
    ]
    across += _scored_pairs(folder / "group")
    return across + [pair for pair in within if pair.measures["telling"] == 0.0]


def stand_ins(folder: Path) -> list[Labelled]:
    """Return pairs made for want of real ones: see the head of this module."""
    articles = read_articles(folder / "copies" / "articles.jsonl.gz")
    with (folder / "copies" / "pairs.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    groups = find_groups([(row["id_a"], row["id_b"]) for row in rows])
    found: list[Labelled] = []
    for row in rows:
        pair = articles[row["id_a"]], articles[row["id_b"]]
        found += _made_of(pair, row["relation"], row["is_copy"], groups[row["id_a"]])
    found += _one_sentence_taken(articles, groups)
    for name in ("ecbplus", "gva_clean"):
        for group, a, b in _one_event(folder, name, _STAND_INS, same_language=True):
            here = compare(a, b, TraceSettings()).measures
            if here["telling"] == 0.0 and here["verbatim"] <= _MOST_VERBATIM:
                found.append(_as_if_across(a, b, "independent", "0", group))
    return found


def _made_of(
    pair: tuple[Prepared, Prepared], relation: str, copied: str, group: str
) -> Iterable[Labelled]:
    """Yield what one pair of `copies` stands in for."""
    a, b = pair
    label = _labelled
    if a.report.language == b.report.language:
        if relation not in ("back_translation", "same_event"):
            return
        label = _as_if_across
        yield label(a, b, relation, copied, group)
    if relation in _TRANSLATED:
        short = _cut_short(b)
        if short is not None:
            yield label(a, short, f"{relation}, cut", "1", group)


def _cut_short(article: Prepared) -> Prepared | None:
    """Return the beginning of an article, or nothing where too little would be left."""
    sentences, text = article.report.sentences, article.report.annotated.text
    kept = round(_CUT * len(sentences))
    if kept < _LEAST_SENTENCES:
        return None
    row = {"id": article.report.id, "text": text[: sentences[kept - 1][1]]}
    return _prepared(row | {"lang": article.report.language}, "cut")


def _one_sentence_taken(
    articles: Mapping[str, Prepared], groups: Mapping[str, str]
) -> Iterable[Labelled]:
    """Yield unrelated reports, one of which was given a sentence of the other."""
    names = sorted(articles)
    for place in range(0, len(names), _EXCERPT_EVERY):
        taken = articles[names[place]].report
        fits = [number for number, size in _sentence_sizes(taken) if size in _EXCERPT_WORDS]
        others = [
            articles[name]
            for name in names[place + 1 :]
            if articles[name].report.language == taken.language
            and groups.get(name) != groups.get(taken.id)
        ]
        if fits and others:
            start, end = taken.sentences[fits[0]]
            other, text = others[0].report, others[0].report.annotated.text
            middle = other.sentences[len(other.sentences) // 2][0]
            joined = f"{text[:middle]}{taken.annotated.text[start:end]}\n{text[middle:]}"
            row = {"id": other.id, "text": joined, "lang": other.language}
            group = groups.get(taken.id, taken.id)
            yield _labelled(articles[taken.id], _prepared(row, "made"), "one sentence", "1", group)


def _sentence_sizes(report: Report) -> Iterable[tuple[int, int]]:
    return enumerate(np.bincount(report.sentence_of).tolist())


def _one_event(
    folder: Path, corpus: str, most: int, *, same_language: bool
) -> list[tuple[str, Prepared, Prepared]]:
    """Return pairs of reports that a corpus of the grouping holds to be of one event."""
    path = folder / "group" / f"{corpus}.jsonl.gz"
    clusters: dict[tuple[str, str], list[str]] = {}
    for row in _rows(path):
        clusters.setdefault((row["id"].split(":")[0], row["cluster"]), []).append(row["id"])
    articles = read_articles(path)
    pairs = [
        (f"{path.name} {key[1]}", articles[a], articles[b])
        for key, ids in sorted(clusters.items())
        for a, b in combinations(ids, 2)
        if (articles[a].report.language == articles[b].report.language) == same_language
        and _long_enough(articles[a], articles[b])
    ]
    return pairs[:: max(1, len(pairs) // most)]


def _scored_pairs(folder: Path) -> list[Labelled]:
    """Return pairs in two languages that people hold to be of one event or nearly so."""
    articles = read_articles(folder / "semeval22.articles.jsonl.gz")
    with (folder / "semeval22.pairs.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    pairs = [
        (articles[row["id_a"]], articles[row["id_b"]])
        for row in rows
        if float(row["overall"]) <= _ALIKE and row["lang_a"] != row["lang_b"]
    ]
    return [
        _labelled(a, b, "independent", "0", f"semeval22 {a.report.id}")
        for a, b in pairs
        if _long_enough(a, b)
    ]


def _long_enough(a: Prepared, b: Prepared) -> bool:
    return min(len(a.report), len(b.report)) >= _LEAST_WORDS


def _as_if_across(a: Prepared, b: Prepared, relation: str, copied: str, group: str) -> Labelled:
    measures = measure_senses(a, b, TraceSettings())
    return Labelled(
        f"{relation}, stands in", copied == "1", same_language=False, group=group, measures=measures
    )


def _labelled(a: Prepared, b: Prepared, relation: str, copied: str, group: str) -> Labelled:
    found = compare(a, b, TraceSettings())
    return Labelled(relation, copied == "1", found.same_language, group, found.measures)


def find_groups(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return for each article of some pairs one that stands for all that hang together with it.

    Example:
        >>> sorted(find_groups([("a", "b"), ("c", "b"), ("d", "e")]).items())
        [('a', 'b'), ('b', 'b'), ('c', 'b'), ('d', 'e'), ('e', 'e')]
    """
    parent: dict[str, str] = {}

    def find(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            name = parent[name]
        return name

    for a, b in pairs:
        parent[find(a)] = find(b)
    return {name: find(name) for name in list(parent)}
