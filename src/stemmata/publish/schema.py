"""The JSON Schemas (draft 2020-12) of the contract's lines, which come with the package."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from stemmata.errors import UsageError

LINE_KINDS = ("annotation", "article", "copy", "group", "point", "problem")


@cache
def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of line.

    Raises:
        UsageError: there is no such kind.

    Example:
        >>> schema("group")["required"]
        ['id', 'story', 'storyline']
    """
    if kind not in LINE_KINDS:
        raise UsageError(
            "no schema for this kind of line", where=kind, advice=f"ask for one of {LINE_KINDS}"
        )
    path = files("stemmata.publish") / "schemas" / f"{kind}.json"
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return content
