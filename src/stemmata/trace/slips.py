"""Slips: garbled names and wrong scales that reports share or that one has and the other has not.

Textual criticism infers descent from shared errors (Lachmann; Maas 1927): a slip stands in a copy
rather than in its original, and two reports that share an unlikely slip share an ancestor. A
garbled proper name is hardly made twice alone; a wrong scale word easily, yet seldom in two
reports that say the same otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, groupby

from rapidfuzz.distance import OSA

from stemmata.model import Frozen, Span
from stemmata.settings import TraceSettings
from stemmata.text import fold, word_spans
from stemmata.trace.comparison import Comparison
from stemmata.trace.reports import Report

_SHORTEST_NAME = 5
_MOST_LETTERS = 2
_INFLECTED = 2  # letters at the end of a name that grammar changes
_SCALES = (1e3, 1e6)
EASY_LETTER = "a letter doubled or not"
EASY_SCALE = "one scale word for another"
_LEAST_DIGITS = 3  # of a value that two matters seldom share by chance


class Slip(Frozen, frozen=True):
    """A slip at a span of a report: what it writes and what others write.

    `holders` are the ids of the reports that have the better form, and not the slip; `easy` in
    words why two writers may well make it alone, empty where they hardly will.
    """

    form: str
    better: str
    span: Span
    holders: frozenset[str]
    easy: str = ""

    def rarity(self, settings: TraceSettings) -> float:
        """Return how much of a shared slip's weight this one has: 1 where it is seldom alone."""
        return {"": 1.0, EASY_LETTER: settings.easy_letter}.get(self.easy, settings.easy_scale)


Slips = dict[str, dict[str, Slip]]
Pair = tuple[str, str, str]  # two forms, and what is easy about taking one for the other
Forms = dict[str, dict[str, Span]]  # written forms by article id, each with where it stands


def find_slips(comparisons: Sequence[Comparison]) -> Slips:
    """Return for each article its slips by form, found among the reports that it is compared with.

    Of two forms of one name, or one figure at two scales, the one that fewer reports write, and
    that is no variant used alongside, is the slip.
    """
    slips: Slips = defaultdict(dict)
    for related in _related(comparisons):
        names = {report.id: _names(report) for report in related}
        languages = {report.id: report.language for report in related}
        _judge(names, list(_close_names(names)), languages, slips)
        figures = {report.id: _figures(report) for report in related}
        _judge(figures, list(_scaled(figures)), languages, slips)
    return slips


def _related(comparisons: Sequence[Comparison]) -> Iterable[list[Report]]:
    """Yield the reports that hang together through comparisons."""
    near: dict[str, list[Report]] = defaultdict(list)
    for found in comparisons:
        near[found.a.id].append(found.b)
        near[found.b.id].append(found.a)
    seen: set[str] = set()
    for found in comparisons:
        if found.a.id not in seen:
            part = [found.a]
            seen.add(found.a.id)
            for report in part:
                fresh = [other for other in near[report.id] if other.id not in seen]
                fresh = list({other.id: other for other in fresh}.values())
                seen.update(other.id for other in fresh)
                part += fresh
            yield part


def _names(report: Report) -> dict[str, Span]:
    """Return the words of a report's names, or its words with a capital where none is known."""
    found: dict[str, Span] = {}
    for name in report.annotated.names:
        for start, end in word_spans(name.text):
            if end - start >= _SHORTEST_NAME:
                form = fold(name.text[start:end])
                found.setdefault(form, Span(name.start + start, name.start + end))
    if not found:
        for place, form in enumerate(report.written):
            if len(form) >= _SHORTEST_NAME and form[0].isupper() and form[1:].isalpha():
                found.setdefault(fold(form), report.span(place, place))
    return found


def _close_names(names: Forms) -> Iterable[Pair]:
    """Yield pairs of forms that differ by a letter or two, not at their ends alone."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for form in sorted({form for held in names.values() for form in held}):
        blocks[form[:2]].append(form)
    for forms in blocks.values():
        for one, other in combinations(forms, 2):
            if abs(len(one) - len(other)) <= 1 and _is_garbling(one, other):
                yield one, other, EASY_LETTER if _undoubled(one) == _undoubled(other) else ""


def _undoubled(form: str) -> str:
    return "".join(letter for letter, _ in groupby(form))


def _is_garbling(one: str, other: str) -> bool:
    least = min(len(one), len(other)) - _INFLECTED
    if one[:least] == other[:least] or min(len(one), len(other)) < _SHORTEST_NAME:
        return False
    most = 1 if len(one) < 7 else _MOST_LETTERS
    return OSA.distance(one, other, score_cutoff=most) <= most


def garbled(first: str, second: str) -> bool:
    """Tell whether two written forms look like one name, one of them with a slip.

    Example:
        >>> garbled("Merkel", "Mekrel"), garbled("Paris", "Rome"), garbled("12", "13")
        (True, False, False)
    """
    if not (first[0].isupper() and second[0].isupper() and first[1:].isalpha()):
        return False
    one, other = fold(first), fold(second)
    return one != other and _is_garbling(one, other)


def _figures(report: Report) -> dict[str, Span]:
    """Return the exact values of a report with enough digits to be known again."""
    found: dict[str, Span] = {}
    for figure in report.annotated.figures:
        low = figure.low
        if low and low == figure.high:
            found.setdefault(f"{figure.unit or ''} {low:.6g}", Span(figure.start, figure.end))
    return found


def _scaled(figures: Forms) -> Iterable[Pair]:
    """Yield pairs of values of one unit, the same but for a thousand or a million."""
    forms = {form for held in figures.values() for form in held}
    for form in sorted(forms):
        unit, _, value = form.rpartition(" ")
        if _digits(float(value)) >= _LEAST_DIGITS:
            for scale in _SCALES:
                other = f"{unit} {float(value) * scale:.6g}"
                if other in forms:
                    yield form, other, EASY_SCALE


def _digits(value: float) -> int:
    return len(f"{value:.5e}".split("e")[0].rstrip("0").replace(".", "").replace("-", ""))


def _judge(forms: Forms, pairs: Iterable[Pair], languages: Mapping[str, str], slips: Slips) -> None:
    """Note the slips of each pair of forms; what all reports of a language write is its form."""
    for one, other, easy in pairs:
        with_one = {name for name, held in forms.items() if one in held}
        with_other = {name for name, held in forms.items() if other in held}
        only_one, only_other = with_one - with_other, with_other - with_one
        if only_one and (not only_other or len(only_one) > len(only_other)):
            slip, better, bad, good = other, one, only_other or with_other, only_one
        elif only_other and len(only_other) > len(only_one):
            slip, better, bad, good = one, other, only_one or with_one, only_other
        else:
            continue
        if {languages[name] for name in bad} & {languages[name] for name in good}:
            for name in bad:
                span = forms[name][slip]
                slips[name][slip] = Slip(slip, better, span, frozenset(good), easy)
