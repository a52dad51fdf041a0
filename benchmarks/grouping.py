"""How well reports of one event are found and joined, on the development corpora.

    python benchmarks/grouping.py [--cache FILE]

Pair AP over all judged pairs (xl_indep: mean over its rotations, each scored alone), pairwise and
B-cubed measures of the stories, the largest story and what one more step of the threshold makes
of it, Pearson and AUC of judged pairs, piles of three to eight bare texts, agreement between
random orders of arrival. The weights were learned on the same development parts:
`train_grouping.py` prints each corpus as measured on a half, and as a whole, not learned from.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path

import numpy as np
from grouping_corpora import Corpus, Judged, gold_pairs, load_corpora, undated
from numpy.typing import NDArray

from stemmata.evaluate.grouping import GoldArticle, measure_grouping
from stemmata.evaluate.ranking import area_under_curve, average_precision, pearson
from stemmata.group import Fingerprint, Grouper, compare
from stemmata.settings import GroupSettings

SHOWN = (
    "pairwise precision",
    "pairwise recall",
    "pairwise F1",
    "cross-lingual pairwise F1",
    "cross-lingual pairwise recall",
    "B-cubed F1",
    "largest story share",
)
NOT_COMPARED = -99.0  # what is no candidate is never joined
STEP = 1.0  # of the threshold, in log-odds
PILES = 100
ASKED = ("xl_indep", "weekend")  # small enough to ask for all pairs
Floats = NDArray[np.float64]


def grouped(prints: Sequence[Fingerprint]) -> Grouper:
    """Return a grouper that has read all articles."""
    grouper = Grouper()
    grouper.add(prints)
    return grouper


def measure_pairs(corpus: Corpus, grouper: Grouper) -> dict[str, float]:
    """Return pair AP over all judged pairs, and over those of two languages."""
    ids = [print_.id for print_ in grouper.collection.prints]
    scored = {frozenset((ids[a], ids[b])): odds for a, b, odds in grouper.edges()}
    labels, scores, across = [], [], []
    for a, b, same in gold_pairs(corpus.gold):
        labels.append(float(same))
        pair = frozenset((corpus.gold[a].id, corpus.gold[b].id))
        scores.append(scored.get(pair, NOT_COMPARED))
        across.append(corpus.gold[a].language != corpus.gold[b].language)
    truth, odds, foreign = np.array(labels), np.array(scores), np.array(across, dtype=bool)
    return {
        "pair AP": average_precision(truth, odds),
        "cross-lingual pair AP": average_precision(truth[foreign], odds[foreign]),
    }


def measure_asked(corpus: Corpus) -> dict[str, float]:
    """Return pair AP over all judged pairs, as `similar` scores them."""
    pairs = list(gold_pairs(corpus.gold))
    by_id = {p.id: p for p in corpus.prints}
    asked = [(by_id[corpus.gold[a].id], by_id[corpus.gold[b].id]) for a, b, _ in pairs]
    scores = np.array([pair.probability for pair in compare(asked, corpus.prints)])
    truth = np.array([float(same) for _, _, same in pairs])
    foreign = np.array([a.language != b.language for a, b in asked])
    return {
        "pair AP as asked": average_precision(truth, scores),
        "cross-lingual pair AP as asked": average_precision(truth[foreign], scores[foreign]),
    }


def measure_stories(corpus: Corpus, grouper: Grouper) -> dict[str, float]:
    """Return the measures of the stories, recall by language, and the next step's largest."""
    found = {m.name: m.value for m in measure_grouping(corpus.gold, assigned(grouper))}
    measures = {name: found[name] for name in SHOWN}
    looser = Grouper(replace(GroupSettings(), join=GroupSettings().join - STEP))
    looser.add(corpus.prints)
    sizes = np.unique(list(assigned(looser).values()), return_counts=True)[1]
    measures["largest share one step looser"] = float(sizes.max() / sizes.sum())
    return measures | {n: v for n, v in found.items() if n.startswith("pairwise recall ")}


def measure_storylines(corpus: Corpus, grouper: Grouper) -> dict[str, float]:
    """Return the pairs of articles that storylines tie across stories, by what is known of them.

    "right" share an affair, "one event" should have been one story, "wrong" belong to two affairs;
    of all others the corpus gives no affair.
    """
    known = {article.id: article for article in corpus.gold}
    lines: dict[str, list[tuple[str, ...]]] = {}
    for story in grouper.grouping().stories:
        lines.setdefault(story.storyline, []).append(story.articles)
    counts = dict.fromkeys(("one event", "right", "wrong", "unknown"), 0.0)
    for line in lines.values():
        for first, second in combinations(line, 2):
            for a, b in product(first, second):
                counts[_tie(known[a], known[b])] += 1
    return {f"storyline pairs {name}": count for name, count in counts.items()}


def _tie(a: GoldArticle, b: GoldArticle) -> str:
    if a.event == b.event:
        return "one event"
    if a.topics & b.topics:
        return "right"
    return "wrong" if a.topics and b.topics else "unknown"


def assigned(grouper: Grouper) -> dict[str, str]:
    """Return the story of each article."""
    return {name: s.id for s in grouper.grouping().stories for name in s.articles}


def measure_judged(corpus: Judged) -> dict[str, float]:
    """Return Pearson on graded pairs or AUC on labelled ones, by language."""
    by_id = {p.id: p for p in corpus.prints}
    pairs = [(by_id[a], by_id[b]) for a, b in corpus.pairs]
    scores = np.array([pair.probability for pair in compare(pairs, corpus.prints)])
    grades, languages = np.array(corpus.grades), np.array(corpus.languages)
    found = {}
    for language in ["all", *sorted(set(corpus.languages))]:
        chosen = (languages == language) | (language == "all")
        if corpus.name == "semeval22":
            found[f"Pearson {language}"] = -pearson(grades[chosen], scores[chosen])
        else:
            found[f"AUC {language}"] = area_under_curve(grades[chosen], scores[chosen])
    return found


def draw_piles(corpus: Corpus, count: int) -> Iterator[tuple[GoldArticle, ...]]:
    """Yield small piles that hold several reports of one event where the corpus has them."""
    generator = np.random.default_rng(7)
    events: dict[str, list[GoldArticle]] = {}
    for article in corpus.gold:
        events.setdefault(article.event, []).append(article)
    several = [members for members in events.values() if len(members) > 1]
    for _ in range(count if several else 0):
        size = int(generator.integers(3, 9))
        pile: dict[str, GoldArticle] = {}
        while len(pile) < size:
            pool = (
                several[generator.integers(len(several))]
                if generator.random() < 0.7
                else (corpus.gold)
            )
            for place in generator.permutation(len(pool))[: generator.integers(1, 4)]:
                pile[pool[place].id] = pool[place]
        yield tuple(list(pile.values())[:size])


def measure_piles(corpus: Corpus, count: int) -> dict[str, float]:
    """Return pairwise F1 over piles without dates, and of the same pairs in the whole stream."""
    bare = {p.id: replace(p, published=None) for p in corpus.prints}
    stream = assigned(grouped(list(bare.values())))
    totals = np.zeros((2, 3))
    for pile in draw_piles(corpus, count):
        small = assigned(grouped([bare[article.id] for article in pile]))
        for row, stories in enumerate((small, stream)):
            for a, b, same in gold_pairs(pile):
                together = stories[pile[a].id] == stories[pile[b].id]
                totals[row] += (together and same, together, same)
    small_f1, stream_f1 = 2 * totals[:, 0] / np.maximum(1, totals[:, 1] + totals[:, 2])
    return {"pile F1": float(small_f1), "same pairs in the stream F1": float(stream_f1)}


def measure_orders(corpus: Corpus, batch: int) -> dict[str, float]:
    """Return how far stories agree when articles come in random orders, against all at once."""
    wanted = together(assigned(grouped(corpus.prints)))
    scores = []
    for seed in range(3):
        order = np.random.default_rng(seed).permutation(len(corpus.prints))
        grouper = Grouper()
        for start in range(0, len(order), batch):
            grouper.add([corpus.prints[place] for place in order[start : start + batch]])
        found = together(assigned(grouper))
        scores.append(2 * len(found & wanted) / max(1, len(found) + len(wanted)))
    return {"agreement of random orders": float(np.mean(scores))}


def together(stories: dict[str, str]) -> set[frozenset[str]]:
    """Return the pairs of articles that share a story."""
    members: dict[str, list[str]] = {}
    for article, story in stories.items():
        members.setdefault(story, []).append(article)
    return {frozenset((a, b)) for m in members.values() for a in m for b in m if a < b}


def main() -> None:
    """Print a line for each corpus and measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cache", type=Path)
    options = parser.parse_args()
    corpora, judged_corpora = load_corpora(options.cache)
    rows: dict[str, list[dict[str, float]]] = {}
    for corpus in corpora:
        grouper = grouped(corpus.prints)
        found = measure_pairs(corpus, grouper) | measure_stories(corpus, grouper)
        if corpus.family in ASKED:
            found |= measure_asked(corpus)
        if corpus.family in ("stream_xl", "weekend"):
            found |= measure_storylines(corpus, grouper)
        rows.setdefault(corpus.family, []).append(found)
        if corpus.family == "gva_clean":
            bare = undated(corpus)
            found = measure_stories(bare, grouped(bare.prints))
            rows.setdefault("gva_clean without dates", []).append(found)
        if corpus.family in ("stream_xl", "meantime", "ecbplus"):
            found = measure_piles(corpus, PILES)
            rows.setdefault(f"{corpus.family} piles", []).append(found)
        if corpus.family in ("stream_xl", "meantime"):
            found = measure_orders(corpus, batch=50)
            rows.setdefault(f"{corpus.family} orders", []).append(found)
    rows |= {corpus.name: [measure_judged(corpus)] for corpus in judged_corpora}
    for family, measured in rows.items():
        for name in sorted({name for found in measured for name in found}):
            mean = float(np.mean([found[name] for found in measured if name in found]))
            print(f"{family:<24} {name:<32} {mean:.3f}", flush=True)


if __name__ == "__main__":
    main()
