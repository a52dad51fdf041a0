"""The page of a report: its words, its versions, what it took and gave; and any two compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from stemmata.archive import Revision, revisions
from stemmata.model import Copy, Frozen, replace
from stemmata.publish.pages.copying import how_taken
from stemmata.publish.pages.story import ReportPage, report_page
from stemmata.publish.stemma_layout import is_undecided
from stemmata.publish.visible import clip
from stemmata.publish.wording import percent
from stemmata.store import Store, StoredArticle, Version
from stemmata.web.api.parameters import Id
from stemmata.web.pages.addresses import compare_address, lead, pair_files, story_files
from stemmata.web.pages.materials import article_material
from stemmata.web.pages.rows import ReportRow, report_rows, story_rows
from stemmata.web.pages.site import Pages, Site, respond

router = APIRouter(include_in_schema=False)

_EDITS_SHOWN = 200
_AROUND = 60  # characters of what stands before and after changed words
_RELATIVES_SHOWN = 100


class Edited(Frozen, frozen=True):
    """Words that were changed, with what stands around them."""

    before: str
    removed: str
    added: str
    after: str


class Step(Frozen, frozen=True):
    """What changed from one version to the next."""

    version: int
    fetched: str
    edits: tuple[Edited, ...]
    more: int


class Relative(Frozen, frozen=True):
    """Another report that this one took from, or that took from it; None for an unseen source."""

    report: ReportRow | None
    name: str
    how: str
    share: str
    probability: str
    direction: str
    compare: str


@router.get("/articles/{article:path}")
def one_article(request: Request, site: Pages, article: Id) -> Response:
    """Show a report."""
    stored = site.store.article(article)
    if stored is None:
        raise HTTPException(404, "no article with this id")
    return respond(request, _article_html(site, stored))


def _article_html(site: Site, stored: StoredArticle) -> str:
    store, name = site.store, stored.annotated.id
    material = article_material(store, stored)
    page = _without_headline(report_page(material, (), site.publish))
    copies = store.copies([name])
    html = site.render(
        "article.html",
        page=page,
        stored=stored,
        article=stored.annotated.article,
        story=next(iter(story_rows(store, [stored.story])), None),
        versions=store.versions(name),
        steps=tuple(_steps(store, name)),
        took=_relatives(site, [copy for copy in copies if copy.copy == name], took=True),
        gave=_relatives(site, [copy for copy in copies if copy.original == name], took=False),
        live=stored.story,
    )
    outside = {each.story for each in material.elsewhere.values()}
    return lead(html, story_files({material.story.id, *outside}) | pair_files(material.copies))


def _without_headline(page: ReportPage) -> ReportPage:
    """Return a page whose report does not repeat the headline that the page begins with."""
    reports = tuple(replace(report, begins_with_headline=True) for report in page.reports)
    return replace(page, reports=reports)


def _steps(store: Store, article: str) -> Iterator[Step]:
    fetched = {each.version: each for each in store.versions(article)}
    if len(fetched) < 2:
        return
    for step in reversed(revisions(store, article)):
        yield _step(step, fetched.get(step.version))


def _step(step: Revision, version: Version | None) -> Step:
    shown = step.edits[:_EDITS_SHOWN]
    return Step(
        version=step.version,
        fetched=version.fetched.strftime("%Y-%m-%d %H:%M UTC") if version else "",
        edits=tuple(
            Edited(
                step.after[max(0, edit.after.start - _AROUND) : edit.after.start],
                clip(edit.before.quote(step.before), 2000),
                clip(edit.after.quote(step.after), 2000),
                step.after[edit.after.end : edit.after.end + _AROUND],
            )
            for edit in shown
        ),
        more=len(step.edits) - len(shown),
    )


def _relatives(site: Site, copies: Iterable[Copy], *, took: bool) -> tuple[Relative, ...]:
    chosen = sorted(copies, key=lambda copy: (not copy.direct, -copy.probability))
    chosen = chosen[:_RELATIVES_SHOWN]
    others = [copy.original if took else copy.copy for copy in chosen]
    rows = {row.id: row for row in report_rows(site.store, others)}
    return tuple(
        Relative(
            report=rows.get(other),
            name=copy.unseen or other,
            how=how_taken(copy),
            share=percent(copy.share) if copy.share else "",
            probability=percent(copy.probability),
            direction="undecided"
            if is_undecided(copy, site.publish)
            else percent(copy.direction_probability),
            compare=compare_address(copy.original, copy.copy) if other in rows else "",
        )
        for copy, other in zip(chosen, others, strict=True)
    )
