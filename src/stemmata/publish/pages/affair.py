"""The page of an affair: its network, its ties, and an entry for each actor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from stemmata.model import Affair, Frozen, Point, replace
from stemmata.publish.network import Network, network, shown_ties
from stemmata.publish.network_picture import network_picture
from stemmata.publish.pages.actors import ActorEntry, actor_entries
from stemmata.publish.pages.affair_brief import LENGTHS, BriefPart, affair_brief
from stemmata.publish.pages.affair_course import AffairCourse, affair_course
from stemmata.publish.pages.affair_reports import AffairReport, Reports
from stemmata.publish.pages.ties import Names, TieRow, tie_rows
from stemmata.publish.wording import count, day_words
from stemmata.settings import PublishSettings


class TypeKey(Frozen, frozen=True):
    """A type of line that the picture holds, with its class and how many lines are of it."""

    type: str
    group: str
    lines: int


class AffairPage(Frozen, frozen=True):
    """The page of an affair.

    `days` are those on which its ties were reported, in order, in ISO form; `day_words` in words.
    """

    headline: str
    tag: str
    lead: AffairReport
    facts: tuple[str, ...]
    picture: Markup
    types: tuple[TypeKey, ...]
    days: tuple[str, ...]
    day_words: tuple[str, ...]
    most_sources: int
    brief: tuple[BriefPart, ...]
    lengths: tuple[tuple[str, int], ...]
    course: AffairCourse
    ties: tuple[TieRow, ...]
    ties_left_out: int
    actors: tuple[ActorEntry, ...]
    actors_left_out: int
    reports: tuple[AffairReport, ...]


def affair_page(
    affair: Affair,
    reports: Sequence[AffairReport],
    central: str,
    points: Mapping[str, Point],
    called: Mapping[str, str],
    settings: PublishSettings,
) -> AffairPage:
    """Return the page of an affair.

    Args:
        affair: the affair.
        reports: its reports, as `affair_reports` names them.
        central: the id of the report whose headline stands for it.
        points: the points of its stories by id.
        called: what actors and other sides are called, as `actor_names` says.
        settings: how much the page shows.
    """
    known = Reports({report.id: report for report in reports}, settings.longest_cell)
    names = Names(
        called,
        frozenset(actor.key for actor in affair.actors[: settings.most_actors]),
    )
    shown = replace(affair, ties=shown_ties(affair, settings))
    net = network(shown, settings.most_actors)
    days = sorted({day for line in net.lines for day in line.days or ()})
    lead = known.by_id[central]
    return AffairPage(
        headline=lead.headline,
        tag=lead.tag,
        lead=lead,
        facts=_facts(affair, len(shown.ties)),
        picture=network_picture(net) if net.lines else Markup(""),
        types=_types(net),
        days=tuple(day.isoformat() for day in days),
        day_words=tuple(map(day_words, days)),
        most_sources=max((line.sources for line in net.lines), default=0),
        brief=affair_brief(affair, points, known),
        lengths=LENGTHS,
        course=affair_course(affair, names, known, settings),
        ties=tie_rows(affair, names, known, settings),
        ties_left_out=len(affair.ties) - len(shown.ties),
        actors=actor_entries(affair, names, known, settings),
        actors_left_out=max(0, len(affair.actors) - settings.most_actors),
        reports=tuple(reports),
    )


def _facts(affair: Affair, shown: int) -> tuple[str, ...]:
    ties = count(len(affair.ties), "tie")
    return (
        count(len(affair.articles), "report"),
        count(len(affair.stories), "story"),
        count(len(affair.actors), "actor"),
        ties if shown == len(affair.ties) else f"{shown:,} of {ties} shown",
        count(len(affair.commitments), "commitment"),
    )


def _types(net: Network) -> tuple[TypeKey, ...]:
    lines = Counter((line.type, line.group) for line in net.lines)
    return tuple(TypeKey(type_, group, number) for (type_, group), number in lines.most_common())
