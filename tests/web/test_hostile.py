"""Whatever a report holds, its pages say it and never do it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import HERE
from tests.web.markup import Markup

from stemmata.archive import Archive
from stemmata.model import Origin, Record
from stemmata.settings import WebSettings
from stemmata.store import Store, Where, open_store
from stemmata.web import create_app
from stemmata.web.pages.addresses import address, compare_address, feed_address, list_address

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    "]]><x/>&#x3c;b>",
    "\u202etxt.exe\u2066",
    "nul\x00 bell\x07 \ufffe",
    "../../etc/passwd",
    'href="../stories/0123456789abcdef.html"',
)
_TEXT = "A fire at the harbour of {} hurt 12 workers on Monday, said {}, the mayor. “{}”, she said."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of reports with hostile words in every field."""
    opened = open_store(tmp_path_factory.mktemp("hostile") / "a.db")
    list(Archive(opened).add_records([_record(place, word) for place, word in enumerate(HOSTILE)]))
    with opened.writing() as write:
        for word in HOSTILE:
            write.decide(word, {word: word}, word, word)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(store: Store) -> TestClient:
    """A client of its pages."""
    settings = WebSettings(requests_at_once=100_000)
    return TestClient(create_app(store, settings), base_url=HERE, follow_redirects=False)


def _record(place: int, word: str) -> Record:
    return Record(
        f"{word} {place}",
        Origin(word),
        text=f"{word}\n\n{_TEXT.format(word, word, word)}\n\n{word}",
        title=word,
        outlet=word,
        byline=word,
        credit=word,
        language=word,
        published=word,
        url=word,
    )


def pages(store: Store) -> Iterator[str]:
    """The addresses of all pages that show what reports hold."""
    yield from ("/", "/stories", "/articles", "/outlets", "/decisions", "/stories?several=true")
    for name in store.article_ids(Where(), 100):
        yield address("articles", name)
    for summary in store.stories(Where(), 100):
        yield address("stories", summary.id)
        yield address("storylines", summary.storyline)
        yield from (address("points", each.id) for each in store.points([summary.id]))
    yield from (address("outlets", outlet) for outlet in store.outlets())
    ids = store.article_ids(Where(), 3)
    yield from (compare_address(ids[0], other) for other in ids)
    keys = {entry.key for held in store.names_in(ids).values() for entry in held}
    yield from (address("names", key) for key in keys if store.name(key))


def harmless(page: str) -> None:
    """Hold a page against all that would make a browser do what a report says."""
    found = Markup(page)
    assert {each["src"] for tag, each in found.elements if tag == "script"} <= {
        each for each in found.addresses if each.startswith("/static/")
    }
    assert not {tag for tag, _ in found.elements} & {
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "x",
    }
    assert not [name for _, each in found.elements for name in each if name.startswith("on")]
    leading = [each for each in found.addresses if not each.startswith(("/", "#"))]
    assert not [each for each in leading if not each.startswith(("http://", "https://"))]
    assert not set(page) & set("\x00\x07\u202e\u2066\ufffe")
    assert "49" not in found.values("title")


def test_pages_do_nothing_that_a_report_says(store: Store, client: TestClient) -> None:
    """Hostile words in every field of a report stand on every page as words."""
    for path in pages(store):
        answer = client.get(path)
        assert answer.status_code in {200, 301}, path
        harmless(answer.text)


@pytest.mark.parametrize("word", HOSTILE)
def test_pages_do_nothing_that_an_address_says(client: TestClient, word: str) -> None:
    """Hostile words in any part of an address stand on the page as words."""
    for path in (
        "/search",
        "/search/begun",
        "/stories",
        "/articles",
        "/compare",
        "/feeds/search.atom",
    ):
        wanted = dict.fromkeys(("q", "language", "outlet", "name", "story", "a", "b"), word)
        answer = client.get(list_address(path, **wanted))
        assert answer.status_code in {200, 404}
        if path.endswith(".atom"):
            ET.fromstring(answer.content)  # noqa: S314 - made by this test's own server
        else:
            harmless(answer.text)
    for kind in ("stories", "storylines", "articles", "names", "outlets", "points"):
        harmless(client.get(address(kind, word + "-")).text)
    assert client.get("/stories", params={"since": word}).status_code == 422


def test_feeds_of_hostile_reports_are_well_formed(store: Store, client: TestClient) -> None:
    """No word of a report breaks a feed."""
    for summary in store.stories(Where(), 100):
        answer = client.get(feed_address("stories", summary.id))
        ET.fromstring(answer.content)  # noqa: S314 - made by this test's own server
