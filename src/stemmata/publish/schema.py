"""The JSON Schemas (draft 2020-12) of the contract's lines, which come with the package."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from stemmata.errors import UsageError
from stemmata.model import Affair

LINE_KINDS = ("affair", "annotation", "article", "copy", "group", "point", "problem")


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
    if kind == "affair":
        return _affair_schema()
    path = files("stemmata.publish") / "schemas" / f"{kind}.json"
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return content


def _affair_schema() -> dict[str, Any]:
    """Return the schema of an affair: its line holds the types of the model as they are."""
    known = msgspec.json.schema(Affair)
    parts: dict[str, dict[str, Any]] = known["$defs"]
    for part in parts.values():
        part["required"] = list(part["properties"])
        part["additionalProperties"] = False
        part["description"] = part["description"].split("\n", 1)[0]
        for each in part["properties"].values():
            each.pop("default", None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:stemmata:schema:affair",
        **parts.pop("Affair"),
        "$defs": parts,
    }
