"""An article to its ties."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from stemmata.annotate.quotes.passage import Passage
from stemmata.annotate.quotes.phrases import read_named
from stemmata.annotate.ties.actions import find_actions
from stemmata.annotate.ties.choice import Candidate, choose
from stemmata.annotate.ties.deeds import Action, begins_deed
from stemmata.annotate.ties.implied import (
    addressed,
    answered,
    issue_of,
    mention_of,
    opposed_issue,
    pronoun_before,
)
from stemmata.annotate.ties.sentence import Sentence, read_sentence
from stemmata.annotate.ties.soundness import soundness
from stemmata.annotate.ties.standing import (
    find_context,
    find_mode,
    find_standing,
    is_negated,
    nearest_date,
)
from stemmata.annotate.ties.vocabulary import ACTOR, DEED, OPENER, WEAK, load_vocabulary
from stemmata.annotate.ties.words import Text
from stemmata.languages import load
from stemmata.lexicon import load_lexicon
from stemmata.model import Article, DateMention, Name, Tie, TieType, replace
from stemmata.settings import TieSettings
from stemmata.text import (
    NumberedWords,
    Vocabulary,
    Words,
    fold_all,
    in_columns,
    number_words,
    numbered_columns,
)

_DEFAULT = TieSettings()
_AGAINST = frozenset({"PROTEST", "MOBILIZE"})  # may be against what is nobody


def find_ties(
    article: Article,
    names: Sequence[Name],
    dates: Sequence[DateMention] = (),
    settings: TieSettings = _DEFAULT,
    weights: Mapping[str, float] | None = None,
) -> tuple[Tie, ...]:
    """Return who does what to whom in an article, in order of the words that say so.

    Keys are still empty: they are given over a run, by `resolve_ties`.

    Args:
        article: the article, cleaned.
        names: its names.
        dates: its dates in order, the nearest of which in the sentence dates a tie.
        settings: bounds.
        weights: what chooses among actions, where not the weights that come with the package.

    Example:
        >>> from stemmata.model import Origin
        >>> text = "Rebels attacked the village of Orsk on Monday."
        >>> names = [Name(32, 36, "Orsk", "place")]
        >>> tie = find_ties(Article("a", text, Origin("a"), "en"), names)[0]
        >>> tie.type, [m.text for m in tie.source], tie.text
        ('ASSAULT', ['Rebels'], 'attacked')
    """
    ties: list[Tie] = []
    for sentence in read_sentences(article, names, settings):
        actions = find_actions(sentence)
        chosen = choose(sentence, actions, settings, weights)
        chosen.sort(key=lambda one: one.action.first)
        for one in chosen:
            tie = _tie(sentence, actions, one, dates)
            tie = replace(tie, probability=soundness(sentence, one))
            ties.append(answered(ties, one.action, tie))
    return tuple(sorted(ties, key=lambda tie: (tie.start, tie.end)))


def meet_words(articles: Iterable[Article], settings: TieSettings = _DEFAULT) -> None:
    """Work out what the words of articles can be; `find_ties` then finds them known.

    New words of one language cost half as much together as article by article.
    """
    together: defaultdict[tuple[str, Vocabulary], list[NDArray[np.intp]]] = defaultdict(list)
    for article in articles:
        code = article.language
        if load(code).section("ties") and load_lexicon().has_spaces(code):
            words = numbered_columns(article.text)
            together[code, words.vocabulary].append(words.numbers)
    for (code, vocabulary), numbers in together.items():
        words = NumberedWords(vocabulary, np.concatenate(numbers))
        load_vocabulary(code, settings).read(words)


def read_sentences(
    article: Article, names: Sequence[Name], settings: TieSettings = _DEFAULT
) -> Iterator[Sentence]:
    """Yield the sentences of an article that may hold a tie."""
    for passage, index in read_named(article, names):
        yield from _sentences(article, passage, index.by_word, settings)


def _sentences(
    article: Article, passage: Passage, by_word: Mapping[int, Name], settings: TieSettings
) -> Iterator[Sentence]:
    code = passage.cues.code
    language = article.language if code == "und" else code
    if not load(language).section("ties"):
        return
    vocabulary = load_vocabulary(language, settings)
    columns: Words | Passage = passage
    folded: Sequence[str] = passage.forms
    if not load_lexicon().has_spaces(language):
        cut = load_lexicon().segment(passage.text, language)
        columns = in_columns(passage.text, [(a, b, passage.text[a:b]) for a, b in cut])
        folded = fold_all(columns.forms)
        by_word = _by_word(columns.starts, by_word)
    written = passage.written if columns is passage else columns.forms
    codes, kinds = vocabulary.read(_numbered(article, passage.text, written))
    beginning = _places(kinds, DEED | OPENER)
    if not beginning:
        return
    kinds[[place for place in by_word if place < len(kinds)]] |= ACTOR
    words = Text(
        passage.text,
        columns.starts,
        columns.ends,
        written,
        folded,
        columns.gaps,
        vocabulary.meanings_of(codes),
        by_word,
        vocabulary.listed,
    )
    told, actors = _places(kinds, DEED), _places(kinds, ACTOR)
    deeds = _places(kinds, DEED | OPENER | WEAK)
    for start, end in passage.bounds:
        first = bisect_left(columns.starts, start)
        last = bisect_left(columns.starts, end, first)
        if not _within(beginning, first, last) or last - first > settings.longest_sentence:
            continue
        acting = _within(actors, first, last)
        if not acting:
            continue
        own = _within(deeds, first, last)
        if _within(told, first, last) or any(begins_deed(words, place, last) for place in own):
            yield read_sentence(words, (first, last), acting, own)


def _places(kinds: NDArray[np.int8], wanted: int) -> list[int]:
    """Return the places of words of some kinds."""
    return (kinds & wanted).nonzero()[0].tolist()


def _within(places: Sequence[int], first: int, last: int) -> Sequence[int]:
    """Return those of some places, in order, that lie in a range."""
    begin = bisect_left(places, first)
    return places[begin : bisect_left(places, last, begin)]


def _numbered(article: Article, text: str, written: Sequence[str]) -> NumberedWords:
    """Return words by number: the numbers other parts know, where these are the article's words."""
    if text == article.text:
        known = numbered_columns(article.text)
        if len(known.numbers) == len(written):  # cutting, at elisions and the like, adds words
            return known
    return number_words(written)


def _by_word(starts: Sequence[int], names: Mapping[int, Name]) -> Mapping[int, Name]:
    found = {}
    for name in dict.fromkeys(names.values()):
        for place in range(bisect_left(starts, name.start), bisect_left(starts, name.end)):
            found[place] = name
    return found


def _tie(
    sentence: Sentence, actions: Sequence[Action], chosen: Candidate, dates: Sequence[DateMention]
) -> Tie:
    action, roles = chosen.action, chosen.roles
    words = sentence.words
    source = tuple([mention_of(words, phrase) for phrase in roles.source])
    if not source and not (action.noun or action.passive):
        source = pronoun_before(sentence, action)
    start, end = words.starts[action.first], words.ends[action.last - 1]
    target = tuple([mention_of(words, phrase) for phrase in roles.target])
    if action.type in _AGAINST and not target:
        target = issue_of(sentence, action)
    elif action.type == "PROTEST" and roles.target[0].governed == "preposition":
        target = opposed_issue(sentence, action) or target  # rather than where it was
    target = target or addressed(sentence, action)
    date = nearest_date(sentence, action, dates)
    return Tie(
        start,
        end,
        words.text[start:end],
        cast("TieType", action.type),
        mode=find_mode(actions, action),
        context=find_context(sentence),
        source=source,
        target=target,
        mutual=roles.mutual,
        negated=is_negated(sentence, action),
        standing=find_standing(sentence, action),
        timex=date.timex if date else "",
        earliest=date.earliest if date else None,
        latest=date.latest if date else None,
    )
