"""Pages show the ties that are likely enough to be right; files keep them all."""

from __future__ import annotations

from pathlib import Path

from stemmata.model import Affair, Dossier, MergedTie, replace
from stemmata.publish import write_dossier
from stemmata.publish.network import shown_ties
from stemmata.publish.network_files import json_ld
from stemmata.settings import PublishSettings


def tie(name: str, probability: float, sources: int) -> MergedTie:
    return MergedTie(
        name,
        "ACCUSE",
        ("a",),
        ("b",),
        (),
        independent_sources=sources,
        support_bounds=(sources, sources),
        probability=probability,
    )


def test_what_two_sources_say_or_is_likely_is_shown() -> None:
    """A tie below the least probability is shown on two independent sources only."""
    ties = (tie("t-1", 0.3, 2), tie("t-2", 0.3, 1), tie("t-3", 0.8, 1))
    affair = Affair("l1", (), (), ties=ties)
    assert [each.id for each in shown_ties(affair, PublishSettings())] == ["t-1", "t-3"]


def test_files_keep_every_tie_with_its_probability() -> None:
    """The network for other programs holds unlikely ties, too."""
    text = json_ld(Affair("l1", (), (), ties=(tie("t-2", 0.3, 1),)))
    assert '"stemmata:probability": 0.3' in text


def test_a_page_counts_the_ties_it_shows(tmp_path: Path, dossier: Dossier) -> None:
    """An affair tells how many of its ties stand on the page, and where the others do."""
    named = dossier.affairs[0].actors[0].key
    unsure = replace(tie("t-9", 0.3, 1), sources=(named,), targets=())
    affair = replace(dossier.affairs[0], ties=(unsure,))
    write_dossier(replace(dossier, affairs=(affair,)), tmp_path)
    page = next((tmp_path / "affairs").glob("*.html")).read_text("utf-8")
    assert "<li>0 of 1 tie shown</li>" in page
    assert "too unsure to be shown" in page
