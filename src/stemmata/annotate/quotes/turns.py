"""Who goes on speaking: quotes without a cue of their own take the speaker around or before them.

A quoted part of a reported clause is said by whoever is reported. A sentence in a mood of reported
speech, and a quote that has no subject beside it, go on with the speaker before them in the
paragraph.
"""

from __future__ import annotations

from stemmata.annotate.quotes.passage import Passage
from stemmata.model import Quote, replace


def share_speakers(passage: Passage, quotes: list[Quote]) -> list[Quote]:
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
        elif (
            before is not None
            and (quote.cue is None or quote.speaker is None)
            and _goes_on(passage, before, quote)
        ):
            one = replace(quote, speaker=before.speaker)
        if one.kind == "indirect":
            frame = one
        if one.speaker is not None:
            before = one
        shared.append(one)
    return shared


def _goes_on(passage: Passage, before: Quote, quote: Quote) -> bool:
    if "\n" in passage.text[before.end : min(quote.start, before.end + 2_000)]:
        return False
    return quote.speaker is None or _in_reported_mood(passage, quote)


def _in_reported_mood(passage: Passage, quote: Quote) -> bool:
    place = min(passage.first_word(quote.start), len(passage.forms) - 1)
    first, last = passage.around(place)
    marked = passage.hits_between(first, last, "reported")
    return any(passage.stretch[hit.first] < 0 for hit in marked)
