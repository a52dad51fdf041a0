"""Who an end of a tie is where no name stands there: "the mayor", if there is but one.

A role is taken for the actor who is said to bear it, in the same article if that has one, else in
the affair if that mostly has only one. "The city" is what its mayor is the mayor of. What a phrase
adds ("of Vessel") must not say otherwise.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from stemmata.affair.actors_roles import Stated
from stemmata.affair.actors_titles import WORD, Title, load_titles, look_up
from stemmata.model import AnnotatedArticle, Mention, Tie, replace

_BEYOND = 30  # characters after a phrase that may complete it: "presidente" + "da câmara"
_LONGEST = 5  # words of a role

_CLEARLY = 0.75  # share of what states a role from which it is that of one actor
_SEAT = "seat of "

_Bearers = Mapping[str, Counter[str]]  # of each role, how often the keys of who bears it


class Bearers:
    """Who bears which role, in each article of an affair and in all of it."""

    def __init__(self, stated: Mapping[str, Sequence[Stated]], articles: Iterable[str]) -> None:
        """Read what stands beside the names of the articles."""
        self._own = {id_: _bearers(stated.get(id_, ())) for id_ in articles}
        self._all = _bearers(each for id_ in self._own for each in stated.get(id_, ()))
        self._of: defaultdict[str, set[str]] = defaultdict(set)
        for id_ in self._own:
            for each in stated.get(id_, ()):
                self._of[each.key].add(each.of)

    def named(self, article: AnnotatedArticle, tie: Tie) -> Tie:
        """Return a tie with keys on those of its ends that are told by their role."""
        if all(mention.key for mention in (*tie.source, *tie.target)):
            return tie
        source = tuple(self._keyed(article, mention) for mention in tie.source)
        target = tuple(self._keyed(article, mention) for mention in tie.target)
        if {mention.key for mention in source} & {mention.key for mention in target} - {""}:
            return tie  # nobody does something to himself: one of the two is somebody else
        return replace(tie, source=source, target=target)

    def _keyed(self, article: AnnotatedArticle, mention: Mention) -> Mention:
        if mention.key:
            return mention
        title = _title_of(article, mention)
        own = self._own[article.id].get(title) if title else None
        key = _mostly(own or self._all.get(title, Counter()))
        return replace(mention, key=key) if self._fits(article, mention, key) else mention

    def _fits(self, article: AnnotatedArticle, mention: Mention, key: str) -> bool:
        """Tell whether the names in a phrase are those that the role of its bearer is of."""
        if not key:
            return False
        named = {
            name.key
            for name in article.names
            if mention.start <= name.start < mention.end and name.key
        }
        return named <= self._of[key]


def _bearers(stated: Iterable[Stated]) -> _Bearers:
    keys: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in stated:
        if each.bearer in ("person", "organisation") and not each.former:
            keys[each.title][each.key] += 1
            if each.of:
                keys[_SEAT + each.title][each.of] += 1
    return keys


def _mostly(keys: Counter[str]) -> str:
    """Return the key that nearly all that is stated names, or nothing."""
    key, count = max(keys.items(), key=lambda each: each[1], default=("", 0))
    return key if count and count >= _CLEARLY * keys.total() else ""


def _title_of(article: AnnotatedArticle, mention: Mention) -> str:
    """Return the longest role that begins within a phrase, in English; nothing for none.

    Of "the union's leader" that is the leader: people before organisations.
    """
    titles = load_titles(article.language)
    if titles.is_joined:
        return ""
    within = len(WORD.findall(mention.text))
    words = article.text[mention.start : mention.end + _BEYOND].lower()
    forms = WORD.findall(words)[: within + _LONGEST]
    found = [
        (title.bearer == "person", len(phrase), _called(title))
        for last, form in enumerate(forms)
        for phrase, title in titles.ending.get(form, ())
        if 0 <= (first := last + 1 - len(phrase)) < within
        and phrase == tuple(forms[first : last + 1])
    ]
    meanings = look_up(forms[:within], article.language).titles
    meant = (meanings.get(form) for form in forms[:within])
    found += [(title.bearer == "person", 1, _called(title)) for title in meant if title]
    return max(found, key=lambda each: each[:2], default=(False, 0, ""))[2]


def _called(title: Title) -> str:
    return _SEAT + title.name if title.bearer == "seat" else title.name
