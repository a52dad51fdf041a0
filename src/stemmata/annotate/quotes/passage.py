"""A text made ready for quotes and attributions: words, cues, sentences, quoted stretches."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from stemmata.annotate.quotes.cues import Cues, Meaning, compile_cues
from stemmata.annotate.quotes.hits import Hit, by_kind, find_hits, without_nouns
from stemmata.annotate.quotes.marks import Stretch, find_stretches
from stemmata.languages import available
from stemmata.model import Article, Frozen
from stemmata.text import (
    Words,
    cut_words,
    fold,
    fold_all,
    in_columns,
    places_within,
    sentence_bounds,
    word_columns,
)

WIDEST = 80  # words of a sentence looked at on either side; keeps the work linear
_DANDAS = "।॥"
_APOSTROPHES = "'’"
_MAY_BE_CUT = re.compile(f"[{_APOSTROPHES}]|[{_DANDAS}]$")
_SHORTEST_OWN_LANGUAGE = 60  # characters; the language of less is a guess


_Part = tuple[int, int]  # start, end
_Piece = tuple[int, int, str]  # start, end, form


class Passage(Frozen, frozen=True):
    """One language's part of an article; positions count into the article's text.

    Words are columns: where each starts and ends, how it is written, what stands before it, its
    folded form, what that can mean. `sentence` and `stretch` give, for each word, the number of its
    sentence and of the quoted stretch it stands in (-1 for none).
    """

    text: str
    cues: Cues
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    written: tuple[str, ...]
    gaps: tuple[str, ...]
    forms: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    hits: tuple[Hit, ...]
    by_kind: Mapping[str, tuple[Hit, ...]]
    bounds: tuple[tuple[int, int], ...]
    sentence: tuple[int, ...]
    stretches: tuple[Stretch, ...]
    stretch: tuple[int, ...]

    def gap(self, place: int) -> str:
        """Return what stands between the word at `place` and the word before it."""
        return self.gaps[place]

    def is_a(self, place: int, kind: str) -> bool:
        """Return whether the word at `place` alone is of a kind."""
        return kind in self.meanings[place].kinds

    def first_word(self, position: int) -> int:
        """Return the number of the first word that starts at or after a position."""
        return bisect_left(self.starts, position)

    def hits_between(self, first: int, last: int, kind: str) -> tuple[Hit, ...]:
        """Return the cues of a kind that begin within a range of words."""
        hits = self.by_kind.get(kind, ())
        return hits[bisect_left(hits, (first,)) : bisect_left(hits, (last,))] if hits else hits

    def around(self, place: int) -> tuple[int, int]:
        """Return the words of the sentence around a word, at most `WIDEST` on either side."""
        sentence = self.sentence[place]
        if sentence < 0:
            return place, place + 1
        start, end = self.bounds[sentence]
        first = bisect_left(self.starts, start, max(0, place - WIDEST), place)
        return first, bisect_left(self.starts, end, place, min(len(self.forms), place + WIDEST))


def read_passages(article: Article) -> tuple[Passage, ...]:
    """Return the report of an article, one passage for each language in it.

    What is not the report, or is in another language, is blanked, so that positions stay.

    Example:
        >>> from stemmata.model import Origin
        >>> article = Article("a", "Anna said: “Now.”", Origin("a"), "en")
        >>> {hit.kind for hit in read_passages(article)[0].hits} == {"verb", "report"}
        True
    """
    parts = tuple((span.start, span.end) for span in article.body) or ((0, len(article.text)),)
    whole = fold_language(article.language)
    others = {paragraph.language for paragraph in article.paragraphs} - {article.language}
    if others.isdisjoint(available()):
        return (_read(article.text, parts, whole),)
    by_language: dict[str, list[_Part]] = {}
    for start, end, code in _by_language(article, parts, whole):
        by_language.setdefault(code, []).append((start, end))
    return tuple(_read(article.text, spans, code) for code, spans in by_language.items())


def fold_language(code: str) -> str:
    """Return the code of the language file that serves a language."""
    return code if code in available() else "und"


def _by_language(
    article: Article, parts: tuple[tuple[int, int], ...], whole: str
) -> Iterator[tuple[int, int, str]]:
    paragraphs = article.paragraphs
    place = 0
    for start, end in parts:
        position = start
        while place < len(paragraphs) and paragraphs[place].end <= position:
            place += 1
        for paragraph in paragraphs[place:]:
            if paragraph.start >= end:
                break
            long = paragraph.end - paragraph.start >= _SHORTEST_OWN_LANGUAGE
            code = paragraph.language if long and paragraph.language in available() else whole
            yield max(position, paragraph.start), min(end, paragraph.end), code
            position = min(end, paragraph.end)
        if position < end:
            yield position, end, whole


def _masked(text: str, spans: Sequence[_Part]) -> str:
    pieces = []
    position = 0
    for start, end in spans:
        blank = text[position:start]
        pieces += [blank if blank.isspace() else "\n" * len(blank), text[start:end]]
        position = end
    pieces.append("\n" * (len(text) - position))
    return "".join(pieces)


def _words_of(whole: str, masked: str, parts: Sequence[_Part]) -> Words:
    """Return the words of a masked text: those of the whole text, which other stages cut too."""
    if masked == whole:
        return word_columns(whole)
    columns = word_columns(whole)
    held = places_within(columns, parts)
    before = (0, *columns.ends)  # where the word before each ends
    if any(
        before[place.start] > start or before[place.stop] > end
        for place, (start, end) in zip(held, parts, strict=True)
    ):
        return word_columns(masked)  # a part begins or ends within a word
    held = [place for place in held if place.start < place.stop]
    gaps: list[str] = []
    done = 0
    for place in held:
        gaps.append(masked[done : columns.starts[place.start]])
        gaps += columns.gaps[place.start + 1 : place.stop]
        done = columns.ends[place.stop - 1]
    starts, ends, forms, _ = columns
    return Words(
        tuple(chain.from_iterable(map(starts.__getitem__, held))),
        tuple(chain.from_iterable(map(ends.__getitem__, held))),
        tuple(chain.from_iterable(map(forms.__getitem__, held))),
        (*gaps, masked[done:]),
    )


def _read(whole: str, parts: Sequence[_Part], code: str) -> Passage:
    cues = compile_cues(code)
    text = _masked(whole, parts)
    words = _cut(text, _words_of(whole, text, parts), cues)
    forms = tuple(fold_all(words.forms))
    meanings = cues.meanings(forms)
    hits = find_hits(cues, words, forms, meanings)
    bounds = sentence_bounds(text, code)
    sentence = _numbers(words.starts, bounds)
    if cues.capital_nouns:
        hits = without_nouns(hits, words, sentence)
    stretches = tuple(find_stretches(text))
    return Passage(
        text,
        cues,
        *words,
        forms,
        meanings,
        hits,
        by_kind(hits),
        bounds,
        sentence,
        stretches,
        _numbers(words.starts, [stretch[2:4] for stretch in stretches]),
    )


def _cut(text: str, words: Words, cues: Cues) -> Words:
    """Return words; a word is cut at an elision, a run of an unspaced script at listed words."""
    if cues.unspaced is not None:
        return cut_words(text, words, cues.unspaced)
    dandas = any(danda in text for danda in _DANDAS)
    elided = bool(cues.elisions) and any(mark in text for mark in _APOSTROPHES)
    if not dandas and not elided:
        return words
    tokens = list(zip(*words[:3], strict=True))
    pieces: list[_Piece] = []
    done = 0
    # Most words are of letters alone: one test of each spares the search in it.
    marked = [place for place, form in enumerate(words.forms) if not form.isalpha()]
    for place in [place for place in marked if _MAY_BE_CUT.search(words.forms[place])]:
        pieces += tokens[done:place]
        pieces += _cut_one(tokens[place], cues)
        done = place + 1
    return in_columns(text, pieces + tokens[done:]) if done else words


def _cut_one(token: _Piece, cues: Cues) -> Iterable[_Piece]:
    start, end, form = token
    if form[-1] in _DANDAS:  # a full stop, though it counts as a letter's mark
        return ((start, end - 1, form[:-1]),)
    return _cut_elision(token, cues) if cues.elisions else (token,)


def _cut_elision(token: _Piece, cues: Cues) -> Sequence[_Piece]:
    start, end, form = token
    place = max(form.find("'"), form.find("’"))
    if fold(form[:place]) in cues.elisions and place + 1 < len(form):
        return (start, start + place, form[:place]), (start + place + 1, end, form[place + 1 :])
    return (token,)


def _numbers(starts: Sequence[int], spans: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Return for each word the number of the span it starts in, or -1; both in order."""
    numbers = [-1] * len(starts)
    last = 0
    for number, (opens, closes) in enumerate(spans):
        first = bisect_left(starts, opens, last)
        last = bisect_left(starts, closes, first)
        numbers[first:last] = [number] * (last - first)
    return tuple(numbers)
