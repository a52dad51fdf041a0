"""The speech verb beside a quoted stretch: in its own sentence, before or after it."""

from __future__ import annotations

from stemmata.annotate.quotes.hits import Hit
from stemmata.annotate.quotes.marks import Stretch
from stemmata.annotate.quotes.passage import Passage
from stemmata.annotate.quotes.phrases import Names, find_phrases
from stemmata.annotate.quotes.speakers import ABBREVIATED
from stemmata.settings import QuoteSettings

_STOPS = frozenset(".!?…。！？؟।\n")
_COLONS = frozenset(":：")
_COMMAS = frozenset(",،，、")
_SOMEBODY = frozenset({"name", "role", "pronoun", "noun", "capitals"})
_WIDE = 400  # characters between a quote and a word; more is no one sentence


def verb_after(passage: Passage, number: int, settings: QuoteSettings) -> Hit | None:
    """Return the speech verb of the clause that follows a stretch and belongs to it."""
    stretch = passage.stretches[number]
    place = passage.first_word(stretch.closes)
    if place >= len(passage.forms) or not leads_on(passage, stretch, place):
        return None
    verbs = passage.hits_between(place, place + settings.quote_reach_after, "verb")
    if not verbs:
        return None
    commas = 2
    for word in range(place, verbs[0].first + 1):
        gap = passage.gaps[word] if word > place else ""
        commas -= not _COMMAS.isdisjoint(gap)
        if commas < 0 or _ends_sentence(gap) or passage.stretch[word] >= 0:
            return None
        if word > place and passage.sentence[word] != passage.sentence[word - 1]:
            return None
    return verbs[0]


def _ends_sentence(gap: str) -> bool:
    return not _STOPS.isdisjoint(gap) and gap.strip(" ") not in ABBREVIATED


def leads_on(passage: Passage, stretch: Stretch, place: int) -> bool:
    """Return whether the sentence of a stretch goes on after it, up to the word at `place`."""
    gap = passage.text[stretch.closes : min(passage.starts[place], stretch.closes + _WIDE)]
    if not _STOPS.isdisjoint(gap) or not _COLONS.isdisjoint(gap):
        return False
    ends = ".。" if passage.cues.plain or "," in gap else ".。!?"  # “Why?” Holt asked
    new_sentence = passage.text[stretch.end - 1] in ends and passage.written[place][0].isupper()
    return not new_sentence


def unlisted_verb(passage: Passage, names: Names, stretch: Stretch) -> Hit | None:
    """Return the plain word between a quote's comma and a capitalised name: “…”, fumed Holt."""
    text = passage.text
    place = passage.first_word(stretch.closes)
    if place + 1 >= len(passage.forms) or not passage.written[place][0].islower():
        return None
    gap = text[stretch.closes : passage.starts[place]].strip()
    comma = gap in _COMMAS or (not gap and text[stretch.end - 1] in ",!?")
    listed = ("that", "stop", "preposition", "determiner", "pronoun", "break")
    if not comma or any(passage.is_a(place, kind) for kind in listed):
        return None
    phrases = find_phrases(passage, names, place + 1, min(len(passage.forms), place + 4))
    beside = phrases and not phrases[0].governed and phrases[0].rank in _SOMEBODY
    return Hit(place, place + 1, "verb") if beside else None


def verb_before(passage: Passage, number: int) -> Hit | None:
    """Return the nearest speech verb before a stretch in its sentence, or before a colon."""
    stretch = passage.stretches[number]
    place = passage.first_word(stretch.opens) - 1
    if place < 0:
        return None
    between = passage.text[max(passage.ends[place], stretch.opens - _WIDE) : stretch.opens]
    if not _STOPS.isdisjoint(between) and _COLONS.isdisjoint(between):
        return None
    found = None
    for hit in passage.hits_between(passage.around(place)[0], place + 1, "verb"):
        if passage.stretch[hit.first] < 0:
            found = hit
    return found
