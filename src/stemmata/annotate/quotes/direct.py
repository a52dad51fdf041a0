"""Direct speech: which quoted stretches are somebody's words, and whose.

A stretch is speech or a scare quote, a title, a term. A small linear score over what surrounds it
decides: length, a speech verb beside it, a colon before, a full stop inside, an article before.
The weights stand in `QuoteSettings` and were fitted by `benchmarks/quotes.py --fit`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from typing import NamedTuple

from stemmata.annotate.quotes.marks import Stretch
from stemmata.annotate.quotes.passage import Hit, Passage
from stemmata.annotate.quotes.phrases import Names, find_phrases, mention_of
from stemmata.annotate.quotes.sources import SourcePhrase
from stemmata.annotate.quotes.speakers import ABBREVIATED, find_quoted, find_speaker, find_subject
from stemmata.model import Mention, Quote
from stemmata.settings import QuoteSettings

_TERMINALS = frozenset(".!?…,。！？，؟।،")
_STOPS = frozenset(".!?…。！？؟।\n")
_COLONS = frozenset(":：")
_COMMAS = frozenset(",،，、")
_TITLE_MARKS = frozenset("『")
_SOMEBODY = frozenset({"name", "role", "pronoun", "noun", "capitals"})
_REPORTING = frozenset({"before", "after", "reported"})
_DASHES = frozenset("—–―-")
_TAIL = "\"'”“»’)"
_LONGEST_OUTLET = 4  # words
_WIDE = 400  # characters between a quote and a word; more is no one sentence


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


@dataclass(frozen=True, slots=True)
class _Turn:
    """Who spoke last and up to where, and the source phrase of each sentence that has one."""

    sources: Mapping[int, list[SourcePhrase]]
    speaker: Mention | None = None
    end: int = -1


def find_direct(
    passage: Passage, names: Names, sources: Sequence[SourcePhrase], settings: QuoteSettings
) -> list[Quote]:
    """Return the quoted stretches that are speech, with speaker and cue."""
    quotes: list[Quote] = []
    by_sentence: dict[int, list[SourcePhrase]] = {}
    for source in sources:
        by_sentence.setdefault(passage.sentence[source.first], []).append(source)
    turn = _Turn(by_sentence)
    weights = weights_of(settings)
    for number, stretch in enumerate(passage.stretches):
        after = verb_after(passage, number, settings) or _unlisted_verb(passage, names, stretch)
        before = verb_before(passage, number)
        signs = signs_of(passage, names, number, after, before)
        score = settings.quote_bias + sum(map(mul, weights, signs))
        if turn.end >= 0 and not _between(passage, turn, stretch).strip(_TAIL + " \n"):
            score += settings.quote_after_quote
        if score < 0:
            continue
        within = before is not None and passage.text[stretch.start].islower()
        cue = before if within else after or before
        quote = _attribute(passage, names, stretch, cue, turn, settings)
        quotes.append(quote)
        turn = _Turn(by_sentence, quote.speaker, stretch.closes)
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


def verb_after(passage: Passage, number: int, settings: QuoteSettings) -> Hit | None:
    """Return the speech verb of the clause that follows a stretch and belongs to it."""
    stretch = passage.stretches[number]
    place = passage.first_word(stretch.closes)
    if place >= len(passage.forms) or not _leads_on(passage, stretch, place):
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


def _is_labelled(passage: Passage, number: int) -> bool:
    """Return whether a verb of calling stands in the sentence, outside quotation marks."""
    if "label" not in passage.by_kind:
        return False
    place = min(passage.first_word(passage.stretches[number].start), len(passage.forms) - 1)
    labels = passage.hits_between(*passage.around(place), "label")
    return any(passage.stretch[hit.first] < 0 for hit in labels)


def _ends_sentence(gap: str) -> bool:
    return not _STOPS.isdisjoint(gap) and gap.strip(" ") not in ABBREVIATED


def _leads_on(passage: Passage, stretch: Stretch, place: int) -> bool:
    """Return whether the sentence of a stretch goes on after it, up to the word at `place`."""
    gap = passage.text[stretch.closes : min(passage.starts[place], stretch.closes + _WIDE)]
    if not _STOPS.isdisjoint(gap) or not _COLONS.isdisjoint(gap):
        return False
    new_sentence = passage.text[stretch.end - 1] in ".。" and passage.written[place][0].isupper()
    return not new_sentence


def _unlisted_verb(passage: Passage, names: Names, stretch: Stretch) -> Hit | None:
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


def _attribute(
    passage: Passage,
    names: Names,
    stretch: Stretch,
    cue: Hit | None,
    turn: _Turn,
    settings: QuoteSettings,
) -> Quote:
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
    passage: Passage, stretch: Stretch, cue: Hit | None, turn: _Turn
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


def _source_of(passage: Passage, stretch: Stretch, turn: _Turn) -> Mention | None:
    """Return the source of "according to X" in the sentence of a quote, the last before it."""
    place = passage.first_word(stretch.start)
    sources = turn.sources.get(passage.sentence[place]) if place < len(passage.forms) else None
    if not sources:
        return None
    before = [source for source in sources if source.last <= place]
    source = (before or sources)[-1]
    return mention_of(passage, source.source_first, source.source_last)


def _same_turn(passage: Passage, turn: _Turn, stretch: Stretch) -> bool:
    """Return whether a quote without a cue goes on what was quoted before."""
    if turn.speaker is None:
        return False
    between = _between(passage, turn, stretch)
    if stretch.continues or not between.strip(_TAIL + " \n"):
        return True
    return between.strip(_TAIL + " \n").endswith((".", "!", "?")) and "\n" not in between


def _same_paragraph(passage: Passage, turn: _Turn, stretch: Stretch) -> bool:
    """Return whether somebody spoke before, who may be the subject of a bare "and added"."""
    return turn.speaker is not None and "\n" not in _between(passage, turn, stretch)


def _between(passage: Passage, turn: _Turn, stretch: Stretch) -> str:
    return passage.text[turn.end : min(stretch.opens, turn.end + _WIDE)]


def _nearby_subject(passage: Passage, names: Names, stretch: Stretch) -> Mention | None:
    """Return the subject of the sentence around a quote, else of the one before it.

    Where a quote opens its sentence, the subject stands after it.
    """
    place = passage.first_word(stretch.opens)
    after = passage.first_word(stretch.closes)
    if after < len(passage.forms) and _leads_on(passage, stretch, after) and _opens(passage, place):
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
