"""A web site on this machine whose pages a test sets, counting what it is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class Site:
    """Pages by path: bytes, or a status, or an address to redirect to."""

    address: str = ""
    pages: dict[str, bytes | int | str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)

    @property
    def host(self) -> str:
        """Host and port."""
        return self.address.removeprefix("http://")


@contextmanager
def running_site(host: str = "127.0.0.1") -> Iterator[Site]:
    """Serve a site on a loopback address until the block ends."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked[self.path] += 1
            page = site.pages.get(self.path, 404)
            if isinstance(page, int):
                self.send_response(page)
                page = b""
            elif isinstance(page, str):
                self.send_response(302)
                self.send_header("Location", page)
                page = b""
            else:
                tag = f'"{blake2b(page, digest_size=8).hexdigest()}"'
                if self.headers.get("If-None-Match") == tag:
                    site.unchanged[self.path] += 1
                    self.send_response(304)
                    page = b""
                else:
                    self.send_response(200)
                    self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("ETag", tag)
            for name, value in site.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base names it so
            """Say nothing."""

    server = ThreadingHTTPServer((host, 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    site.address = f"http://{host}:{server.server_address[1]}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def page(title: str, text: str, language: str = "") -> bytes:
    """Return a page with an article."""
    body = "".join(f"<p>{part}</p>" for part in text.strip().split("\n"))
    head = f"<head><meta charset='utf-8'><title>{title}</title></head>"
    article = f"<article><h1>{title}</h1>{body}</article>"
    return f"<html lang='{language}'>{head}<body>{article}</body></html>".encode()


def feed(site: Site, *items: tuple[str, str], outlet: str = "Quay News") -> bytes:
    """Return an RSS feed of an outlet: paths with their titles."""
    entries = "".join(
        f"<item><title>{title}</title><link>{site.address}{path}</link>"
        f"<guid>{path}</guid><description>{title}, in short.</description></item>"
        for path, title in items
    )
    return f"<rss version='2.0'><channel><title>{outlet}</title>{entries}</channel></rss>".encode()
