"""The pages of a name and of an outlet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from stemmata.languages.display import language_name
from stemmata.model import Affair, Frozen, MergedTie
from stemmata.publish.addresses import actor_anchor
from stemmata.publish.network import shown_ties, tie_words
from stemmata.publish.visible import clip
from stemmata.publish.wording import period
from stemmata.store import NameEntry, StorySummary, Where
from stemmata.web.api.parameters import Id
from stemmata.web.pages.addresses import address, words_address
from stemmata.web.pages.rows import report_rows, story_row
from stemmata.web.pages.site import Pages, Site, respond

router = APIRouter(include_in_schema=False)

_SHOWN = 40
_STORYLINES_READ = 10
_TIES_SHOWN = 60


class Form(Frozen, frozen=True):
    """A written form with how many reports write it so."""

    text: str
    tag: str
    language: str
    reports: int


class NameTie(Frozen, frozen=True):
    """A tie of a name, in words that lead to where they stand."""

    sources: tuple[tuple[str, str], ...]
    does: str
    targets: tuple[tuple[str, str], ...]
    mutual: bool
    when: str
    independent: int
    words: str
    href: str
    affair: str


@router.get("/names/{name:path}")
def one_name(request: Request, site: Pages, name: Id) -> Response:
    """Show a name: how it is written, who reports it, what ties it to whom."""
    forms = site.store.name(name)
    if not forms:
        raise HTTPException(404, "no name with this key")
    found = site.store.stories(Where(names=(name,)), _SHOWN)
    page = site.render(
        "name.html",
        key=name,
        canonical=forms[0].canonical or forms[0].text,
        kind=forms[0].kind,
        forms=tuple(map(_form, forms)),
        reports=report_rows(site.store, site.store.naming(name, _SHOWN)),
        rows=tuple(map(story_row, found)),
        shown=_SHOWN,
        ties=tuple(_ties(site, name, found))[:_TIES_SHOWN],
    )
    return respond(request, page)


@router.get("/outlets/{outlet:path}")
def one_outlet(request: Request, site: Pages, outlet: Id) -> Response:
    """Show an outlet: its reports and the stories they are in."""
    where = Where(outlets=(outlet,))
    ids = site.store.article_ids(where, _SHOWN)
    if not ids:
        raise HTTPException(404, "no outlet of this name")
    page = site.render(
        "outlet.html",
        outlet=outlet,
        reports=report_rows(site.store, ids),
        rows=tuple(map(story_row, site.store.stories(where, _SHOWN))),
        shown=_SHOWN,
    )
    return respond(request, page)


def _form(entry: NameEntry) -> Form:
    return Form(entry.text, entry.language, language_name(entry.language), entry.articles)


def _ties(site: Site, key: str, stories: Sequence[StorySummary]) -> Iterator[NameTie]:
    """Yield the ties of a name in the affairs of the stories that changed last."""
    lines = list(dict.fromkeys(story.storyline for story in stories))[:_STORYLINES_READ]
    for line in lines:
        affair = site.store.affair(line)
        if affair is None:
            continue
        called = {actor.key: actor.canonical for actor in affair.actors}
        for tie in shown_ties(affair, site.publish):
            if key in tie.sources or key in tie.targets:
                yield _tie(tie, affair, called)


def _tie(tie: MergedTie, affair: Affair, called: dict[str, str]) -> NameTie:
    claim = tie.claims[0]
    return NameTie(
        sources=_named(tie.sources, called),
        does=tie_words(tie),
        targets=_named(tie.targets, called),
        mutual=tie.mutual,
        when=period(tie.earliest, tie.latest) if tie.earliest or tie.latest else "",
        independent=tie.independent_sources,
        words=clip(claim.text, 120),
        href=words_address(claim.article, claim.start, claim.end),
        affair=f"{address('storylines', affair.storyline)}#{actor_anchor(tie.sources[0])}"
        if tie.sources
        else address("storylines", affair.storyline),
    )


def _named(keys: Sequence[str], called: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((address("names", key), called.get(key, key)) for key in keys)
