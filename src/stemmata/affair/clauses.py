"""The clause that words stand in, and the sentences of an article's report."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from stemmata.model import AnnotatedArticle, Passage
from stemmata.text import sentence_bounds

Stretch = tuple[int, int]
_START = attrgetter("start")
# What ends a clause; a mark inside of a number does not.
_BREAK = re.compile(r"[,.;:!?،؛؟।](?=\s|$)|[\n\r()\[\]«»„“”\"–—|、。，；：！？（）「」『』]")
# What ends a sentence as a rule.
_STOP = re.compile(r"[.!?؟।](?=\s)|[\n\r。！？]")
_LAST_BREAK = re.compile(f"(?s:.*)(?:{_BREAK.pattern})")
_LAST_STOP = re.compile(f"(?s:.*)(?:{_STOP.pattern})")
_WIDE = re.compile(r"[\u3000-\u9fff]")  # a letter of these says as much as three
REACH = 240  # characters to either side of some words that can be of their clause
_QUOTED = 60  # characters that are quoted within a clause
_QUOTED_BEFORE = re.compile(r"[«“„\"][^«»“”„\".!?\n]+[»”\"] ?$")
_QUOTED_AFTER = re.compile(r" ?[«“„\"][^«»“”„\".!?\n]+[»”\"]")
_OPENING = re.compile(r"[«“„]")
_CLOSING = re.compile(r"[»”]")
_SHORT = 12  # characters; a clause of fewer takes in its neighbour
_MARKS = " \t\n\r,.;:،؛。，；：–—|"


def sentence_at(article: AnnotatedArticle, place: int) -> Stretch:
    """Return the sentence of an article that a place stands in; only its line is cut."""
    return sentences_at(article, [place])[0]


def sentences_at(article: AnnotatedArticle, places: Sequence[int]) -> list[Stretch]:
    """Return the sentence that each place of an article stands in; each line is cut once."""
    text = article.text
    lines: dict[int, tuple[Sequence[Stretch], int]] = {}
    found: list[Stretch] = []
    for place in places:
        begin = text.rfind("\n", 0, place) + 1
        if begin not in lines:
            end = text.find("\n", place)
            end = end if end >= 0 else len(text)
            lines[begin] = sentence_bounds(text[begin:end], article.language), end
        bounds, end = lines[begin]
        number = bisect_right(bounds, (place - begin, len(text))) - 1
        first, last = bounds[max(0, number)] if bounds else (0, end - begin)
        found.append((begin + first, begin + last))
    return found


def clause_around(text: str, sentence: Stretch, inner: Stretch) -> Stretch:
    """Return the clause around some words of a sentence, with its neighbours where it is short.

    Args:
        text: of the article.
        sentence: that the words stand in.
        inner: the words.

    Example:
        >>> text = "The mayor, Ilda M., demanded that it open by June 2027, half a year late."
        >>> text[slice(*clause_around(text, (0, len(text)), (45, 54)))]
        'demanded that it open by June 2027'
        >>> text = "On Monday, two bridges fell, he said."
        >>> text[slice(*clause_around(text, (0, len(text)), (3, 9)))]
        'On Monday, two bridges fell'
    """
    marks = [match.span() for match in _BREAK.finditer(text, *sentence)]
    before = [sentence[0], *(end for _, end in marks if end <= inner[0])]
    after = [sentence[1], *(start for start, _ in reversed(marks) if start >= inner[1])]
    start, end = before.pop(), after.pop()
    while _is_short(text, (start, end), inner) and (before or after):
        if after:
            end = after.pop()
        else:
            start = before.pop()
    return trimmed(text, (start, end))


def clause_at(text: str, words: Stretch) -> Stretch:
    """Return the clause around some words, found by its marks alone, which needs no sentences.

    Example:
        >>> text = "It rained. On Monday, two bridges fell, he said."
        >>> text[slice(*clause_at(text, (14, 20)))]
        'On Monday, two bridges fell'
    """
    begin = max(text.rfind("\n", 0, words[0]) + 1, words[0] - REACH)
    end = text.find("\n", words[1], words[1] + REACH)
    end = min(len(text), words[1] + REACH) if end < 0 else end
    mark = _LAST_BREAK.match(text, begin, words[0])
    before = mark.end() if mark else begin
    after = _BREAK.search(text, words[1], end)
    clause = before, after.start() if after else end
    if not _is_short(text, clause, words):
        return trimmed(text, clause)
    full = _LAST_STOP.match(text, begin, words[0])
    stop = _STOP.search(text, words[1], end)
    sentence = full.end() if full else begin, stop.start() if stop else end
    return clause_around(text, sentence, words)


def _is_short(text: str, clause: Stretch, inner: Stretch) -> bool:
    """Tell whether hardly a word stands in a clause besides the inner ones."""
    words = text[slice(*clause)].strip(_MARKS)
    rest = len(words) - (inner[1] - inner[0])
    return rest < _SHORT and not (rest * 3 >= _SHORT and _WIDE.search(words))


def trimmed(text: str, stretch: Stretch) -> Stretch:
    """Return a stretch without the spaces and marks at its ends."""
    words = text[slice(*stretch)]
    start = stretch[0] + len(words) - len(words.lstrip(_MARKS))
    return start, max(start, stretch[1] - (len(words) - len(words.rstrip(_MARKS))))


def widened(text: str, clause: Stretch) -> Stretch:
    """Return a clause with the few words in quotation marks that cut it, and what is behind them.

    Example:
        >>> text = "The fund will pay «in two weeks» what it froze, he said."
        >>> text[slice(*widened(text, (33, 46)))]
        'The fund will pay «in two weeks» what it froze'
    """
    start, end = clause
    quoted = _QUOTED_BEFORE.search(text, max(0, start - _QUOTED), start)
    if quoted is None and _CLOSING.search(text, start, end):
        quoted = _OPENING.search(text, max(0, start - 1), start)
    if quoted is not None:
        begin = max(text.rfind("\n", 0, start) + 1, start - REACH)
        mark = _LAST_BREAK.match(text, begin, quoted.start())
        start = mark.end() if mark else begin
    if (quoted := _QUOTED_AFTER.match(text, end, end + _QUOTED)) is not None:
        stop = text.find("\n", end, end + REACH)
        mark = _BREAK.search(text, quoted.end(), stop if stop >= 0 else end + REACH)
        end = mark.start() if mark else quoted.end()
    return trimmed(text, (start, end)) if (start, end) != clause else clause


def passage(article: AnnotatedArticle, stretch: Stretch) -> Passage:
    """Return the words of an article at a stretch."""
    return Passage(article.id, *stretch, article.text[slice(*stretch)])


def in_body(article: AnnotatedArticle, place: int) -> bool:
    """Tell whether a place stands in the report itself."""
    body = article.article.body
    if not body:
        return True
    number = bisect_right(body, place, key=_START) - 1
    return number >= 0 and place < body[number].end


def overlapping(stretch: Stretch, spans: Sequence[Stretch]) -> bool:
    """Tell whether a stretch shares a character with any of some spans."""
    return any(stretch[0] < end and start < stretch[1] for start, end in spans)


def mention_spans(article: AnnotatedArticle, stretch: Stretch) -> list[Stretch]:
    """Return where the names and dates of a stretch of an article stand, in order."""
    start, end = stretch
    names = [(each.start, each.end) for each in article.names if start <= each.start < end]
    return sorted(names + [(d.start, d.end) for d in article.dates if start <= d.start < end])
