"""What one more article costs as a collection grows, to a million articles.

    python benchmarks/growth.py run [--cache FILE] [--articles N] [--keep-all] > RUN
    python benchmarks/growth.py draw RUN... --out docs/growth.svg

The articles are real ones drawn again and again, a thousand a week, 50 at a time; each week
exchanges their rare words, names, figures and rarer concepts for others, so that its events are
new ones. Every ten weeks the storylines that are beyond reach are closed (`Grouper.close`);
`--keep-all` never closes any. A line says: articles so far, articles held, processor microseconds
for each of the last ten thousand, the largest memory so far in megabytes.
"""

from __future__ import annotations

import argparse
import math
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
from grouping_corpora import load_corpora
from resampling import other_concepts, other_words

from stemmata.group import Fingerprint, Grouper
from stemmata.lexicon import load_background
from stemmata.settings import GroupSettings

GROWTH, ARRIVING = 1000, 50  # articles a week, and in one call
CLOSING = 70  # days
SHOWN = 10_000  # articles
RARE = 3.0  # nats; commoner concepts are what articles of a language always share
FIRST_DAY = 738_000
WIDTH, HEIGHT, MARGIN = 720, 330, 56
DASHES = ("none", "7 4", "2 3")


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
        concepts, weights = other_concepts(print_.concepts, print_.weights, self._concepts)
        lead, lead_weights = other_concepts(print_.lead, print_.lead_weights, self._concepts)
        return replace(
            print_,
            id=f"{self.day}-{number}",
            concepts=concepts,
            weights=weights,
            lead=lead,
            lead_weights=lead_weights,
            stems=other_words(print_.stems, self.day),
            opening=other_words(print_.opening, self.day),
            sounds=other_words(print_.sounds, self.day),
            names={f"{name} {self.day}": weight for name, weight in print_.names.items()},
            figures={f"{figure} {self.day}": weight for figure, weight in print_.figures.items()},
            days={said + day - written: weight for said, weight in print_.days.items()},
            published=(day, day),
        )


def weeks(prints: Sequence[Fingerprint], articles: int) -> Iterator[tuple[int, list[Fingerprint]]]:
    """Yield the first day and the articles of each week."""
    generator = np.random.default_rng(3)
    for day in range(FIRST_DAY, FIRST_DAY + 7 * math.ceil(articles / GROWTH), 7):
        week = Week(day, generator)
        chosen = generator.permutation(len(prints))[:GROWTH]
        yield day, [week.retell(prints[place], number) for number, place in enumerate(chosen)]


def measure_growth(prints: Sequence[Fingerprint], articles: int, closing: int) -> None:
    """Print the cost of one more article as the collection grows."""
    grouper, beyond = Grouper(), GroupSettings().reach_days
    done, before, spent = 0, 0, 0.0
    for day, batch in weeks(prints, articles):
        start = time.process_time()
        if closing and (day - FIRST_DAY) % closing == 0:
            grouper.close(date.fromordinal(day - beyond))
        for number in range(0, len(batch), ARRIVING):
            grouper.add(batch[number : number + ARRIVING])
        spent += time.process_time() - start
        done += len(batch)
        if done in (1000, 2000, 5000) or done % SHOWN == 0:
            held, each = len(grouper.collection.prints), 1e6 * spent / (done - before)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"{done:>9} {held:>9} {each:9.0f} {memory:7}", flush=True)
            before, spent = done, 0.0


def draw(runs: Sequence[Path], out: Path) -> None:
    """Write the cost of one more article against articles so far, one line a run."""
    lines = [[list(map(float, row.split())) for row in run.open()] for run in runs]
    most = max(row[0] for line in lines for row in line)
    top = max(500.0, math.ceil(max(row[2] for line in lines for row in line) / 500) * 500)

    def x(articles: float) -> float:
        return MARGIN + (WIDTH - 2 * MARGIN) * math.log10(articles / 1000) / math.log10(most / 1000)

    def y(cost: float) -> float:
        return HEIGHT - MARGIN + (2 * MARGIN - HEIGHT) * cost / top

    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">',
        "<title>Cost of one more article as the collection grows</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fcfbf8"/>',
        f'<text x="{MARGIN}" y="24">processor milliseconds for one more article</text>',
        f'<text x="{WIDTH - MARGIN}" y="{HEIGHT - 14}" text-anchor="end">articles so far</text>',
    ]
    for cost in range(0, int(top) + 1, 500):
        label = f'x="{MARGIN - 8}" y="{y(cost) + 4:.1f}" text-anchor="end"'
        rule = f'<path d="M{MARGIN} {y(cost):.1f}H{WIDTH - MARGIN}" stroke="#ddd8cd"/>'
        parts += [rule, f"<text {label}>{cost / 1000:.1f}</text>"]
    for power in range(3, int(math.log10(most)) + 1):
        label = f'x="{x(10**power):.1f}" y="{HEIGHT - MARGIN + 18}" text-anchor="middle"'
        parts += [f"<text {label}>{10**power:,}</text>"]
    for run, line, dash in zip(runs, lines, DASHES, strict=False):
        points = " ".join(f"{x(row[0]):.1f},{y(row[2]):.1f}" for row in line)
        above = y(max(row[2] for row in line)) - 8
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="#1d4f7c" stroke-width="1.8" '
            f'stroke-dasharray="{dash}"/><text x="{x(line[-1][0]):.1f}" y="{above:.1f}" '
            f'text-anchor="end">{run.stem.replace("_", " ")}</text>'
        )
    out.write_text("\n".join([*parts, "</svg>\n"]), encoding="utf-8")


def main() -> None:
    """Run, or draw what was run."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    running, drawing = commands.add_parser("run"), commands.add_parser("draw")
    running.add_argument("--cache", type=Path)
    running.add_argument("--articles", type=int, default=1_000_000)
    running.add_argument("--keep-all", action="store_const", dest="closing", const=0)
    running.set_defaults(closing=CLOSING)
    drawing.add_argument("runs", type=Path, nargs="+", help="what `run` printed, named by its file")
    drawing.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    if options.command == "draw":
        draw(options.runs, options.out)
        return
    corpora, _ = load_corpora(options.cache)
    prints = [p for c in corpora if c.family in ("stream_xl", "gva_clean") for p in c.prints]
    measure_growth(prints, options.articles, options.closing)


if __name__ == "__main__":
    main()
