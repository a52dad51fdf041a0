"""Classified words to expressions: what the words at each match of the grammar say together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from stemmata.annotate.dates.expression import Expression
from stemmata.annotate.dates.grammar import grammar
from stemmata.annotate.dates.merge import Found, merge_ranges, merge_times
from stemmata.annotate.dates.reading import Reading
from stemmata.annotate.dates.readings import READERS
from stemmata.annotate.dates.scan import Scan, Word, scan
from stemmata.annotate.dates.vocabulary import Vocabulary
from stemmata.model import replace
from stemmata.text import fold

_OUTSIDE_START = "uftbrIk"
_OUTSIDE_END = "ftarIbju"
_ATTRIBUTES = frozenset(("duration", "ago", "quarter", "span"))
_HYPHENS = frozenset(("-", "\u2010", "\u2011"))
_BARE = frozenset(("year", "month", "month_year"))
_LIMITS = frozenset("b<")
_BEFORE = frozenset("AB")
_UNITS = frozenset("YKVDQZ#h8456")
_WINDOWS = frozenset("tI<≤")
_SHORT_UNITS = frozenset(("H", "MIN", "S"))


def find_expressions(text: str, vocabulary: Vocabulary, *, month_first: bool) -> list[Expression]:
    """Return the time expressions of a text in order, not yet placed on the calendar."""
    scanned = scan(text, vocabulary)
    if not scanned.words:
        return []
    found = list(_matches(scanned, vocabulary, month_first=month_first))
    found = merge_times(scanned.symbols, found)
    if vocabulary.ranges_in_one:
        found = merge_ranges(scanned, found, vocabulary.between)
    return [item.expression for item in found]


def _matches(scanned: Scan, vocabulary: Vocabulary, *, month_first: bool) -> Iterator[Found]:
    order = vocabulary.order if vocabulary.order == "ymd" else "mdy" if month_first else "dmy"
    pattern, shapes = grammar(order, ordinal_dot=vocabulary.ordinal_dot)
    symbols = scanned.symbols
    position = 0
    while True:
        match = pattern.search(symbols, position)
        if match is None:
            return
        first, last = match.span()
        # Every rule is one group without groups inside, so the last group tells the rule.
        shape = shapes[(match.lastindex or 1) - 1]
        reading = _read(shape, scanned, (first, last), vocabulary, month_first=month_first)
        if reading is None:
            position = first + 1
            continue
        placed = _with_context(reading, symbols, first, last)
        if not placed.deadline and _follows_before(scanned, first, reading, vocabulary):
            placed = replace(placed, deadline=True)
        yield Found(placed, first, last)
        position = max(last, first + 1)


def _read(
    shape: str,
    scanned: Scan,
    stretch: tuple[int, int],
    vocabulary: Vocabulary,
    *,
    month_first: bool,
) -> Expression | None:
    words = _trimmed(_words_of(scanned, stretch), vocabulary)
    bare = len(words) > 1 and shape in _BARE and words[-1].symbol != "¶"
    if bare and words[0].symbol == "a" and words[1].symbol in "Mmyz":
        words = words[1:]
    if shape in _ATTRIBUTES and vocabulary.article_in_span:
        words = _without_article(scanned.text, words)
    if not words:
        return None
    return READERS[shape](Reading(scanned.text, words, vocabulary, month_first))


def _without_article(text: str, words: list[Word]) -> list[Word]:
    """Return "two-week" of "the two-week crisis": the article is that of the noun behind it."""
    joined = len(words) > 1 and text[words[-2].end : words[-1].start] in _HYPHENS
    return words[1:] if joined and words[0].symbol in "a$" and len(words) > 2 else words


def _words_of(scanned: Scan, stretch: tuple[int, int]) -> list[Word]:
    first, last = stretch
    return scanned.words[bisect_left(scanned.places, first) : bisect_left(scanned.places, last)]


def _trimmed(words: list[Word], vocabulary: Vocabulary) -> list[Word]:
    start, end = 0, len(words)
    outside = _OUTSIDE_START.replace("I", "" if vocabulary.ahead_in_span else "I")
    if not vocabulary.article_in_span:
        outside += "a"
    while start < end and words[start].symbol in outside:
        start += 1
    while end > start and words[end - 1].symbol in _OUTSIDE_END:
        end -= 1
    return words[start:end]


def _with_context(expression: Expression, symbols: str, first: int, last: int) -> Expression:
    before = symbols[max(0, first - 4) : first].rstrip("a,_|t")
    sentence = max(symbols.rfind("|", 0, first), first - 120)
    announced = before.endswith("p")
    future = symbols.find("j", max(sentence, 0), first) >= 0
    beside = symbols[max(0, first - 3) : first].rstrip("aXs"), symbols[last : last + 2]
    if expression.kind == "duration":
        deadline = _limits_span(expression, symbols, (first, last), *beside)
    else:
        deadline = _limits_date(expression, *beside)
    after = expression.kind in ("duration", "shift") and symbols[last : last + 1] == "u"
    beyond = before.endswith(("u", "I")) and expression.kind == "calendar"
    if not (deadline or announced or future or after or beyond):
        return expression
    return replace(
        expression,
        deadline=deadline, announced=announced, future=future, after=after, beyond=beyond,
    )  # fmt: skip


def _limits_date(expression: Expression, left: str, right: str) -> bool:
    """Tell whether a date is a limit: "by May 3", "5月3日まで", "قبل 3 مايو"."""
    following = right.lstrip("_")[:1]
    if left[-1:] in _LIMITS or following == "k":
        return True
    return expression.kind == "calendar" and following == "A"


def _follows_before(
    scanned: Scan, first: int, expression: Expression, vocabulary: Vocabulary
) -> bool:
    """Tell a limit that says "ago" elsewhere: "before May 3", not "two days before May 3"."""
    left = scanned.symbols[max(0, first - 3) : first].rstrip("a")
    if left[-1:] not in _BEFORE or left[-2:-1] in _UNITS or expression.kind != "calendar":
        return False
    place = bisect_left(scanned.places, first) - 1
    form = scanned.words[place - (scanned.symbols[first - 1] == "a")]
    return _dated(expression) and fold(scanned.text[form.start : form.end]) in vocabulary.limits


def _dated(expression: Expression) -> bool:
    return bool(expression.month or expression.day or expression.weekday)


def _limits_span(
    expression: Expression, symbols: str, stretch: tuple[int, int], left: str, right: str
) -> bool:
    """Tell whether a span is a limit: "within 30 days", "30天内", "in the next two weeks".

    Words that also mean "during", and spans of hours, are limits only where the sentence looks
    ahead: "within two hours the roof had gone" tells what happened.
    """
    if right[:1] == "u" or expression.direction == -1:
        return False
    if expression.direction == 1:
        return left[-1:] in _WINDOWS or right.lstrip("_")[:1] == ">"
    left = left[-1:]
    if left == "=":
        return right[:1] == "r"
    sure = left == "<" or right.lstrip("_")[:1] == ">"
    if sure and expression.unit not in _SHORT_UNITS:
        return True
    first, last = stretch
    begins = max(symbols.rfind("|", 0, first), first - 120, 0)
    ends = symbols.find("|", last, last + 120)
    ahead = symbols.find("j", begins, ends if ends >= 0 else last + 120) >= 0
    return ahead and (sure or left == "≤")
