"""The affair's brief, course, commitments and figures as pages, pictures and Markdown."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from stemmata.demo import articles_folder
from stemmata.model import (
    Affair,
    Claim,
    Commitment,
    Dossier,
    Indicator,
    IndicatorValue,
    Passage,
    Reading,
    replace,
)
from stemmata.pipeline import run
from stemmata.publish import write_dossier
from stemmata.publish.brief_markdown import plain
from stemmata.publish.indicator_picture import drawn_values, indicator_picture, value_words

SUBJECT = Passage("a", 0, 5, "sheep")


def value(
    low: float | None,
    high: float | None,
    day: date,
    note: str = "",
    *,
    projected: bool = False,
) -> IndicatorValue:
    """A value on a day, on two sources."""
    reading = Reading(f"{low} <b>", (Claim("a", 0, 5, "sheep", "9"),), 2, note=note)
    return IndicatorValue(reading, low, high, day, day, projected)


def series(*values: IndicatorValue) -> Indicator:
    """An indicator with a question that tries to be markup."""
    return Indicator("i", 'how many <sheep> & "goats"?', "sheep", SUBJECT, values)


def test_the_picture_is_well_formed_whatever_the_words() -> None:
    """Words of reports are escaped in the picture."""
    picture = indicator_picture(
        series(value(5, 5, date(2030, 1, 1)), value(9, 9, date(2030, 2, 1)))
    )
    root = ET.fromstring(picture)  # noqa: S314 - our own picture
    assert len(list(root.iter("circle"))) == 2
    assert "<sheep>" not in picture


def test_bounds_projections_and_withdrawals_are_told_by_shape() -> None:
    """An interval has a bar, an open one a dashed bar; projections and withdrawals are marked."""
    picture = indicator_picture(
        series(
            value(5, 7, date(2030, 1, 1)),
            value(6, None, date(2030, 2, 1)),
            value(9, 9, date(2035, 2, 1), projected=True),
            value(8, 8, date(2030, 3, 1), "superseded: corrected to 9 in a later report"),
        )
    )
    for mark in ('class="bounds"', 'class="bounds open"', "mark projected", "mark withdrawn"):
        assert mark in picture


def test_one_value_makes_no_picture() -> None:
    """A single value is told in the table alone."""
    assert indicator_picture(series(value(5, 5, date(2030, 1, 1)))) == ""


def test_a_value_of_another_scale_is_told_and_not_drawn() -> None:
    """A suspected slip by a thousand does not flatten the others."""
    kept = [value(5, 5, date(2030, 1, 1)), value(6, 6, date(2030, 2, 1))]
    assert drawn_values([*kept, value(5000, 5000, date(2030, 2, 1))]) == kept


def test_a_value_in_words_tells_its_note() -> None:
    """What is suspected of a value is in its words."""
    assert value_words(value(5, 5, date(2030, 1, 1), "a slip")).endswith("sources: 2; a slip")


def test_markdown_takes_words_for_words() -> None:
    """No sentence of a report becomes a heading, a link or markup."""
    assert plain("# [a](b) <i>_c_</i>") == r"\# \[a\](b) \<i\>\_c\_\</i\>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of the demo."""
    out = tmp_path_factory.mktemp("dossier")
    write_dossier(run([str(articles_folder())]), out)
    return out


def test_the_page_holds_all_parts(folder: Path) -> None:
    """Brief, course, commitments and figures stand on the page of an affair."""
    page = max((folder / "affairs").glob("*.html"), key=lambda path: path.stat().st_size)
    text = page.read_text("utf-8")
    for part in ("brief", "course", "commitments", "indicators"):
        assert f'id="{part}"' in text
    assert "reopened on 16 Apr 2026" in text
    assert "by 31 July 2027" in text


def test_every_footnote_of_the_markdown_is_used_once(folder: Path) -> None:
    """Marks and notes agree, and each note leads to words on a page that is there."""
    for file in (folder / "affairs").glob("*.md"):
        body: list[str] = []
        notes: list[str] = []
        for line in file.read_text("utf-8").splitlines():
            (notes if line.startswith("[^") else body).append(line)
        for number, note in enumerate(notes, start=1):
            assert note.startswith(f"[^{number}]: ")
            assert sum(line.count(f"[^{number}]") for line in body) == 1
            address, _, anchor = note.split("](", 1)[1].split(")", 1)[0].partition("#")
            assert f'id="{anchor}"' in (folder / "affairs" / address).read_text("utf-8")


def test_an_affair_of_nothing_but_reports_has_no_page(tmp_path: Path, dossier: Dossier) -> None:
    """Where nothing was found about an affair, no page of it is written and none leads there."""
    bare = [Affair(each.storyline, each.stories, each.articles) for each in dossier.affairs]
    write_dossier(replace(dossier, affairs=tuple(bare)), tmp_path)
    assert not list((tmp_path / "affairs").iterdir())
    assert not [path for path in tmp_path.rglob("*.html") if "affairs/" in path.read_text("utf-8")]


def test_who_is_bound_is_named_though_no_actor(tmp_path: Path, dossier: Dossier) -> None:
    """A side of a commitment that has no entry is called by its name, never by its key."""
    name = next(name for name in dossier.articles[0].names if name.key)
    words = Passage(dossier.articles[0].id, name.start, name.end, name.text)
    reading = Reading("no date", (Claim(words.article, words.start, words.end, words.text, ""),), 1)
    bound = Commitment("c1", "plan", words, (reading,), "single", (words,), (name.key or "",))
    affair = replace(dossier.affairs[0], actors=(), commitments=(bound,))
    write_dossier(replace(dossier, affairs=(affair,)), tmp_path)
    page = next((tmp_path / "affairs").glob("*.html")).read_text("utf-8")
    commitments = page[page.index('id="commitments"') : page.index('id="reports"')]
    assert name.canonical in commitments
    assert f">{name.key}<" not in commitments


def test_what_undated_reports_say_is_said_to_be_undated(tmp_path: Path, dossier: Dossier) -> None:
    """No row is "reported no date", and one that is never reported with a day has no empty word."""
    affair = dossier.affairs[0]
    ties = tuple(replace(each, reported=None, probability=1.0) for each in affair.ties)
    write_dossier(replace(dossier, affairs=(replace(affair, ties=ties),)), tmp_path)
    page = next((tmp_path / "affairs").glob("*.html")).read_text("utf-8")
    assert "in undated reports" in page
    assert "reported no date" not in page
    assert "reported </span>" not in page
