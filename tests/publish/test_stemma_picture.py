"""The picture of who copied whom."""

from __future__ import annotations

import dataclasses
from xml.etree import ElementTree as ET

from stemmata.model import Copy, Dossier, replace
from stemmata.publish.material import gather
from stemmata.publish.stemma_layout import lay_out
from stemmata.publish.stemma_picture import stemma_picture
from stemmata.settings import PublishSettings

SETTINGS = PublishSettings()


def test_every_report_and_unseen_source_has_its_lane(dossier: Dossier) -> None:
    """No two nodes share a lane, and nothing is left out of a small story."""
    material = gather(dossier)[0]
    layout = lay_out(material, SETTINGS)
    assert {node.id for node in layout.nodes} == {each.id for each in material.articles} | {
        "unseen:Selm hospital",
        "unseen:诺德通讯社",
    }
    assert len({node.y for node in layout.nodes}) == len(layout.nodes)
    assert layout.left_out == 0


def test_time_runs_from_left_to_right(dossier: Dossier) -> None:
    """A report of a later day stands right of every report of an earlier one."""
    material = gather(dossier)[0]
    across = {node.id: node.x for node in lay_out(material, SETTINGS).nodes}
    dated = [each for each in material.articles if each.published]
    for first in dated:
        for second in dated:
            if first.published and second.published:
                earlier = first.published.earliest < second.published.earliest
                assert not earlier or across[first.id] < across[second.id]


def test_what_was_copied_stands_left_of_its_copies_on_one_day(dossier: Dossier) -> None:
    """A copy of the same day stands a step further right than its original."""
    across = {node.id: node.x for node in lay_out(gather(dossier)[0], SETTINGS).nodes}
    assert across["wire-1"] < across["post-7"]
    assert across["sahifa-9"] < across["ribao-4"]


def test_the_picture_is_well_formed_and_named(dossier: Dossier) -> None:
    """The markup is XML with a title and a description, and a line for each copy."""
    root = ET.fromstring(stemma_picture(gather(dossier)[0], SETTINGS))  # noqa: S314 - our own markup
    assert root.findtext("title") == "Who copied whom"
    assert "table" in (root.findtext("desc") or "")
    lines = [each for each in root.iter("path") if "edge" in each.get("class", "")]
    assert len(lines) == len(dossier.copies)


def test_a_ring_of_copies_is_drawn(dossier: Dossier) -> None:
    """Two reports that each may have taken from the other do not stop the drawing."""
    material = gather(dossier)[0]
    back = Copy("wire-1", "post-7", "edited", 0.5, 0.5)
    layout = lay_out(dataclasses.replace(material, copies=(*material.copies, back)), SETTINGS)
    assert len(layout.copies) == len(material.copies) + 1


def test_a_large_story_is_bounded(dossier: Dossier) -> None:
    """Beyond the lanes of the settings, reports are left out and counted."""
    layout = lay_out(gather(dossier)[0], PublishSettings(most_lanes=3))
    assert (len(layout.nodes), layout.left_out) == (3, 7)


def test_an_original_in_another_story_is_named(dossier: Dossier) -> None:
    """What was taken from a report of another story names its outlet and says where it is."""
    copy = Copy("vallee-2", "cup-1", "excerpt", 0.8, 0.9)
    material = gather(replace(dossier, copies=(copy,)))[0]
    picture = stemma_picture(material, SETTINGS)
    assert "Abendkurier, in another story" in picture
    assert "cup-1" not in picture


def test_who_may_have_been_first_is_no_source(dossier: Dossier) -> None:
    """Of two reports of which either may have taken from the other, neither is drawn as first."""
    material = gather(dossier)[0]
    either = Copy("wire-1", "post-7", "edited", 0.9, 0.5)
    layout = lay_out(dataclasses.replace(material, copies=(either,)), SETTINGS)
    kinds = {node.id: node.kind for node in layout.nodes}
    assert {kinds["wire-1"], kinds["post-7"]} == {"open"}
    sure = replace(either, direction_probability=0.9)
    layout = lay_out(dataclasses.replace(material, copies=(sure,)), SETTINGS)
    kinds = {node.id: node.kind for node in layout.nodes}
    assert (kinds["wire-1"], kinds["post-7"]) == ("copied", "report")
