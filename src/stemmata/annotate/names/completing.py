"""Names that the tagger found in some articles of a run, looked for in the others.

A tagger judges one article; a run knows more. A name found elsewhere, or leant on as a source, is a
name wherever its words stand as they do in names: with a capital or in capitals where the script
has them, whole words only, in any case of the language. A form that most articles write without
its being found a name is left alone, and so is every word in everyday use.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from stemmata.annotate.names.beginnings import (
    NAME_SHAPES,
    Beginnings,
    Words,
    bare_form,
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
    commonest,
    sought_names,
    sought_sources,
)
from stemmata.annotate.names.tokens import Pieces, pieces
from stemmata.model import AnnotatedArticle, Name, NameKind, Span
from stemmata.text import fold

_LEAST_ARTICLES = 2
_LEAST_SHARE = 0.25  # of the articles that write a form, those that were found to name it
_KATAKANA = re.compile(r"[\u30a1-\u30fc]{2}")


class _Seed:
    """A name of the run that others may write, in one or more languages or as a source."""

    __slots__ = ("_same",)

    def __init__(self, first: Sought) -> None:
        self._same = [first]

    def add(self, sought: Sought) -> None:
        self._same.append(sought)

    @property
    def articles(self) -> set[Row]:
        """The articles that were found to name it."""
        first, *others = self._same
        return first.articles.union(*(each.articles for each in others))

    @property
    def kind(self) -> NameKind:
        kinds: Counter[NameKind] = Counter()
        for each in self._same:
            kinds.update(each.kinds)
        return commonest(kinds)

    def is_sure(self, words: Words) -> bool:
        """Tell whether enough speaks for its being a name, wherever its words stand."""
        if len(words) > 1 and any(each.tagged for each in self._same):
            return True
        first, *others = self._same
        return len(self.articles if others else first.articles) >= _LEAST_ARTICLES


def missed(
    articles: Sequence[AnnotatedArticle],
    rows: Sequence[Row],
    gathered: Sequence[Gathered],
    tallies: Tallies,
) -> list[tuple[Name, ...]]:
    """Return for each article the names that others of the run name and it has besides."""
    seeds = _seeds([*sought_names(tallies), *sought_sources(articles, rows, gathered)])
    begun = Beginnings(seeds)
    han = _by_beginning(words[0] for words in seeds if unspaced(words[0]))
    found: list[list[tuple[Words, Span]]] = []
    for article, brought, leads in zip(articles, gathered, _hits(gathered, begun), strict=True):
        in_words = _in_words(article, leads, begun, seeds)
        spans = in_words if brought.leads else _in_han(article.text, han)
        found.append(_free(spans, article))
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
    writing: dict[str, set[Row]] = {}
    for each in sought:
        known = writing.get(each.text)
        writing[each.text] = each.articles if known is None else known | each.articles
    seeds: dict[Words, _Seed] = {}
    for each in sought:
        text = each.text
        if " " in text or len(writing[text]) >= _LEAST_ARTICLES or unspaced(text):
            for words in each.ways:
                if words in seeds:
                    seeds[words].add(each)
                else:
                    seeds[words] = _Seed(each)
    return {words: seed for words, seed in seeds.items() if seed.is_sure(words)}


def _hits(gathered: Sequence[Gathered], begun: Beginnings) -> Iterator[list[list[int]]]:
    """Yield the leads of each article that names of the run begin with."""
    leads = leads_of(b"".join([brought.leads for brought in gathered]))
    known = np.array([*sorted(begun.hashes), 1 << 32])  # the last is no hash
    sought = leads[:, 0].astype(np.int64)
    hits = np.flatnonzero(known[known.searchsorted(sought)] == sought)
    found = leads[hits].tolist()
    ends = np.cumsum([len(leads_of(brought.leads)) for brought in gathered])
    edges = hits.searchsorted(ends).tolist()
    for first, after in pairwise([0, *edges]):
        yield found[first:after]


def _in_words(
    article: AnnotatedArticle,
    leads: Sequence[Sequence[int]],
    begun: Beginnings,
    seeds: Container[Words],
) -> Iterator[tuple[Words, Span]]:
    """Yield the names of the run at the leading words of an article, in order."""
    text, language = article.text, article.language
    reaches: dict[int, int] = {}
    for lead, start, end in leads:
        names = begun[lead]
        if names.goes_on(text, end) and shape_of(text[start:end]) in NAME_SHAPES:
            reaches[start] = max(end + names.reach, reaches.get(start, 0))
    for start in sorted(reaches):
        found = pieces(text[start : reaches[start]], language)
        for words, after in _from(found, language, begun, seeds):
            yield words, Span(start, start + found.ends[after - 1])


def _from(
    found: Pieces, language: str, begun: Beginnings, seeds: Container[Words]
) -> Iterator[tuple[Words, int]]:
    """Yield the names that some words begin with, longest first, and of how many words."""
    first = found.forms[0]
    ways = lead_hash(fold(first)), lead_hash(bare_form(first, language))
    lengths = set().union(*(begun[way].lengths for way in ways))
    for length in sorted(lengths, reverse=True):
        forms = found.forms[:length]
        if len(forms) < length or shape_of(forms[-1]) not in NAME_SHAPES:
            continue
        as_written = tuple(map(fold, forms))
        bare = tuple([bare_form(each, language) for each in forms])
        sought = [words for words in (as_written, bare) if words in seeds]
        # Asked last: it needs the words of the language, which this process may not have read.
        if sought and not (length == 1 and is_weak(first, language)):
            yield from ((words, length) for words in sought)


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
