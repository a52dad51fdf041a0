"""Invented reports of three events, in four languages."""

from __future__ import annotations

import tomllib
from pathlib import Path

from stemmata.model import Origin, Record

_CONTENT = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
TEXTS: dict[str, tuple[str, str]] = {
    name: (held["day"], held["text"]) for name, held in _CONTENT.items()
}


def record(name: str, *, text: str = "", url: str | None = None, id_: str = "") -> Record:
    """Return one of the reports, with another text or id where one is given."""
    day, own = TEXTS[name]
    return Record(
        id_ or name, Origin("here", name), text=text or own, published=day, url=url,
        outlet=f"The {name.title()} Post",
    )  # fmt: skip


def all_records() -> list[Record]:
    """Return all reports."""
    return [record(name) for name in TEXTS]
