"""Renders the templates: autoescape is always on, hidden characters always made visible."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from stemmata.publish.addresses import language_tag
from stemmata.publish.name_rows import lone_name, name_row
from stemmata.publish.parts import badge, foreign, mention, verdict
from stemmata.publish.point_rows import listed_row, lone_point, point_row, single_point
from stemmata.publish.report_rows import reason_items, report_text
from stemmata.publish.visible import visible

_PARTS = (
    *(badge, foreign, mention, verdict),
    *(listed_row, lone_point, point_row, single_point),
    *(lone_name, name_row),
    *(reason_items, report_text),
)


def render(template: str, root: str, **values: object) -> str:
    """Return a page as HTML; `root` leads from the page to the dossier's folder ("" or "../")."""
    return _environment().get_template(template).render(root=root, **values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("stemmata.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalise,
    )
    environment.globals.update({part.__name__: part for part in _PARTS})
    environment.filters["tag"] = language_tag
    return environment


def _finalise(value: object) -> object:
    """Make hidden characters visible in every string that a template writes, by whatever way."""
    if type(value) is str:
        return visible(value)
    return value
