"""A server of an archive's pages on a free port of the loopback address, in a thread."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from stemmata.settings import WebSettings
from stemmata.store import Store
from stemmata.web import create_app


@contextmanager
def served(store: Store, settings: WebSettings) -> Iterator[str]:
    """Serve a store's pages; yield where."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        config = uvicorn.Config(
            create_app(store, settings), log_level="error", timeout_graceful_shutdown=1
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [free]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{free.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)
