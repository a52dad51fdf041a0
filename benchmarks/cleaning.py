"""Language, boilerplate and speed of the cleaning stage on the shared corpora.

    python benchmarks/cleaning.py            figures for each corpus
    python benchmarks/cleaning.py --marks 20 a random sample of marked lines for each rule, to judge

The corpora are found in `STEMMATA_DATA` (default `../shared/data` beside the repository).
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections import Counter, defaultdict
from pathlib import Path

from stemmata.clean import clean
from stemmata.model import Article, Record, replace
from stemmata.read import read

_ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("STEMMATA_DATA", _ROOT.parent / "shared" / "data"))
CORPORA = ("stream_xl", "xl_indep", "semeval22.articles", "weekend")


def read_corpus(name: str) -> list[Record]:
    """Return the records of a corpus of `group/`."""
    source = str(DATA / "group" / f"{name}.jsonl.gz")
    return [item for item in read([source]) if isinstance(item, Record)]


def measure(name: str) -> list[Article]:
    """Print language accuracy, speed and what was marked; return the articles."""
    records = read_corpus(name)
    clean(records[0])
    started = time.process_time()
    articles = [clean(record) for record in records]
    seconds = time.process_time() - started
    bare = [clean(replace(record, language=None)) for record in records]
    right = sum(a.language == r.language for a, r in zip(bare, records, strict=True))
    marked = Counter(p.role for article in articles for p in article.paragraphs)
    print(
        f"{name}: {len(records)} articles, {len(records) / seconds:.0f} a second of one core; "
        f"language right without its label {right / len(records):.4f}; "
        f"lines: {dict(marked)}; datelines {sum(a.dateline is not None for a in articles)}, "
        f"credits {sum(a.credit is not None for a in articles)}"
    )
    return articles


def print_marks(articles: list[Article], size: int) -> None:
    """Print a random sample of marked lines for each rule."""
    by_rule = defaultdict(list)
    for article in articles:
        for paragraph in article.paragraphs:
            if paragraph.role != "report":
                line = article.text[paragraph.start : paragraph.end][:160]
                by_rule[paragraph.why.split(" (")[0]].append((article.language, line))
    chosen = random.Random(0)  # noqa: S311 - a sample to look at, not a secret
    for rule, lines in sorted(by_rule.items(), key=lambda item: -len(item[1])):
        print(f"\n{rule}: {len(lines)}")
        for language, line in chosen.sample(lines, min(size, len(lines))):
            print(f"  {language}  {line}")


def main() -> None:
    """Measure every corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--marks", type=int, default=0, help="lines to show for each rule")
    size = parser.parse_args().marks
    articles = [article for name in CORPORA for article in measure(name)]
    if size:
        print_marks(articles, size)


if __name__ == "__main__":
    main()
