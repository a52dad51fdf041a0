"""Ties of one affair, folded over its articles: who does what to whom, on how many sources.

Mentions of one type between the same actors are one tie, unless one is negated or stands
otherwise. Days that are stated keep apart what happened on different ones: intervals that share
no day are two ties. A mention without a day belongs to what had last happened when its article
appeared. Event coreference calls this argument and time compatibility (Bagga and Baldwin 1999).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from stemmata.affair.actors_roles import Stated
from stemmata.affair.material import Material
from stemmata.affair.ties_ends import Bearers
from stemmata.affair.ties_implied import with_implied_targets
from stemmata.model import (
    AnnotatedArticle,
    Claim,
    Frozen,
    Mention,
    MergedTie,
    Standing,
    Tie,
    TieType,
    replace,
)
from stemmata.settings import PublishSettings

_DEFAULT = PublishSettings()  # who is shown is who is an actor
_LONGEST = 240  # characters of a clause; who is found further off is not shown with the words
_Sides = tuple[tuple[str, ...], tuple[str, ...]]


class _Kind(Frozen, frozen=True):
    """What two mentions have in common when they may be of one tie."""

    type: TieType
    sides: _Sides
    mutual: bool
    negated: bool
    standing: Standing


@dataclass(slots=True)
class _Happening:
    """Mentions of one tie, and the days that all of them allow for what happened."""

    earliest: date | None
    latest: date | None
    said: list[tuple[AnnotatedArticle, Tie]] = field(default_factory=list)

    def allows(self, tie: Tie) -> bool:
        """Tell whether a stated day can be that of this happening."""
        before = self.latest is not None and tie.earliest is not None
        after = self.earliest is not None and tie.latest is not None
        if before and self.latest < tie.earliest:  # type: ignore[operator] # both are known
            return False
        return not (after and tie.latest < self.earliest)  # type: ignore[operator] # both known

    def take(self, article: AnnotatedArticle, tie: Tie) -> None:
        """Add a mention, and narrow the days to those that it states."""
        self.said.append((article, tie))
        self.earliest = max(filter(None, (self.earliest, tie.earliest)), default=None)
        self.latest = min(filter(None, (self.latest, tie.latest)), default=None)


class Deeds(Frozen, frozen=True):
    """The ties of an affair's articles with all the keys on their sides that the affair tells."""

    said: Sequence[tuple[AnnotatedArticle, Tie]]
    bearers: Bearers

    def by_article(self) -> Mapping[str, Sequence[Tie]]:
        """Return the ties of each article that has any, by its id."""
        found: defaultdict[str, list[Tie]] = defaultdict(list)
        for article, tie in self.said:
            found[article.id].append(tie)
        return found


def read_deeds(material: Material, stated: Mapping[str, Sequence[Stated]]) -> Deeds:
    """Return the ties of an affair's articles, their sides told by role and by other ties too.

    Args:
        material: the affair.
        stated: what stands beside the names of each article, by the article's id.
    """
    bearers = Bearers(stated, material.articles)
    said = [
        (article, bearers.named(article, mention))
        for article in material.articles
        for mention in article.ties
        if not _is_role(mention, stated.get(article.id, ()))
    ]
    return Deeds(list(with_implied_targets(said, stated)), bearers)


def is_likely(tie: MergedTie, settings: PublishSettings = _DEFAULT) -> bool:
    """Tell whether a tie rests on several sources or is more likely right than not."""
    return tie.independent_sources > 1 or tie.probability >= settings.least_tie_probability


def merge_ties(material: Material, deeds: Deeds) -> tuple[MergedTie, ...]:
    """Return the ties of an affair, those on most independent sources first.

    Args:
        material: the affair.
        deeds: the ties of its articles.
    """
    together: defaultdict[_Kind, list[tuple[AnnotatedArticle, Tie]]] = defaultdict(list)
    for article, tie in deeds.said:
        kind = _kind(tie)
        if any(kind.sides):
            together[kind].append((article, _believed(article, tie)))
    merged = [
        _merged(material, kind, happening)
        for kind, said in together.items()
        for happening in _happenings(said)
    ]
    return tuple(sorted(merged, key=_rank))


def _is_role(tie: Tie, roles: Sequence[Stated]) -> bool:
    """Tell whether the words of a tie are part of a role: an executive executes nobody."""
    return any(role.start <= tie.start and tie.end <= role.end for role in roles)


def _kind(tie: Tie) -> _Kind:
    sides = _keys(tie.source), _keys(tie.target)
    if tie.mutual:
        everybody = tuple(sorted({*sides[0], *sides[1]}))
        sides = everybody[:1], everybody[1:]
    return _Kind(tie.type, sides, tie.mutual, tie.negated, tie.standing)


def _believed(article: AnnotatedArticle, tie: Tie) -> Tie:
    """Return a tie without a day that lies after its report: what is a fact then has happened."""
    published = article.published
    if published and tie.earliest and tie.standing == "fact" and tie.earliest > published.latest:
        return replace(tie, earliest=None, latest=None)
    return tie


def _keys(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(sorted({mention.key for mention in mentions if mention.key}))


def _happenings(said: Sequence[tuple[AnnotatedArticle, Tie]]) -> list[_Happening]:
    """Return mentions that may be of one happening together, in order of its first day."""
    dated = [each for each in said if each[1].earliest or each[1].latest]
    happenings: list[_Happening] = []
    for article, tie in sorted(dated, key=lambda each: _narrowness(each[1])):
        fitting = next((each for each in happenings if each.allows(tie)), None)
        if fitting is None:
            fitting = _Happening(tie.earliest, tie.latest)
            happenings.append(fitting)
        fitting.take(article, tie)
    happenings.sort(key=_first_day)
    for article, tie in said:
        if not (tie.earliest or tie.latest):
            if not happenings:
                happenings.append(_Happening(None, None))
            _last_before(happenings, article).take(article, tie)
    return happenings


def _narrowness(tie: Tie) -> tuple[int, date, date]:
    """Order the most exact days first, so that vague ones join what they may mean."""
    if tie.earliest and tie.latest:
        return (tie.latest - tie.earliest).days, tie.earliest, tie.latest
    return 10**7, tie.earliest or date.min, tie.latest or date.max


def _first_day(happening: _Happening) -> date:
    return happening.earliest or happening.latest or date.min


def _last_before(happenings: Sequence[_Happening], article: AnnotatedArticle) -> _Happening:
    appeared = article.published.latest if article.published else date.max
    past = [happening for happening in happenings if _first_day(happening) <= appeared]
    return past[-1] if past else happenings[0]


def _merged(material: Material, kind: _Kind, happening: _Happening) -> MergedTie:
    order = material.order
    said = sorted(happening.said, key=lambda each: (order[each[0].id], each[1].start))
    claims = tuple(_claim(article, tie) for article, tie in said)
    reading = material.weighed(kind.type, claims)
    return MergedTie(
        id=_id(kind, happening),
        type=kind.type,
        sources=kind.sides[0],
        targets=kind.sides[1],
        claims=claims,
        modes=_stated(tie.mode for _, tie in happening.said),
        contexts=_stated(tie.context for _, tie in happening.said),
        mutual=kind.mutual,
        negated=kind.negated,
        standing=kind.standing,
        earliest=happening.earliest,
        latest=happening.latest,
        reported=material.reported({claim.article for claim in claims}),
        independent_sources=reading.independent_sources,
        support_bounds=reading.support_bounds,
        origins=reading.origins,
        probability=max(tie.probability for _, tie in said),
    )


def _claim(article: AnnotatedArticle, tie: Tie) -> Claim:
    """Return the words from the first to the last that the tie is read from; far ends are left."""
    text, start, end = article.text, tie.start, tie.end
    for mention in sorted((*tie.source, *tie.target), key=lambda each: abs(each.start - tie.start)):
        first, last = min(start, mention.start), max(end, mention.end)
        if last - first <= _LONGEST and "\n" not in text[first:last]:
            start, end = first, last
    return Claim(article.id, start, end, text[start:end], tie.type, source=tie.attribution)


def _stated(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({word for word in words if word}))


def _id(kind: _Kind, happening: _Happening) -> str:
    """Return an id of what a tie says, which stays the same when articles are added."""
    sources, targets = kind.sides
    told = kind.standing, str(kind.negated), str(kind.mutual)
    said = (kind.type, *sources, ">", *targets, *told)
    day = str(happening.earliest or happening.latest or "")
    content = "\x1f".join((*said, day)).encode("utf-8", "replace")
    return f"t-{blake2b(content, digest_size=6).hexdigest()}"


def _rank(tie: MergedTie) -> tuple[int, bool, int, str, tuple[str, ...], str]:
    open_end = not (tie.sources and tie.targets)
    articles = len({claim.article for claim in tie.claims})
    return -tie.independent_sources, open_end, -articles, tie.type, tie.sources, tie.id
