"""Renders pages, remembers large ones while nothing changes, and answers with them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Annotated

from fastapi import Depends, Request
from jinja2 import Environment
from starlette.responses import Response

from stemmata.model import Frozen
from stemmata.publish.rendering import environment
from stemmata.settings import PublishSettings, WebSettings
from stemmata.store import Store
from stemmata.web.pages.addresses import address, feed_address, list_address
from stemmata.web.pages.tally import Tally

STATIC = {
    "stemmata.css": ("stemmata.publish", "text/css"),
    "stemmata.js": ("stemmata.publish", "text/javascript"),
    "site.css": ("stemmata.web", "text/css"),
    "site.js": ("stemmata.web", "text/javascript"),
    "mark.svg": ("stemmata.web", "image/svg+xml"),
}


class Feed(Frozen, frozen=True):
    """A feed that a page offers."""

    title: str
    address: str


class Made(Frozen, frozen=True):
    """A page as it is sent, with the mark of its content (ETag)."""

    content: bytes
    tag: str


class Remembered:
    """The last pages that were made, as many as fit into so many bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._pages: OrderedDict[Hashable, Made] = OrderedDict()
        self._lock = threading.Lock()

    def page(self, key: Hashable, make: Callable[[], str]) -> Made:
        """Return the page of a key, made where it is not known."""
        with self._lock:
            found = self._pages.get(key)
            if found is not None:
                self._pages.move_to_end(key)
                return found
        page = made(make())
        with self._lock:
            known = self._pages.pop(key, None)
            self._size += len(page.content) - (len(known.content) if known else 0)
            self._pages[key] = page
            while self._size > self._most and len(self._pages) > 1:
                self._size -= len(self._pages.popitem(last=False)[1].content)
        return page


def made(page: str) -> Made:
    """Return a page as it is sent."""
    content = page.encode("utf-8")
    return Made(content, f'"{blake2b(content, digest_size=12).hexdigest()}"')


class Site:
    """The pages over one store.

    Args:
        store: what the pages show.
        settings: how much of it.
    """

    def __init__(self, store: Store, settings: WebSettings) -> None:
        self.store = store
        self.settings = settings
        self.publish = PublishSettings()
        self.tally = Tally(store)
        self.remembered = Remembered(settings.remembered_bytes)

    def render(self, template: str, **values: object) -> str:
        """Return a page as HTML; all that `base.html` asks for has a default."""
        defaults = {"root": "/", "query": "", "feeds": (), "affair": "", "live": ""}
        return _templates().get_template(template).render(defaults | values)


def respond(
    request: Request, page: str | Made, status: int = 200, kind: str = "text/html"
) -> Response:
    """Answer with a page, or only that it is as it was (RFC 9110, 13.1.2)."""
    sent = made(page) if isinstance(page, str) else page
    headers = {"ETag": sent.tag, "Cache-Control": "no-cache"}
    asked = request.headers.get("if-none-match", "")
    if status == 200 and sent.tag in (each.strip() for each in asked.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(sent.content, status, headers, media_type=f"{kind}; charset=utf-8")


def _site(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


Pages = Annotated[Site, Depends(_site)]


@cache
def static_content(name: str) -> bytes:
    """Return a file that pages are made with."""
    return (files(STATIC[name][0]) / "static" / name).read_bytes()


@cache
def static_address(name: str) -> str:
    """Return the address of such a file; another content has another address."""
    digest = blake2b(static_content(name), digest_size=6).hexdigest()
    return f"/static/{name}?v={digest}"


@cache
def _templates() -> Environment:
    made = environment("stemmata.web", "stemmata.publish")
    made.globals.update(
        address=address,
        feed_address=feed_address,
        list_address=list_address,
        static_address=static_address,
        file_words=_interface_words,
    )
    return made


def _interface_words(_: str) -> str:
    return "the interface under /api/v1"
