"""`serve`: the archive in a browser."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Callable
from typing import Annotated

import typer

from stemmata.cli.options import DEFAULT_STORE, StoreName

Address = Annotated[str, typer.Option("--host", help="The address to listen at.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")]
Token = Annotated[
    str,
    typer.Option(
        envvar="STEMMATA_TOKEN",
        help="Ask every visitor for it. Made up where others than this machine are answered.",
        show_default=False,
    ),
]
HostNames = Annotated[
    list[str] | None,
    typer.Option("--host-name", metavar="NAME", help="A name by which visitors reach it."),
]
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_LONGEST_TOKEN = 200


def serve(
    store: StoreName = DEFAULT_STORE,
    host: Address = "127.0.0.1",
    port: Port = 8765,
    token: Token = "",
    host_name: HostNames = None,
) -> None:
    """Open the archive in a browser; only this machine is answered unless a host is given."""
    from stemmata.errors import UsageError
    from stemmata.settings import WebSettings
    from stemmata.store import open_existing_store

    try:
        import uvicorn

        from stemmata.web import create_app
    except ModuleNotFoundError as error:
        raise UsageError(
            f"serving needs {error.name}", advice="pip install 'stemmata[web]'"
        ) from error
    if host not in _LOOPBACK and not token:
        token = secrets.token_urlsafe(24)
    names = (*(host_name or ()), *((host,) if host not in ("0.0.0.0", "::") else ()))  # noqa: S104 - compared, not bound
    settings = WebSettings(token=token[:_LONGEST_TOKEN], hosts=names)
    opened = open_existing_store(store)
    try:
        config = uvicorn.Config(
            create_app(opened, settings),
            host=host,
            port=port,
            log_level="warning",
            server_header=False,
            limit_concurrency=settings.live_listeners + 200,
            timeout_keep_alive=15,
            h11_max_incomplete_event_size=32_768,
        )
        listening = config.bind_socket()
        # asyncio sets it only on sockets it has made; without, an answer waits 40 ms for its rest.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        _say_where(host, listening.getsockname()[1], token)
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        opened.close()


COMMANDS: dict[str, Callable[..., None]] = {"serve": serve}


def _say_where(host: str, port: int, token: str) -> None:
    shown = f"[{host}]" if ":" in host else host
    query = f"/?token={token}" if token else "/"
    typer.echo(f"Open http://{shown}:{port}{query} (process {os.getpid()}; stop with Ctrl-C).")
