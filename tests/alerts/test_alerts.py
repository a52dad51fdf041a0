"""Alerts tell what the rules ask for, each thing once, by each way."""

from __future__ import annotations

import json
import threading
from collections.abc import Generator, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from tests.archive.reports import record

from stemmata.alerts import Alert, Follower, read_rules
from stemmata.archive import Archive
from stemmata.errors import BlockedAddressError, UsageError
from stemmata.model import Affair, Commitment, Passage, Reading
from stemmata.store import Store, open_store

RULES = """
[[alert]]
name = "Dam on two sources"
when = "sources"
names = ["Mirela Dantos"]
sources = 2

[[alert]]
name = "Figures"
when = "disputed"

[[alert]]
name = "Due"
when = "deadline"
days = 3
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "a.db")
    yield opened
    opened.close()


OWN = """
Mirela Dantos of the fire brigade counted 1,450 evacuees in the Sarne valley on Tuesday. Water had \
climbed 6.9 metres behind the Lowen dam before its gates were opened by engineers, she told \
reporters, and the rain goes on."""


def add(store: Store, *names: str) -> None:
    """Add reports; "own" is one of the dam that nobody copied."""
    archive = Archive(store)
    own = record("dam-en", id_="own", text=OWN)
    list(archive.add_records(own if name == "own" else record(name) for name in names))
    archive.finish()


def follower(store: Store, folder: Path, more: str = "") -> Follower:
    """Return a follower of the rules, with more of them."""
    path = folder / "rules.toml"
    path.write_text(more + RULES, "utf-8")
    return Follower(store, read_rules(path), folder)


def told(follower: Follower, today: date = date(2026, 3, 9)) -> list[str]:
    """Return the rules of what is told now."""
    return sorted(each.rule for each in follower.look(today) if isinstance(each, Alert))


def test_what_is_asked_for_is_told_once(store: Store, tmp_path: Path) -> None:
    """A story is told when it passes the sources, a figure when it is disputed; then no more."""
    add(store, "dam-en", "theatre-en", "theatre-de")
    assert told(follower(store, tmp_path)) == []
    add(store, "dam-de", "own")
    assert told(follower(store, tmp_path)) == ["Dam on two sources", "Figures"]
    add(store, "dam-es", "dam-copy")
    assert told(follower(store, tmp_path)) == []


def test_a_deadline_that_comes_near(store: Store, tmp_path: Path) -> None:
    """What is to be done is told when its day is near, and not before."""
    add(store, "honey-en")
    story = store.story(store.story_of(["honey-en"])["honey-en"])
    assert story is not None
    words = Passage("honey-en", 0, 10, "Beekeepers")
    due = Commitment(
        "c-1", "plan", words, (Reading("2026-03-20", ()),), "single", (words,),
        until=(date(2026, 3, 20), date(2026, 3, 20)),
    )  # fmt: skip
    with store.writing() as write:
        write.put_affairs(
            [Affair(story.story.storyline, (story.story.id,), ("honey-en",), commitments=(due,))]
        )
    asked = follower(store, tmp_path)
    assert told(asked, date(2026, 3, 10)) == []
    assert told(asked, date(2026, 3, 18)) == ["Due"]
    assert told(asked, date(2026, 3, 19)) == []


def test_the_feed_is_well_formed(store: Store, tmp_path: Path) -> None:
    """A feed in a file holds what was told, whatever the words are."""
    more = '[to]\nfeed = "alerts.atom"\n[[alert]]\nname = "<&\\u0001>"\nwhen = "sources"\n'
    add(store, "dam-en", "dam-de", "own")
    told(follower(store, tmp_path, more))
    feed = ET.parse(tmp_path / "alerts.atom").getroot()  # noqa: S314 # our own
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == 3
    ids = {entry.findtext("{http://www.w3.org/2005/Atom}id") for entry in entries}
    assert len(ids) == 3


class Hook(BaseHTTPRequestHandler):
    """Keeps what is posted; answers as it is told to."""

    posted: list[dict[str, Any]]
    status = 200

    def do_POST(self) -> None:
        """Keep what is posted."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if type(self).status == 200:
            type(self).posted.append(json.loads(body))
        self.send_response(type(self).status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def hook() -> Iterator[str]:
    Hook.posted, Hook.status = [], 200
    server = HTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_webhook_gets_each_alert_once(store: Store, tmp_path: Path, hook: str) -> None:
    """What a webhook did not take is posted again later; what it took is not."""
    to = f'[to]\nwebhook = "http://{hook}/hook"\nallow_host = ["{hook}"]\n'
    add(store, "dam-en", "dam-de", "own")
    Hook.status = 500
    assert len(list(follower(store, tmp_path, to).look())) == 3  # two alerts, one failure
    Hook.status = 200
    assert list(follower(store, tmp_path, to).look()) == []
    assert list(follower(store, tmp_path, to).look()) == []
    assert sorted(each["rule"] for each in Hook.posted) == ["Dam on two sources", "Figures"]
    assert [each["repeated"] for each in Hook.posted] == [True, False]  # the first one failed


def test_what_may_have_arrived_says_so(store: Store, tmp_path: Path, hook: str) -> None:
    """An alert during which the process ends is told again, as one that was perhaps told before."""
    to = f'[to]\nwebhook = "http://{hook}/hook"\nallow_host = ["{hook}"]\n'
    add(store, "dam-en", "dam-de", "own")
    killed = follower(store, tmp_path, to).look()
    assert isinstance(killed, Generator)
    first = next(killed)
    assert isinstance(first, Alert)
    killed.close()  # in the middle of being told
    again = [each for each in follower(store, tmp_path, to).look() if isinstance(each, Alert)]
    assert not first.repeated
    assert {each.id: each.repeated for each in again} == {
        each.id: each.id == first.id for each in again
    }
    assert len(again) == 2
    assert [each["repeated"] for each in Hook.posted] == [False, False]


def test_a_webhook_that_is_not_public_is_not_reached(
    store: Store, tmp_path: Path, hook: str
) -> None:
    """An address of this machine is posted to only where it is named."""
    add(store, "dam-en", "dam-de", "own")
    to = f'[to]\nwebhook = "http://{hook}/hook"\n'
    found = list(follower(store, tmp_path, to).look())
    assert isinstance(found[-1], BlockedAddressError)
    assert Hook.posted == []


@pytest.mark.parametrize(
    "content",
    ["", "[[alert]]", "= 1", '[[alert]]\nname = "a"\nwhen = "ever"\n', RULES + RULES,
     '[[alert]]\nname = "a"\nwhen = "sources"\nsources = 0\n'],
)  # fmt: skip
def test_rules_that_cannot_be_understood(tmp_path: Path, content: str) -> None:
    """A file that holds no rules is refused with what to do."""
    path = tmp_path / "rules.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(UsageError):
        read_rules(path)
