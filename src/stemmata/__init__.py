"""Stemmata rebuilds the affair behind a pile of news reports in any language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stemmata.archive.loading import load as load  # given out below

__version__ = "0.1.0"
__all__ = ["__version__", "load"]


def __getattr__(name: str) -> object:
    """Import what is asked for, and not before: `stemmata --version` needs none of it."""
    if name != "load":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from stemmata.archive.loading import load as found  # noqa: PLC0415 # see above

    return found
