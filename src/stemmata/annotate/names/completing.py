"""Names that the tagger found in some articles of a run, looked for in the others.

A tagger judges one article; a run knows more. A name found elsewhere, or leant on as a source, is a
name wherever its words stand as they do in names: with a capital or in capitals where the script
has them, whole words only, in any case of the language. A form that most articles write without
its being found a name is left alone, and so is every word in everyday use.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from stemmata.annotate.names.beginnings import (
    NAME_SHAPES,
    Firsts,
    Words,
    bare_form,
    goes_on,
)
from stemmata.annotate.names.finding import never_a_name
from stemmata.annotate.names.shapes import shape_of
from stemmata.annotate.names.tokens import LEADING, Pieces, pieces
from stemmata.annotate.names.wordlists import form_hash, language_seed, load_word_lists
from stemmata.model import AnnotatedArticle, Name, NameKind, Span, replace
from stemmata.text import fold

_SHORTEST, _SHORTEST_HAN = 4, 3
_LONGEST = 6
_LEAST_ARTICLES = 2
_LEAST_SHARE = 0.25  # of the articles that write a form, those that were found to name it
_LEAD = 300  # letters of a text that tell its script
_HAN_OR_KANA = re.compile(r"[\u3040-\u9fff]")
_ONE_WORD = re.compile(r"[\w·•・＝-]+")
_KATAKANA = re.compile(r"[\u30a1-\u30fc]{2}")


@dataclass(slots=True)
class _Seed:
    """A name of the run that others may write, with the articles that were found to name it."""

    kinds: Counter[NameKind] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    tagged: bool = False

    @property
    def kind(self) -> NameKind:
        return min(self.kinds, key=lambda kind: (-self.kinds[kind], kind))


def completed(articles: Sequence[AnnotatedArticle]) -> list[AnnotatedArticle]:
    """Return the articles with the names added that others of the run name."""
    seeds = _seeds(articles)
    firsts = Firsts(seeds)
    han = sorted((words[0] for words in seeds if _unspaced(words[0])), key=lambda w: (-len(w), w))
    found: list[list[tuple[Words, Span]]] = []
    for article in articles:
        cover = _cover(article)
        unspaced = _unspaced(article.text)
        spans = _in_han(article, han) if unspaced else _in_words(article, firsts, cover)
        found.append([(w, s) for w, s in spans if w in seeds and _allowed(s, article, cover)])
    wide: dict[Words, set[str]] = defaultdict(set)
    for article, added in zip(articles, found, strict=True):
        for words, _ in added:
            wide[words].add(article.id)
    sure = {w for w, ids in wide.items() if _share(seeds[w].articles, ids) >= _LEAST_SHARE}
    return [
        _with(article, [(seeds[w].kind, s) for w, s in added if w in sure])
        for article, added in zip(articles, found, strict=True)
    ]


def _share(naming: set[str], writing: set[str]) -> float:
    return len(naming) / len(naming | writing)


def _seeds(articles: Sequence[AnnotatedArticle]) -> dict[Words, _Seed]:
    seeds: dict[Words, _Seed] = defaultdict(_Seed)
    named = [dict.fromkeys(_named_in(article)) for article in articles]
    often = Counter(text for mine in named for text in {text for text, _, _ in mine})
    for article, mine in zip(articles, named, strict=True):
        for text, kind, tagged in mine:
            if often[text] < _LEAST_ARTICLES and " " not in text and not _unspaced(text):
                continue
            for words in _ways(text, article.language):
                seed = seeds[words]
                seed.kinds[kind] += 1
                seed.articles.add(article.id)
                seed.tagged = seed.tagged or tagged
    return {
        words: seed
        for words, seed in seeds.items()
        if len(seed.articles) >= _LEAST_ARTICLES or (seed.tagged and len(words) > 1)
    }


def _named_in(article: AnnotatedArticle) -> Iterator[tuple[str, NameKind, bool]]:
    """Yield the names and the sources of an article, and whether the tagger found them."""
    for name in article.names:
        yield name.text, name.kind, True
    for leaning in article.attributions:
        if leaning.source[:1].isupper():
            yield leaning.source, "organisation", False


@lru_cache(maxsize=100_000)
def _ways(text: str, language: str) -> tuple[Words, ...]:
    """Return the words of a name as written and without endings, if others may be sought by it."""
    if _unspaced(text):
        sure = len(text) >= _SHORTEST_HAN and not is_everyday(text, language)
        return ((text,),) if sure and _ONE_WORD.fullmatch(text) else ()
    plain = text.split()
    forms = plain if all(map(str.isalpha, plain)) else pieces(text, language).forms
    if len(forms) > _LONGEST or any(shape_of(forms[at]) not in NAME_SHAPES for at in (0, -1)):
        return ()
    if len(forms) == 1 and _weak(forms[0], language):
        return ()
    ways = {tuple(fold(form) for form in forms), tuple(bare_form(form, language) for form in forms)}
    return tuple(sorted(ways))


@lru_cache(maxsize=100_000)
def _weak(form: str, language: str) -> bool:
    """Tell whether a word by itself is too short or too common to be a name for sure."""
    if len(form) < _SHORTEST or never_a_name(form, language):
        return True
    return is_everyday(form, language)


@lru_cache(maxsize=100_000)
def is_everyday(form: str, language: str) -> bool:
    """Tell whether the word lists of a language have a word, as written or without its ending."""
    common, seed = load_word_lists().common, language_seed(language)
    return any(
        common.find(form_hash(word, seed)) for word in (fold(form), bare_form(form, language))
    )


def _unspaced(text: str) -> bool:
    return not text.isascii() and _HAN_OR_KANA.search(text, 0, _LEAD) is not None


def _in_words(
    article: AnnotatedArticle, firsts: Firsts, cover: bytearray
) -> Iterator[tuple[Words, Span]]:
    language, text = article.language, article.text
    beginnings = firsts.beginnings(language)
    parts = LEADING.split(text)  # gaps and words in turn
    wanted = [at for at, form in enumerate(parts[1::2]) if beginnings[form]]
    if not wanted:
        return
    edges = list(accumulate(map(len, parts)))
    for at in wanted:
        start, end = edges[2 * at], edges[2 * at + 1]
        form = parts[2 * at + 1]
        begun = beginnings[form]
        if cover[start] or not (begun and goes_on(text, end, begun)):
            continue
        found = pieces(text[start : end + begun.reach], language)
        for place in range(min(2 if begun.elided else 1, len(found.forms))):
            for words, after in _from(found, place, language, firsts.lengths):
                left, right = found.starts[place], found.ends[after - 1]
                yield words, Span(start + left, start + right)


def _from(
    found: Pieces, place: int, language: str, firsts: Mapping[str, set[int]]
) -> Iterator[tuple[Words, int]]:
    """Yield the runs of words that begin at a place as names do, longest first."""
    form = found.forms[place]
    lengths = firsts.get(fold(form), set()) | firsts.get(bare_form(form, language), set())
    for length in sorted(lengths, reverse=True):
        forms = found.forms[place : place + length]
        if len(forms) < length or shape_of(forms[-1]) not in NAME_SHAPES:
            continue
        if length == 1 and _weak(form, language):
            continue
        yield tuple(fold(each) for each in forms), place + length
        yield tuple(bare_form(each, language) for each in forms), place + length


def _in_han(article: AnnotatedArticle, names: Sequence[str]) -> Iterator[tuple[Words, Span]]:
    text = article.text
    for name in names:
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if not _cuts_katakana(text, start) and not _cuts_katakana(text, end):
                yield (name,), Span(start, end)
            start = text.find(name, start + len(name))


def _cuts_katakana(text: str, place: int) -> bool:
    return _KATAKANA.fullmatch(text[max(0, place - 1) : place + 1]) is not None


def _cover(article: AnnotatedArticle) -> bytearray:
    """Return for each letter whether a name holds it."""
    cover = bytearray(len(article.text) + 1)
    for name in article.names:
        cover[name.start : name.end] = b"\1" * (name.end - name.start)
    return cover


def _allowed(span: Span, article: AnnotatedArticle, cover: bytearray) -> bool:
    """Tell whether a span is in the report or its credits and free; it is taken then."""
    about = article.article
    parts = (*about.body, about.dateline, about.byline_span, about.credit_span)
    inside = not about.body or any(
        part and part.start <= span.start and span.end <= part.end for part in parts
    )
    if not inside or any(cover[span.start : span.end]):
        return False
    cover[span.start : span.end] = b"\1" * (span.end - span.start)
    return True


def _with(article: AnnotatedArticle, added: list[tuple[NameKind, Span]]) -> AnnotatedArticle:
    if not added:
        return article
    text = article.text
    names = [Name(s.start, s.end, text[s.start : s.end], kind) for kind, s in added]
    ordered = sorted((*article.names, *names), key=lambda name: name.start)
    return replace(article, names=tuple(ordered))
