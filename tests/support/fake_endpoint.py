"""An endpoint on this machine that speaks as OpenAI's chat completions do."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Answer = Callable[[str, dict[str, Any]], Any]


@dataclass
class FakeEndpoint:
    """What it answers, and what it was asked.

    Args:
        answer: is given the task and the material; returns an object to be sent as JSON in a
            message, a text to be sent as the message, or bytes to be sent instead of all.
        status: of its answers.
        asked: all requests, with their headers under "headers".
    """

    answer: Answer
    status: int = 200
    address: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)


@contextmanager
def running_endpoint(answer: Answer) -> Iterator[FakeEndpoint]:
    """Serve an endpoint on the loopback address until the block ends."""
    endpoint = FakeEndpoint(answer)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            endpoint.asked.append(body | {"path": self.path, "headers": dict(self.headers)})
            task, material = (message["content"] for message in body["messages"])
            found = endpoint.answer(task, json.loads(material))
            content = found if isinstance(found, bytes) else _completion(found)
            self.send_response(endpoint.status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            with suppress(OSError):  # who asked may have had enough
                self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    endpoint.address = f"http://127.0.0.1:{server.server_port}/v1"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()


def _completion(found: Any) -> bytes:
    text = found if isinstance(found, str) else json.dumps(found)
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()
