"""The pages of a story and of an affair: a dossier's own, over the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from stemmata.model import Affair, Frozen, Point
from stemmata.publish.addresses import affair_file
from stemmata.publish.affair_words import actor_names, tells_anything
from stemmata.publish.brief_markdown import brief_markdown
from stemmata.publish.material import StoryMaterial, central_article
from stemmata.publish.network import network
from stemmata.publish.network_files import gexf, graphml, json_ld
from stemmata.publish.pages.affair import AffairPage, affair_page
from stemmata.publish.pages.affair_reports import affair_reports
from stemmata.publish.pages.story import report_page, story_page
from stemmata.publish.parts import foreign
from stemmata.publish.wording import count
from stemmata.store import Store, StoredStory, StorySummary
from stemmata.web.api.parameters import Id
from stemmata.web.pages.addresses import (
    address,
    affair_files,
    feed_address,
    lead,
    pair_files,
    story_files,
)
from stemmata.web.pages.materials import articles_of, siblings, story_material
from stemmata.web.pages.rows import story_row
from stemmata.web.pages.site import Feed, Pages, Site, respond

router = APIRouter(include_in_schema=False)

_FEEDS_OF_POINTS = 12
_NAMES_SHOWN = 24


class Named(Frozen, frozen=True):
    """A name of a story that has a page of its own."""

    key: str
    canonical: str
    reports: int


@router.get("/stories/{story:path}")
def one_story(request: Request, site: Pages, story: Id) -> Response:
    """Show a story; an id of one that was merged leads to what it became."""
    stored = site.store.story(story)
    if stored is None:
        raise HTTPException(404, "no story with this id")
    if stored.story.id != story:
        return RedirectResponse(address("stories", stored.story.id), status_code=301)
    line = site.store.storyline(stored.story.storyline)
    key = "story", stored.story.id, tuple((each.id, each.changed) for each in line)
    return respond(request, site.remembered.page(key, lambda: story_html(site, stored)))


def story_html(site: Site, stored: StoredStory) -> str:
    """Return the page of a story."""
    store, story = site.store, stored.story
    material = story_material(store, stored, site.settings.largest_story)
    if not material.articles:
        raise HTTPException(404, "this story has no reports any more")
    beside, cards = siblings(store, story), material.cards
    values: dict[str, object] = {
        "feeds": _feeds(stored, material.points),
        "live": story.id,
        "affair": affair_file(story.storyline) if store.affair(story.storyline) else "",
        "stored": stored,
        "names": _names(store, material),
        "choices": [(name, f"{each.outlet}: {each.headline}") for name, each in cards.items()],
        "others": len(story.articles) - len(material.articles),
        "disputed": [point for point in material.points if point.verdict == "disputed"],
    }
    if len(material.articles) > 1:
        page = site.render(
            "site_story.html", page=story_page(material, beside, site.publish), **values
        )
    else:
        page = site.render(
            "site_report.html", page=report_page(material, beside, site.publish), **values
        )
    return lead(page, _known(store, material))


def _feeds(stored: StoredStory, points: Sequence[Point]) -> tuple[Feed, ...]:
    disputed = [point for point in points if point.verdict == "disputed"][:_FEEDS_OF_POINTS]
    return (
        Feed("This story", feed_address("stories", stored.story.id)),
        *(Feed(f"Disputed: {each.question}", feed_address("points", each.id)) for each in disputed),
    )


def _known(store: Store, material: StoryMaterial) -> dict[str, str]:
    line = store.storyline(material.story.storyline)
    outside = (outsider.story for outsider in material.elsewhere.values())
    stories = {material.story.id, *outside, *(summary.id for summary in line)}
    known = story_files(stories) | pair_files(material.copies)
    return known | affair_files(material.story.storyline)


def _names(store: Store, material: StoryMaterial) -> list[Named]:
    """Return the names of a story that most of its reports mention."""
    found: dict[str, Named] = {}
    reports: dict[str, set[str]] = {}
    for article, entries in store.names_in([each.id for each in material.articles]).items():
        for entry in entries:
            found.setdefault(entry.key, Named(entry.key, entry.canonical or entry.text, 0))
            reports.setdefault(entry.key, set()).add(article)
    counted = [(len(reports[key]), named) for key, named in found.items() if key]
    counted.sort(key=lambda each: (-each[0], each[1].canonical))
    return [Named(each.key, each.canonical, number) for number, each in counted[:_NAMES_SHOWN]]


@router.get("/storylines/{storyline:path}/affair.{kind}")
def affair_file_of(request: Request, site: Pages, storyline: Id, kind: str) -> Response:
    """Return the network or the brief of an affair for other programs."""
    affair = site.store.affair(storyline)
    if affair is None or kind not in _KINDS:
        raise HTTPException(404, "no affair with this id")
    media, write = _KINDS[kind]
    return respond(request, write(site, affair), kind=media)


def _brief(site: Site, affair: Affair) -> str:
    return brief_markdown(_affair_page(site, affair, site.store.storyline(affair.storyline)).brief)


_KINDS: dict[str, tuple[str, Callable[[Site, Affair], str]]] = {
    "graphml": (
        "application/graphml+xml",
        lambda site, affair: graphml(network(affair, site.publish.most_actors)),
    ),
    "gexf": (
        "application/gexf+xml",
        lambda site, affair: gexf(network(affair, site.publish.most_actors)),
    ),
    "jsonld": ("application/ld+json", lambda _, affair: json_ld(affair)),
    "md": ("text/markdown", _brief),
}


@router.get("/storylines/{storyline:path}")
def one_storyline(request: Request, site: Pages, storyline: Id) -> Response:
    """Show the affair of a storyline, or its stories where it has none."""
    line = site.store.storyline(storyline)
    if not line:
        raise HTTPException(404, "no storyline with this id")
    key = "storyline", storyline, tuple((each.id, each.changed) for each in line)
    return respond(request, site.remembered.page(key, lambda: _storyline(site, storyline, line)))


def _storyline(site: Site, storyline: str, line: Sequence[StorySummary]) -> str:
    rows = tuple(map(story_row, line))
    affair = site.store.affair(storyline)
    values = {"rows": rows, "live": storyline, "storyline": storyline}
    if affair is None or not affair.articles or not tells_anything(affair):
        headline = max(line, key=lambda each: each.articles).headline
        told = count(len(line), "story")
        return site.render("storyline.html", headline=foreign(headline), told=told, **values)
    page = _affair_page(site, affair, line)
    stem = affair_file(storyline).removesuffix(".html")
    html = site.render("site_affair.html", page=page, stem=stem, **values)
    return lead(html, story_files(each.id for each in line) | affair_files(storyline))


def _affair_page(site: Site, affair: Affair, line: Sequence[StorySummary]) -> AffairPage:
    articles, story_of = articles_of(site.store, line)
    by_id = {each.id: each for each in articles}
    if not by_id.keys() >= set(affair.articles):
        raise HTTPException(503, "this affair is being worked out again")
    points = {point.id: point for point in site.store.points([each.id for each in line])}
    largest = site.store.story(max(line, key=lambda each: each.articles).id)
    central = affair.articles[0]
    if largest is not None:
        material = story_material(site.store, largest, site.settings.largest_story)
        central = central_article(material).id
    if central not in affair.articles:
        central = affair.articles[0]
    names = actor_names(affair, (by_id[id_] for id_ in affair.articles))
    reports = affair_reports(affair, by_id, story_of)
    return affair_page(affair, reports, central, points, names, site.publish)
