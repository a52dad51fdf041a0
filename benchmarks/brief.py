"""The brief: how many of the supported points its sentences carry, and whether all are evidenced.

    STEMMATA_DATA=../shared/data python benchmarks/brief.py [--stories 10]

Reads `group/stream_xl` as `stemmata read` does and takes the stories with most reports, of those
with five supported points. A point is supported that has a reading on two or more independent
sources; it is carried where a claim of it stands in a sentence of the brief. A sentence without a
claim of a point is unsupported, one that does not stand in its report to the letter is altered:
there must be none of either.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from pathlib import Path

from stemmata.affair.brief import write_brief
from stemmata.affair.clauses import sentence_at
from stemmata.model import AnnotatedArticle, Brief, Dossier, Point, Story
from stemmata.pipeline import run
from stemmata.settings import BriefSettings

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("STEMMATA_DATA", ROOT.parent / "shared" / "data"))
LEAST_POINTS = 5  # a story with fewer supported points asks for no brief
CORPUS = DATA / "group" / "stream_xl.jsonl.gz"


def supported(points: list[Point], settings: BriefSettings) -> set[str]:
    """Return the ids of the points on enough independent sources."""
    return {
        point.id
        for point in points
        if any(r.independent_sources >= settings.least_support for r in point.readings)
    }


def carried(brief: Brief, points: list[Point], most: int) -> set[str]:
    """Return the ids of the points with a claim in one of the first sentences of a brief."""
    spans = [each.said for each in brief.sentences if each.rank <= most]
    return {
        point.id
        for point in points
        for reading in point.readings
        for claim in reading.claims
        for said in spans
        if claim.article == said.article and said.start <= claim.start and claim.end <= said.end
    }


def faults(brief: Brief, points: list[Point], articles: dict[str, AnnotatedArticle]) -> int:
    """Return how many sentences are unsupported, altered, or no whole sentence."""
    wrong = 0
    for each in brief.sentences:
        said, article = each.said, articles[each.said.article]
        alone = Brief(brief.about, (each,), 0, 0)
        stands = article.text[said.start : said.end] == said.text
        whole = sentence_at(article, said.end - 1)[1] == said.end
        wrong += not (stands and whole and carried(alone, points, each.rank))
    return wrong


def largest(dossier: Dossier, most: int, settings: BriefSettings) -> list[Story]:
    """Return the stories with most reports, of those with enough supported points."""
    wanted = Counter(point.story for point in dossier.points if supported([point], settings))
    stories = [story for story in dossier.grouping.stories if wanted[story.id] >= LEAST_POINTS]
    return sorted(stories, key=lambda story: (-len(story.articles), story.id))[:most]


def main() -> None:
    """Print what the briefs of the largest stories carry, at three lengths."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--stories", type=int, default=10)
    most = parser.parse_args().stories
    if not CORPUS.is_file():
        print(f"brief skipped: {CORPUS} is not there; set STEMMATA_DATA")
        return
    settings = BriefSettings()
    dossier = run([str(CORPUS)])
    by_id = {article.id: article for article in dossier.articles}
    totals = [0, 0, 0, 0]
    wrong = 0
    for story in largest(dossier, most, settings):
        points = [point for point in dossier.points if point.story == story.id]
        articles = {name: by_id[name] for name in story.articles}
        brief = write_brief(story.id, points, articles)
        wanted = supported(points, settings)
        got = [len(carried(brief, points, n) & wanted) for n in (3, 6, settings.most_sentences)]
        wrong += faults(brief, points, by_id)
        totals = [n + more for n, more in zip(totals, [*got, len(wanted)], strict=True)]
        share = got[-1] / len(wanted) if wanted else 1.0
        print(
            f"{story.id}  reports {len(story.articles):3}  points {len(wanted):3}  "
            f"sentences {len(brief.sentences):2}  carried {share:.2f}"
        )
    shares = " ".join(
        f"{n}: {got / max(1, totals[3]):.3f}" for n, got in zip((3, 6, 12), totals, strict=False)
    )
    print(f"all {totals[3]} points, carried at most sentences {shares}; faulty sentences {wrong}")


if __name__ == "__main__":
    main()
