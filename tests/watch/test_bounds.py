"""What a watch may reach and how it waits: name services, redirects, silence, kinds of feeds."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest
from local_site import Site, feed, page, running_site
from tests.watch.test_watching import QUICK, RAIN, Kept, forget_time, look_once

from stemmata.errors import BlockedAddressError
from stemmata.read import guard
from stemmata.read.remote import Client
from stemmata.settings import ReadSettings
from stemmata.watch.following import Following
from stemmata.watch.schedule import next_look
from stemmata.watch.values import FeedState, Notice

PUBLIC, PRIVATE = "93.184.215.14", "127.0.0.1"


class Service:
    """A name service that answers each question with the next of its answers."""

    def __init__(self, *answers: tuple[str, ...]) -> None:
        self._answers = list(answers)

    def ask(self, host: str, port: int, *_: object, **__: object) -> list[Any]:
        """Answer as `socket.getaddrinfo` does."""
        found = self._answers.pop(0) if host == "turning.example" else (host,)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in found]


@pytest.fixture
def site() -> Iterator[Site]:
    """A site on this machine."""
    with running_site() as running:
        yield running


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that connections are opened to; none of them opens."""
    opened: list[str] = []

    def connect(place: tuple[str, int], *_: object, **__: object) -> socket.socket:
        opened.append(place[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(guard, "create_connection", connect)
    return opened


def test_a_name_that_turns_to_a_private_address(
    monkeypatch: pytest.MonkeyPatch, reached: list[str]
) -> None:
    """What is connected to is the address that was judged: a second answer changes nothing."""
    service = Service((PUBLIC,), (PRIVATE,), (PUBLIC, PRIVATE))
    monkeypatch.setattr(socket, "getaddrinfo", service.ask)
    client = Client(ReadSettings(request_seconds=1))
    with pytest.raises(BlockedAddressError, match=PRIVATE):
        client.get("http://turning.example/")  # the second try resolves the name again
    assert reached == [PUBLIC]
    with pytest.raises(BlockedAddressError, match=PRIVATE):
        client.get("http://turning.example/")  # one of two is private
    assert reached == [PUBLIC]


@pytest.mark.parametrize("target", ["file:///etc/passwd", "gopher://quay.example/", "//[::1]:1/"])
def test_a_redirect_elsewhere(site: Site, target: str) -> None:
    """A redirect to a file, another scheme or this machine in IPv6 brings nothing."""
    site.pages = {"/feed": feed(site, ("/a", "Rain")), "/a": target}
    batch = look_once(site, [f"{site.address}/feed"], Kept())
    assert [record.title for record in batch.records if record.origin.kind == "html"] == []
    assert "root:" not in str(batch)


def test_a_feed_that_goes_silent(site: Site) -> None:
    """A feed that answers and brings nothing for far longer than usual is told of, once."""
    site.pages = {"/feed": feed(site, ("/a", "Rain")), "/a": page("Rain", RAIN)}
    memory, address = Kept(), f"{site.address}/feed"
    told: list[Notice] = []
    look_once(site, [address], memory)
    memory.states[address] |= {"gap": 3600.0, "fresh": time.time() - 10 * 24 * 3600}
    for _ in range(2):
        forget_time(memory)
        told += look_once(site, [address], memory).notices
    assert [notice.kind for notice in told] == ["silent"]
    assert "nothing new for 240 hours" in told[0].what
    site.pages["/feed"] = feed(site, ("/b", "Ferry"), ("/a", "Rain"))
    forget_time(memory)
    look_once(site, [address], memory)
    assert memory.states[address]["told"] == ""


def test_what_fails_is_asked_less_often() -> None:
    """Each failure doubles the wait, up to the longest; a server's own wish counts beside it."""
    settings = QUICK
    waits = [next_look(FeedState("f", failures=n), settings) for n in range(1, 12)]
    assert waits == sorted(waits)
    assert waits[-1] == settings.longest_interval
    following = Following(FeedState("f", checked=1000.0, failures=1), settings)
    assert following.due(wait=500.0) == 1500.0


def atom(site: Site) -> bytes:
    """Return an Atom feed of one entry."""
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Quay News</title><id>urn:q</id>"
        f"<entry><id>urn:a</id><title>Rain</title><link href='{site.address}/a'/></entry></feed>"
    ).encode()


def json_feed(site: Site) -> bytes:
    """Return a JSON Feed of one item."""
    item = {"id": "a", "title": "Rain", "url": f"{site.address}/a", "content_text": "Rain."}
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "title": "Quay News", "items": [item]}).encode()


@pytest.mark.parametrize("made", [atom, json_feed])
def test_other_kinds_of_feeds(site: Site, made: Any) -> None:
    """Atom and JSON Feed lead to the pages behind their entries, as RSS does."""
    site.pages = {"/feed": made(site), "/a": page("Rain", RAIN)}
    [record] = look_once(site, [f"{site.address}/feed"], Kept()).records
    assert (record.url, record.outlet) == (f"{site.address}/a", "Quay News")
    assert "nine days" in (record.html or "")
