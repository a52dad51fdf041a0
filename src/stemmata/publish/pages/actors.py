"""An entry for each actor of an affair: forms, roles, ties, quotes and figures, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from stemmata.languages.territories import territory_name
from stemmata.model import Actor, Affair, Frozen, MergedTie, Role, WrittenForm
from stemmata.publish.addresses import actor_anchor
from stemmata.publish.network import shown_ties, tie_words
from stemmata.publish.pages.affair_reports import Reports, Said
from stemmata.publish.pages.ties import ActorLink, Names, role_words
from stemmata.publish.wording import count, period
from stemmata.settings import PublishSettings

_LONGEST_QUOTE = 320


class FormEntry(Frozen, frozen=True):
    """A way in which a name is written, how often, and where first."""

    text: str
    mentions: int
    reports: int
    first: Said
    suspected: str


class RoleEntry(Frozen, frozen=True):
    """A role with the days of the reports that state it, and their words."""

    label: str
    of: ActorLink | None
    when: str
    independent: int
    said: tuple[Said, ...]
    more: int


class ActorTie(Frozen, frozen=True):
    """A tie as seen from one of its ends; `row` is the row of the table that holds its words."""

    label: str
    group: str
    outward: bool
    mutual: bool
    others: tuple[ActorLink, ...]
    reported: str
    independent: int
    row: str


class ActorEntry(Frozen, frozen=True):
    """All that is stated about an actor; what is `left_out` stands in affairs.jsonl."""

    anchor: str
    name: str
    kind: str
    country: str
    country_said: tuple[Said, ...]
    facts: tuple[str, ...]
    forms: tuple[FormEntry, ...]
    roles: tuple[RoleEntry, ...]
    ties: tuple[ActorTie, ...]
    quotes: tuple[Said, ...]
    figures: tuple[Said, ...]
    left_out: int


def actor_entries(
    affair: Affair, names: Names, reports: Reports, settings: PublishSettings
) -> tuple[ActorEntry, ...]:
    """Return an entry for each actor that has one, those on most independent sources first."""
    ties = _by_actor(shown_ties(affair, settings))
    return tuple(
        _entry(actor, ties.get(actor.key, ()), names, reports, settings)
        for actor in affair.actors
        if actor.key in names.shown
    )


def _by_actor(ties: Iterable[MergedTie]) -> Mapping[str, list[MergedTie]]:
    together: defaultdict[str, list[MergedTie]] = defaultdict(list)
    for tie in ties:
        for key in dict.fromkeys((*tie.sources, *tie.targets)):
            together[key].append(tie)
    return together


def _entry(
    actor: Actor,
    ties: Iterable[MergedTie],
    names: Names,
    reports: Reports,
    settings: PublishSettings,
) -> ActorEntry:
    most = settings.most_words
    left = sum(max(0, len(found) - most) for found in (actor.forms, actor.quotes, actor.figures))
    return ActorEntry(
        anchor=actor_anchor(actor.key),
        name=actor.canonical,
        kind=actor.kind,
        country=territory_name(actor.country) or actor.country,
        country_said=reports.each(actor.country_said, 3)[0],
        facts=_facts(actor),
        forms=tuple(_form(form, names, reports) for form in actor.forms[:most]),
        roles=tuple(_role(role, names, reports, settings) for role in actor.roles),
        ties=tuple(_tie(tie, actor.key, names) for tie in ties),
        quotes=tuple(reports.said(quote, _LONGEST_QUOTE) for quote in actor.quotes[:most]),
        figures=tuple(reports.said(figure) for figure in actor.figures[:most]),
        left_out=left,
    )


def _facts(actor: Actor) -> tuple[str, ...]:
    return (
        actor.kind,
        count(actor.mentions, "mention"),
        count(len(actor.articles), "report"),
        count(actor.independent_sources, "independent source"),
    )


def _form(form: WrittenForm, names: Names, reports: Reports) -> FormEntry:
    suspected = names.by_key.get(form.suspected, form.suspected)
    return FormEntry(form.text, form.mentions, form.articles, reports.said(form.first), suspected)


def _role(role: Role, names: Names, reports: Reports, settings: PublishSettings) -> RoleEntry:
    said, more = reports.each(role.said, settings.most_said)
    first, last = role.earliest, role.latest
    return RoleEntry(
        label=role_words(role),
        of=names.link(role.of) if role.of in names.by_key else None,
        when=period(first, last) if first and last else "",
        independent=role.independent_sources,
        said=said,
        more=more,
    )


def _tie(tie: MergedTie, key: str, names: Names) -> ActorTie:
    outward = key in tie.sources
    others = tie.targets if outward else tie.sources
    return ActorTie(
        label=tie_words(tie),
        group=tie.type,
        outward=outward,
        mutual=tie.mutual,
        others=names.links(others),
        reported=period(*tie.reported) if tie.reported else "",
        independent=tie.independent_sources,
        row=tie.id,
    )
