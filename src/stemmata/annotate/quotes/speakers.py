"""Who says it: the phrase beside a speech verb that is most likely its subject.

Left of a verb the subject is the first phrase of the clause, right of it the nearest; what a
preposition governs counts less, as does what a language's usual order puts elsewhere.
"""

from __future__ import annotations

from stemmata.annotate.quotes.hits import Hit
from stemmata.annotate.quotes.passage import WIDEST, Passage
from stemmata.annotate.quotes.passives import find_agent, is_passive
from stemmata.annotate.quotes.phrases import Names, Phrase, Sides, find_phrases, mention_of
from stemmata.model import Mention
from stemmata.settings import QuoteSettings

_CERTAIN = frozenset({"name", "role", "pronoun"})
_SUBJECTS = _CERTAIN | {"noun"}
_CLAUSE_ENDS = frozenset(";:.!?…。！？；：\n؛؟।")
_AUXILIARY_REACH = 6  # words between "was" and "called"
_COMMAS = frozenset(",،、，")
ABBREVIATED = frozenset({".", ".,", ".)", ".),"})  # between words of one sentence
_CONNECTIVES = frozenset("-–—(")


def find_speaker(
    passage: Passage, names: Names, cue: Hit, *, follows_quote: bool, settings: QuoteSettings
) -> Mention | None:
    """Return the subject of a speech verb, if a phrase beside it can be that.

    Args:
        passage: the text.
        names: its names.
        cue: the speech verb.
        follows_quote: whether the verb comes after what is said.
        settings: the weights.
    """
    asked = cue.first, cue.last, follows_quote
    found = names.told.get(asked)
    if found is None or found[0] is not settings:
        likeliest = _likeliest(passage, names, cue, follows_quote=follows_quote, settings=settings)
        found = names.told[asked] = settings, likeliest
    return found[1]


def find_quoted(
    passage: Passage, names: Names, cue: Hit, *, follows_quote: bool, settings: QuoteSettings
) -> Mention | None:
    """Return whom somebody quotes, the object of a verb of quoting: "the paper quotes Holt".

    Args: as of `find_speaker`; without an object, its subject is returned.
    """
    _, left, right = _beside(passage, names, cue, settings)
    objects = [phrase for phrase in right if phrase.rank != "pronoun"]
    if follows_quote and not left:
        objects = objects[1:]  # the first is who quotes
    if objects and not _by_preposition(passage, objects[0]):
        return mention_of(passage, objects[0].first, objects[0].last)
    return find_speaker(passage, names, cue, follows_quote=follows_quote, settings=settings)


def _by_preposition(passage: Passage, phrase: Phrase) -> bool:
    return any(
        place >= 0 and passage.is_a(place, "preposition")
        for place in (phrase.first - 1, phrase.first - 2)
    )


def _likeliest(
    passage: Passage, names: Names, cue: Hit, *, follows_quote: bool, settings: QuoteSettings
) -> Mention | None:
    start, left, right = _beside(passage, names, cue, settings)
    if passage.hits_between(cue.first, cue.last, "impersonal"):
        document = _document(passage, left, right)
        if document is not None:
            return document
    agent = _agent(passage, cue, start, left, right)
    if agent is not None:
        return agent
    if right and passage.is_a(cue.last, "nominative") and right[0].first == cue.last:
        return mention_of(passage, cue.last, right[0].last)
    opens = passage.cues.plain and not follows_quote  # what follows the verb is what was said
    sole = _leads(passage, cue, left)  # all that stands before the verb
    lead = settings.speaker_adjacent if sole else 0.0
    lead += _left_bonus(passage, settings, follows_quote=follows_quote)
    if not sole and not passage.cues.plain and _has(passage.gaps[cue.first], _COMMAS):
        lead -= settings.speaker_side  # a clause of its own: "she was shocked, said the queen"
    weighed = [(lead + _left_score(passage, phrase, start, settings), phrase) for phrase in left]
    weighed += [
        (_right_score(passage, cue, phrase, left, settings, opens), phrase)
        for phrase in right
        if not (opens and phrase.rank == "pronoun")  # "and said she hoped"
    ]
    best = max(weighed, key=lambda pair: pair[0], default=None)
    if best is not None and best[0] >= settings.speaker_from:
        return mention_of(passage, best[1].first, best[1].last)
    if opens:
        return find_subject(passage, names, passage.around(cue.first)[0], start)
    return None


def _agent(
    passage: Passage, cue: Hit, start: int, left: list[Phrase], right: list[Phrase]
) -> Mention | None:
    """Return the doer of a passive verb: "was called by Holt", "wurde von Holt genannt"."""
    governed = [phrase for phrase in (*left, *right) if phrase.governed]
    if not governed or passage.is_a(cue.first, "quoting"):
        return None  # who is quoted speaks, not who quotes
    lowest = start if _closes_clause(passage, cue) else max(start, cue.first - _AUXILIARY_REACH)
    first = cue.first
    while first > lowest and not _has(passage.gaps[first], _COMMAS):
        first -= 1
    if not is_passive(passage, first, cue.first):
        return None
    agent = find_agent(passage, [phrase for phrase in governed if phrase.first >= first])
    return mention_of(passage, agent.first, agent.last) if agent else None


def _closes_clause(passage: Passage, cue: Hit) -> bool:
    return cue.last >= len(passage.forms) or passage.gaps[cue.last] != " "


def _left_score(passage: Passage, phrase: Phrase, start: int, settings: QuoteSettings) -> float:
    score = _weight(phrase, settings, marks_subjects=passage.cues.marks_subjects)
    return score - settings.speaker_lead_cost * (phrase.first - start)


def _right_score(
    passage: Passage,
    cue: Hit,
    phrase: Phrase,
    left: list[Phrase],
    settings: QuoteSettings,
    opens: bool,  # noqa: FBT001 - a fact of the text, no switch
) -> float:
    cues = passage.cues
    score = _weight(phrase, settings, marks_subjects=cues.marks_subjects)
    score -= settings.speaker_distance_cost * (phrase.first - cue.last)
    score += settings.speaker_side if cues.order == "after" else 0.0
    score -= settings.speaker_side if opens else 0.0
    beside = phrase.first - cue.last <= passage.is_a(cue.last, "determiner")
    if beside and not cues.plain and not _is_led(passage, cue, left):
        score += settings.speaker_adjacent / 2
    return score


def _is_led(passage: Passage, cue: Hit, left: list[Phrase]) -> bool:
    """Return whether a subject may stand before a verb, and no comma parts it from the verb."""
    if _has(passage.gaps[cue.first], _COMMAS) and not _leads(passage, cue, left):
        return False
    return any(not phrase.governed and phrase.rank in _CERTAIN for phrase in left)


def _leads(passage: Passage, cue: Hit, left: list[Phrase]) -> bool:
    """Return whether only a subject stands before a verb, with what is set beside it."""
    if not left:
        return False
    subject = left[0]
    if subject.last == cue.first:
        return subject.rank != "initial" or passage.cues.plain  # "Officially says the ministry"
    if subject.governed or subject.rank not in _SUBJECTS:
        return False
    set_off = _has(passage.gaps[subject.last], _COMMAS)
    if set_off and subject.rank in _CERTAIN and _has(passage.gaps[cue.first], _COMMAS):
        return True
    kinds = [passage.meanings[place].kinds for place in range(subject.first, cue.first)]
    clause = any("reported" in k or ("stop" in k and "connector" not in k) for k in kinds)
    return left[-1].last == cue.first and not clause


def _document(passage: Passage, left: list[Phrase], right: list[Phrase]) -> Mention | None:
    """Return where something stands to be read: "es heißt in dem Schreiben"."""
    for phrase in (*left, *right):
        if phrase.governed and phrase.rank != "pronoun":
            return mention_of(passage, phrase.first, phrase.last)
    return None


def _beside(passage: Passage, names: Names, cue: Hit, settings: QuoteSettings) -> Sides:
    """Return where the clause of a verb starts and the phrases on either side; remembered.

    One verb may be asked for as cue of a quote, of a reported clause and of an attribution.
    """
    asked = cue.first, cue.last, settings.speaker_reach
    found = names.sides.get(asked)
    if found is None:
        start, end = _clause_start(passage, cue.first), _clause_end(passage, cue.last, settings)
        left = find_phrases(passage, names, start, cue.first)
        right = find_phrases(passage, names, cue.last, end)
        found = names.sides[asked] = start, left, right
    return found


def find_subject(passage: Passage, names: Names, first: int, last: int) -> Mention | None:
    """Return the first phrase of a clause that has no speech verb, if it is somebody."""
    for phrase in find_phrases(passage, names, first, last):
        if not phrase.governed and (phrase.rank == "noun" or phrase.rank in _CERTAIN):
            return mention_of(passage, phrase.first, phrase.last)
    return None


def _left_bonus(passage: Passage, settings: QuoteSettings, *, follows_quote: bool) -> float:
    if passage.cues.order == "before":
        return settings.speaker_side
    if passage.cues.order == "after":
        return 0.0
    return 0.0 if follows_quote else settings.speaker_side / 2


def _weight(phrase: Phrase, settings: QuoteSettings, *, marks_subjects: bool) -> float:
    score: float = getattr(settings, f"speaker_{phrase.rank}")
    score -= settings.speaker_governed if phrase.governed else 0.0
    if marks_subjects and not phrase.marked and phrase.rank != "pronoun":
        score -= settings.speaker_unmarked
    return score + (settings.speaker_marked if phrase.marked else 0.0)


def _clause_start(passage: Passage, verb: int) -> int:
    """Return the first word of the clause that a verb ends or stands in.

    Right after a comma the subject may lie before an apposition ("Smith, the mayor, said"), and a
    verb at the end of its sentence may have anything before it.
    """
    gaps, sentence = passage.gaps, passage.sentence
    lowest, own = max(0, verb - WIDEST), sentence[verb]
    place = verb
    if passage.cues.order == "before" and not passage.cues.plain:
        while place > lowest and sentence[place - 1] == own:
            place -= 1
        return place
    commas = 2 if _has(gaps[verb], _COMMAS) else 0
    while place > lowest and sentence[place - 1] == own:
        gap = gaps[place]
        if gap != " ":
            if _has(gap, _CLAUSE_ENDS) and gap.strip() not in ABBREVIATED:
                break
            commas -= _has(gap, _COMMAS)
            if commas < 0:
                break
        if place != verb and (_leaves_quote(passage, place) or passage.is_a(place - 1, "that")):
            break
        place -= 1
    return place


def _leaves_quote(passage: Passage, place: int) -> bool:
    """Return whether a long quote ends right before a word."""
    stretch = passage.stretch[place - 1]
    return stretch >= 0 and passage.stretch[place] < 0 and not _is_short(passage, stretch)


def _is_short(passage: Passage, stretch: int) -> bool:
    words = passage.stretches[stretch]
    return words.end - words.start < 40


def _clause_end(passage: Passage, place: int, settings: QuoteSettings) -> int:
    gaps, sentence, stretch = passage.gaps, passage.sentence, passage.stretch
    own = sentence[place - 1]
    end = min(len(passage.forms), place + settings.speaker_reach)
    while place < end and sentence[place] == own:
        gap = gaps[place]
        if gap != " ":
            ends = _has(gap, _CLAUSE_ENDS) and gap.strip() not in ABBREVIATED
            if ends or _has(gap, _COMMAS):
                break
        if stretch[place] >= 0 and not _is_short(passage, stretch[place]):
            break
        if passage.is_a(place, "that"):
            break
        place += 1
    return place


def _has(gap: str, marks: frozenset[str]) -> bool:
    return not marks.isdisjoint(gap)
