"""Which sources are web addresses; told apart from `remote`, which few runs need to load."""

from __future__ import annotations

from stemmata.errors import UsageError


def is_address(source: str) -> bool:
    """Return whether a source is a web address.

    Example:
        >>> is_address("https://example.org/feed"), is_address("notes.txt")
        (True, False)
    """
    return re_scheme(source) in {"http", "https"}


def re_scheme(source: str) -> str:
    """Return the scheme of `scheme://...`, or the empty string for a path."""
    scheme, mark, _ = source.partition("://")
    return scheme.lower() if mark and scheme.isalnum() else ""


def refuse_scheme(source: str) -> UsageError:
    """Return the error for an address that is neither http nor https."""
    return UsageError(
        "only http and https addresses are read", where=source, advice="download it, name the file"
    )
