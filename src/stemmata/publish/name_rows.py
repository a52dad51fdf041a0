"""The rows of the table of names, with every written form and the reports that use it."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from stemmata.publish.pages.names import Form, NameRow
from stemmata.publish.parts import isolated, place


def name_rows(rows: Iterable[NameRow]) -> Markup:
    """Return names with their written forms, each with the reports that use it."""
    return Markup("".join(map(_row, rows)))  # noqa: S704 - every word is escaped below


def lone_names(rows: Iterable[NameRow]) -> Markup:
    """Return names that one report gives in one form."""
    items = (f"<li>{_places(row.forms[0])}</li>\n" for row in rows)
    return Markup("".join(items))  # noqa: S704 - every word is escaped below


def _row(row: NameRow) -> str:
    forms = "".join(map(_form, row.forms))
    name = isolated(row.canonical)
    if row.address:
        name = f'<a href="{row.address}">{name}</a>'
    return (
        f'<tr><th scope="row">{name} <span class="code">{row.kind}</span></th>\n'
        f'<td><ul class="forms">\n{forms}</ul></td></tr>\n'
    )


def _form(form: Form) -> str:
    if not form.suspicion:
        return f"<li>{_places(form)}</li>\n"
    note = f'<span class="note">⚠ {isolated(form.suspicion)}</span>'
    return f'<li class="suspected">{_places(form)} {note}</li>\n'


def _places(form: Form) -> str:
    return f"{isolated(form.text, form.tag)} {''.join(map(place, form.places))}"
