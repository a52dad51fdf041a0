"""The host that an address names, in one spelling."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def split_address(address: str | None) -> SplitResult:
    """Return the parts of an address, all of them empty where it is none.

    Example:
        >>> split_address("http://[broken").path, split_address("https://outlet.example/a").path
        ('', '/a')
    """
    try:
        return urlsplit(address or "")
    except ValueError:
        return urlsplit("")


def host_of(parts: SplitResult) -> str:
    """Return the host in small letters and without `www.`, empty where none is named.

    Example:
        >>> host_of(split_address("https://www.Outlet.example:8080/a"))
        'outlet.example'
    """
    return (parts.hostname or "").removeprefix("www.")


def place_of(parts: SplitResult) -> str:
    """Return the host as `host_of` does, with the port where one is named.

    Raises:
        ValueError: the port is no number.

    Example:
        >>> place_of(split_address("https://www.Outlet.example:8080/a"))
        'outlet.example:8080'
    """
    port = f":{parts.port}" if parts.port else ""
    return f"{host_of(parts)}{port}"
