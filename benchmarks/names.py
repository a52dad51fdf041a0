"""Names: span F1 by language, hits over scripts, and speed. `python benchmarks/names.py`.

Reads the development parts of the shared data (`STEMMATA_DATA`, default ../shared/data), none of
which the taggers learn from: UNER (en pt hr zh), one third of GermEval (de), idner-news-2k (id),
ANERCorp (ar), Wikidata name pairs, and the stream of news for speed.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

from stemmata.annotate.names import find_names, find_names_in, resolve_names
from stemmata.annotate.names.crf import KINDS
from stemmata.annotate.names.han_spelling import han_spellings
from stemmata.annotate.names.sounding import distances_to_latin, load_sounding
from stemmata.annotate.names.sounding_training import SCRIPTS, name_pairs
from stemmata.annotate.names.train import Marked, germeval_parts, marked_rows
from stemmata.model import AnnotatedArticle, Article, Origin

DATA = Path(os.environ.get("STEMMATA_DATA", "../shared/data"))
_QUERIES = 300
_CANDIDATES = 1000


def sets() -> Iterator[tuple[str, list[Marked]]]:
    """Yield the sentences to measure on, by language."""
    claims = DATA / "claims"
    uner = claims / "ner_uner"
    yield "en", list(marked_rows(uner / "en_ewt-ud-dev.jsonl.gz"))
    yield "pt", list(marked_rows(uner / "pt_bosque-ud-dev.jsonl.gz"))
    yield "hr", list(marked_rows(uner / "hr_set-ud-dev.jsonl.gz"))
    yield "de", germeval_parts(claims)[1]
    yield "id", list(marked_rows(claims / "ner_idner_id" / "dev.jsonl.gz"))
    yield "zh", list(marked_rows(uner / "zh_gsdsimp-ud-dev.jsonl.gz"))
    yield "ar", list(marked_rows(claims / "ner_anercorp_ar" / "first_half.jsonl.gz"))


def span_scores(rows: list[Marked]) -> tuple[float, float, float, float]:
    """Return precision, recall and F1 of spans, and the share of these with the right kind."""
    right = found = gold = kinds = 0
    for row in rows:
        wanted = {(start, end): KINDS[kind] for start, end, kind in row.names}
        names = {(n.start, n.end): n.kind for n in find_names_in(row.text, row.language)}
        shared = wanted.keys() & names.keys()
        right += len(shared)
        found += len(names)
        gold += len(wanted)
        kinds += sum(wanted[span] == names[span] for span in shared)
    precision, recall = right / max(1, found), right / max(1, gold)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return precision, recall, f1, kinds / max(1, right)


def hits_over_scripts(script: str) -> float:
    """Return how often the right Latin name of 1,000 is the first for a name in another script."""
    path = DATA / "claims" / "names_wikidata_translit" / f"en-{script}.dev.tsv.gz"
    pairs = name_pairs(path, han_spellings()) if script == "zh" else name_pairs(path)
    random.Random(3).shuffle(pairs)  # noqa: S311 - a fixed sample, no secret
    latin = [one for one, _ in pairs[:_CANDIDATES]]
    sounding = load_sounding(script)
    hits = 0
    for one, other in pairs[:_QUERIES]:
        costs = distances_to_latin(other, latin, sounding)
        hits += latin[int(costs.argmin())] == one
    return hits / _QUERIES


def speed() -> tuple[float, float]:
    """Return the milliseconds that finding and that resolving take for an article of the stream."""
    with gzip.open(DATA / "group" / "stream_xl.jsonl.gz", "rt", encoding="utf-8") as source:
        rows = [json.loads(line) for line in source]
    articles = [Article(row["id"], row["text"], Origin("stream"), row["lang"]) for row in rows]
    start = time.process_time()
    annotated = [AnnotatedArticle(article, names=find_names(article)) for article in articles]
    finding = time.process_time() - start
    start = time.process_time()
    resolve_names(annotated)
    resolving = time.process_time() - start
    return 1000 * finding / len(rows), 1000 * resolving / len(rows)


def main() -> None:
    """Print the tables."""
    print("language  precision  recall  F1     kind")
    for language, rows in sets():
        precision, recall, f1, kind = span_scores(rows)
        print(f"{language:9} {precision:.3f}      {recall:.3f}   {f1:.3f}  {kind:.3f}")
    print("\nscript           right one first of 1,000")
    for script in SCRIPTS:
        print(f"script {script:9} {hits_over_scripts(script):.3f}")
    finding, resolving = speed()
    print(f"\nms an article: find_names {finding:.2f}, resolve_names {resolving:.2f}")


if __name__ == "__main__":
    main()
