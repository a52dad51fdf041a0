"""Targets of ties that a report leaves to be understood, told by the other ties of the affair.

Who rejects "the accusation" rejects whoever accuses him, or what he is the head of; who lends to
somebody and freezes the money does both to the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import numpy as np

from stemmata.affair.actors_roles import Stated
from stemmata.affair.senses import read_senses
from stemmata.lexicon import load_lexicon
from stemmata.model import AnnotatedArticle, Mention, Tie, replace

Said = tuple[AnnotatedArticle, Tie]

_REACH = 60  # characters behind a rejection in which stands what is rejected
_STOPS = ".!?;\n。！？؟"
_ACCUSATIONS = ("accusation", "charge", "allegation", "accuse")
_CLEARLY = 0.75  # share of what is told from which it is that of one accuser
_LIKELY = 0.3  # a probability that a word means it


def with_implied_targets(
    said: Sequence[Said], stated: Mapping[str, Sequence[Stated]]
) -> Iterator[Said]:
    """Yield ties with the targets that others of the affair imply.

    Args:
        said: the mentions of ties with their articles, keys on their sides.
        stated: what stands beside the names of each article, by the article's id.
    """
    accusers = _accusers(said)
    lent = {
        (article.id, mention.key): tie.target
        for article, tie in said
        if tie.type == "AID" and tie.target
        for mention in tie.source
    }
    for article, tie in said:
        own = [mention.key for mention in tie.source if mention.key]
        target = tie.target
        if own and not target and tie.type == "SANCTION":
            target = next((lent[article.id, key] for key in own if (article.id, key) in lent), ())
        elif own and not target and tie.type == "REJECT" and accusers:
            roles = stated.get(article.id, ())
            accused = {*own, *(role.of for role in roles if role.key in own and role.of)}
            target = _accuser(article, tie, accused, accusers)
        yield article, replace(tie, target=target) if target else tie


def _accusers(said: Iterable[Said]) -> Mapping[str, Counter[str]]:
    """Return who accuses each one, with how often."""
    accusers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for _, tie in said:
        if tie.type == "ACCUSE" and not tie.negated:
            for target in tie.target:
                accusers[target.key].update(mention.key for mention in tie.source if mention.key)
    return accusers


def _accuser(
    article: AnnotatedArticle, tie: Tie, accused: set[str], accusers: Mapping[str, Counter[str]]
) -> tuple[Mention, ...]:
    """Return the words for an accusation behind a rejection, with the key of who made it."""
    counts = sum((accusers[key] for key in accused if key in accusers), Counter[str]())
    key, count = max(counts.items(), key=lambda each: (each[1], each[0]), default=("", 0))
    if key in accused or count < max(1, _CLEARLY * counts.total()):
        return ()
    words = _accusation(article, tie.end)
    return (replace(words, key=key),) if words else ()


def _accusation(article: AnnotatedArticle, start: int) -> Mention | None:
    """Return the word for an accusation in what follows a place, as far as the sentence goes."""
    text = article.text
    end = next(
        (place for place in range(start, min(len(text), start + _REACH)) if text[place] in _STOPS),
        min(len(text), start + _REACH),
    )
    senses = read_senses(text, article.language, [(start, end)])
    meant = np.isin(senses.ids, _accusing()) & (senses.weights >= _LIKELY)
    if not meant.any():
        return None
    first = int(meant.argmax())
    begin, stop = int(senses.starts[first]), int(senses.ends[first])
    return Mention(begin, stop, text[begin:stop])


@cache
def _accusing() -> tuple[int, ...]:
    """Return the concepts of the words for accusing."""
    return tuple(load_lexicon().concepts(_ACCUSATIONS, "en").ids.tolist())
