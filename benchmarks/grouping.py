"""How well reports of one event are found and joined, on the development corpora.

    python benchmarks/grouping.py [--cache FILE]        quality of each corpus
    python benchmarks/grouping.py growth [--cache FILE] [--articles N]
                                                        cost of one more article as they grow

Pair AP over all judged pairs (xl_indep: mean over its rotations, each scored alone), pairwise and
B-cubed measures of the stories, the largest story and what one more step of the threshold makes
of it, Pearson and AUC of judged pairs, piles of three to eight bare texts, agreement between
random orders of arrival. The weights were learned on the same development parts:
`train_grouping.py` prints each corpus as measured on a half, and as a whole, not learned from.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from grouping_corpora import Corpus, Judged, gold_pairs, load_corpora, undated
from numpy.typing import NDArray

from stemmata.evaluate.grouping import GoldArticle, measure_grouping
from stemmata.evaluate.ranking import area_under_curve, average_precision, pearson
from stemmata.group import Fingerprint, Grouper, compare
from stemmata.group.fingerprint import Sparse
from stemmata.lexicon import load_background
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
GROWTH, ARRIVING = 1000, 50  # articles a week, and in one call
RARE = 3.0  # nats; commoner concepts are what articles of a language always share
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


def measure_stories(corpus: Corpus, grouper: Grouper) -> dict[str, float]:
    """Return the measures of the stories, recall by language, and the next step's largest."""
    found = {m.name: m.value for m in measure_grouping(corpus.gold, assigned(grouper))}
    measures = {name: found[name] for name in SHOWN}
    looser = Grouper(replace(GroupSettings(), join=GroupSettings().join - STEP))
    looser.add(corpus.prints)
    sizes = np.unique(list(assigned(looser).values()), return_counts=True)[1]
    measures["largest share one step looser"] = float(sizes.max() / sizes.sum())
    return measures | {n: v for n, v in found.items() if n.startswith("pairwise recall ")}


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


def measure_growth(corpora: Sequence[Corpus], articles: int) -> None:
    """Print the cost of one more article as the collection grows by a thousand a week.

    The articles are real ones drawn again and again; each week exchanges their rare words, names,
    figures and rarer concepts for others, so that its events are new ones.
    """
    prints = [p for c in corpora if c.family in ("stream_xl", "gva_clean") for p in c.prints]
    generator = np.random.default_rng(3)
    grouper = Grouper()
    done, day, spent = 0, 738_000, 0.0
    while done < articles:
        week = Week(day, generator)
        chosen = generator.permutation(len(prints))[:GROWTH]
        batch = [week.retell(prints[place], number) for number, place in enumerate(chosen)]
        for number in range(0, len(batch), ARRIVING):
            start = time.process_time()
            grouper.add(batch[number : number + ARRIVING])
            spent += time.process_time() - start
        done, day = done + len(batch), day + 7
        if done in (1000, 2000, 5000) or done % 10_000 == 0:
            print(
                f"{done:>9} articles: {1e6 * spent / done:8.0f} processor microseconds each",
                flush=True,
            )


class Week:
    """Tells articles anew as other events of a week."""

    def __init__(self, day: int, generator: np.random.Generator) -> None:
        self.day = day
        rare = np.flatnonzero(load_background().rarity > RARE)
        self._concepts = np.arange(len(load_background().rarity), dtype=np.int32)
        self._concepts[rare] = generator.permutation(rare)

    def retell(self, print_: Fingerprint, number: int) -> Fingerprint:
        """Return a fingerprint of the same shape about other things, on a day of the week."""
        written = print_.published[0] if print_.published else 0
        day = self.day + written % 7
        order = np.argsort(self._concepts[print_.concepts])
        lead = np.argsort(self._concepts[print_.lead])
        return replace(
            print_,
            id=f"{self.day}-{number}",
            concepts=self._concepts[print_.concepts][order],
            weights=print_.weights[order],
            lead=self._concepts[print_.lead][lead],
            lead_weights=print_.lead_weights[lead],
            stems=self._renamed(print_.stems),
            opening=self._renamed(print_.opening),
            sounds=self._renamed(print_.sounds),
            names={f"{name} {self.day}": weight for name, weight in print_.names.items()},
            figures={f"{figure} {self.day}": weight for figure, weight in print_.figures.items()},
            days={said + day - written: weight for said, weight in print_.days.items()},
            published=(day, day),
        )

    def _renamed(self, sparse: Sparse) -> Sparse:
        keys = sparse.keys ^ np.uint32(self.day * 2_654_435_761 % 2**32)
        order = np.argsort(keys)
        return Sparse(keys[order], sparse.counts[order], sparse.rarity[order])


def main() -> None:
    """Print a line for each corpus and measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="?", default="quality", choices=("quality", "growth"))
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    options = parser.parse_args()
    corpora, judged_corpora = load_corpora(options.cache)
    if options.what == "growth":
        measure_growth(corpora, options.articles)
        return
    rows: dict[str, list[dict[str, float]]] = {}
    for corpus in corpora:
        grouper = grouped(corpus.prints)
        found = measure_pairs(corpus, grouper) | measure_stories(corpus, grouper)
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
