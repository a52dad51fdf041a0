"""Indirect speech: the reported clause of a speech verb or a source phrase.

Where the clause stands is told by shape: after a conjunction ("that", "dass", "что"), after a comma
or a colon, before the comma that a trailing "said X" follows, or, in languages that put the verb
last, between speaker and verb. A sentence in a mood of reported speech (German Konjunktiv I) that
follows goes on with the same speaker.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from stemmata.annotate.quotes.hits import Hit
from stemmata.annotate.quotes.passage import Passage
from stemmata.annotate.quotes.phrases import Names, mention_of
from stemmata.annotate.quotes.sources import SourcePhrase
from stemmata.annotate.quotes.speakers import find_speaker, find_subject
from stemmata.model import Mention, Quote, replace
from stemmata.settings import QuoteSettings

_EDGES = " \t\n\u00a0\u3000,،，、;:：–—-"
_FINAL = ".!?。！？؟।…"
_COMMAS = frozenset(",،，:：")
_BESIDE = 7  # words between a speaker and the verb after it
_THAT_REACH = 14  # words between "said" and "that"


def find_indirect(
    passage: Passage,
    names: Names,
    sources: Sequence[SourcePhrase],
    direct: list[Quote],
    settings: QuoteSettings,
) -> list[Quote]:
    """Return reported clauses with speaker and cue, those that are direct speech left out."""
    found = list(_from_verbs(passage, names, settings))
    leading = {passage.sentence[passage.first_word(q.cue.start)]: q for q in found if q.cue}
    sources = [one for one in sources if not _backs_verb(passage, one, leading)]
    found += _from_sources(passage, sources, settings)
    quoted = _Quoted.of(direct)
    found = [quote for quote in found if quoted.share_outside(quote) >= settings.reported_share]
    kept = _without_overlap(found)
    return _with_continuations(passage, names, kept, direct, settings)


def _from_sources(
    passage: Passage, sources: Sequence[SourcePhrase], settings: QuoteSettings
) -> Iterator[Quote]:
    for source in sources:
        sentence = passage.sentence[source.first]
        if sentence < 0:
            continue
        start, end = passage.bounds[sentence]
        content = _around(passage, source, start, end)
        quote = _quote(passage, content, settings.sourced_words)
        if quote is not None:
            speaker = mention_of(passage, source.source_first, source.source_last)
            cue = mention_of(passage, source.cue.first, source.cue.last)
            yield replace(quote, speaker=speaker, cue=cue)


def _backs_verb(passage: Passage, source: SourcePhrase, by_verb: Mapping[int, Quote]) -> bool:
    """Return whether a source only backs who reports: "the paper writes, citing X, that"."""
    if not passage.hits_between(source.cue.first, source.cue.first + 1, "citing"):
        return False
    quote = by_verb.get(passage.sentence[source.first])
    if quote is None or quote.cue is None or quote.speaker is None:
        return False
    cue = passage.first_word(quote.cue.start)
    return cue < source.first and not any(
        "," in gap for gap in passage.gaps[cue + 1 : source.first]
    )


def _around(passage: Passage, source: SourcePhrase, start: int, end: int) -> tuple[int, int]:
    """Return the sentence without the source phrase; all of it where the phrase is inside."""
    opens, closes = passage.starts[source.first], passage.ends[source.last - 1]
    if not _has_word(passage.text[start:opens]):
        return closes, end
    if not _has_word(passage.text[closes:end]):
        return start, opens
    return start, end


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _from_verbs(passage: Passage, names: Names, settings: QuoteSettings) -> Iterator[Quote]:
    for hit in passage.by_kind.get("verb", ()):
        if passage.stretch[hit.first] >= 0:
            continue
        sentence = passage.sentence[hit.first]
        if sentence < 0:
            continue
        trails = _trails(passage, hit, sentence)
        speaker = find_speaker(passage, names, hit, follows_quote=trails, settings=settings)
        content = _clause_of(passage, hit, speaker, passage.bounds[sentence])
        quote = _quote(passage, content, settings.reported_words) if content else None
        if quote is not None:
            yield replace(quote, speaker=speaker, cue=mention_of(passage, hit.first, hit.last))


def _trails(passage: Passage, hit: Hit, sentence: int) -> bool:
    lead = passage.text[passage.bounds[sentence][0] : passage.starts[hit.first]].rstrip()
    return lead.endswith((",", "،", "，", "“", "”", '"', "»", "」"))


def _clause_of(
    passage: Passage, hit: Hit, speaker: Mention | None, bounds: tuple[int, int]
) -> tuple[int, int] | None:
    start, end = bounds
    opens, closes = passage.starts[hit.first], passage.ends[hit.last - 1]
    if speaker is not None and start <= speaker.start < end:
        opens, closes = min(opens, speaker.start), max(closes, speaker.end)
    that = _conjunction(passage, hit)
    if that is not None:
        return that, end
    lead = passage.text[start:opens].rstrip()
    if lead.endswith((",", "،", "，")) and _word_count(passage, start, opens) >= 4:
        return start, opens
    if passage.cues.order == "before" and not passage.cues.plain:
        return _before_final_verb(passage, hit, speaker, start)
    tail = passage.text[closes:end]
    comma = _first_comma(passage, hit, closes, end)
    if comma is not None:
        return comma, end
    place = passage.first_word(closes)
    if passage.cues.plain and _has_word(tail) and _beside(passage, hit, speaker):
        # "called to the scene" is no statement
        return None if passage.is_a(place, "preposition") else (closes, end)
    return None


def _beside(passage: Passage, hit: Hit, speaker: Mention | None) -> bool:
    """Return whether a verb and its speaker stand close enough to need no conjunction."""
    if speaker is None:
        return False
    first, last = passage.first_word(speaker.start), passage.first_word(speaker.end)
    return 0 <= hit.first - last <= _BESIDE or 0 <= first - hit.last <= 2


def _conjunction(passage: Passage, hit: Hit) -> int | None:
    for that in passage.hits_between(hit.last, hit.last + _THAT_REACH, "that"):
        if passage.sentence[that.first] != passage.sentence[hit.first]:
            return None
        if passage.stretch[that.first] >= 0:
            return None
        if any(passage.gap(place).strip() in {".", ";"} for place in range(hit.last, that.first)):
            return None
        return passage.starts[that.first]
    return None


def _before_final_verb(
    passage: Passage, hit: Hit, speaker: Mention | None, start: int
) -> tuple[int, int] | None:
    if speaker is not None and start <= speaker.start < passage.starts[hit.first]:
        place = passage.first_word(speaker.end)
        start = max(speaker.end, passage.ends[place - 1])
        if place < hit.first and passage.is_a(place, "subject"):
            start = passage.ends[place]
    return start, passage.starts[hit.first]


def _first_comma(passage: Passage, hit: Hit, closes: int, end: int) -> int | None:
    """Return where the clause after a comma begins, if the comma comes soon after the verb."""
    place = passage.first_word(closes)
    for word in range(max(place, hit.last), min(len(passage.forms), hit.last + 10)):
        if passage.starts[word] >= end:
            return None
        if not _COMMAS.isdisjoint(passage.gap(word)):
            return passage.starts[word]
    return None


def _word_count(passage: Passage, start: int, end: int) -> int:
    count = passage.first_word(end) - passage.first_word(start)
    return count if passage.cues.unspaced is None else (end - start) // 2


def _quote(passage: Passage, content: tuple[int, int], fewest: int) -> Quote | None:
    start, end = content
    text = passage.text
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and (text[end - 1] in _EDGES or text[end - 1] in _FINAL):
        end -= 1
    if start >= end or _word_count(passage, start, end) < fewest:
        return None
    return Quote(start, end, text[start:end], "indirect")


class _Quoted(NamedTuple):
    """How much of a text up to any place is quoted, from sums made once.

    A clause may hold as many quotes as there are: going through them for each clause would take
    time that grows with the square of their number.
    """

    starts: list[int]
    ends: list[int]
    start_sums: list[int]
    end_sums: list[int]

    @classmethod
    def of(cls, quotes: Sequence[Quote]) -> _Quoted:
        """Return the sums over quotes in any order."""
        starts = sorted(quote.start for quote in quotes)
        ends = sorted(quote.end for quote in quotes)
        sums = [list(accumulate(places, initial=0)) for places in (starts, ends)]
        return cls(starts, ends, *sums)

    def up_to(self, place: int) -> int:
        """Return how many characters before a place are quoted."""
        opened, closed = bisect_left(self.starts, place), bisect_left(self.ends, place)
        return (opened - closed) * place - self.start_sums[opened] + self.end_sums[closed]

    def share_outside(self, quote: Quote) -> float:
        """Return the share of a stretch that stands outside quotation marks."""
        quoted = self.up_to(quote.end) - self.up_to(quote.start)
        return 1 - quoted / (quote.end - quote.start)


def _without_overlap(quotes: list[Quote]) -> list[Quote]:
    kept: list[Quote] = []
    for quote in sorted(quotes, key=lambda q: (q.start, -q.end)):
        if not kept or quote.start >= kept[-1].end:
            kept.append(quote)
    return kept


def _with_continuations(
    passage: Passage,
    names: Names,
    quotes: list[Quote],
    direct: list[Quote],
    settings: QuoteSettings,
) -> list[Quote]:
    """Add sentences in a mood of reported speech that follow somebody's words."""
    marked = passage.by_kind.get("reported", ())
    if not marked:
        return quotes
    speakers = _speaker_by_sentence(passage, [*quotes, *direct])
    taken = {passage.sentence[passage.first_word(quote.start)] for quote in quotes}
    quoted = _Quoted.of(direct)
    added: list[Quote] = []
    for number in sorted({passage.sentence[hit.first] for hit in marked} - taken - {-1}):
        if not _in_reported_mood(passage, marked, number):
            continue
        content, speaker = passage.bounds[number], speakers.get(number - 1)
        own = _of_that_clause(passage, names, number, marked)
        if own is not None:
            content, speaker = (own[0], content[1]), own[1]
        elif number - 1 not in speakers:
            continue
        quote = _quote(passage, content, settings.reported_words)
        if quote is None or quoted.share_outside(quote) < settings.reported_share:
            continue
        speakers[number] = speaker
        added.append(replace(quote, speaker=speaker))
    return sorted([*quotes, *added], key=lambda q: q.start)


def _of_that_clause(
    passage: Passage, names: Names, sentence: int, marked: Sequence[Hit]
) -> tuple[int, Mention] | None:
    """Return where "that" stands before a sentence's reported mood, and the subject before it.

    "X is convinced that it be so" says whose words these are, though no verb of saying is listed.
    """
    start, end = passage.bounds[sentence]
    first, last = passage.first_word(start), passage.first_word(end)
    mood = min(marked[bisect_left(marked, (first,))].first, last)
    that = [hit.first for hit in passage.hits_between(first, mood, "that")]
    that += [
        hit.last
        for hit in passage.hits_between(first, mood, "herald")
        if hit.last < last and "," in passage.gaps[hit.last]
    ]
    subject = find_subject(passage, names, first, that[0]) if that else None
    return (passage.starts[that[0]], subject) if subject is not None else None


def _speaker_by_sentence(passage: Passage, quotes: list[Quote]) -> dict[int, Mention | None]:
    speakers: dict[int, Mention | None] = {}
    for quote in quotes:
        place = passage.first_word(quote.end - 1)
        for at in (passage.first_word(quote.start), place - 1):
            if 0 <= at < len(passage.sentence):
                speakers.setdefault(passage.sentence[at], quote.speaker)
    return speakers


def _in_reported_mood(passage: Passage, marked: Sequence[Hit], sentence: int) -> bool:
    return any(
        passage.sentence[hit.first] == sentence and passage.stretch[hit.first] < 0 for hit in marked
    )
