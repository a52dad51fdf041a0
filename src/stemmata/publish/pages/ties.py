"""The table of an affair's ties, roles and parts: what its picture says, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stemmata.model import Actor, Affair, Belonging, Frozen, MergedTie, Role
from stemmata.publish.addresses import actor_anchor
from stemmata.publish.network import BELONGINGS, GROUPS, shown_ties, tie_words
from stemmata.publish.pages.affair_reports import Reports, Said
from stemmata.publish.wording import period, reported_words
from stemmata.settings import PublishSettings


class ActorLink(Frozen, frozen=True):
    """An actor with the anchor of its entry, empty where it has none."""

    name: str
    anchor: str


class TieRow(Frozen, frozen=True):
    """A tie, role or part in words; `days` are ISO days of its first and last report, or empty."""

    id: str
    sources: tuple[ActorLink, ...]
    targets: tuple[ActorLink, ...]
    type: str
    group: str
    label: str
    detail: str
    mutual: bool
    when: str
    days: tuple[str, str]
    reported: str
    word_of: tuple[ActorLink, ...]
    independent: int
    bounds: str
    said: tuple[Said, ...]
    more: int


class Names(Frozen, frozen=True):
    """What the actors of an affair are called; `shown` are the keys of those with an entry."""

    by_key: Mapping[str, str]
    shown: frozenset[str]

    def link(self, key: str) -> ActorLink:
        """Return an actor with the anchor of its entry."""
        anchor = actor_anchor(key) if key in self.shown else ""
        return ActorLink(self.by_key.get(key, key), anchor)

    def links(self, keys: tuple[str, ...]) -> tuple[ActorLink, ...]:
        """Return actors with the anchors of their entries."""
        return tuple(map(self.link, keys))


def tie_rows(
    affair: Affair, names: Names, reports: Reports, settings: PublishSettings
) -> tuple[TieRow, ...]:
    """Return ties on most independent sources first, then parts and roles."""
    rows = [_tie(tie, names, reports, settings) for tie in shown_ties(affair, settings)]
    rows += [_belonging(each, names, reports, settings) for each in affair.belongings]
    rows += _roles(affair, names, reports, settings)
    return tuple(rows)


def bounds_words(bounds: tuple[int, int], sources: int) -> str:
    """Return the bounds of a number of sources where it is uncertain.

    Example:
        >>> bounds_words((1, 3), 2), bounds_words((2, 2), 2)
        ('1–3', '')
    """
    return "" if bounds in ((sources, sources), (0, 0)) else f"{bounds[0]}–{bounds[1]}"


def _is_named(key: str) -> bool:
    """Tell whether whoever speaks has a name: a key made of a report's words says nothing here."""
    return bool(key) and not key.startswith("source:")


def _tie(tie: MergedTie, names: Names, reports: Reports, settings: PublishSettings) -> TieRow:
    said, more = reports.each(tie.claims, settings.most_said)
    said_by = dict.fromkeys(claim.source for claim in tie.claims)
    word_of = tuple(key for key in said_by if _is_named(key) and key not in tie.sources)
    stated = tie.earliest or tie.latest
    days = tie.reported
    return TieRow(
        id=tie.id,
        sources=names.links(tie.sources),
        targets=names.links(tie.targets),
        type=tie.type,
        group=GROUPS[tie.type],
        label=tie_words(tie),
        detail=", ".join((*tie.modes, *tie.contexts)),
        mutual=tie.mutual,
        when=period(tie.earliest, tie.latest) if stated else "",
        days=(days[0].isoformat(), days[1].isoformat()) if days else ("", ""),
        reported=reported_words(days),
        word_of=names.links(word_of[:3]),
        independent=tie.independent_sources,
        bounds=bounds_words(tie.support_bounds, tie.independent_sources),
        said=said,
        more=more,
    )


def _belonging(
    each: Belonging, names: Names, reports: Reports, settings: PublishSettings
) -> TieRow:
    said, more = reports.each(each.said, settings.most_said)
    return TieRow(
        id="",
        sources=(names.link(each.part),),
        targets=(names.link(each.whole),),
        type=each.kind,
        group="structure",
        label=BELONGINGS[each.kind],
        detail="",
        mutual=False,
        when="",
        days=("", ""),
        reported="",
        word_of=(),
        independent=each.independent_sources,
        bounds=bounds_words(each.support_bounds, each.independent_sources),
        said=said,
        more=more,
    )


def _roles(
    affair: Affair, names: Names, reports: Reports, settings: PublishSettings
) -> Iterator[TieRow]:
    keys = {actor.key for actor in affair.actors}
    for actor in affair.actors:
        for role in actor.roles:
            if role.of in keys:
                yield _role(actor, role, names, reports, settings)


def _role(
    actor: Actor, role: Role, names: Names, reports: Reports, settings: PublishSettings
) -> TieRow:
    said, more = reports.each(role.said, settings.most_said)
    first, last = role.earliest, role.latest
    return TieRow(
        id="",
        sources=(names.link(actor.key),),
        targets=(names.link(role.of),),
        type="role",
        group="structure",
        label=role_words(role),
        detail="",
        mutual=False,
        when="",
        days=(first.isoformat(), last.isoformat()) if first and last else ("", ""),
        reported=reported_words((first, last) if first and last else None),
        word_of=(),
        independent=role.independent_sources,
        bounds=bounds_words(role.support_bounds, role.independent_sources),
        said=said,
        more=more,
    )


def role_words(role: Role) -> str:
    """Return what a role is called.

    Example:
        >>> role_words(Role("mayor", former=True))
        'former mayor'
    """
    return f"former {role.title}" if role.former else role.title
