"""Writes a dossier: the contract's files, and pages that open from disk in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from itertools import chain
from pathlib import Path

from stemmata.model import Dossier, Frozen
from stemmata.publish.addresses import STORY_FILE, affair_file, story_file
from stemmata.publish.affair_files import AffairWork, affair_works, write_affair
from stemmata.publish.files import make_folder, write_lines, write_text
from stemmata.publish.lines import (
    Line,
    affair_line,
    annotation_line,
    article_line,
    copy_line,
    group_lines,
    point_line,
    problem_line,
)
from stemmata.publish.material import StoryMaterial, gather
from stemmata.publish.pages.beside import pair_pages
from stemmata.publish.pages.index import in_storylines, index_page
from stemmata.publish.pages.story import Sibling, report_page, siblings_of, story_page
from stemmata.publish.rendering import render
from stemmata.settings import PublishSettings

_DEFAULT = PublishSettings()
_Written = tuple[str, ...]  # names of files within the dossier's folder
Mapper = Callable[["Callable[[_PageWork], _Written]", "Iterable[_PageWork]"], Iterable[_Written]]
_PAGES = ("stories", "pairs", "affairs")  # folders of pages
_STATIC = ("stemmata.css", "stemmata.js")


class _PageWork(Frozen, frozen=True):
    """What one page is rendered from and where it goes, in whatever process that happens."""

    material: StoryMaterial
    siblings: tuple[Sibling, ...]
    settings: PublishSettings
    folder: Path
    affair: str = ""  # the file of its page
    affair_work: AffairWork | None = None  # of the story whose work the affair's files are


def write_dossier(
    dossier: Dossier, folder: Path, settings: PublishSettings = _DEFAULT, mapping: Mapper = map
) -> None:
    """Write a dossier's files and pages into a folder, which is created where it is missing.

    The first page is written last, so that it never leads to a page that is not there yet. Pages
    that an earlier run wrote and this one does not know are removed.

    Args:
        dossier: what a run found.
        folder: where it goes.
        settings: how much a page shows.
        mapping: writes the pages: `map`, or an engine's, which works in several processes.

    Raises:
        UsageError: there is a file where the folder should be.
        StemmataError: a file cannot be written.
    """
    for needed in (folder, *(folder / name for name in (*_PAGES, "static"))):
        make_folder(needed)
    materials = gather(dossier, settings)
    storylines = in_storylines(materials)
    affairs = affair_works(dossier, storylines)
    works = [
        _PageWork(
            each,
            siblings_of(each, storylines[each.story.storyline]),
            settings,
            folder,
            affair_file(each.story.storyline) if each.story.storyline in affairs else "",
            affairs.get(each.story.storyline)
            if storylines[each.story.storyline][0] is each
            else None,
        )
        for each in materials
    ]
    with ThreadPoolExecutor(1) as aside:  # what one process writes, while others write pages
        lines = aside.submit(_write_files, dossier, folder)
        index = aside.submit(_render_index, dossier, materials, storylines, settings)
        _remove_all_but(set(chain.from_iterable(mapping(_write_pages, works))), folder)
        lines.result()
        write_text(folder / "index.html", index.result())


def _write_files(dossier: Dossier, folder: Path) -> None:
    for name, lines in _files(dossier):
        write_lines(folder / name, lines)
    for name in _STATIC:
        source = files("stemmata.publish") / "static" / name
        write_text(folder / "static" / name, source.read_text("utf-8"))


def _render_index(
    dossier: Dossier,
    materials: Sequence[StoryMaterial],
    storylines: Mapping[str, Sequence[StoryMaterial]],
    settings: PublishSettings,
) -> str:
    return render("index.html", "", page=index_page(dossier, materials, storylines, settings))


def _files(dossier: Dossier) -> Iterator[tuple[str, Iterator[Line]]]:
    yield "articles.jsonl", (article_line(each.article) for each in dossier.articles)
    yield "annotations.jsonl", map(annotation_line, dossier.articles)
    yield "groups.jsonl", group_lines((each.id for each in dossier.articles), dossier.grouping)
    yield "points.jsonl", map(point_line, dossier.points)
    yield "copies.jsonl", map(copy_line, dossier.copies)
    yield "affairs.jsonl", map(affair_line, dossier.affairs)
    yield "problems.jsonl", map(problem_line, dossier.problems)


def _write_pages(work: _PageWork) -> _Written:
    """Write the pages of a story where they are made, for they are large; return their names."""
    name = f"stories/{story_file(work.material.story.id)}"
    write_text(work.folder / name, _page(work))
    names = [name]
    if work.affair_work:
        names += write_affair(work.affair_work, work.settings, work.folder)
    for file, page in pair_pages(work.material, work.settings):
        names.append(f"pairs/{file}")
        write_text(work.folder / names[-1], render("beside.html", "../", page=page))
    return tuple(names)


def _remove_all_but(written: set[str], folder: Path) -> None:
    for stale in chain.from_iterable((folder / name).iterdir() for name in _PAGES):
        if STORY_FILE.fullmatch(stale.name) and f"{stale.parent.name}/{stale.name}" not in written:
            stale.unlink()


def _page(work: _PageWork) -> str:
    if len(work.material.articles) > 1:
        page = story_page(work.material, work.siblings, work.settings)
        return render("story.html", "../", page=page, affair=work.affair)
    alone = report_page(work.material, work.siblings, work.settings)
    return render("report.html", "../", page=alone, affair=work.affair)
