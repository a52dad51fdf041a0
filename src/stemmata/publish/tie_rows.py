"""The rows of the table of ties, each with what the controls of the picture ask for."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from stemmata.publish.pages.affair_reports import AffairReport, Said
from stemmata.publish.pages.ties import ActorLink, TieRow
from stemmata.publish.parts import isolated
from stemmata.publish.visible import written


def affair_ties(rows: Iterable[TieRow]) -> Markup:
    """Return ties, parts and roles as rows."""
    return Markup("".join(map(_row, rows)))  # noqa: S704 - every word is escaped below


def report_items(reports: Iterable[AffairReport]) -> Markup:
    """Return the reports of an affair as items of a list."""
    return Markup("".join(map(_report, reports)))  # noqa: S704 - every word is escaped below


def actor_links(links: Iterable[ActorLink]) -> str:
    """Return actors, each a link to its entry where it has one."""
    return ", ".join(map(_actor, links))


def words_said(each: Said) -> str:
    """Return words of a report with its number, as links to where they stand on another page."""
    report = each.report
    return (
        f'<span class="told"><a class="siglum" href="{report.href}" '
        f'title="{written(f"{report.outlet}, {report.language}")}"><span class="hidden">report '
        f'</span>{report.number}</a> <a href="{each.href}">{isolated(each.text, report.tag)}</a>'
        "</span>"
    )


def _report(report: AffairReport) -> str:
    return (
        f'<li><span class="when">{report.number} · {isolated(report.outlet)} · '
        f'{written(report.language)} · {report.published}</span> <a href="{report.href}">'
        f"{isolated(report.headline, report.tag)}</a></li>\n"
    )


def _actor(link: ActorLink) -> str:
    if not link.anchor:
        return isolated(link.name)
    return f'<a href="#{link.anchor}">{isolated(link.name)}</a>'


def _row(row: TieRow) -> str:
    anchor = f' id="{written(row.id)}"' if row.id else ""
    first, last = row.days
    days = f' data-first="{first}" data-last="{last}"' if first else ""
    does = "↔" if row.mutual else "→"
    detail = f'<span class="quiet">{written(row.detail)}</span>' if row.detail else ""
    when = f"<b>{row.when}</b> " if row.when else ""
    bounds = f" ({row.bounds})" if row.bounds else ""
    said = " ".join(map(words_said, row.said))
    more = f' <span class="quiet">and {row.more} more</span>' if row.more else ""
    word = f'<span class="onword">{actor_links(row.word_of)}</span>' if row.word_of else ""
    return (
        f'<tr{anchor} data-type="{row.type}" data-sources="{row.independent}"{days}>\n'
        f'<th scope="row">{actor_links(row.sources) or _UNNAMED}</th>\n'
        f'<td class="does"><span class="tie {row.group}"><span aria-hidden="true">{does}</span> '
        f"{written(row.label)}</span>{detail}</td>\n"
        f"<td>{actor_links(row.targets) or _UNNAMED}</td>\n"
        f'<td class="days">{when}<span class="quiet">{row.reported}</span>{word}</td>\n'
        f'<td class="number">{row.independent}{bounds}</td>\n'
        f'<td class="saying">{said}{more}</td></tr>\n'
    )


_UNNAMED = '<span class="quiet">not named</span>'
