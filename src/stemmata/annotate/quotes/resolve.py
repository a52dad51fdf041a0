"""Keys for speakers that are not named where they speak: "he", "the mayor", "Holt".

A short form takes the key of the name it is part of; a role that of the person set beside it
("the president of the Chamber, Ana Ruiz,"). A pronoun, a role alone, or a speech verb without a
subject stands for the person whom the nearest sentence is about: the first one named in it, unless
it opens with a pronoun itself; else for the speaker before. Number and gender are left out: lists
for them would be needed in every language.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from stemmata.annotate.quotes.cues import Cues, compile_cues
from stemmata.annotate.quotes.passage import fold_language
from stemmata.model import AnnotatedArticle, Mention, Name, Quote, replace
from stemmata.text import fold, words

_REACH = 1_500  # characters back to the name that a pronoun stands for
_SHORTEST_CASELESS = 3  # letters of an Arabic or Hindi word that may be a name
_BESIDE = 90  # characters from a role to the name set beside it
_NOUNS = 3  # between a role and its holder ("глава союза докеров Руй ...")
_LEADS_OFF = frozenset({"verb", "that", "stop", "pronoun", "preposition", "subject"})
_APPOSITION = re.compile(r"[^,،，.!?;:\n\"“”„«»]{0,80}[,،，]\s?")
_SENTENCE_START = re.compile(r"[.!?…]['\"”“»’)]*\s|[\n。！？؟]")


class _Names(NamedTuple):
    """The names that have keys, in order, and the text they stand in."""

    text: str
    names: list[Name]
    starts: list[int]


def resolve_speakers(article: AnnotatedArticle) -> AnnotatedArticle:
    """Return the article with a key on each speaker whose name stands before; text is untouched.

    To be called after `resolve_names`, which gives names their keys.
    """
    if not any(map(_is_open, article.quotes)):
        return article
    names = [name for name in article.names if name.key]
    starts = [name.start for name in names]
    cues = compile_cues(fold_language(article.language))
    named = _Names(article.text, names, starts)
    last: tuple[int, str] | None = None
    quotes = []
    for quote in article.quotes:
        resolved = _resolve(quote, named, cues, last)
        if resolved.speaker is not None and resolved.speaker.key:
            last = resolved.speaker.start, resolved.speaker.key
        quotes.append(resolved)
    return replace(article, quotes=tuple(quotes))


def is_pronoun(text: str, language: str) -> bool:
    """Tell whether a word stands for somebody named before.

    Example:
        >>> is_pronoun("She", "en"), is_pronoun("Holt", "en")
        (True, False)
    """
    return compile_cues(fold_language(language)).is_a(fold(text), "pronoun")


def person_meant(article: AnnotatedArticle, position: int) -> str:
    """Return the key of the person whom a pronoun at a place stands for, or nothing.

    To be called after `resolve_speakers`.
    """
    names = [name for name in article.names if name.key]
    named = _Names(article.text, names, [name.start for name in names])
    speakers = [each.speaker for each in article.quotes if each.speaker and each.speaker.key]
    spoke = [(one.start, one.key) for one in speakers if one.start < position]
    cues = compile_cues(fold_language(article.language))
    return _person_before(position - 1, named, cues, max(spoke, default=None))


def _is_open(quote: Quote) -> bool:
    """Tell whether it is still to be found out who speaks."""
    if quote.speaker is None:
        return quote.kind == "direct" and quote.cue is not None
    return not quote.speaker.key


def _resolve(quote: Quote, named: _Names, cues: Cues, last: tuple[int, str] | None) -> Quote:
    speaker, names, starts = quote.speaker, named.names, named.starts
    if speaker is None:
        return _without_subject(quote, named, cues, last)
    if speaker.key:
        return quote
    covering = _covering(speaker, names, starts)
    key = covering.key
    if covering.kind != "person":
        key = _beside(quote, speaker, named, cues) or key
    key = key or _same_word(speaker, names, starts)
    if not key and _stands_for_another(speaker, cues):
        key = _person_before(speaker.start, named, cues, last)
    return replace(quote, speaker=replace(speaker, key=key)) if key else quote


def _without_subject(
    quote: Quote, named: _Names, cues: Cues, last: tuple[int, str] | None
) -> Quote:
    """Give a quote whose verb has no subject ("…», dijo.") the person who would be one."""
    if quote.kind != "direct" or quote.cue is None:
        return quote
    key = _person_before(min(quote.start, quote.cue.start), named, cues, last)
    place = bisect_right(named.starts, min(quote.start, quote.cue.start)) - 1
    name = next((named.names[p] for p in range(place, -1, -1) if named.names[p].key == key), None)
    if not key or name is None:
        return quote
    return replace(quote, speaker=Mention(name.start, name.end, name.text, key))


def _beside(quote: Quote, speaker: Mention, named: _Names, cues: Cues) -> str:
    """Return the key of the person whom a role is set beside: "the head of X, Ana Ruiz"."""
    if not any(cues.is_a(form, "role") for form in _folded_words(speaker.text)):
        return ""
    place = bisect_right(named.starts, speaker.end - 1)
    while place < len(named.names) and named.names[place].start <= speaker.end + _BESIDE:
        name = named.names[place]
        if name.kind == "person":
            between = named.text[speaker.end : name.start]
            cue = quote.cue is not None and speaker.end <= quote.cue.start < name.start
            return name.key if not cue and _is_apposition(between, cues) else ""
        place += 1
    return ""


def _is_apposition(between: str, cues: Cues) -> bool:
    """Return whether words lead from a role to its holder: "of X, ", or a few nouns alone."""
    if _APPOSITION.fullmatch(between):
        return True
    forms = [fold(token.form) for token in words(between)]
    plain = not any(mark in between for mark in ",،，.!?;:\n")
    return (
        plain and len(forms) <= _NOUNS and all(cues.kinds(f).isdisjoint(_LEADS_OFF) for f in forms)
    )


def _covering(speaker: Mention, names: list[Name], starts: list[int]) -> Name:
    """Return the last name that overlaps: titles come before, and may be names too."""
    place = bisect_right(starts, speaker.end - 1) - 1
    overlapping = []
    while place >= 0 and names[place].end > speaker.start:
        overlapping.append(names[place])
        place -= 1
    people = [name for name in overlapping if name.kind == "person"]
    return (people or overlapping or [_NOBODY])[0]


_NOBODY = Name(0, 0, "", "other")


def _same_word(speaker: Mention, names: list[Name], starts: list[int]) -> str:
    """Return the key of the nearest name before that a short form is part of."""
    forms = {fold(token.form) for token in words(speaker.text) if _may_be_name(token.form)}
    place = bisect_right(starts, speaker.start) - 1
    while forms and place >= 0:
        if not forms.isdisjoint(_folded_words(names[place].text)):
            return names[place].key
        place -= 1
    return ""


@lru_cache(maxsize=20_000)  # names and speakers return all over a run
def _folded_words(text: str) -> tuple[str, ...]:
    return tuple(fold(token.form) for token in words(text))


def _may_be_name(form: str) -> bool:
    """Return whether a word has a capital, or is of a script without any and no particle."""
    caseless = form[0].isalpha() and form[0].lower() == form[0].upper()
    return form[0].isupper() or (caseless and len(form) > _SHORTEST_CASELESS)


def _stands_for_another(speaker: Mention, cues: Cues) -> bool:
    forms = _folded_words(speaker.text)
    if len(forms) == 1 and cues.is_a(forms[0], "pronoun"):
        return True
    return 0 < len(forms) <= 2 and cues.is_a(forms[0], "role")


def _person_before(position: int, named: _Names, cues: Cues, last: tuple[int, str] | None) -> str:
    """Return the key of the person whom the nearest sentence that names one is about."""
    spoke = last[1] if last is not None and position - _REACH <= last[0] < position else ""
    place = bisect_right(named.starts, position) - 1
    while place >= 0 and named.names[place].kind != "person":
        place -= 1
    if place < 0 or named.names[place].start < position - _REACH:
        return spoke
    nearest = named.names[place]
    if last is not None and last[0] >= nearest.start:
        return spoke or nearest.key
    breaks = [
        0,
        *(
            m.end()
            for m in _SENTENCE_START.finditer(named.text, max(0, position - _REACH), nearest.start)
        ),
    ]
    begins = breaks[-1]
    opening = words(named.text[begins : nearest.start])[:1]
    if spoke and opening and cues.is_a(fold(opening[0].form), "pronoun"):
        return spoke
    first = next(
        n for n in named.names[bisect_right(named.starts, begins - 1) :] if n.kind == "person"
    )
    return first.key
