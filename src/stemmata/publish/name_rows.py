"""The rows of the table of names, with every written form and the reports that use it."""

from __future__ import annotations

from markupsafe import Markup

from stemmata.publish.pages.names import Form, NameRow
from stemmata.publish.parts import isolated, place


def name_row(row: NameRow) -> Markup:
    """Return a name with its written forms, each with the reports that use it."""
    forms = "".join(map(_form, row.forms))
    return Markup(  # noqa: S704 - every word is escaped; a kind is one of four words
        f'<tr><th scope="row">{isolated(row.canonical)} <span class="code">{row.kind}</span></th>\n'
        f'<td><ul class="forms">\n{forms}</ul></td></tr>\n'
    )


def lone_name(row: NameRow) -> Markup:
    """Return a name that one report gives in one form."""
    return Markup(f"<li>{_places(row.forms[0])}</li>\n")  # noqa: S704 - escaped in `_places`


def _form(form: Form) -> str:
    if not form.suspicion:
        return f"<li>{_places(form)}</li>\n"
    note = f'<span class="note">⚠ {isolated(form.suspicion)}</span>'
    return f'<li class="suspected">{_places(form)} {note}</li>\n'


def _places(form: Form) -> str:
    return f"{isolated(form.text, form.tag)} {''.join(map(place, form.places))}"
