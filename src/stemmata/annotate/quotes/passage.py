"""A text made ready for quotes and attributions: words, cues, sentences, quoted stretches."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from stemmata.annotate.quotes.cues import Cues, Start, compile_cues
from stemmata.annotate.quotes.marks import Stretch, find_stretches
from stemmata.languages import available
from stemmata.model import Article
from stemmata.text import Token, fold, sentences, words
from stemmata.text.segment import unspaced_runs

WIDEST = 80  # words of a sentence looked at on either side; keeps the work linear
_DANDAS = "।॥"
_PARTED_REACH = 25  # words between "gab" and "bekannt"
_SHORTEST_OWN_LANGUAGE = 60  # characters; the language of less is a guess


# Kinds that are looked for; the others are asked of single words.
_SOUGHT = frozenset({"verb", "that", "reported", "before", "after", "report", "scare"})


_KEPT = _SOUGHT | {"ignored"}
_MOST_SILENT = 100_000  # words remembered
_NO_START = Start((), frozenset())


class Hit(NamedTuple):
    """A cue found at words `first` to `last` (exclusive)."""

    first: int
    last: int
    kind: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One language's part of an article; positions count into the article's text.

    `sentence` and `stretch` give, for each word, the number of its sentence and of the quoted
    stretch it stands in (-1 for none).
    """

    text: str
    cues: Cues
    tokens: tuple[Token, ...]
    forms: tuple[str, ...]
    sentence: tuple[int, ...]
    bounds: tuple[tuple[int, int], ...]
    stretches: tuple[Stretch, ...]
    stretch: tuple[int, ...]
    hits: tuple[Hit, ...]
    kinds: tuple[frozenset[str], ...]
    gaps: tuple[str, ...]

    def gap(self, place: int) -> str:
        """Return what stands between the word at `place` and the word before it."""
        return self.gaps[place]

    def is_a(self, place: int, kind: str) -> bool:
        """Return whether the word at `place` alone is of a kind."""
        return kind in self.kinds[place]

    def first_word(self, position: int) -> int:
        """Return the number of the first word that starts at or after a position."""
        return bisect_left(self.tokens, (position,))

    def hits_between(self, first: int, last: int, kind: str) -> Iterator[Hit]:
        """Yield the cues of a kind that begin within a range of words."""
        for place in range(bisect_left(self.hits, (first,)), len(self.hits)):
            hit = self.hits[place]
            if hit.first >= last:
                return
            if hit.kind == kind:
                yield hit

    def around(self, place: int) -> tuple[int, int]:
        """Return the words of the sentence around a word, at most `WIDEST` on either side."""
        sentence = self.sentence[place]
        first, last = place, place + 1
        while first > max(0, place - WIDEST) and self.sentence[first - 1] == sentence:
            first -= 1
        end = min(len(self.tokens), place + WIDEST)
        while last < end and self.sentence[last] == sentence:
            last += 1
        return first, last


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
    by_language: dict[str, list[tuple[int, int]]] = {}
    for start, end, code in _by_language(article, parts, whole):
        by_language.setdefault(code, []).append((start, end))
    return tuple(
        _read(_masked(article.text, tuple(spans)), code) for code, spans in by_language.items()
    )


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


def _masked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    pieces = []
    position = 0
    for start, end in spans:
        blank = text[position:start]
        pieces += [blank if blank.isspace() else "\n" * len(blank), text[start:end]]
        position = end
    pieces.append("\n" * (len(text) - position))
    return "".join(pieces)


@lru_cache(maxsize=4)
def _read(text: str, code: str) -> Passage:
    cues = compile_cues(code)
    plain = cues.unspaced is None and not cues.elisions and not any(d in text for d in _DANDAS)
    tokens = tuple(words(text) if plain else _cut(text, cues))
    forms = tuple(map(fold, map(itemgetter(2), tokens)))
    bounds = tuple((span.start, span.end) for span in sentences(text, code))
    stretches = tuple(find_stretches(text))
    return Passage(
        text,
        cues,
        tokens,
        forms,
        _numbers(tokens, bounds),
        bounds,
        stretches,
        _numbers(tokens, tuple((s.opens, s.closes) for s in stretches)),
        tuple(_find_hits(cues, forms)),
        cues.kinds_of(forms),
        _gaps(text, tokens),
    )


def _gaps(text: str, tokens: tuple[Token, ...]) -> tuple[str, ...]:
    """Return what stands before each word and after the last."""
    ends = [0, *[token[1] for token in tokens]]
    starts = [*[token[0] for token in tokens], len(text)]
    return tuple([text[end:start] for end, start in zip(ends, starts, strict=True)])


def _cut(text: str, cues: Cues) -> Iterator[Token]:
    """Yield words; a word is cut at an elision, a run of an unspaced script at listed words."""
    for token in words(text):
        if cues.elisions and ("'" in token.form or "’" in token.form):
            yield from _cut_elision(token, cues)
        elif token.form[-1] in _DANDAS:  # a full stop, though it counts as a letter's mark
            yield Token(token.start, token.end - 1, token.form[:-1])
        elif cues.unspaced is not None and unspaced_runs(token.form):
            yield from _cut_run(token, cues)
        else:
            yield token


def _cut_elision(token: Token, cues: Cues) -> Iterator[Token]:
    place = max(token.form.find("'"), token.form.find("’"))
    if fold(token.form[:place]) in cues.elisions and place + 1 < len(token.form):
        yield Token(token.start, token.start + place, token.form[:place])
        yield Token(token.start + place + 1, token.end, token.form[place + 1 :])
    else:
        yield token


def _cut_run(token: Token, cues: Cues) -> Iterator[Token]:
    assert cues.unspaced is not None  # noqa: S101 - the caller has looked
    position = 0
    for match in cues.unspaced.finditer(token.form):
        a, b = match.span()
        if position < a:
            yield Token(token.start + position, token.start + a, token.form[position:a])
        yield Token(token.start + a, token.start + b, token.form[a:b])
        position = b
    if position < len(token.form):
        yield Token(token.start + position, token.end, token.form[position:])


def _numbers(tokens: tuple[Token, ...], spans: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    """Return for each token the number of the span it starts in, or -1; both in order."""
    if not spans or not tokens:
        return (-1,) * len(tokens)
    starts = np.array([token[0] for token in tokens])
    opens, closes = np.array(spans).T
    places = np.searchsorted(opens, starts, side="right") - 1
    inside = (places >= 0) & (starts < closes[places])
    return tuple(np.where(inside, places, -1).tolist())


def _find_hits(cues: Cues, forms: tuple[str, ...]) -> Iterator[Hit]:
    ignored_to = 0
    verb_to = 0
    silent = cues.silent
    for place in [place for place, form in enumerate(forms) if form not in silent]:
        hits = _hits_at(cues, forms, place) if place >= ignored_to else []
        for hit in hits:
            if hit.kind == "ignored":
                ignored_to = hit.last
            elif hit.kind != "verb":
                yield hit
            elif place >= verb_to:
                verb_to = hit.last
                yield hit


def _start_of(cues: Cues, form: str) -> Start:
    """Return what is sought that a word begins; most begin nothing, which is remembered."""
    entries = tuple([entry for entry in cues.entries(form) if entry.kind in _KEPT])
    parted = form in cues.parted
    if not entries and not parted:
        if len(cues.silent) < _MOST_SILENT:
            cues.silent.add(form)
        return _NO_START
    open_ended = any(not entry.rest or entry.rest[0].endswith("*") for entry in entries)
    seconds = frozenset(entry.rest[0] for entry in entries if entry.rest)
    start = Start(entries, None if parted or open_ended else seconds)
    if len(cues.silent) + len(cues.starts) < _MOST_SILENT:
        cues.starts[form] = start
    return start


def _hits_at(cues: Cues, forms: tuple[str, ...], place: int) -> Iterable[Hit]:
    """Return the longest cue of each kind at a word; nothing after what is to be ignored."""
    form = forms[place]
    entries, seconds = cues.starts.get(form) or _start_of(cues, form)
    following = forms[place + 1] if place + 1 < len(forms) else ""
    if seconds is not None and following not in seconds:
        return ()
    hits: dict[str, Hit] = {}
    for kind, rest in entries:
        if kind in hits or (rest and not _follows(forms, place, following, rest)):
            continue
        hits[kind] = Hit(place, place + 1 + len(rest), kind)
        if kind == "ignored":
            break
    if form in cues.parted and "verb" not in hits:
        ahead = forms[place + 1 : place + 1 + _PARTED_REACH]
        if not cues.parted[form].isdisjoint(ahead):
            hits["verb"] = Hit(place, place + 1, "verb")
    return hits.values()


def _follows(forms: tuple[str, ...], place: int, following: str, rest: tuple[str, ...]) -> bool:
    if following != rest[0] and not rest[0].endswith("*"):
        return False
    ahead = forms[place + 1 : place + 1 + len(rest)]
    return len(ahead) == len(rest) and all(
        word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
        for word, wanted in zip(ahead, rest, strict=True)
    )
