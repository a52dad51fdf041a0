"""Renders the templates: autoescape is always on, hidden characters always made visible."""

from __future__ import annotations

from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from stemmata.publish.actor_rows import affair_actors
from stemmata.publish.addresses import language_tag
from stemmata.publish.beside_rows import clues, sides
from stemmata.publish.brief_rows import brief_sentences, worded_sentences
from stemmata.publish.copy_rows import copy_rows
from stemmata.publish.course_rows import commitment_rows, course_entries, indicator_entries
from stemmata.publish.name_rows import lone_names, name_rows
from stemmata.publish.parts import foreign, verdict
from stemmata.publish.point_rows import (
    column_heads,
    listed_rows,
    lone_points,
    point_rows,
    single_points,
)
from stemmata.publish.quote_rows import quote_rows
from stemmata.publish.report_rows import report_articles
from stemmata.publish.tie_rows import affair_ties, report_items
from stemmata.publish.timeline_rows import timeline_entries
from stemmata.publish.visible import visible

_PARTS = (
    *(foreign, verdict),
    *(column_heads, listed_rows, lone_points, point_rows, single_points),
    *(lone_names, name_rows, clues, sides),
    *(affair_actors, affair_ties, report_items, brief_sentences, worded_sentences),
    *(commitment_rows, course_entries, indicator_entries),
    *(copy_rows, quote_rows, report_articles, timeline_entries),
)


def render(template: str, root: str, **values: object) -> str:
    """Return a page as HTML; `root` leads from the page to the dossier's folder ("" or "../")."""
    return environment("stemmata.publish").get_template(template).render(root=root, **values)


@cache
def environment(*packages: str) -> Environment:
    """Return what renders the templates of packages; of two of one name that of the earlier."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in packages]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalise,
        auto_reload=False,
    )
    made.globals.update({part.__name__: part for part in _PARTS})
    made.globals["file_words"] = str  # how what holds the rest is called
    made.filters["tag"] = language_tag
    return made


def _finalise(value: object) -> object:
    """Make hidden characters visible in every string that a template writes, by whatever way."""
    if type(value) is str:
        return visible(value)
    return value
