"""The table of points against reports, before it is written out."""

from __future__ import annotations

from stemmata.model import Dossier, Reading, replace
from stemmata.publish.material import StoryMaterial, gather
from stemmata.publish.pages.collation import Collation, collation, sign
from stemmata.publish.pages.names import names
from stemmata.publish.pages.quotes import quotes
from stemmata.publish.pages.timeline import timeline
from stemmata.settings import PublishSettings

SETTINGS = PublishSettings()


def table(dossier: Dossier, settings: PublishSettings = SETTINGS) -> Collation:
    """The table of the dam's story."""
    return collation(dam(dossier), settings)


def dam(dossier: Dossier) -> StoryMaterial:
    """The material of the dam's story."""
    return gather(dossier)[0]


def test_disputed_points_come_first(dossier: Dossier) -> None:
    """Rows run from disputed through compatible to agreed; points of one report stand apart."""
    found = table(dossier)
    assert [row.verdict for row in found.rows] == [
        "disputed", "disputed", "compatible", "agreed", "agreed",
    ]  # fmt: skip
    assert [row.verdict for row in found.single] == ["single"]


def test_every_report_speaks_or_is_silent(dossier: Dossier) -> None:
    """Each row has a cell for each report, and each claim stands in the cell of its report."""
    found = table(dossier)
    points = {point.question: point for point in dossier.points}
    for row in found.rows:
        claims = [claim for each in points[row.question].readings for claim in each.claims]
        assert len(row.cells) == len(found.cards)
        assert sum(len(cell) for cell in row.cells) == len(claims)
        assert row.silent == sum(not cell for cell in row.cells)


def test_the_best_supported_reading_is_a(dossier: Dossier) -> None:
    """Readings are lettered by independent sources, then by reports, whatever their order."""
    point = dossier.points[0]
    turned = replace(dossier, points=(replace(point, readings=point.readings[::-1]),))
    assert table(turned).rows[0].readings[0].value == "12 workers"
    assert table(turned).rows[0].readings[0].bounds == "1–2"


def test_signs_differ_for_a_hundred_readings() -> None:
    """No two readings of a point share a letter."""
    assert len({sign(place).letter for place in range(100)}) == 100


def test_a_large_story_lists_its_readings(dossier: Dossier) -> None:
    """Beyond the widest table, and beyond the most points, nothing is lost without a word."""
    found = table(dossier, PublishSettings(widest_table=3, most_points=2))
    assert found.wide
    assert (len(found.rows), found.left_out) == (2, 3)


def test_a_reading_of_many_reports_is_bounded(dossier: Dossier) -> None:
    """Statements beyond the limit are counted, and the reports that make them still count."""
    reading = table(dossier, PublishSettings(widest_table=3, most_statements=2)).rows[0].readings[0]
    assert (len(reading.statements), reading.more, reading.reports) == (2, 3, 5)


def test_a_date_reads_as_people_write_it(dossier: Dossier) -> None:
    """Values of date points are days in words."""
    point = replace(dossier.points[3], readings=(Reading("2031-04-08", ()),))
    row = table(replace(dossier, points=(point,))).rows[0]
    assert row.readings[0].value == "8 Apr 2031"


def test_a_name_gathers_its_forms(dossier: Dossier) -> None:
    """One name stands once with its forms of all scripts; a suspected garbling says of what."""
    rows = {row.canonical: row for row in names(dam(dossier), SETTINGS).shared}
    assert {form.text for form in rows["Ilka Brandt"].forms} == {
        "Ilka Brandt", "إيلكا براندت", "伊尔卡·布兰特",
    }  # fmt: skip
    assert "garbling of Ilka Brandt" in rows["Ilka Brand"].forms[0].suspicion


def test_a_quote_stands_beside_its_translations(dossier: Dossier) -> None:
    """All wordings of a quote stand in one row, with who said it in each report."""
    row = quotes(dam(dossier), SETTINGS).rows[0]
    assert {wording.card.tag for wording in row.wordings} == {"en", "de", "ar", "zh"}
    assert all(wording.speaker for wording in row.wordings)


def test_the_timeline_runs_forward_and_joins_deadlines(dossier: Dossier) -> None:
    """Days stand in order, each once, with publications; a deadline counts by its last day."""
    entries = timeline(dam(dossier), SETTINGS).entries
    assert [entry.when for entry in entries] == [
        "8 Apr 2031", "9 Apr 2031", "9–10 Apr 2031", "10 Apr 2031", "11 Apr 2031",
        "by 1 June 2031",
    ]  # fmt: skip
    assert len(entries[0].published) == 2
    assert entries[-1].deadline


def test_limits_say_what_they_leave_out(dossier: Dossier) -> None:
    """Dates and names beyond the limits are counted."""
    few = PublishSettings(most_dates=2, most_names=1)
    assert timeline(dam(dossier), few).left_out == 4
    assert names(dam(dossier), few).left_out == 3
