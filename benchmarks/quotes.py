"""Quotes, speakers and reported speech against German Wikinews and English PolNeAR.

    STEMMATA_DATA=../shared/data python benchmarks/quotes.py [--names] [--misses N] [--fit]

Direct quotes are compared without quotation marks and without punctuation at the edges; a gold
quote in several pieces counts once for each piece. `strict` wants the same span, `overlap` any
common character, each gold span matched once. `speaker` is the share of quotes found (by overlap)
whose speaker overlaps the gold source, of those that have one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from stemmata.annotate.quotes import find_quotes
from stemmata.annotate.quotes.direct import Signs, signs_of
from stemmata.annotate.quotes.passage import read_passages
from stemmata.annotate.quotes.phrases import Names
from stemmata.annotate.quotes.verbs_beside import verb_after, verb_before
from stemmata.model import Article, Name, Origin, Quote
from stemmata.settings import QuoteSettings

DATA = Path(os.environ.get("STEMMATA_DATA", Path(__file__).resolve().parents[2] / "shared/data"))
EDGES = " \n\t\"“”„‟«»'‘’‚.,;:!?"
QUOTED = re.compile(r"(?:''|[\"“„”«])([^\"“”„«»]{1,2000}?)(?:''|[\"”“»])")

Span = tuple[int, int]
NameFinder = Callable[[Article], Sequence[Name]]


@dataclass
class Gold:
    """A gold quote's piece with the source spans of its attribution."""

    span: Span
    sources: list[Span]


@dataclass
class Tally:
    """Counts over a corpus."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    overlap: int = 0
    with_source: int = 0
    speaker_right: int = 0
    misses: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        """Return a line of the table."""
        strict = f1(self.strict, self.found, self.gold)
        overlap = f1(self.overlap, self.found, self.gold)
        speaker = self.speaker_right / max(1, self.with_source)
        return (
            f"{name:34s} gold {self.gold:5d} found {self.found:5d}  strict F1 {strict[2]:.3f}"
            f"  overlap P {overlap[0]:.3f} R {overlap[1]:.3f} F1 {overlap[2]:.3f}"
            f"  speaker {speaker:.3f}"
        )


def f1(right: int, found: int, gold: int) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    precision, recall = right / max(1, found), right / max(1, gold)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def rows_of(name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a corpus file."""
    with gzip.open(DATA / "claims" / name, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def article_of(row: dict[str, Any]) -> Article:
    """Return a row as an article whose whole text is its report."""
    return Article(str(row["id"]), row["text"], Origin("benchmark"), row["lang"])


def trimmed(text: str, span: Span) -> Span:
    """Return a span without marks and punctuation at its edges."""
    start, end = span
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return start, end


def direct_gold(row: dict[str, Any]) -> list[Gold]:
    """Return the quoted pieces of direct and mixed attributions."""
    pieces: dict[Span, list[Span]] = {}
    for entry in row["attributions"]:
        kind = entry["type"].lower()
        sources = [(a, b) for a, b in entry["source"]]
        for a, b in entry["content"]:
            if kind == "direct":
                pieces.setdefault(trimmed(row["text"], (a, b)), sources)
            elif entry["type"] in {"mixed", "indirect"}:  # typed marks look indirect in PolNeAR
                for quoted in QUOTED.finditer(row["text"], a, min(len(row["text"]), b + 1)):
                    pieces.setdefault(trimmed(row["text"], quoted.span(1)), sources)
    return [Gold(span, sources) for span, sources in sorted(pieces.items()) if span[0] < span[1]]


def indirect_gold(row: dict[str, Any], kinds: frozenset[str], cue: str) -> list[Gold]:
    """Return reported clauses of some types, each from its first to its last piece."""
    gold = []
    for entry in row["attributions"]:
        words = " ".join(row["text"][a:b] for a, b in entry["cue"])
        if entry["type"] in kinds and entry["content"] and re.search(cue, words, re.IGNORECASE):
            span = entry["content"][0][0], entry["content"][-1][1]
            gold.append(Gold(trimmed(row["text"], span), [(a, b) for a, b in entry["source"]]))
    return sorted(gold, key=lambda g: g.span)


def overlaps(a: Span, b: Span) -> bool:
    """Return whether two spans share a character."""
    return a[0] < b[1] and b[0] < a[1]


def count(tally: Tally, text: str, gold: list[Gold], quotes: list[Quote]) -> None:
    """Match each gold quote at most once, and add to the counts."""
    tally.gold += len(gold)
    tally.found += len(quotes)
    free = list(quotes)
    for wanted in gold:
        spans = {id(q): trimmed(text, (q.start, q.end)) for q in free}
        same = [q for q in free if spans[id(q)] == wanted.span]
        near = same or [q for q in free if overlaps(spans[id(q)], wanted.span)]
        tally.strict += bool(same)
        if not near:
            tally.misses.append(f"MISSED {text[wanted.span[0] - 60 : wanted.span[1] + 60]!r}")
            continue
        tally.overlap += 1
        free.remove(near[0])
        if wanted.sources:
            tally.with_source += 1
            speaker = near[0].speaker
            right = speaker is not None and any(
                overlaps((speaker.start, speaker.end), source) for source in wanted.sources
            )
            tally.speaker_right += right
            if not right:
                sources = [text[a:b] for a, b in wanted.sources]
                got = speaker.text if speaker else None
                around = text[max(0, near[0].start - 90) : near[0].end + 90]
                tally.misses.append(f"SPEAKER {got!r} for {sources}: {around!r}")
    for quote in free:
        around = text[max(0, quote.start - 60) : quote.end + 60]
        tally.misses.append(f"FALSE {quote.text!r} in {around!r}")


def measure(files: Sequence[str], names_of: NameFinder) -> dict[str, Tally]:
    """Return the tallies of a corpus."""
    everything = frozenset({"Indirect", "IndirectFreeIndirect", "indirect", "mixed"})
    clauses = {
        "indirect": (frozenset({"Indirect", "indirect", "mixed"}), ""),
        "indirect and free indirect": (everything, ""),
        "cue said/according to": (everything, r"\b(sa(id|ys?|ying)|according to)\b"),
    }
    tallies = {name: Tally() for name in ("direct", *clauses)}
    for file in files:
        for row in rows_of(file):
            article = article_of(row)
            quotes = find_quotes(article, names_of(article))
            direct = [q for q in quotes if q.kind == "direct"]
            indirect = [q for q in quotes if q.kind == "indirect"]
            count(tallies["direct"], row["text"], direct_gold(row), direct)
            for name, (kinds, cue) in clauses.items():
                count(tallies[name], row["text"], indirect_gold(row, kinds, cue), indirect)
    return tallies


def fit(files: Sequence[str]) -> None:
    """Print logistic-regression weights for what makes a quoted stretch speech."""
    seen, labels = [], []
    for file in files:
        for row in rows_of(file):
            gold = [g.span for g in direct_gold(row)]
            for passage in read_passages(article_of(row)):
                for number, stretch in enumerate(passage.stretches):
                    after = verb_after(passage, number, QuoteSettings())
                    signs = signs_of(
                        passage, Names.of((), passage), number, after, verb_before(passage, number)
                    )
                    seen.append([1.0, *signs])
                    span = trimmed(row["text"], (stretch.start, stretch.end))
                    labels.append(any(overlaps(span, g) for g in gold))
    x, y = np.array(seen), np.array(labels, dtype=float)
    weights = np.zeros(x.shape[1])
    for _ in range(4000):
        gradient = x.T @ (y - 1 / (1 + np.exp(-x @ weights))) / len(y) - 0.001 * weights
        weights += 1.0 * gradient
    right = float(np.mean((x @ weights > 0) == (y > 0.5)))
    print(f"{len(y)} stretches, {int(y.sum())} speech, {right:.3f} told right")
    for name, weight in zip(("bias", *Signs._fields), weights, strict=True):
        print(f"  quote_{name}: float = {weight:.1f}")


def _no_names(article: Article) -> Sequence[Name]:
    del article
    return ()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", action="store_true", help="with annotate.names")
    parser.add_argument("--misses", type=int, default=0, help="print so many misses of each kind")
    parser.add_argument("--fit", action="store_true", help="fit the weights of direct speech")
    options = parser.parse_args()
    corpora = {
        "de train": ["quotes_wikinews_de/train.jsonl.gz"],
        "de dev": ["quotes_wikinews_de/dev.jsonl.gz"],
        "en dev": ["quotes_polnear_en/dev.jsonl.gz"],
    }
    if options.fit:
        fit([file for files in corpora.values() for file in files])
        return
    names_of: NameFinder = _no_names
    if options.names:
        from stemmata.annotate.names import find_names  # noqa: PLC0415 - only when asked for

        names_of = find_names
    for corpus, files in corpora.items():
        for name, tally in measure(files, names_of).items():
            print(tally.line(f"{corpus} {name}"))
            for miss in tally.misses[:: max(1, len(tally.misses) // max(1, options.misses))][
                : options.misses
            ]:
                print("   ", miss)


if __name__ == "__main__":
    main()
