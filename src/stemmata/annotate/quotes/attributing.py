"""Whose words a quoted stretch is: the verb's subject, a source, who spoke before, who is near."""

from __future__ import annotations

from collections.abc import Mapping

from stemmata.annotate.quotes.hits import Hit
from stemmata.annotate.quotes.marks import Stretch
from stemmata.annotate.quotes.passage import Passage
from stemmata.annotate.quotes.phrases import Names, find_phrases, mention_of
from stemmata.annotate.quotes.sources import SourcePhrase
from stemmata.annotate.quotes.speakers import find_quoted, find_speaker, find_subject
from stemmata.annotate.quotes.verbs_beside import leads_on
from stemmata.model import Frozen, Mention, Quote
from stemmata.settings import QuoteSettings

_COLONS = frozenset(":：")
_COMMAS = frozenset(",،，、")
_SOMEBODY = frozenset({"name", "role", "pronoun", "noun", "capitals"})
_DASHES = frozenset("—–―-")
TAIL = "\"'”“»’)"
_LONGEST_OUTLET = 4  # words
_WIDE = 400  # characters between a quote and a word; more is no one sentence


class Turn(Frozen, frozen=True):
    """Who spoke last and up to where, and the source phrase of each sentence that has one."""

    sources: Mapping[int, list[SourcePhrase]]
    speaker: Mention | None = None
    end: int = -1


def attribute(
    passage: Passage,
    names: Names,
    stretch: Stretch,
    cue: Hit | None,
    turn: Turn,
    settings: QuoteSettings,
) -> Quote:
    """Return a stretch as a quote of who said it.

    Args:
        passage: the text.
        names: its names.
        stretch: the quoted words.
        cue: the speech verb beside them, if there is one.
        turn: who spoke last, and the sources of the passage.
        settings: the weights.
    """
    speaker = _source_between(passage, stretch, cue, turn)
    if cue is not None and speaker is None:
        follows = passage.starts[cue.first] >= stretch.closes
        if passage.is_a(cue.first, "quoting"):
            speaker = find_quoted(passage, names, cue, follows_quote=follows, settings=settings)
        else:
            speaker = find_speaker(passage, names, cue, follows_quote=follows, settings=settings)
    if speaker is None and cue is not None:
        speaker = _quoted_outlet(passage, stretch, cue)
    speaker = speaker or _signed(passage, names, stretch) or _source_of(passage, stretch, turn)
    if speaker is None and (
        _same_turn(passage, turn, stretch) or (cue and _same_paragraph(passage, turn, stretch))
    ):
        speaker = turn.speaker
    if speaker is None:
        speaker = _nearby_subject(passage, names, stretch)
    return Quote(
        stretch.start,
        stretch.end,
        passage.text[stretch.start : stretch.end],
        "direct",
        speaker,
        mention_of(passage, cue.first, cue.last) if cue else None,
    )


def _quoted_outlet(passage: Passage, stretch: Stretch, cue: Hit) -> Mention | None:
    """Return the outlet in quotation marks behind a verb: "schreibt die „Harbour Gazette“"."""
    place = cue.last
    while place < len(passage.forms) and passage.is_a(place, "determiner"):
        place += 1
    if place >= len(passage.forms) or passage.stretch[place] < 0 or place - cue.last > 2:
        return None
    named = passage.stretches[passage.stretch[place]]
    last = passage.first_word(named.end)
    if named == stretch or last - place > _LONGEST_OUTLET or named.start != passage.starts[place]:
        return None
    return mention_of(passage, place, last) if passage.written[place][0].isupper() else None


def _signed(passage: Passage, names: Names, stretch: Stretch) -> Mention | None:
    """Return who stands right before a colon or after a dash: "Holt: “…”", "“…” — Anna Holt"."""
    place = passage.first_word(stretch.opens)
    left = max(passage.ends[place - 1], stretch.opens - _WIDE) if place else stretch.opens
    before = passage.text[left : stretch.opens]
    if not _COLONS.isdisjoint(before):
        first = passage.around(place - 1)[0]
        for phrase in find_phrases(passage, names, first, place):
            certain = phrase.rank in _SOMEBODY - {"capitals", "noun"} or phrase.last == place
            if certain and phrase.rank in _SOMEBODY and not phrase.governed:
                return mention_of(passage, phrase.first, phrase.last)
    place = passage.first_word(stretch.closes)
    if place < len(passage.forms):
        right = min(passage.starts[place], stretch.closes + _WIDE)
        gap = passage.text[stretch.closes : right].strip()
        if gap in _DASHES:
            for phrase in find_phrases(passage, names, place, min(len(passage.forms), place + 3)):
                if phrase.first == place and phrase.rank in _SOMEBODY | {"initial"}:
                    return mention_of(passage, phrase.first, phrase.last)
    return None


def _source_between(
    passage: Passage, stretch: Stretch, cue: Hit | None, turn: Turn
) -> Mention | None:
    """Return the source between a verb and a quote, in another clause than the verb."""
    if cue is None or passage.starts[cue.first] > stretch.opens:
        return None
    place = passage.first_word(stretch.start)
    for source in turn.sources.get(passage.sentence[cue.first], ()):
        gaps = passage.gaps[cue.last : source.first + 1]
        if gaps and source.last <= place and any(not _COMMAS.isdisjoint(gap) for gap in gaps):
            return mention_of(passage, source.source_first, source.source_last)
    return None


def _source_of(passage: Passage, stretch: Stretch, turn: Turn) -> Mention | None:
    """Return the source of "according to X" in the sentence of a quote, the last before it."""
    place = passage.first_word(stretch.start)
    sources = turn.sources.get(passage.sentence[place]) if place < len(passage.forms) else None
    if not sources:
        return None
    before = [source for source in sources if source.last <= place]
    source = (before or sources)[-1]
    return mention_of(passage, source.source_first, source.source_last)


def _same_turn(passage: Passage, turn: Turn, stretch: Stretch) -> bool:
    """Return whether a quote without a cue goes on what was quoted before."""
    if turn.speaker is None:
        return False
    gap = between(passage, turn, stretch)
    if stretch.continues or not gap.strip(TAIL + " \n"):
        return True
    return gap.strip(TAIL + " \n").endswith((".", "!", "?")) and "\n" not in gap


def _same_paragraph(passage: Passage, turn: Turn, stretch: Stretch) -> bool:
    """Return whether somebody spoke before, who may be the subject of a bare "and added"."""
    return turn.speaker is not None and "\n" not in between(passage, turn, stretch)


def between(passage: Passage, turn: Turn, stretch: Stretch) -> str:
    """Return what stands between the last quote and a stretch, cut where it is long."""
    return passage.text[turn.end : min(stretch.opens, turn.end + _WIDE)]


def _nearby_subject(passage: Passage, names: Names, stretch: Stretch) -> Mention | None:
    """Return the subject of the sentence around a quote, else of the one before it.

    Where a quote opens its sentence, the subject stands after it.
    """
    place = passage.first_word(stretch.opens)
    after = passage.first_word(stretch.closes)
    if after < len(passage.forms) and leads_on(passage, stretch, after) and _opens(passage, place):
        subject = find_subject(passage, names, after, passage.around(after)[1])
        if subject is not None:
            return subject
    for back in (1, 0):
        at = place - back
        if not 0 <= at < len(passage.forms):
            continue
        subject = find_subject(passage, names, *passage.around(at))
        if subject is not None:
            return subject
    return None


def _opens(passage: Passage, place: int) -> bool:
    """Return whether the word at `place` is the first of its sentence."""
    return place == 0 or passage.sentence[place - 1] != passage.sentence[place]
