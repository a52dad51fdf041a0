"""What the pages of stories and of affairs say of each other: marked words, entries of actors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from stemmata.model import Affair, AnnotatedArticle, Claim, Passage, Span
from stemmata.publish.addresses import actor_anchor, affair_file


def stated_spans(affairs: Iterable[Affair]) -> dict[str, tuple[Span, ...]]:
    """Return the spans that the affairs rest on, by article, so that its page can mark them."""
    spans: defaultdict[str, set[Span]] = defaultdict(set)
    for affair in affairs:
        for words in _stated(affair):
            spans[words.article].add(Span(words.start, words.end))
    return {article: tuple(sorted(found)) for article, found in spans.items()}


def actor_addresses(affairs: Iterable[Affair], most: int) -> dict[str, dict[str, str]]:
    """Return the addresses of actors that have an entry, by storyline and key, from other pages."""
    return {
        affair.storyline: {
            actor.key: f"../affairs/{affair_file(affair.storyline)}#{actor_anchor(actor.key)}"
            for actor in affair.actors[:most]
        }
        for affair in affairs
    }


def tells_anything(affair: Affair) -> bool:
    """Tell whether there is anything to show of an affair but its reports.

    Example:
        >>> tells_anything(Affair("l1", ("s1",), ("a", "b")))
        False
    """
    parts = (affair.actors, affair.ties, affair.belongings, affair.commitments)
    return any((*parts, affair.indicators, affair.course, affair.briefs))


def actor_names(affair: Affair, articles: Iterable[AnnotatedArticle]) -> dict[str, str]:
    """Return what each side of a tie or commitment is called, and who tells of a tie, by key.

    Args:
        affair: the affair.
        articles: its articles, for sides that are no actors of their own, such as places.
    """
    names = {actor.key: actor.canonical for actor in affair.actors}
    others = set(_sides(affair)) - names.keys()
    if not others:
        return names
    found = (name for article in articles for name in article.names if name.key in others)
    return {name.key or "": name.canonical or name.text for name in found} | names


def _sides(affair: Affair) -> Iterator[str]:
    for tie in affair.ties:
        yield from (*tie.sources, *tie.targets)
        yield from (claim.source for claim in tie.claims if claim.source)
    for commitment in affair.commitments:
        yield from (*commitment.who, *commitment.to)


def _stated(affair: Affair) -> Iterator[Passage | Claim]:
    """Yield all words that an affair rests on but names, quotes and figures, which are marked."""
    for tie in affair.ties:
        yield from tie.claims
    for belonging in affair.belongings:
        yield from belonging.said
    for actor in affair.actors:
        yield from actor.country_said
        for role in actor.roles:
            yield from role.said
    for commitment in affair.commitments:
        for reading in commitment.readings:
            yield from reading.claims
