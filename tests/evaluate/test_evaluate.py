"""The measures equal what the definitions give by hand."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from stemmata.errors import MissingSourceError, UsageError
from stemmata.evaluate import Measure, evaluate
from stemmata.evaluate.grouping import GoldArticle, measure_grouping
from stemmata.evaluate.ranking import area_under_curve, average_precision, calibration_error
from stemmata.evaluate.tracing import measure_tracing


def named(measures: list[Measure]) -> dict[str, float]:
    return {measure.name: measure.value for measure in measures}


def test_grouping_by_hand() -> None:
    """Two events of two articles, one article misplaced: the textbook values come out."""
    gold = [
        GoldArticle(name, name[0], language)
        for name, language in (("a1", "en"), ("a2", "de"), ("b1", "en"), ("b2", "en"))
    ]
    values = named(measure_grouping(gold, {"a1": "x", "a2": "x", "b1": "x", "b2": "y"}))
    assert values["pairwise precision"] == pytest.approx(1 / 3)
    assert values["pairwise recall"] == pytest.approx(1 / 2)
    assert values["B-cubed precision"] == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert values["B-cubed recall"] == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)
    assert values["cross-lingual pairwise recall"] == 1.0
    assert values["pairwise recall de"] == 1.0
    assert values["largest story share"] == 0.75


def test_related_pairs_are_left_out() -> None:
    """Joining articles that share a topic is neither right nor wrong."""
    topic = frozenset({"t"})
    gold = [GoldArticle("a", "1", "en", topic), GoldArticle("b", "2", "en", topic)]
    values = named(
        measure_grouping([*gold, GoldArticle("c", "1", "en", topic)], dict.fromkeys("abc", "x"))
    )
    assert values["pairwise precision"] == 1.0
    assert values["B-cubed precision"] == 1.0


def test_a_missing_article_is_a_story_of_its_own() -> None:
    """An article without a story counts as unjoined, never as joined to other missing ones."""
    gold = [GoldArticle("a", "1"), GoldArticle("b", "1")]
    assert named(measure_grouping(gold, {}))["pairwise recall"] == 0.0


def test_ranking_by_hand() -> None:
    """Ties share a step in average precision and count half in AUC."""
    labels, scores = np.array([1.0, 0.0, 1.0, 0.0]), np.array([0.9, 0.9, 0.4, 0.1])
    assert average_precision(labels, scores) == pytest.approx(0.5 * 0.5 + 0.5 * 2 / 3)
    assert area_under_curve(labels, scores) == pytest.approx((0.5 + 1 + 0 + 1) / 4)
    assert calibration_error(np.array([1.0, 0.0]), np.array([0.5, 0.5])) == 0.0


def test_tracing_tells_edges_from_ancestry() -> None:
    """A chain read as two copies of the root keeps its root and loses one edge."""
    values = named(measure_tracing([("b", "a"), ("c", "b")], [("b", "a"), ("c", "a")]))
    assert values["edges F1"] == 0.5
    assert values["roots F1"] == 1.0
    assert values["ancestry recall"] == pytest.approx(2 / 3)


def test_evaluate_reads_the_contracts_files(tmp_path: Path) -> None:
    """Gold by `cluster` and predictions by `story` are compared as the contract writes them."""
    gold, prediction = tmp_path / "gold.jsonl", tmp_path / "groups.jsonl"
    gold.write_text(
        "".join(json.dumps({"id": i, "lang": "en", "cluster": "c"}) + "\n" for i in "ab")
    )
    prediction.write_text(
        "".join(json.dumps({"id": i, "story": "s", "storyline": "l"}) + "\n" for i in "ab")
    )
    assert named(evaluate("group", gold, prediction))["pairwise F1"] == 1.0


def test_evaluate_similar_takes_grades_and_labels(tmp_path: Path) -> None:
    """Graded judgements give Pearson, labels give AUC, whichever order the pair is written in."""
    gold, prediction = tmp_path / "gold.tsv", tmp_path / "pred.tsv"
    prediction.write_text("id_a\tid_b\tsame_event\treasons\nb\ta\t0.9\tx\nc\td\t0.1\ty\n")
    gold.write_text("id_a\tid_b\toverall\na\tb\t1.0\nc\td\t4.0\n")
    assert named(evaluate("similar", gold, prediction))["Pearson"] == pytest.approx(-1.0)
    gold.write_text("id_a\tid_b\tlabel\na\tb\tOK\nc\td\tBAD\n")
    assert named(evaluate("similar", gold, prediction))["AUC"] == 1.0


def test_spans_strict_relaxed_and_value(tmp_path: Path) -> None:
    """A shifted span with the right value counts as relaxed and value, not as strict."""
    gold, prediction = tmp_path / "gold.jsonl", tmp_path / "pred.jsonl"
    gold.write_text(
        json.dumps({"id": "a", "dates": [{"start": 0, "end": 5, "timex": "2026"}]}) + "\n"
    )
    prediction.write_text(
        json.dumps({"id": "a", "dates": [{"start": 1, "end": 5, "timex": "2026"}]}) + "\n"
    )
    values = named(evaluate("annotate", gold, prediction))
    assert (values["dates strict F1"], values["dates relaxed F1"], values["dates value F1"]) == (
        0.0,
        1.0,
        1.0,
    )


def test_wrong_use_says_what_to_do(tmp_path: Path) -> None:
    """An unknown task and a missing file are told in words."""
    with pytest.raises(UsageError, match="one of: group"):
        evaluate("grouping", tmp_path, tmp_path)
    with pytest.raises(MissingSourceError, match="check the path"):
        evaluate("group", tmp_path / "no.jsonl", tmp_path / "no.jsonl")


def test_ties_by_hand(tmp_path: Path) -> None:
    """A tie is right by its type, a side by a word in common; a side the gold leaves open is not.

    Two wanted, three found: one right type, its source right and its target wrong, two too many.
    """
    gold, found = tmp_path / "gold.jsonl", tmp_path / "found.jsonl"
    wanted = [
        {"type": "ACCUSE", "source": ["the union"], "target": ["the mayor"]},
        {"type": "REJECT", "source": ["the mayor"], "target": []},
    ]
    ties = [
        {"type": "ACCUSE", "source": [{"text": "Dock union"}], "target": [{"text": "Port Almira"}]},
        {"type": "PROTEST", "source": [], "target": []},
        {"type": "AID", "source": [], "target": []},
    ]
    gold.write_text(json.dumps({"id": "a", "lang": "en", "text": "", "ties": wanted}), "utf-8")
    found.write_text(json.dumps({"id": "a", "ties": ties}), "utf-8")
    values = named(evaluate("ties", gold, found))
    assert values["ties en type precision"] == pytest.approx(1 / 3)
    assert values["ties en type recall"] == pytest.approx(1 / 2)
    assert values["ties en type F1"] == pytest.approx(2 / 5)
    assert values["ties en source right"] == 1
    assert values["ties en target right"] == 0
    assert values["ties en too many a record"] == 2
