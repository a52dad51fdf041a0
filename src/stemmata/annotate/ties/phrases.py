"""Phrases that may act or be acted on: names, listed actors, peoples, what capitals set apart.

Nothing is parsed: a phrase is a run of such words with the plain words before them, joined to what
a genitive hangs on it; what governs it is the preposition or case mark beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from stemmata.annotate.ties.concepts import NOTHING
from stemmata.annotate.ties.cues import ACT_PHRASE, ACTOR_PHRASE, follows
from stemmata.annotate.ties.joining import group_phrases, join_phrases
from stemmata.annotate.ties.words import JOINTS, OWNERS, Phrase, Text

_MOST_BEFORE = 3  # plain words before an actor that belong to it: "angry French paper workers"
_MOST_BETWEEN = 4  # words between a preposition and the phrase it governs
_SHOUTED = 0.6  # share of capitals from which a line is set in capitals
_GOVERNING = ("agent", "of", "between", "with", "target", "preposition")
_WAY = frozenset({"way"})
_BEGINNING = frozenset({"phrase", ACTOR_PHRASE})  # of a listed phrase: "miles de personas"
_OPENING = ("(", "[", "（")  # before "(UN)" or "(left)", which says more of what stands before
_MARKS = {"agent after": "agent", "target after": "target", "with after": "with"}


def find_phrases(words: Text, first: int, last: int, places: Sequence[int]) -> tuple[Phrase, ...]:
    """Return the phrases of a sentence in order; `places` are those where one may begin."""
    least = _SHOUTED * (last - first)
    # Whatever stands in capitals may begin a phrase, so few places spare the count.
    shouted = len(places) > least and sum(map(str.isupper, words.written[first:last])) > least
    capitals = not shouted and not words.listed.capital_nouns
    phrases: list[Phrase] = []
    done = first
    for place in places:
        if place < done:
            continue
        length = _actor_length(words, place) or int(_acts(words, place, first, capitals))
        if not length:
            continue
        end = _end(words, place + length - 1, last, first, capitals)
        if not _is_way(words, place, end):
            phrases.append(_phrase(words, _begin(words, place, done), end, first, last))
        done = end
    if shouted:
        phrases[:0] = _headline_subject(words, first, phrases[0].first if phrases else last)
    if words.listed.target_endings and phrases and phrases[0].governed == "target":
        phrases[:1] = _subject_and_object(phrases[0])
    return tuple(group_phrases(words, join_phrases(words, phrases)))


def _headline_subject(words: Text, first: int, last: int) -> list[Phrase]:
    """Return what a headline in capitals says before its deed: "ONG PROTESTAN"."""
    deed = next((p for p in range(first, last) if words.meanings[p].act is not None), first)
    cues = [words.meanings[p].cues for p in range(first, deed)]
    plain = all(each <= {"determiner"} for each in cues) and not all(cues)
    joined = all(words.gaps[p] in JOINTS for p in range(first + 1, deed + 1))
    if not (first < deed <= first + _MOST_BEFORE and plain and joined):
        return []
    return [Phrase(first, deed, "", marked=False, owner=False, group=first, named=False)]


def _is_way(words: Text, first: int, last: int) -> bool:
    """Tell whether a name is that of a street or square, to which nobody does anything."""
    ends = (words.meanings[first].cues, words.meanings[last - 1].cues)
    named = words.meanings[first].capital or words.written[first][0].isdigit()
    return last - first > 1 and named and any("way" in each for each in ends)


def _subject_and_object(phrase: Phrase) -> list[Phrase]:
    """Part what opens a sentence and ends in a case of objects: "muhalefet cumhurbaşkanını"."""
    if phrase.last - phrase.first < 2:
        return [phrase]
    subject = phrase._replace(last=phrase.last - 1, governed="")
    return [subject, phrase._replace(first=phrase.last - 1, group=phrase.last - 1, named=False)]


def _acts(words: Text, place: int, first: int, capitals: bool) -> bool:  # noqa: FBT001 - a fact
    meaning = words.meanings[place]
    if place in words.names:
        return (
            meaning.act is None
            or words.names[place].start < words.starts[place]
            or (meaning.capital and place > first)
        )
    if meaning.actor:
        return meaning.act is None or not meaning.strong
    cued = meaning.cues and meaning.cues != _WAY
    if not capitals or cued or meaning.act is not None or not meaning.capital:
        return False
    if place == first:
        return not meaning.common and _before_verb(words, place + 1)
    return words.gaps[place] in JOINTS


def _actor_length(words: Text, place: int) -> int:
    """Return how many words the listed actor phrase at a place has: "prime minister"."""
    if ACTOR_PHRASE not in words.meanings[place].cues:
        return 0
    for rest, entry in words.listed.phrases.get(words.folded[place], ()):
        if entry.actor and follows(words.folded, place, rest):
            return len(rest) + 1
    return 0


def _before_verb(words: Text, place: int) -> bool:
    """Tell whether an action or auxiliary follows: the first capital of a sentence says little."""
    meaning = words.meanings[place] if place < len(words.meanings) else NOTHING
    return meaning.act is not None or "stop" in meaning.cues


def _end(words: Text, place: int, last: int, first: int, capitals: bool) -> int:  # noqa: FBT001
    end = place + 1
    while end < last and words.gaps[end] in JOINTS:
        if _begins_anew(words, end) or _is_marked(words, end - 1) or _begins_listed(words, end):
            break
        length = _actor_length(words, end) or int(_acts(words, end, first, capitals))
        step = end + length if length else _over_plain(words, end, last, first, capitals)
        if step == end:
            break
        end = step
    return end


def _begins_listed(words: Text, place: int) -> bool:
    """Tell whether a listed deed of several words begins at a place."""
    if ACT_PHRASE not in words.meanings[place].cues:
        return False
    entries = words.listed.phrases.get(words.folded[place], ())
    return any(entry.act and follows(words.folded, place, rest) for rest, entry in entries)


def _is_marked(words: Text, place: int) -> bool:
    """Tell whether a word carries a case that ends its phrase."""
    listed = words.listed
    return words.written[place].endswith(listed.subject_endings + listed.target_endings)


def _begins_anew(words: Text, place: int) -> bool:
    """Tell whether a definite noun after another is a phrase of its own: "المعارضة الرئيس"."""
    definite = words.listed.definite
    return bool(
        definite
        and words.folded[place].startswith(definite)
        and words.folded[place - 1].startswith(definite)
        and words.meanings[place].actor not in {"", "peoples"}
    )


def _over_plain(words: Text, end: int, last: int, first: int, capitals: bool) -> int:  # noqa: FBT001
    """Step over the adjectives of "Iraq's interim government" and "Turkish border police"."""
    before = words.meanings[end - 1]
    owns = words.written[end - 1].endswith(OWNERS)
    if not owns and before.actor != "peoples":
        return end
    for ahead in range(end, min(end + 3, last)):
        if words.gaps[ahead] not in JOINTS:
            return end
        if _acts(words, ahead, first, capitals):
            return ahead
        if words.meanings[ahead].cues or words.meanings[ahead].act is not None:
            return end
    return end


def _begin(words: Text, place: int, least: int) -> int:
    """Step back over plain words to an article, number or preposition, if one is near."""
    for back in range(place - 1, max(least, place - _MOST_BEFORE) - 2, -1):
        if back < least:
            return least
        if words.gaps[back + 1] not in JOINTS:
            return place
        meaning = words.meanings[back]
        if meaning.act is not None or meaning.lights:
            return place
        if not meaning.cues.isdisjoint({"determiner", "preposition", "and"}):
            return back + 1
        if meaning.cues:
            return place
    return place


def _phrase(words: Text, begin: int, end: int, first: int, last: int) -> Phrase:
    governed = _governor(words, begin, first)
    while governed == "of":  # "hundreds of thousands of students"
        head = _head(words, begin, first)
        if head == begin:
            break
        begin, governed = head, _governor(words, head, first)
    if words.gaps[begin].rstrip().endswith(_OPENING) and begin > first:
        governed = "apposition"
    if governed and _tells(words, begin, first):
        governed = "teller"
    written = words.written[end - 1]
    after = words.meanings[end].cues if end < last else frozenset()
    for mark, meant in _MARKS.items():
        if mark in after:
            governed = meant
    if not governed and written.endswith(words.listed.target_endings):
        governed = "target"
    marked = "subject" in after or written.endswith(words.listed.subject_endings)
    return Phrase(
        begin, end, governed, marked, written.endswith(OWNERS), begin, begin in words.names
    )


def _governor(words: Text, begin: int, first: int) -> str:
    """Return the cue that governs a phrase; an article that may be one governs after verbs only."""
    for back in range(begin - 1, max(first - 1, begin - 1 - _MOST_BETWEEN), -1):
        cues = words.meanings[back].cues
        governed = next((cue for cue in _GOVERNING if cue in cues), "")
        if governed == "preposition" and words.written[back + 1][0].isdigit():
            continue  # "more than 100 people"
        if governed and "determiner" in cues and not _has_deed(words, first, back):
            return ""
        if governed or words.gaps[back + 1].strip() or not _is_passable(words, back):
            return governed
    return ""


def _tells(words: Text, begin: int, first: int) -> bool:
    """Tell whether a phrase only tells of a deed: "according to the police"."""
    for back in range(begin - 1, max(first, begin - 1 - _MOST_BETWEEN) - 1, -1):
        for rest in words.listed.tellers.get(words.folded[back], ()):
            reaches = back + len(rest) + 2 >= begin
            if reaches and (not rest or follows(words.folded, back, rest)):
                return True
    return False


def _is_passable(words: Text, place: int) -> bool:
    """Tell whether a word may stand between a preposition and its noun: articles, adjectives."""
    meaning = words.meanings[place]
    if "determiner" in meaning.cues:
        return True
    plain = not meaning.cues and meaning.act is None and not meaning.actor and not meaning.capital
    return plain and place not in words.names


def _has_deed(words: Text, first: int, place: int) -> bool:
    return any(words.meanings[back].act is not None for back in range(first, place))


def _head(words: Text, begin: int, first: int) -> int:
    """Return where the noun stands that "of" hangs a phrase on: "thousands of students"."""
    back = begin - 1
    while back > first and "of" not in words.meanings[back].cues:
        back -= 1
    back -= 1
    if back < first or words.gaps[back + 1] not in JOINTS:
        return begin
    meaning = words.meanings[back]
    bare = meaning.cues <= _BEGINNING and not meaning.lights
    plain = meaning.act is None and bare and not meaning.actor
    return back if plain and back not in words.names else begin
