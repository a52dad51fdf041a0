"""Keys for the sides of ties, and on whose word they stand: what only a run can say."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from stemmata.annotate.quotes import is_pronoun, person_meant
from stemmata.annotate.ties.cues import compile_listed
from stemmata.annotate.ties.words import COMMAS
from stemmata.model import AnnotatedArticle, Mention, Name, Tie, replace
from stemmata.text import fold, sentence_bounds


def resolve_ties(article: AnnotatedArticle) -> AnnotatedArticle:
    """Return the article with name keys in its ties, to be called after `resolve_speakers`.

    A tie within a quote stands on the word of its speaker, one in a sentence with an attribution
    on that of its source.
    """
    if not article.ties:
        return article
    starts = [name.start for name in article.names]
    spoken = _spoken(article)
    meant: dict[int, str] = {}  # whom pronouns mean, by where they stand
    ties = []
    for tie in article.ties:
        source = _meant(article, tie, _keyed(article, tie.source, starts))
        meant.update((mention.start, mention.key) for mention in source if mention.key)
        target = _keyed(article, tie.target, starts)
        target = tuple([m if m.key else replace(m, key=meant.get(m.start, "")) for m in target])
        said = next((key for a, b, key in spoken if a <= tie.start < b), "")
        source = source or _speaker_before(article, tie)
        ties.append(replace(tie, source=source, target=target, attribution=said))
    return replace(article, ties=tuple(map(_without_self, ties)))


def _meant(article: AnnotatedArticle, tie: Tie, source: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return a source with the key of the person whom it means, where it is a pronoun alone."""
    if len(source) != 1 or source[0].key or not is_pronoun(source[0].text, article.language):
        return source
    key = person_meant(article, source[0].start)
    others = {mention.key for mention in tie.target}
    return (replace(source[0], key=key),) if key and key not in others else source


def _speaker_before(article: AnnotatedArticle, tie: Tie) -> tuple[Mention, ...]:
    """Return who spoke right before a deed without a subject: "..., afirmou, exigindo à firma"."""
    for quote in article.quotes:
        speaker, cue = quote.speaker, quote.cue
        if not (speaker and speaker.key and cue) or cue.start < quote.end or cue.end > tie.start:
            continue
        if article.text[cue.end : tie.start].strip() in COMMAS:
            return (speaker,)
    return ()


def _keyed(
    article: AnnotatedArticle, mentions: tuple[Mention, ...], starts: Sequence[int]
) -> tuple[Mention, ...]:
    return tuple([replace(each, key=_own_key(article, each, starts)) for each in mentions])


def _own_key(article: AnnotatedArticle, mention: Mention, starts: Sequence[int]) -> str:
    """Return the key of a phrase; "relatives of Mark Short" are not him."""
    key = _key(mention, article.names, starts)
    name = article.names[bisect_right(starts, mention.end - 1) - 1] if key else None
    if name is None or name.kind != "person" or name.key != key or name.start <= mention.start:
        return key
    before = fold(article.text[mention.start : name.start]).split()
    listed = compile_listed(article.language).exact
    cues = [entry.cue for entry in listed.get(before[-1], ())] if before else []
    return "" if "of" in cues else key


def _key(mention: Mention, names: Sequence[Name], starts: Sequence[int]) -> str:
    """Return the key of the name a phrase ends with, else of the person in it, else none.

    "Israeli soldiers" are not Israel: a name that other words follow is a part of them only.
    """
    place = bisect_right(starts, mention.end - 1) - 1
    last = names[place] if place >= 0 else None
    if last is not None and last.start <= mention.start and mention.end <= last.end:
        return last.key
    if last is not None and last.end >= mention.end and last.start >= mention.start:
        before = names[place - 1] if place else None
        nested = before is not None and before.start >= mention.start and before.kind == "person"
        return before.key if nested and before is not None and last.kind != "person" else last.key
    while place >= 0 and names[place].start >= mention.start:
        if names[place].kind == "person" and names[place].end <= mention.end:
            return names[place].key
        place -= 1
    return ""


def _spoken(article: AnnotatedArticle) -> list[tuple[int, int, str]]:
    """Return the stretches that stand on somebody's word, quotes before attributions."""
    spoken = [
        (quote.start, quote.end, quote.speaker.key)
        for quote in article.quotes
        if quote.speaker is not None and quote.speaker.key
    ]
    keyed = [one for one in article.attributions if one.key]
    if keyed:
        bounds = sentence_bounds(article.text, article.language)
        begins = [start for start, _ in bounds]
        for one in keyed:
            place = bisect_right(begins, one.start) - 1
            if place >= 0:
                spoken.append((*bounds[place], one.key))
    return spoken


def _without_self(tie: Tie) -> Tie:
    """Leave out a target that is the source by another name."""
    keys = {mention.key for mention in tie.source if mention.key}
    if not any(mention.key in keys for mention in tie.target):
        return tie
    return replace(tie, target=tuple(m for m in tie.target if m.key not in keys))
