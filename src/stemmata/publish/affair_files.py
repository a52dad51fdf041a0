"""The files of an affair in a dossier: its page, and its network for other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from stemmata.model import Affair, AnnotatedArticle, Dossier, Frozen, Point
from stemmata.publish.addresses import affair_file
from stemmata.publish.affair_words import actor_names, tells_anything
from stemmata.publish.brief_markdown import brief_markdown
from stemmata.publish.files import write_text
from stemmata.publish.material import StoryMaterial, central_article
from stemmata.publish.network import network
from stemmata.publish.network_files import gexf, graphml, json_ld
from stemmata.publish.pages.affair import affair_page
from stemmata.publish.pages.affair_reports import AffairReport, affair_reports
from stemmata.publish.rendering import render
from stemmata.settings import PublishSettings


class AffairWork(Frozen, frozen=True):
    """What the files of an affair are made from; `central` is the report that stands for it.

    `names` are what its actors and the other sides of ties and commitments are called, by key.
    """

    affair: Affair
    reports: tuple[AffairReport, ...]
    central: str
    points: Mapping[str, Point]
    names: Mapping[str, str]


def affair_works(
    dossier: Dossier, storylines: Mapping[str, Sequence[StoryMaterial]]
) -> dict[str, AffairWork]:
    """Return what is needed for the files of each affair, by the id of its storyline."""
    articles = {article.id: article for article in dossier.articles}
    story_of = {id_: story.id for story in dossier.grouping.stories for id_ in story.articles}
    return {
        affair.storyline: _work(affair, articles, story_of, storylines[affair.storyline])
        for affair in dossier.affairs
        if tells_anything(affair)
        and affair.storyline in storylines
        and story_of.keys() >= set(affair.articles)
    }


def _work(
    affair: Affair,
    articles: Mapping[str, AnnotatedArticle],
    story_of: Mapping[str, str],
    stories: Sequence[StoryMaterial],
) -> AffairWork:
    largest = max(stories, key=lambda material: len(material.articles))
    central = central_article(largest).id
    points = {point.id: point for material in stories for point in material.points}
    names = actor_names(affair, (articles[id_] for id_ in affair.articles))
    return AffairWork(affair, affair_reports(affair, articles, story_of), central, points, names)


def write_affair(work: AffairWork, settings: PublishSettings, folder: Path) -> tuple[str, ...]:
    """Write the files of an affair into a dossier; return their names within it.

    Raises:
        StemmataError: a file cannot be written.
    """
    name = affair_file(work.affair.storyline)
    stem = name.removesuffix(".html")
    page = affair_page(work.affair, work.reports, work.central, work.points, work.names, settings)
    contents = {name: render("affair.html", "../", page=page, stem=stem)}
    if page.brief:
        contents[f"{stem}.md"] = brief_markdown(page.brief)
    if page.picture:
        net = network(work.affair, settings.most_actors)
        contents[f"{stem}.graphml"] = graphml(net)
        contents[f"{stem}.gexf"] = gexf(net)
        contents[f"{stem}.jsonld"] = json_ld(work.affair)
    for file, content in contents.items():
        write_text(folder / "affairs" / file, content)
    return tuple(f"affairs/{file}" for file in contents)
