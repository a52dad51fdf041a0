"""The dossier as files: what stands in the folder, and that it is whole."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from stemmata.errors import StemmataError, UsageError
from stemmata.model import Dossier, Grouping, replace
from stemmata.publish import write_dossier

FILES = ("articles", "annotations", "groups", "points", "copies", "affairs", "problems")


def test_the_contracts_files_are_there(dossier: Dossier, tmp_path: Path) -> None:
    """Every file of the contract holds one JSON object a line, articles in the order of input."""
    write_dossier(dossier, tmp_path / "new" / "folder")
    lines = {
        name: [
            json.loads(line)
            for line in (tmp_path / "new" / "folder" / f"{name}.jsonl")
            .read_text("utf-8")
            .splitlines()
        ]
        for name in FILES
    }
    ids = [article.id for article in dossier.articles]
    assert [line["id"] for line in lines["articles"]] == ids
    assert [line["id"] for line in lines["annotations"]] == ids
    assert [line["id"] for line in lines["groups"]] == ids
    assert len(lines["points"]) == len(dossier.points)
    assert len(lines["copies"]) == len(dossier.copies)
    assert [line["storyline"] for line in lines["affairs"]] == ["line-1"]
    assert len(lines["problems"]) == len(dossier.problems)


def test_a_file_in_the_way_is_refused(dossier: Dossier, tmp_path: Path) -> None:
    """A file where the folder should be is left alone, and the error names it."""
    path = tmp_path / "taken"
    path.write_text("mine")
    with pytest.raises(UsageError, match=r"taken: is a file, not a folder"):
        write_dossier(dossier, path)
    assert path.read_text() == "mine"


def test_what_cannot_be_written_is_one_clear_error(dossier: Dossier, tmp_path: Path) -> None:
    """A folder in the place of a file gives one StemmataError that names the file."""
    (tmp_path / "index.html" / "x").mkdir(parents=True)
    with pytest.raises(StemmataError, match=r"index\.html: cannot be written"):
        write_dossier(dossier, tmp_path)
    assert not list(tmp_path.rglob("*.unfinished"))


def test_pages_of_an_earlier_run_do_not_stay(dossier: Dossier, tmp_path: Path) -> None:
    """Pages of stories that are no longer there go; files of others stay."""
    write_dossier(dossier, tmp_path)
    before = set((tmp_path / "stories").iterdir())
    (tmp_path / "stories" / "notes.html").write_text("mine")
    fewer = replace(dossier, grouping=Grouping(dossier.grouping.stories[:1]))
    write_dossier(fewer, tmp_path)
    after = set((tmp_path / "stories").iterdir())
    assert len(before) == 3
    assert {path.name for path in after - before} == {"notes.html"}
    assert len(after) == 2


def test_a_hostile_id_names_no_path(dossier: Dossier, tmp_path: Path) -> None:
    """An id that climbs out of the folder does not."""
    story = replace(dossier.grouping.stories[1], id="../../../climbed")
    write_dossier(replace(dossier, grouping=Grouping((story,))), tmp_path / "a" / "b" / "c")
    assert not list(tmp_path.rglob("*climbed*"))
    assert len(list((tmp_path / "a" / "b" / "c" / "stories").iterdir())) == 1


def test_an_empty_dossier_has_a_page(tmp_path: Path) -> None:
    """A run that read nothing still says so on a page."""
    write_dossier(Dossier((), Grouping(()), (), ()), tmp_path)
    assert "No two reports" in (tmp_path / "index.html").read_text("utf-8")


def test_the_same_findings_give_the_same_bytes(dossier: Dossier, tmp_path: Path) -> None:
    """Writing twice gives the same files, so that dossiers can be compared."""
    write_dossier(dossier, tmp_path / "a")
    write_dossier(dossier, tmp_path / "b")
    for path in (tmp_path / "a").rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "b" / path.relative_to(tmp_path / "a")).read_bytes()


class Page(HTMLParser):
    """What a check of a page needs: links, ids, headings, names of controls."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what the checks ask for."""
        given = dict(attrs)
        self.tags.append((tag, given))
        if tag in ("a", "link", "script") and (address := given.get("href") or given.get("src")):
            self.links.append(address)
        if name := given.get("id"):
            self.ids.append(name)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))


def pages_of(folder: Path) -> dict[Path, Page]:
    """Every page of a dossier, read."""
    found = {}
    for path in folder.rglob("*.html"):
        page = Page()
        page.feed(path.read_text("utf-8"))
        found[path] = page
    return found


def test_every_link_leads_somewhere(dossier: Dossier, tmp_path: Path) -> None:
    """Every link within the dossier leads to a file that is there, or to an anchor that is."""
    write_dossier(dossier, tmp_path)
    pages = {path.resolve(): page for path, page in pages_of(tmp_path).items()}
    for path, page in pages.items():
        assert page.links
        for link in page.links:
            file, _, anchor = link.partition("#")
            if link.startswith("https://nordwire.example"):
                continue
            target = (path.parent / file).resolve() if file else path
            assert target.is_relative_to(tmp_path.resolve())
            assert target.is_file(), link
            assert not anchor or anchor in pages[target].ids, link


def test_pages_can_be_read_by_ear_and_keyboard(dossier: Dossier, tmp_path: Path) -> None:
    """Ids are unique, headings in order, landmarks, controls and scrolling regions are named."""
    write_dossier(dossier, tmp_path)
    for page in pages_of(tmp_path).values():
        assert len(page.ids) == len(set(page.ids))
        assert page.headings[0] == 1
        assert page.headings.count(1) == 1
        steps = zip(page.headings, page.headings[1:], strict=False)
        assert all(after <= before + 1 for before, after in steps)
        tags = [tag for tag, _ in page.tags]
        assert tags.count("main") == 1
        assert dict(page.tags)["html"]["lang"] == "en"
        for tag, given in page.tags:
            if tag == "button" or given.get("role") == "region" or tag == "nav":
                assert given.get("aria-label"), (tag, given)
            if given.get("role") == "region":
                assert given.get("tabindex") == "0"
            if tag in ("section", "dialog"):
                assert given.get("aria-labelledby") in page.ids
            if tag == "svg":
                assert given.get("aria-hidden") == "true" or given.get("aria-labelledby")
            if tag == "th":
                assert given.get("scope") in ("row", "col")
            assert "style" not in given
            assert not any(name.startswith("on") for name in given)


def test_the_policy_forbids_everything_but_our_own(dossier: Dossier, tmp_path: Path) -> None:
    """Each page carries a policy that lets no foreign script, style, picture or form work."""
    write_dossier(dossier, tmp_path)
    for page in pages_of(tmp_path).values():
        policies = [given for tag, given in page.tags if given.get("http-equiv")]
        assert [each["http-equiv"] for each in policies] == ["Content-Security-Policy"]
        assert "default-src 'none'" in (policies[0]["content"] or "")
        assert "unsafe" not in (policies[0]["content"] or "")


def test_languages_keep_their_direction(dossier: Dossier, tmp_path: Path) -> None:
    """Arabic and Chinese paragraphs carry their language and find their own direction."""
    write_dossier(dossier, tmp_path)
    tags = [each for page in pages_of(tmp_path).values() for each in page.tags]
    paragraphs = [given for tag, given in tags if tag == "p" and given.get("lang")]
    assert {given["lang"] for given in paragraphs} == {"en", "de", "fr", "ar", "zh"}
    assert all(given["dir"] == "auto" for given in paragraphs)
