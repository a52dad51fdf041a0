"""The entries of the actors, put together here because a page holds hundreds of their parts."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from stemmata.publish.pages.actors import ActorEntry, ActorTie, FormEntry, RoleEntry
from stemmata.publish.parts import isolated
from stemmata.publish.tie_rows import actor_links, words_said
from stemmata.publish.visible import written


def affair_actors(entries: Iterable[ActorEntry]) -> Markup:
    """Return the entries of actors."""
    return Markup("".join(map(_entry, entries)))  # noqa: S704 - every word is escaped below


def _entry(entry: ActorEntry) -> str:
    parts = (
        _part("Roles", map(_role, entry.roles)),
        _part("Ties", map(_tie, entry.ties)),
        _part("Quotes", map(words_said, entry.quotes)),
        _part("Figures in the same sentence", map(words_said, entry.figures)),
        _part("Written as", map(_form, entry.forms)),
    )
    left = ""
    if entry.left_out:
        left = f'<p class="quiet">{entry.left_out} more words stand in affairs.jsonl.</p>\n'
    facts = " · ".join(entry.facts)
    return (
        f'<article class="actor" id="{entry.anchor}" tabindex="-1" '
        f'aria-labelledby="{entry.anchor}-h">\n'
        f'<h3 id="{entry.anchor}-h">{isolated(entry.name)}</h3>\n'
        f'<p class="quiet">{facts}</p>\n{_country(entry)}{"".join(parts)}{left}</article>\n'
    )


def _part(heading: str, items: Iterable[str]) -> str:
    listed = "".join(f"<li>{item}</li>\n" for item in items)
    return f"<h4>{heading}</h4>\n<ul>\n{listed}</ul>\n" if listed else ""


def _country(entry: ActorEntry) -> str:
    if not entry.country:
        return ""
    said = " ".join(map(words_said, entry.country_said))
    return f'<p class="quiet">Country: {written(entry.country)} {said}</p>\n'


def _role(role: RoleEntry) -> str:
    of = f" of {actor_links([role.of])}" if role.of else ""
    when = f' <span class="quiet">{role.when}, {role.independent} independent</span>'
    said = " ".join(map(words_said, role.said))
    more = f' <span class="quiet">and {role.more} more</span>' if role.more else ""
    return f"<b>{written(role.label)}</b>{of}{when} {said}{more}"


def _tie(tie: ActorTie) -> str:
    arrow = "↔" if tie.mutual else "→" if tie.outward else "←"
    others = actor_links(tie.others) or '<span class="quiet">not named</span>'
    reported = f"{tie.reported}, " if tie.reported else ""
    return (
        f'<a class="tie {tie.group}" href="#{written(tie.row)}">'
        f'<span aria-hidden="true">{arrow}</span> '
        f"{written(tie.label)}</a> {others} "
        f'<span class="quiet">{reported}{tie.independent} independent</span>'
    )


def _form(form: FormEntry) -> str:
    times = f' <span class="quiet">× {form.mentions}</span>'
    note = ""
    if form.suspected:
        note = f' <span class="note">⚠ may be a garbling of {isolated(form.suspected)}</span>'
    return f"{words_said(form.first)}{times}{note}"
