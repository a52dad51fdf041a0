"""Source phrases: "according to X", "X zufolge", "据X报道", with the words that name the source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from stemmata.annotate.quotes.hits import Hit
from stemmata.annotate.quotes.passage import Passage
from stemmata.annotate.quotes.phrases import Names, find_phrases, role_length

_LONGEST = 12  # words of a source
_LONGEST_PLAIN = 5  # in a script without capitals
_BREAKS = frozenset(".!?…。！？:：;؛,،，、\n()[]|।؟—–")
_INNER_MARKS = frozenset('"„“”«»')
_FRAME_REACH = 14  # words between 据 and 报道


class SourcePhrase(NamedTuple):
    """A source phrase: all its words, and among them those that name the source."""

    first: int
    last: int
    source_first: int
    source_last: int
    cue: Hit


def find_sources(passage: Passage, names: Names) -> list[SourcePhrase]:
    """Return the source phrases of a passage in order, quoted ones left out; remembered.

    Attributions and quotes of an article ask for them in turn.
    """
    if passage.cues.code not in names.sources:
        names.sources[passage.cues.code] = _find_sources(passage, names)
    return names.sources[passage.cues.code]


def _find_sources(passage: Passage, names: Names) -> list[SourcePhrase]:
    found: list[SourcePhrase] = []
    for hit in passage.hits:
        if hit.kind not in {"before", "after"} or passage.stretch[hit.first] >= 0:
            continue
        if found and hit.first < found[-1].last:
            continue
        phrase = _source_right(passage, names, hit) if hit.kind == "before" else None
        phrase = _source_left(passage, names, hit) if hit.kind == "after" else phrase
        if phrase is not None:
            found.append(phrase)
    found += _framed(passage, names)
    return sorted(found)


def _source_right(passage: Passage, names: Names, cue: Hit) -> SourcePhrase | None:
    """Read the noun phrase after a cue: a name, else the words up to where it must end."""
    start = cue.last
    while start < len(passage.forms) and passage.is_a(start, "determiner"):
        start += 1
    if start < len(passage.forms) and _starts_no_phrase(passage, names, start):
        return None
    end = start
    limit = min(len(passage.forms), start + _LONGEST)
    for end in range(start, limit + 1):
        if end == limit or _ends(passage, names, end, start):
            break
    end = _trim(passage, start, end)
    plain = not any(_is_head(passage, names, place) for place in range(start, end))
    whole = _starts_sentence(passage, cue.first) and _ends_sentence(passage, end)
    open_ended = end < limit and not _breaks(passage.gap(end))
    if plain and (whole or open_ended) and _has_capitals(passage, start):
        end = start + 1  # no noun that is known: the next one may be the sentence's subject
    if end <= start:
        return None
    return SourcePhrase(cue.first, end, *_named_part(passage, names, start, end), cue)


def _source_left(passage: Passage, names: Names, cue: Hit) -> SourcePhrase | None:
    """Read the noun phrase before a cue ("der Polizei zufolge", "Reuters'a göre")."""
    start = cue.first
    while start > 0 and cue.first - start < _LONGEST:
        back = start - 1
        if passage.sentence[back] != passage.sentence[cue.first]:
            break
        if _breaks(passage.gap(start)) or _closes_phrase(passage, names, back):
            break
        start = back
    while start < cue.first and passage.is_a(start, "determiner"):
        start += 1
    if start >= cue.first:
        return None
    phrases = find_phrases(passage, names, start, cue.first)
    if phrases and phrases[-1].last == cue.first:
        nearest = phrases[-1]
        return SourcePhrase(nearest.first, cue.last, nearest.first, nearest.last, cue)
    if passage.cues.order != "before" and phrases:
        return SourcePhrase(start, cue.last, phrases[0].first, cue.first, cue)
    return SourcePhrase(
        max(start, cue.first - 3), cue.last, max(start, cue.first - 3), cue.first, cue
    )


def _framed(passage: Passage, names: Names) -> Iterator[SourcePhrase]:
    """Yield sources between two words that belong together (据 ... 报道)."""
    frames = passage.cues.frames
    for place, form in enumerate(passage.forms) if frames else ():
        if form not in frames or passage.stretch[place] >= 0:
            continue
        for end in range(place + 1, min(len(passage.forms), place + _FRAME_REACH)):
            if _breaks(passage.gap(end)) or passage.sentence[end] != passage.sentence[place]:
                break
            if passage.forms[end] in frames[form]:
                if end > place + 1:
                    cue = Hit(place, place + 1, "before")
                    part = _named_part(passage, names, place + 1, end)
                    yield SourcePhrase(place, end + 1, *part, cue)
                break


def _ends(passage: Passage, names: Names, place: int, start: int) -> bool:
    """Return whether a source that began at `start` ends before the word at `place`."""
    if place >= len(passage.forms) or passage.sentence[place] != passage.sentence[start - 1]:
        return True
    inside = names.at(place)
    if inside is not None and inside.start < passage.starts[place]:
        return False
    if place >= start and _breaks(passage.gap(place)):
        return True
    if passage.stretch[place] >= 0:
        stretch = passage.stretches[passage.stretch[place]]
        return stretch.end - stretch.start > 40
    if place == start:
        return False
    return _closes_phrase(passage, names, place) or _leaves_phrase(passage, names, place, start)


def _closes_phrase(passage: Passage, names: Names, place: int) -> bool:
    if names.at(place) is not None:
        return False
    return any(passage.is_a(place, kind) for kind in ("verb", "stop", "that", "pronoun", "subject"))


def _starts_no_phrase(passage: Passage, names: Names, place: int) -> bool:
    if passage.sentence[place] != passage.sentence[place - 1] or _breaks(passage.gap(place)):
        return True
    if names.at(place) is not None or role_length(passage, place):
        return False
    if passage.is_a(place, "agency") and passage.cues.is_agency(passage.written[place]):
        return False
    return any(passage.is_a(place, kind) for kind in ("verb", "stop", "that", "preposition"))


def _leaves_phrase(passage: Passage, names: Names, place: int, start: int) -> bool:
    """Return whether a plain word after a name or noun shows that the sentence goes on."""
    if passage.is_a(place, "connector") or passage.is_a(place, "determiner"):
        return False
    if names.at(place) is not None or passage.is_a(place, "role"):
        return False
    initial = passage.written[place][0]
    if initial.isalpha() and initial.lower() == initial.upper():  # no capitals to go by
        return passage.is_a(place, "preposition") or place - start >= _LONGEST_PLAIN
    if not initial.islower():
        return False
    return any(
        _is_head(passage, names, back) and back + role_length(passage, back) <= place
        for back in range(start, place)
    )


def _is_head(passage: Passage, names: Names, place: int) -> bool:
    if names.at(place) is not None or role_length(passage, place):
        return True
    return passage.written[place][0].isupper()


def _starts_sentence(passage: Passage, place: int) -> bool:
    return place == 0 or passage.sentence[place - 1] != passage.sentence[place]


def _ends_sentence(passage: Passage, place: int) -> bool:
    last = place >= len(passage.forms)
    return last or passage.sentence[place] != passage.sentence[place - 1]


def _has_capitals(passage: Passage, place: int) -> bool:
    return place < len(passage.written) and passage.written[place][0].islower()


def _trim(passage: Passage, start: int, end: int) -> int:
    """Drop function words that were left at the end."""
    kinds = ("preposition", "determiner", "connector", "stop")
    while end > start and not passage.written[end - 1][0].isupper():
        if not any(passage.is_a(end - 1, kind) for kind in kinds):
            break
        end -= 1
    return end


def _named_part(passage: Passage, names: Names, start: int, end: int) -> tuple[int, int]:
    """Return the words of a source up to the end of its first name, if it has one."""
    first = names.at(start)
    if first is None:
        return start, end
    last = start + 1
    while last < end and passage.starts[last] < first.end:
        last += 1
    return start, last


def _breaks(gap: str) -> bool:
    return (not _BREAKS.isdisjoint(gap) and gap.strip('"„“”«» ') not in {".", ""}) or "\n" in gap
