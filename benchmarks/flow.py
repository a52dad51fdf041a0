"""The whole flow as a user runs it, on two corpora: stories against gold events.

    python benchmarks/flow.py

Reads, cleans, annotates, groups with the default settings; prints the field's measures. The
weights of grouping were learned on these development parts too (`train_grouping.py` prints what
each gives when it is left out).
"""

from __future__ import annotations

from grouping_corpora import DATA, gold_article

from stemmata.engine import LocalEngine
from stemmata.evaluate.grouping import measure_grouping
from stemmata.pipeline import annotate_sources, group_articles

CORPORA = ("stream_xl", "weekend")


def main() -> None:
    """Print the measures of each corpus."""
    with LocalEngine() as engine:
        for name in CORPORA:
            annotated, _ = annotate_sources([str(DATA / f"{name}.jsonl.gz")], engine)
            stories = group_articles(annotated, engine).stories
            assigned = {article: story.id for story in stories for article in story.articles}
            gold = [gold_article(article) for article in annotated]
            for measure in measure_grouping(gold, assigned):
                print(f"{name} {measure.name:<32} {measure.value:.3f}")


if __name__ == "__main__":
    main()
