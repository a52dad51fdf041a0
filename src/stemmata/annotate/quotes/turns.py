"""Who goes on speaking: quotes without a cue of their own take the speaker around or before them.

A quoted part of a reported clause is said by whoever is reported. A sentence in a mood of reported
speech, and a quote that has no subject beside it, go on with the speaker before them in the
paragraph.
"""

from __future__ import annotations

from stemmata.annotate.quotes.passage import Passage
from stemmata.annotate.quotes.phrases import Names
from stemmata.annotate.quotes.speakers import find_subject
from stemmata.model import Mention, Quote, replace

_REACH = 1_200  # characters back to the sentence that says who speaks


def share_speakers(passage: Passage, names: Names, quotes: list[Quote]) -> list[Quote]:
    """Return the quotes in order, those without a cue with the speaker who has the floor."""
    shared: list[Quote] = []
    frame: Quote | None = None  # the reported clause that may hold the next quotes
    before: Quote | None = None
    for quote in sorted(quotes, key=lambda q: (q.start, -q.end, q.kind)):
        one = quote
        if frame is not None and quote.end > frame.end:
            frame = None
        if frame is not None and quote.cue is None and frame.speaker is not None:
            one = replace(quote, speaker=frame.speaker, cue=frame.cue)
        elif quote.cue is None and _is_reported(passage, quote):
            one = replace(quote, speaker=_on_the_floor(passage, names, quote, shared))
        elif before is not None and quote.speaker is None and _goes_on(passage, before, quote):
            one = replace(quote, speaker=before.speaker)
        if one.kind == "indirect":
            frame = one
        if one.speaker is not None:
            before = one
        shared.append(one)
    return shared


def _goes_on(passage: Passage, before: Quote, quote: Quote) -> bool:
    return "\n" not in passage.text[before.end : min(quote.start, before.end + 2_000)]


def _on_the_floor(
    passage: Passage, names: Names, quote: Quote, shared: list[Quote]
) -> Mention | None:
    """Return who speaks in the nearest sentence before that is not itself in a reported mood."""
    number = _sentence_of(passage, quote)
    while number > 0:
        number -= 1
        start, end = passage.bounds[number]
        if "\n" in passage.text[end - 1 : quote.start] or quote.start - end > _REACH:
            break
        said = [q for q in shared[-4:] if q.speaker is not None and start < q.end <= end]
        if said:
            return said[-1].speaker
        first, last = passage.first_word(start), passage.first_word(end)
        if not _reports(passage, first, last):
            subject = find_subject(passage, names, first, last)
            if subject is not None:
                return subject
            break
    return quote.speaker


def _sentence_of(passage: Passage, quote: Quote) -> int:
    return passage.sentence[min(passage.first_word(quote.start), len(passage.forms) - 1)]


def _is_reported(passage: Passage, quote: Quote) -> bool:
    """Return whether the first clause around a quote is in a reported mood, and names no source."""
    first, last = passage.around(min(passage.first_word(quote.start), len(passage.forms) - 1))
    if any(passage.hits_between(first, last, kind) for kind in ("before", "after")):
        return False
    marked = passage.hits_between(first, last, "reported")
    return bool(marked) and all(
        passage.gaps[place] == " " for place in range(first + 1, marked[0].first + 1)
    )


def _reports(passage: Passage, first: int, last: int) -> bool:
    marked = passage.hits_between(first, last, "reported")
    return any(passage.stretch[hit.first] < 0 for hit in marked)
