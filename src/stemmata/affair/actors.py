"""The actors of an affair: who is named, in which forms, as what, with which words and figures.

An actor is a person or an organisation that speaks, is said to be something, or is named by more
than one article, and every name that a tie joins. Other names only stand in the table of names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from stemmata.affair.actors_roles import Stated, territory
from stemmata.affair.actors_sentences import NEAR, is_sentence_between
from stemmata.affair.material import Material
from stemmata.model import (
    Actor,
    AnnotatedArticle,
    Belonging,
    BelongingKind,
    Claim,
    Figure,
    Name,
    NameKind,
    Passage,
    Quote,
    Role,
    WrittenForm,
)

_ACTING: frozenset[NameKind] = frozenset({"person", "organisation"})
_BELONGINGS: Mapping[str, BelongingKind] = {
    "part": "part",
    "owned": "owner",
    "owner": "owner",
    "member": "member",
}


@dataclass(slots=True)
class _Found:
    """What the articles of an affair say of one name."""

    named: list[tuple[AnnotatedArticle, Name]] = field(default_factory=list)
    stated: list[tuple[AnnotatedArticle, Stated]] = field(default_factory=list)
    quotes: list[Passage] = field(default_factory=list)
    figures: list[Passage] = field(default_factory=list)


def describe_actors(
    material: Material, stated: Mapping[str, Sequence[Stated]], tied: Collection[str]
) -> tuple[Actor, ...]:
    """Return the actors of an affair, those named on most independent sources first.

    Args:
        material: the affair.
        stated: what stands beside the names of each article, by the article's id.
        tied: keys of names that are actors because a tie joins them.
    """
    found = _by_key(material, stated)
    actors = (
        _actor(material, key, each)
        for key, each in found.items()
        if each.named and (key in tied or _acts(each))
    )
    return tuple(sorted(actors, key=_rank))


def describe_belongings(
    material: Material, stated: Mapping[str, Sequence[Stated]]
) -> tuple[Belonging, ...]:
    """Return which names are stated to be part of others, owned by them or their members."""
    said: defaultdict[tuple[BelongingKind, str, str], list[Passage]] = defaultdict(list)
    for article in material.articles:
        for each in stated.get(article.id, ()):
            if each.bearer == "belonging" and each.of and each.of != each.key:
                part, whole = each.key, each.of
                if each.title == "owner":
                    part, whole = whole, part
                said[_BELONGINGS[each.title], part, whole].append(_passage(article, each))
    return tuple(
        _belonging(material, kind, (part, whole), passages)
        for (kind, part, whole), passages in sorted(said.items())
    )


def _by_key(material: Material, stated: Mapping[str, Sequence[Stated]]) -> dict[str, _Found]:
    found: defaultdict[str, _Found] = defaultdict(_Found)
    for article in material.articles:
        for name in article.names:
            if name.key:
                found[name.key].named.append((article, name))
        for each in stated.get(article.id, ()):
            found[each.key].stated.append((article, each))
        for quote in article.quotes:
            if quote.speaker and quote.speaker.key:
                found[quote.speaker.key].quotes.append(_passage(article, quote))
        for key, passage in _figures(article):
            found[key].figures.append(passage)
    return found


def _figures(article: AnnotatedArticle) -> Iterator[tuple[str, Passage]]:
    """Yield the figures of each sentence with the names that stand in it."""
    names, text = article.names, article.text
    starts = [name.start for name in names]
    for figure in article.figures if names else ():
        middle = bisect_left(starts, figure.start)
        keys = set(
            _keys_before(text, figure.start, reversed(names[max(0, middle - NEAR) : middle]))
        )
        keys.update(_keys_after(text, figure.end, names[middle : middle + NEAR]))
        if keys:
            passage = _passage(article, figure)
            yield from ((key, passage) for key in sorted(keys))


def _keys_before(text: str, place: int, names: Iterable[Name]) -> Iterator[str]:
    for name in names:
        if is_sentence_between(text, name.end, place):
            return
        place = name.start
        if name.key:
            yield name.key


def _keys_after(text: str, place: int, names: Iterable[Name]) -> Iterator[str]:
    for name in names:
        if is_sentence_between(text, place, name.start):
            return
        place = name.end
        if name.key:
            yield name.key


def _passage(article: AnnotatedArticle, words: Name | Quote | Figure | Stated) -> Passage:
    start, end = words.start, words.end
    return Passage(article.id, start, end, article.text[start:end])


def _kind(found: _Found) -> NameKind:
    """Return what a name mostly is; two articles that call a place a contractor outweigh that."""
    kinds = [name.kind for _, name in found.named]
    kind = kinds[0]
    if kinds.count(kind) < len(kinds):
        kind = min(set(kinds), key=lambda each: (-kinds.count(each), each))
    calling = {article.id for article, each in found.stated if each.bearer == "organisation"}
    return "organisation" if kind not in _ACTING and len(calling) > 1 else kind


def _acts(found: _Found) -> bool:
    """Tell whether somebody is more than a name that one article drops."""
    known = found.quotes or len({article.id for article, _ in found.named}) > 1
    return bool(known or found.stated) and _kind(found) in _ACTING


def _actor(material: Material, key: str, found: _Found) -> Actor:
    articles = tuple(dict.fromkeys(article.id for article, _ in found.named))
    first = {article.id: name for article, name in reversed(found.named)}
    claims = tuple(Claim(id_, first[id_].start, first[id_].end, "", key) for id_ in articles)
    country, said = _country(found)
    return Actor(
        key=key,
        canonical=next((name.canonical for _, name in found.named if name.canonical), key),
        kind=_kind(found),
        mentions=len(found.named),
        articles=articles,
        forms=tuple(_forms(found.named)),
        country=country,
        country_said=said,
        roles=tuple(_roles(material, found)),
        quotes=tuple(found.quotes),
        figures=tuple(found.figures),
        independent_sources=_support(material, key, claims)[0],
    )


def _forms(named: Sequence[tuple[AnnotatedArticle, Name]]) -> list[WrittenForm]:
    """Return the written forms of a name, the commonest first."""
    together: defaultdict[str, list[tuple[AnnotatedArticle, Name]]] = defaultdict(list)
    for article, name in named:
        together[name.text].append((article, name))
    forms = [
        WrittenForm(
            text,
            len(each),
            len({article.id for article, _ in each}),
            _passage(*each[0]),
            next((name.suspected for _, name in each if name.suspected), ""),
        )
        for text, each in together.items()
    ]
    return sorted(forms, key=lambda form: (-form.mentions, form.text))


def _country(found: _Found) -> tuple[str, tuple[Passage, ...]]:
    """Return the country that most articles state, and the words that say it."""
    said: defaultdict[str, list[Passage]] = defaultdict(list)
    article, name = found.named[0]
    if own := territory(name, article.language):
        said[own].append(_passage(article, name))
    for article, each in found.stated:
        if each.bearer == "country":
            said[each.title].append(_passage(article, each))
    if not said:
        return "", ()
    code = min(said, key=lambda code: (-len({each.article for each in said[code]}), code))
    return code, tuple(said[code])


def _roles(material: Material, found: _Found) -> list[Role]:
    """Return the roles of a name, in order of the first report that states them.

    "The mayor" is the mayor of Torvela, where most words that say of what say that.
    """
    together: defaultdict[tuple[str, str, bool], list[tuple[AnnotatedArticle, Stated]]]
    together = defaultdict(list)
    whose: defaultdict[tuple[str, bool], list[str]] = defaultdict(list)
    for _, each in found.stated:
        if each.of:
            whose[each.title, each.former].append(each.of)
    for article, each in found.stated:
        if each.bearer in _ACTING:
            of = each.of or _most(whose.get((each.title, each.former), ()))
            together[each.title, of, each.former].append((article, each))
    return [_role(material, kind, said) for kind, said in together.items()]


def _most(keys: Sequence[str]) -> str:
    """Return the key that is stated more often than all others together, or nothing."""
    return next((key for key in keys if 2 * keys.count(key) > len(keys)), "")


def _role(
    material: Material, kind: tuple[str, str, bool], said: Sequence[tuple[AnnotatedArticle, Stated]]
) -> Role:
    title, of, former = kind
    passages = tuple(_passage(article, each) for article, each in said)
    first, last = material.reported({passage.article for passage in passages}) or (None, None)
    sources, bounds = _support(material, title, _claims(title, passages))
    return Role(title, of, former, passages, first, last, sources, bounds)


def _belonging(
    material: Material, kind: BelongingKind, ends: tuple[str, str], said: Sequence[Passage]
) -> Belonging:
    sources, bounds = _support(material, kind, _claims(kind, said))
    return Belonging(kind, *ends, tuple(said), sources, bounds)


def _claims(value: str, said: Sequence[Passage]) -> tuple[Claim, ...]:
    return tuple(Claim(each.article, each.start, each.end, each.text, value) for each in said)


def _support(
    material: Material, value: str, claims: tuple[Claim, ...]
) -> tuple[int, tuple[int, int]]:
    if len({claim.article for claim in claims}) < 2:
        return 1, (1, 1)
    reading = material.weighed(value, claims)
    return reading.independent_sources, reading.support_bounds


def _rank(actor: Actor) -> tuple[int, int, int, str]:
    return -actor.independent_sources, -len(actor.articles), -actor.mentions, actor.key
