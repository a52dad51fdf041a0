"""What the description of the interface says of the bodies that it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_TEXT: dict[str, Any] = {"type": "string"}


def decision_body(fields: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return what a decision is made of, for each kind its own fields.

    Args:
        fields: of each kind; "+" marks one that takes several values.

    Example:
        >>> body = decision_body({"split story": ("story", "articles+")})
        >>> [kind] = body["requestBody"]["content"]["application/json"]["schema"]["oneOf"]
        >>> kind["required"]
        ['kind', 'story', 'articles']
    """
    return _body({"oneOf": [_kind(kind, own) for kind, own in fields.items()]})


def undo_body() -> dict[str, Any]:
    """Return what undoing is told: by whom."""
    return _body({"type": "object", "properties": {"author": _TEXT}})


def _kind(kind: str, fields: Sequence[str]) -> dict[str, Any]:
    several = {"type": "array", "items": _TEXT, "minItems": 1}
    own = {field.rstrip("+"): several if field.endswith("+") else _TEXT for field in fields}
    return {
        "type": "object",
        "properties": {"kind": {"const": kind}, **own, "author": _TEXT, "note": _TEXT},
        "required": ["kind", *own],
    }


def _body(schema: dict[str, Any]) -> dict[str, Any]:
    kinds = ("application/json", "application/x-www-form-urlencoded")
    return {
        "requestBody": {"required": True, "content": {kind: {"schema": schema} for kind in kinds}}
    }
