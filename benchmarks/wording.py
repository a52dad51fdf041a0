"""How well the check of worded sentences tells faithful ones from false ones, without any model.

    python benchmarks/wording.py [--sentences 400]

Takes sentences with figures, names and dates from the reports of stream_xl. Faithful wordings of a
sentence are itself and what stands before or after a comma. False ones are made by one change:
a figure, a name or a date of another report, a word of another report, a denial put in, and two
names that change places. Prints for each how many are kept, over all and by language.
`STEMMATA_DATA` names the folder of the corpora.
"""

from __future__ import annotations

import argparse
import os
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stemmata.engine import SerialEngine
from stemmata.languages import load
from stemmata.lexicon import load_lexicon
from stemmata.model import AnnotatedArticle, Passage
from stemmata.pipeline import annotate_sources
from stemmata.settings import WordingSettings
from stemmata.text import sentence_bounds
from stemmata.wording.checking import find_fault
from stemmata.wording.grounds import grounds_of

DATA = Path(os.environ.get("STEMMATA_DATA", Path(__file__).parents[2] / "shared" / "data"))
STREAM = DATA / "group" / "stream_xl.jsonl.gz"
_COMMA = re.compile(r"[,،，、;；]")
_SHORTEST, _LONGEST = 40, 300


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a report, with the words in it that can be exchanged."""

    article: AnnotatedArticle
    said: Passage
    figures: tuple[str, ...]
    names: tuple[str, ...]
    dates: tuple[str, ...]
    words: tuple[str, ...]


def sentences_of(article: AnnotatedArticle) -> Iterator[Told]:
    """Yield the sentences of a report that are long enough to be worded."""
    lexicon = load_lexicon()
    for start, end in sentence_bounds(article.text, article.language):
        text = article.text[start:end].strip()
        if not _SHORTEST <= len(text) <= _LONGEST or "\n" in text:
            continue
        begin = article.text.index(text, start)
        inside = [
            tuple(m.text for m in found if begin <= m.start and m.end <= begin + len(text))
            for found in (article.figures, article.names, article.dates)
        ]
        forms = lexicon.words(text, article.language)
        content = tuple(f for f in forms if len(lexicon.concepts([f], article.language).ids))
        said = Passage(article.id, begin, begin + len(text), text)
        yield Told(article, said, inside[0], inside[1], inside[2], content)


def exchanged(text: str, old: Sequence[str], new: Sequence[str], chance: random.Random) -> str:
    """Return a text with one of some words exchanged for another, empty where that cannot be."""
    known = text.casefold()
    fresh = [each for each in new if each.casefold() not in known]
    return text.replace(chance.choice(old), chance.choice(fresh), 1) if old and fresh else ""


def false_ones(told: Told, other: Told, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield false wordings of a sentence with the name of the change."""
    text = told.said.text
    yield "a figure", exchanged(text, told.figures, other.figures, chance)
    yield "a name", exchanged(text, told.names, other.names, chance)
    yield "a date", exchanged(text, told.dates, other.dates, chance)
    yield "a word", exchanged(text, told.words, other.words, chance)
    denials = load(told.article.language).words("ties", "negations")
    places = [match.start() for match in re.finditer(" ", text)]
    if denials and places:
        place = chance.choice(places)
        yield "a denial", f"{text[:place]} {denials[0]}{text[place:]}"
    names = list(dict.fromkeys(told.names))
    if len(names) > 1 and not any(a != b and a in b for a in names for b in names):
        first, second = names[:2]
        swapped = text.replace(first, "\0").replace(second, first).replace("\0", second)
        yield "names that change places", swapped


def faithful_ones(told: Told) -> Iterator[tuple[str, str]]:
    """Yield faithful wordings of a sentence with their kind."""
    text = told.said.text
    yield "itself", text
    parts = [part.strip() for part in _COMMA.split(text)]
    if len(parts) > 1:
        yield "a part of it", max(parts, key=len)


def main() -> None:
    """Print which wordings are kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", type=int, default=400)
    options = parser.parse_args()
    chance = random.Random(1)  # noqa: S311 # a sample, no secret
    articles, _ = annotate_sources([str(STREAM)], SerialEngine())
    by_language: dict[str, list[Told]] = defaultdict(list)
    for article in chance.sample(articles, min(len(articles), options.sentences)):
        by_language[article.language] += list(sentences_of(article))[:6]
    by_id = {article.id: article for article in articles}
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    longest = WordingSettings().sentence_characters
    pool = [each for found in by_language.values() for each in found]
    for told in chance.sample(pool, min(len(pool), options.sentences)):
        language = told.article.language
        others = [each for each in by_language[language] if each.said.article != told.article.id]
        if not others:
            continue
        grounds = grounds_of([told.said], by_id)
        made = [("faithful: ", each) for each in faithful_ones(told)]
        made += [("false: ", each) for each in false_ones(told, chance.choice(others), chance)]
        for sort, (kind, sentence) in made:
            if sentence:
                kept = not find_fault(sentence, language, grounds, longest)
                for place in ("all", language):
                    counts[sort + kind, place][0] += int(kept)
                    counts[sort + kind, place][1] += 1
    for (kind, place), (right, total) in sorted(
        counts.items(), key=lambda c: (c[0][1] != "all", c)
    ):
        if place == "all" or (total >= 20 and "itself" in kind):
            print(f"{kind:<34}{place:<5}{right:>5} of {total:<5} kept")


if __name__ == "__main__":
    main()
