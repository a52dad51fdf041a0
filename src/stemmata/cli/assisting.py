"""`mcp`: the archive for assistants."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from stemmata.cli.options import DEFAULT_STORE, StoreName


def mcp(store: StoreName = DEFAULT_STORE) -> None:
    """Answer an assistant over the Model Context Protocol on standard input and output."""
    from stemmata.errors import UsageError
    from stemmata.store import open_existing_store

    try:
        from stemmata.assistant.server import make_server
    except ModuleNotFoundError as error:
        raise UsageError(
            f"answering assistants needs {error.name}", advice="pip install 'stemmata[assistants]'"
        ) from error
    with closing(open_existing_store(store)) as opened:
        make_server(opened).run()


COMMANDS: dict[str, Callable[..., None]] = {"mcp": mcp}
