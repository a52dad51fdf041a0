"""Keys for speakers that are not named where they speak: "he", "the mayor", "Holt".

A short form takes the key of the name it is part of; a pronoun or a role that of the speaker
before it, else of the nearest person named before it. Number and gender are left out: lists for
them would be needed in every language, and the nearest person is right far more often than not.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from stemmata.annotate.quotes.cues import Cues, compile_cues
from stemmata.annotate.quotes.passage import fold_language
from stemmata.model import AnnotatedArticle, Mention, Name, Quote
from stemmata.text import fold, words

_REACH = 1_500  # characters back to the name that a pronoun stands for


def resolve_speakers(article: AnnotatedArticle) -> AnnotatedArticle:
    """Return the article with a key on each speaker whose name stands before; text is untouched.

    To be called after `resolve_names`, which gives names their keys.
    """
    names = [name for name in article.names if name.key]
    starts = [name.start for name in names]
    cues = compile_cues(fold_language(article.language))
    last: tuple[int, str] | None = None
    quotes = []
    for quote in article.quotes:
        resolved = _resolve(quote, names, starts, cues, last)
        if resolved.speaker is not None and resolved.speaker.key:
            last = resolved.speaker.start, resolved.speaker.key
        quotes.append(resolved)
    return replace(article, quotes=tuple(quotes))


def _resolve(
    quote: Quote, names: list[Name], starts: list[int], cues: Cues, last: tuple[int, str] | None
) -> Quote:
    speaker = quote.speaker
    if speaker is None or speaker.key:
        return quote
    key = _covering(speaker, names, starts) or _same_word(speaker, names, starts)
    if not key and _stands_for_another(speaker, cues):
        key = _person_before(speaker, names, starts, last)
    return replace(quote, speaker=replace(speaker, key=key)) if key else quote


def _covering(speaker: Mention, names: list[Name], starts: list[int]) -> str:
    """Return the key of the last name that overlaps: titles come before, and may be names too."""
    place = bisect_right(starts, speaker.end - 1) - 1
    overlapping = []
    while place >= 0 and names[place].end > speaker.start:
        overlapping.append(names[place])
        place -= 1
    people = [name for name in overlapping if name.kind == "person"]
    return (people or overlapping or [_NOBODY])[0].key


_NOBODY = Name(0, 0, "", "other")


def _same_word(speaker: Mention, names: list[Name], starts: list[int]) -> str:
    """Return the key of the nearest name before that a short form is part of."""
    forms = {fold(token.form) for token in words(speaker.text) if token.form[0].isupper()}
    place = bisect_right(starts, speaker.start) - 1
    while forms and place >= 0:
        if forms & {fold(token.form) for token in words(names[place].text)}:
            return names[place].key
        place -= 1
    return ""


def _stands_for_another(speaker: Mention, cues: Cues) -> bool:
    forms = [fold(token.form) for token in words(speaker.text)]
    if len(forms) == 1 and cues.is_a(forms[0], "pronoun"):
        return True
    return 0 < len(forms) <= 2 and cues.is_a(forms[0], "role")


def _person_before(
    speaker: Mention, names: list[Name], starts: list[int], last: tuple[int, str] | None
) -> str:
    place = bisect_right(starts, speaker.start) - 1
    nearest = next(
        (names[at] for at in range(place, -1, -1) if names[at].kind == "person"), _NOBODY
    )
    if last is not None and last[0] < speaker.start and last[0] >= speaker.start - _REACH:
        return last[1]
    within = nearest.key and nearest.start >= speaker.start - _REACH
    return nearest.key if within else ""
