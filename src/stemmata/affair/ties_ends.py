"""Who an end of a tie is where no name stands there: "the mayor", if there is but one.

A role is taken for the actor who is said to bear it, in the same article if that has one, else in
the affair if that mostly has only one. "The city" is what its mayor is the mayor of, "the chamber"
the organisation whose name says that it is one (Lee et al. 2013: heads that match). What a phrase
adds ("of Vessel") must not say otherwise.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from stemmata.affair.actors_roles import Stated, is_body
from stemmata.affair.actors_titles import WORD, Title, load_titles, look_up
from stemmata.model import AnnotatedArticle, Mention, Tie, replace

_BEYOND = 30  # characters after a phrase that may complete it: "presidente" + "da câmara"
_LONGEST = 5  # words of a role

_CLEARLY = 0.75  # share of what states a role from which it is that of one actor
_SEAT = "seat of "

_Bearers = defaultdict[str, Counter[str]]  # of each role, how often the keys of who bears it


class Bearers:
    """Who bears which role, in each article of an affair and in all of it."""

    def __init__(
        self, stated: Mapping[str, Sequence[Stated]], articles: Iterable[AnnotatedArticle]
    ) -> None:
        """Read what stands beside the names of the articles, and in them."""
        self._stated = stated
        self._own: dict[str, _Bearers] = {}
        self._all: _Bearers = defaultdict(Counter)
        self._of: defaultdict[str, set[str]] = defaultdict(set)
        for article in articles:
            own = _bearers(stated.get(article.id, ()))
            if article.ties:
                for title, key in _bodies(article):
                    own[title][key] += 1
            self._own[article.id] = own
            for title, keys in own.items():
                self._all[title].update(keys)
        for id_ in self._own:
            for each in stated.get(id_, ()):
                self._of[each.key].add(each.of)

    def named(self, article: AnnotatedArticle, tie: Tie) -> Tie:
        """Return a tie with keys on those of its ends that are told by their role."""
        if all(_is_named(article, mention) for mention in (*tie.source, *tie.target)):
            return tie
        source = tuple(self._keyed(article, mention) for mention in tie.source)
        target = tuple(self._keyed(article, mention) for mention in tie.target)
        if {mention.key for mention in source} & {mention.key for mention in target} - {""}:
            return tie  # nobody does something to himself: one of the two is somebody else
        return replace(tie, source=source, target=target)

    def meant(self, article: AnnotatedArticle, mention: Mention) -> str:
        """Return the key of who bears the role that some words tell, or nothing."""
        return self._keyed(article, mention).key

    def _keyed(self, article: AnnotatedArticle, mention: Mention) -> Mention:
        if _is_named(article, mention):
            return mention
        for role in self._stated.get(article.id, ()):  # "X, the union's leader, threatened"
            if role.bearer == "person" and role.start < mention.end and mention.start < role.end:
                return replace(mention, key=role.key)
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
        return named - {mention.key} <= self._of[key]


def _bearers(stated: Iterable[Stated]) -> _Bearers:
    keys: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in stated:
        if each.bearer in ("person", "organisation") and not each.former:
            keys[each.title][each.key] += 1
            if each.of:
                keys[_SEAT + each.title][each.of] += 1
    return keys


def _bodies(article: AnnotatedArticle) -> Iterator[tuple[str, str]]:
    """Yield what the names of organisations say that they are, in English, with their keys."""
    if load_titles(article.language).is_joined:
        return
    for name in article.names:
        if is_body(name):
            for title in _bodies_in(name.text, article.language):
                yield title, name.suspected or name.key


@lru_cache(maxsize=20_000)
def _bodies_in(text: str, language: str) -> tuple[str, ...]:
    """Return what the name of an organisation says that it is; its words were looked up."""
    forms = WORD.findall(text.lower())
    found = (title for title, _ in _titles_in(forms, len(forms), language))
    return tuple(dict.fromkeys(each.name for each in found if each.bearer == "body"))


def _is_named(article: AnnotatedArticle, mention: Mention) -> bool:
    """Tell whether a mention has a key, and is more than "the town hall" or "the chamber"."""
    if not mention.key:
        return False
    forms = WORD.findall(mention.text.lower())
    phrases = load_titles(article.language).ending.get(forms[-1], ()) if forms else ()
    return not any(
        title.bearer in ("seat", "body") and phrase == tuple(forms) for phrase, title in phrases
    )


def _mostly(keys: Counter[str]) -> str:
    """Return the key that nearly all that is stated names, or nothing."""
    key, count = max(keys.items(), key=lambda each: each[1], default=("", 0))
    return key if count and count >= _CLEARLY * keys.total() else ""


def _title_of(article: AnnotatedArticle, mention: Mention) -> str:
    """Return the longest role that begins within a phrase, in English; nothing for none.

    Of "the union's leader" that is the leader: people before organisations.
    """
    if load_titles(article.language).is_joined:
        return ""
    within = len(WORD.findall(mention.text))
    words = article.text[mention.start : mention.end + _BEYOND].lower()
    forms = WORD.findall(words)[: within + _LONGEST]
    found = (
        (title.bearer == "person", length, _called(title))
        for title, length in _titles_in(forms, within, article.language)
    )
    return max(found, key=lambda each: each[:2], default=(False, 0, ""))[2]


def _titles_in(forms: Sequence[str], within: int, language: str) -> Iterator[tuple[Title, int]]:
    """Yield the roles that begin in the first of some words, each with its number of words."""
    titles = load_titles(language)
    for last, form in enumerate(forms):
        for phrase, title in titles.ending.get(form, ()):
            first = last + 1 - len(phrase)
            if 0 <= first < within and phrase == tuple(forms[first : last + 1]):
                yield title, len(phrase)
    meanings = look_up(forms[:within], language).titles
    yield from ((meanings[form], 1) for form in forms[:within] if form in meanings)


def _called(title: Title) -> str:
    return _SEAT + title.name if title.bearer == "seat" else title.name
