"""The development corpora of grouping as fingerprints, with their gold events and judged pairs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from stemmata.engine import Engine
from stemmata.evaluate.grouping import GoldArticle, related
from stemmata.group import Fingerprint, fingerprint
from stemmata.model import AnnotatedArticle
from stemmata.pipeline import annotate_sources

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("STEMMATA_DATA", ROOT.parent / "shared" / "data")) / "group"
CLUSTERED = ("xl_indep", "weekend", "stream_xl", "gva_clean", "ecbplus", "meantime")
JUDGED = {"semeval22": "overall", "telegram": "label"}


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus that is scored alone: its fingerprints and what is true of them."""

    name: str
    prints: tuple[Fingerprint, ...]
    gold: tuple[GoldArticle, ...]


def clustered(name: str, engine: Engine) -> list[Corpus]:
    """Return a clustered corpus; xl_indep comes as its rotations, each scored alone."""
    annotated, _ = annotate_sources([str(DATA / f"{name}.jsonl.gz")], engine)
    parts: dict[str, list[AnnotatedArticle]] = {}
    for article in annotated:
        part = article.id.split(":", 1)[0] if name == "xl_indep" else name
        parts.setdefault(part, []).append(article)
    return [
        Corpus(
            part,
            tuple(map(fingerprint, articles)),
            tuple(gold_article(article) for article in articles),
        )
        for part, articles in sorted(parts.items())
    ]


def judged(name: str, engine: Engine) -> tuple[tuple[Fingerprint, ...], list[dict[str, str]]]:
    """Return the fingerprints of a corpus of judged pairs, and the rows of its table."""
    annotated, _ = annotate_sources([str(DATA / f"{name}.articles.jsonl.gz")], engine)
    with (DATA / f"{name}.pairs.tsv").open(encoding="utf-8") as file:
        header, *rows = (line.rstrip("\n").split("\t") for line in file)
    known = {article.id for article in annotated}
    table = [dict(zip(header, row, strict=True)) for row in rows]
    table = [row for row in table if row["id_a"] in known and row["id_b"] in known]
    return tuple(map(fingerprint, annotated)), table


def gold_article(article: AnnotatedArticle) -> GoldArticle:
    """Return the gold event and topics that the corpus gives an article."""
    extra = dict(article.article.extra)
    topics = extra.get("topics") or ()
    language = article.article.declared_language or article.language
    names = frozenset(map(str, topics)) if isinstance(topics, (list, tuple)) else frozenset()
    return GoldArticle(article.id, str(extra["cluster"]), language, names)


def gold_pairs(gold: tuple[GoldArticle, ...]) -> Iterator[tuple[int, int, bool]]:
    """Yield each pair of places that is judged, and whether it is one event."""
    for a, b in combinations(range(len(gold)), 2):
        if not related(gold[a], gold[b]):
            yield a, b, gold[a].event == gold[b].event
