"""The contract's lines: their form, and that nothing of an article is lost or bent."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.errors import UsageError
from stemmata.model import JSON, AnnotatedArticle, Article, Dossier, Figure, Origin, Problem
from stemmata.publish import (
    LINE_KINDS,
    affair_line,
    annotation_line,
    article_line,
    copy_line,
    group_lines,
    line_text,
    point_line,
    problem_line,
    schema,
)
from stemmata.publish.lines import Line


def lines_of(dossier: Dossier) -> dict[str, list[Line]]:
    """Every kind of line of a dossier."""
    return {
        "affair": [affair_line(each) for each in dossier.affairs],
        "annotation": [annotation_line(each) for each in dossier.articles],
        "article": [article_line(each.article) for each in dossier.articles],
        "copy": [copy_line(each) for each in dossier.copies],
        "group": list(group_lines((each.id for each in dossier.articles), dossier.grouping)),
        "point": [point_line(each) for each in dossier.points],
        "problem": [problem_line(each) for each in dossier.problems],
    }


@pytest.mark.parametrize("kind", LINE_KINDS)
def test_lines_are_as_their_schema_says(dossier: Dossier, kind: str) -> None:
    """Every line that goes out is valid under the schema that comes with the package."""
    validator = jsonschema.Draft202012Validator(schema(kind))
    lines = lines_of(dossier)[kind]
    assert lines
    for line in lines:
        validator.validate(json.loads(line_text(line)))


@pytest.mark.parametrize("kind", LINE_KINDS)
def test_schemas_are_strict(dossier: Dossier, kind: str) -> None:
    """A schema is a valid one, and refuses a line from which a required key is missing."""
    jsonschema.Draft202012Validator.check_schema(schema(kind))
    validator = jsonschema.Draft202012Validator(schema(kind))
    line = lines_of(dossier)[kind][0]
    for key in schema(kind)["required"]:
        assert not validator.is_valid({other: line[other] for other in line if other != key})


@pytest.mark.parametrize("kind", sorted(set(LINE_KINDS) - {"article"}))
def test_closed_lines_refuse_other_keys(dossier: Dossier, kind: str) -> None:
    """Only a line of articles may hold keys that the contract does not name."""
    validator = jsonschema.Draft202012Validator(schema(kind))
    assert not validator.is_valid({**lines_of(dossier)[kind][0], "surprise": 1})


def test_unknown_schema_is_refused() -> None:
    """Asking for a kind of line that does not exist names the kinds there are."""
    with pytest.raises(UsageError, match="annotation"):
        schema("../secrets")


def test_spans_quote_the_text(dossier: Dossier) -> None:
    """`text[start:end]` of articles.jsonl is the words of every mention and claim."""
    lines = lines_of(dossier)
    texts = {str(line["id"]): str(line["text"]) for line in json_round(lines["article"])}
    for line in json_round(lines["annotation"]):
        for kind in ("names", "figures", "dates", "quotes", "attributions"):
            for mention in line[kind]:
                quoted = texts[line["id"]][mention["start"] : mention["end"]]
                assert quoted == mention["text"]
    for line in json_round(lines["point"]):
        for reading in line["readings"]:
            for claim in reading["articles"]:
                assert texts[claim["id"]][claim["start"] : claim["end"]] == claim["text"]


def json_round(lines: list[Line]) -> list[dict[str, Any]]:
    """Lines as a reader of the file gets them."""
    return [json.loads(line_text(line)) for line in lines]


def test_kept_keys_come_back_untouched() -> None:
    """Keys of the source that the contract does not know come back, NaN as null."""
    desk: JSON = {"a": [1, None]}
    extra = (("desk", desk), ("origin", "theirs"), ("score", float("inf")))
    article = Article("a", "x", Origin("s", "1"), "en", extra=extra)
    line = json.loads(line_text(article_line(article)))
    assert (line["desk"], line["origin"], line["score"]) == ({"a": [1, None]}, "theirs", None)


def test_contract_keys_outrank_kept_ones() -> None:
    """A kept key cannot replace the id or the text."""
    article = Article("a", "x", Origin("s"), "en", extra=(("id", "b"), ("text", "y")))
    assert article_line(article)["id"] == "a"
    assert article_line(article)["text"] == "x"


def test_whole_numbers_stay_whole(dossier: Dossier) -> None:
    """A figure of 3.4 billion is written 3400000000, not in floating point."""
    figures = annotation_line(dossier.articles[0])["figures"]
    assert '"low": 3400000000,' in json.dumps(figures)


@given(st.text(), st.floats())
def test_any_text_and_number_makes_valid_json(text: str, number: float) -> None:
    """A line is always UTF-8 and JSON, and its text comes back to the letter."""
    line = line_text({"text": text, "number": number})
    assert "\n" not in line
    back = json.loads(line.encode("utf-8").decode("utf-8"), parse_constant=pytest.fail)
    assert back["text"] == text


def test_lone_surrogates_survive() -> None:
    """A lone surrogate cannot be UTF-8; it goes out as an escape and comes back the same."""
    line = line_text(problem_line(Problem("a\ud800b", "read", "é", "")))
    assert json.loads(line.encode("utf-8"))["where"] == "a\ud800b"


def test_open_figures_are_null() -> None:
    """Figures without a bound, or without a finite one, are null."""
    article = AnnotatedArticle(
        Article("a", "x", Origin("s"), "en"), figures=(Figure(0, 1, "x", None, float("inf")),)
    )
    figures = json.loads(line_text(annotation_line(article)))["figures"]
    assert (figures[0]["low"], figures[0]["high"]) == (None, None)
