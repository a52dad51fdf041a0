"""Direct speech: which quoted stretches are somebody's words, and whose.

A stretch is speech or a scare quote, a title, a term. A small linear score over what surrounds it
decides: length, a speech verb beside it, a colon before, a full stop inside, an article before.
The weights stand in `QuoteSettings` and were fitted by `benchmarks/quotes.py --fit`.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul
from typing import NamedTuple

from stemmata.annotate.quotes.attributing import TAIL, Turn, attribute, between
from stemmata.annotate.quotes.hits import Hit
from stemmata.annotate.quotes.marks import Stretch
from stemmata.annotate.quotes.passage import Passage
from stemmata.annotate.quotes.phrases import Names
from stemmata.annotate.quotes.sources import SourcePhrase
from stemmata.annotate.quotes.verbs_beside import unlisted_verb, verb_after, verb_before
from stemmata.model import Quote
from stemmata.settings import QuoteSettings

_TERMINALS = frozenset(".!?…,。！？，؟।،")
_STOPS = frozenset(".!?…。！？؟।\n")
_COLONS = frozenset(":：")
_TITLE_MARKS = frozenset("『")
_REPORTING = frozenset({"before", "after", "reported"})


class Signs(NamedTuple):
    """What speaks for or against a stretch being speech, each between 0 and 1."""

    length: float
    verb_after: float
    colon_before: float
    verb_before: float
    alone: float
    terminal: float
    after_article: float
    title_case: float
    one_word: float
    continues: float
    title_marks: float
    reports: float
    lower: float
    after_capital: float
    ends_clause: float
    named: float
    scare: float
    labelled: float
    heralded: float
    source: float


def find_direct(
    passage: Passage, names: Names, sources: Sequence[SourcePhrase], settings: QuoteSettings
) -> list[Quote]:
    """Return the quoted stretches that are speech, with speaker and cue."""
    quotes: list[Quote] = []
    by_sentence: dict[int, list[SourcePhrase]] = {}
    for source in sources:
        by_sentence.setdefault(passage.sentence[source.first], []).append(source)
    turn = Turn(by_sentence)
    weights = weights_of(settings)
    for number, stretch in enumerate(passage.stretches):
        after = verb_after(passage, number, settings) or unlisted_verb(passage, names, stretch)
        before = verb_before(passage, number)
        signs = signs_of(passage, names, number, after, before)
        score = settings.quote_bias + sum(map(mul, weights, signs))
        if turn.end >= 0 and not between(passage, turn, stretch).strip(TAIL + " \n"):
            score += settings.quote_after_quote
        if score < 0:
            continue
        within = before is not None and passage.text[stretch.start].islower()
        cue = before if within else after or before
        quote = attribute(passage, names, stretch, cue, turn, settings)
        quotes.append(quote)
        turn = Turn(by_sentence, quote.speaker, stretch.closes)
    return quotes


def weights_of(settings: QuoteSettings) -> tuple[float, ...]:
    """Return the weight of each sign, in the order of `Signs`."""
    return (
        settings.quote_length,
        settings.quote_verb_after,
        settings.quote_colon_before,
        settings.quote_verb_before,
        settings.quote_alone,
        settings.quote_terminal,
        settings.quote_after_article,
        settings.quote_title_case,
        settings.quote_one_word,
        settings.quote_continues,
        settings.quote_title_marks,
        settings.quote_reports,
        settings.quote_lower,
        settings.quote_after_capital,
        settings.quote_ends_clause,
        settings.quote_named,
        settings.quote_scare,
        settings.quote_labelled,
        settings.quote_heralded,
        settings.quote_source,
    )


def signs_of(
    passage: Passage, names: Names, number: int, after: Hit | None, before: Hit | None
) -> Signs:
    """Return what can be seen of a stretch and its surroundings."""
    stretch = passage.stretches[number]
    text = passage.text
    first, last = passage.first_word(stretch.start), passage.first_word(stretch.end)
    count = max(1, last - first) if passage.cues.unspaced is None else _spaced_length(stretch)
    lead = text[max(0, stretch.opens - 40) : stretch.opens].rstrip()
    ends = text[stretch.end - 1]
    starts_alone = not lead or lead[-1] in _STOPS or "\n" in _blank_before(text, stretch.opens)
    terminal = ends in _TERMINALS
    return Signs(
        length=min(count, 10) / 10,
        verb_after=float(after is not None),
        colon_before=float(bool(lead) and lead[-1] in _COLONS),
        verb_before=float(before is not None),
        alone=float(
            starts_alone and (terminal or text[stretch.closes : stretch.closes + 1] in {",", "."})
        ),
        terminal=float(terminal),
        after_article=float(first > 0 and passage.is_a(first - 1, "determiner")),
        title_case=float(_in_title_case(passage, first, last)),
        one_word=float(count < 2),
        continues=float(stretch.continues),
        title_marks=float(stretch.mark in _TITLE_MARKS),
        reports=float(_sentence_reports(passage, first)),
        lower=float(text[stretch.start].islower()),
        after_capital=float(_follows_capital(passage, first, stretch)),
        ends_clause=float(text[stretch.closes : stretch.closes + 1] in {".", ",", "\n", ""}),
        named=float(_is_name(names, stretch)),
        scare=float(any(h.last == first for h in passage.hits_between(first - 3, first, "scare"))),
        labelled=float(_is_labelled(passage, number)),
        heralded=float(bool(passage.hits_between(max(0, first - 4), first, "herald"))),
        source=float(
            any(h.last == first for h in passage.hits_between(first - 3, first, "before"))
        ),
    )


def _is_labelled(passage: Passage, number: int) -> bool:
    """Return whether a verb of calling stands in the sentence, outside quotation marks."""
    if "label" not in passage.by_kind:
        return False
    place = min(passage.first_word(passage.stretches[number].start), len(passage.forms) - 1)
    labels = passage.hits_between(*passage.around(place), "label")
    return any(passage.stretch[hit.first] < 0 for hit in labels)


def _sentence_reports(passage: Passage, first: int) -> bool:
    """Return whether a source phrase or a reported mood stands in the sentence of a stretch."""
    if first >= len(passage.forms):
        return False
    kinds = _REPORTING & passage.by_kind.keys()
    a, b = passage.around(first) if kinds else (first, first)
    return any(
        passage.stretch[hit.first] < 0 for kind in kinds for hit in passage.hits_between(a, b, kind)
    )


def _follows_capital(passage: Passage, first: int, stretch: Stretch) -> bool:
    """Return whether a capitalised word stands right before: "the ship “Eagle”"."""
    if first < 1 or not passage.written[first - 1][0].isupper():
        return False
    return passage.text[passage.ends[first - 1] : stretch.opens].strip() == ""


def _is_name(names: Names, stretch: Stretch) -> bool:
    name = names.covering(stretch.start)
    return name is not None and name.start <= stretch.start and name.end >= stretch.end


def _blank_before(text: str, place: int) -> str:
    start = place
    while start > 0 and text[start - 1].isspace():
        start -= 1
    return text[start:place]


def _spaced_length(stretch: Stretch) -> int:
    """Return about how many words a stretch in a script without spaces has."""
    return max(1, (stretch.end - stretch.start) // 2)


def _in_title_case(passage: Passage, first: int, last: int) -> bool:
    forms = passage.written[first:last]
    return 2 <= len(forms) <= 8 and sum(form[0].isupper() for form in forms) * 3 >= len(forms) * 2
