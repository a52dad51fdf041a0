"""Findings as files and pages: the contract's lines, their schemas, and the dossier."""

from stemmata.publish.dossier import write_dossier
from stemmata.publish.files import make_folder
from stemmata.publish.lines import (
    affair_line,
    annotation_line,
    article_line,
    commitment_line,
    copy_line,
    group_line,
    group_lines,
    line_text,
    point_line,
    problem_line,
)
from stemmata.publish.overview import StoryHead, count_copies, story_heads
from stemmata.publish.schema import LINE_KINDS, schema

__all__ = [
    "LINE_KINDS",
    "StoryHead",
    "affair_line",
    "annotation_line",
    "article_line",
    "commitment_line",
    "copy_line",
    "count_copies",
    "group_line",
    "group_lines",
    "line_text",
    "make_folder",
    "point_line",
    "problem_line",
    "schema",
    "story_heads",
    "write_dossier",
]
