"""Names that the tagger found in some articles of a run, looked for in the others.

A tagger judges one article; a run knows more. A name found elsewhere, or leant on as a source, is a
name wherever its words stand as they do in names: with a capital or in capitals where the script
has them, whole words only, in any case of the language. A form that most articles write without
its being found a name is left alone, and so is every word in everyday use.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from stemmata.annotate.names.beginnings import (
    NAME_SHAPES,
    Begun,
    Words,
    bare_form,
    begun_by,
    lead_hash,
)
from stemmata.annotate.names.gathering import Gathered
from stemmata.annotate.names.leading import leads_of
from stemmata.annotate.names.seeking import SHORTEST_HAN, is_weak, unspaced
from stemmata.annotate.names.shapes import shape_of
from stemmata.annotate.names.tallying import (
    Row,
    Sought,
    Tallies,
    sought_names,
    sought_sources,
)
from stemmata.annotate.names.tokens import Pieces, pieces
from stemmata.model import AnnotatedArticle, Name, NameKind, Span
from stemmata.text import fold

_LEAST_ARTICLES = 2
_LEAST_SHARE = 0.25  # of the articles that write a form, those that were found to name it
_KATAKANA = re.compile(r"[\u30a1-\u30fc]{2}")


@dataclass(slots=True)
class _Seed:
    """A name of the run that others may write, with the articles that were found to name it."""

    kinds: Counter[NameKind] = field(default_factory=Counter)
    articles: set[Row] = field(default_factory=set)
    tagged: bool = False

    def add(self, sought: Sought) -> None:
        for kind, count in sought.kinds.items():
            self.kinds[kind] += count
        self.articles |= sought.articles
        self.tagged = self.tagged or sought.tagged

    @property
    def kind(self) -> NameKind:
        return min(self.kinds, key=lambda kind: (-self.kinds[kind], kind))


def missed(
    articles: Sequence[AnnotatedArticle],
    rows: Sequence[Row],
    gathered: Sequence[Gathered],
    tallies: Tallies,
) -> list[tuple[Name, ...]]:
    """Return for each article the names that others of the run name and it has besides."""
    seeds = _seeds([*sought_names(tallies), *sought_sources(articles, rows, gathered)])
    begun = begun_by(seeds)
    han = _by_beginning(words[0] for words in seeds if unspaced(words[0]))
    found: list[list[tuple[Words, Span]]] = []
    for article, brought, leads in zip(articles, gathered, _hits(gathered, begun), strict=True):
        in_words = _in_words(article, leads, begun)
        spans = in_words if brought.leads else _in_han(article.text, han)
        found.append(_free((pair for pair in spans if pair[0] in seeds), article))
    wide: dict[Words, set[Row]] = defaultdict(set)
    for row, added in zip(rows, found, strict=True):
        for words, _ in added:
            wide[words].add(row)
    sure = {w: seeds[w].kind for w, at in wide.items() if _share(seeds[w].articles, at)}
    return [
        tuple(
            Name(span.start, span.end, span.quote(article.text), sure[words])
            for words, span in added
            if words in sure
        )
        for article, added in zip(articles, found, strict=True)
    ]


def _share(naming: set[Row], writing: set[Row]) -> bool:
    return len(naming) >= _LEAST_SHARE * len(naming | writing)


def _seeds(sought: Sequence[Sought]) -> dict[Words, _Seed]:
    writing: dict[str, set[Row]] = defaultdict(set)
    for each in sought:
        writing[each.text] |= each.articles
    seeds: dict[Words, _Seed] = defaultdict(_Seed)
    for each in sought:
        often = len(writing[each.text]) >= _LEAST_ARTICLES
        if often or " " in each.text or unspaced(each.text):
            for words in each.ways:
                seeds[words].add(each)
    return {
        words: seed
        for words, seed in seeds.items()
        if len(seed.articles) >= _LEAST_ARTICLES or (seed.tagged and len(words) > 1)
    }


def _hits(gathered: Sequence[Gathered], begun: Mapping[int, Begun]) -> Iterator[list[list[int]]]:
    """Yield the leads of each article that names of the run begin with."""
    leads = leads_of(b"".join([brought.leads for brought in gathered]))
    known = np.array([*sorted(begun), 1 << 32])  # the last is no hash
    sought = leads[:, 0].astype(np.int64)
    hits = np.flatnonzero(known[known.searchsorted(sought)] == sought)
    found = leads[hits].tolist()
    ends = np.cumsum([len(leads_of(brought.leads)) for brought in gathered])
    edges = hits.searchsorted(ends).tolist()
    for first, after in pairwise([0, *edges]):
        yield found[first:after]


def _in_words(
    article: AnnotatedArticle, leads: Sequence[Sequence[int]], begun: Mapping[int, Begun]
) -> Iterator[tuple[Words, Span]]:
    """Yield the names that may begin at the leading words of an article, in order."""
    if not leads:
        return
    text, language = article.text, article.language
    reaches: dict[int, int] = {}
    for lead, start, end in leads:
        names = begun[lead]
        if names.goes_on(text, end) and shape_of(text[start:end]) in NAME_SHAPES:
            reaches[start] = max(end + names.reach, reaches.get(start, 0))
    for start in sorted(reaches):
        found = pieces(text[start : reaches[start]], language)
        for words, after in _from(found, language, begun):
            yield words, Span(start, start + found.ends[after - 1])


def _from(found: Pieces, language: str, begun: Mapping[int, Begun]) -> Iterator[tuple[Words, int]]:
    """Yield the runs of words that begin as names do, longest first."""
    first = found.forms[0]
    ways = lead_hash(fold(first)), lead_hash(bare_form(first, language))
    lengths = set().union(*(begun[way].lengths for way in ways if way in begun))
    for length in sorted(lengths, reverse=True):
        forms = found.forms[:length]
        if len(forms) < length or shape_of(forms[-1]) not in NAME_SHAPES:
            continue
        if length == 1 and is_weak(first, language):
            continue
        yield tuple(map(fold, forms)), length
        yield tuple(bare_form(each, language) for each in forms), length


def _by_beginning(names: Iterable[str]) -> dict[str, list[str]]:
    """Return names without spaces by their first letters."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        found[name[:SHORTEST_HAN]].append(name)
    return dict(found)


def _in_han(text: str, names: Mapping[str, Sequence[str]]) -> Iterator[tuple[Words, Span]]:
    """Yield the names in a text without spaces, longest first; one never overlaps itself."""
    if text.isascii():
        return
    grams = zip(text, text[1:], text[2:], strict=False)
    places = [at for at, gram in enumerate(map("".join, grams)) if gram in names]
    found = {
        (name, at)
        for at in places
        for name in names[text[at : at + SHORTEST_HAN]]
        if text.startswith(name, at)
    }
    last = ("", 0)
    for name, at in sorted(found, key=lambda each: (-len(each[0]), each)):
        end = at + len(name)
        if name == last[0] and at < last[1]:
            continue
        last = name, end
        if not _cuts_katakana(text, at) and not _cuts_katakana(text, end):
            yield (name,), Span(at, end)


def _cuts_katakana(text: str, place: int) -> bool:
    return _KATAKANA.fullmatch(text[max(0, place - 1) : place + 1]) is not None


def _free(
    spans: Iterable[tuple[Words, Span]], article: AnnotatedArticle
) -> list[tuple[Words, Span]]:
    """Return the spans in the report or its credits that neither a name nor another span holds."""
    about = article.article
    credit_lines = (about.dateline, about.byline_span, about.credit_span)
    parts = [part for part in (*about.body, *credit_lines) if part]
    taken: list[Name | Span] = []
    kept: list[tuple[Words, Span]] = []
    for words, span in spans:
        inside = not about.body or any(
            part.start <= span.start and span.end <= part.end for part in parts
        )
        taken = taken or list(article.names)
        if inside and all(each.end <= span.start or span.end <= each.start for each in taken):
            taken.append(span)
            kept.append((words, span))
    return kept
