"""An archive of the demo's articles, and a client of its pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from stemmata.archive import Archive
from stemmata.demo import articles_folder
from stemmata.settings import WebSettings
from stemmata.store import Store, StorySummary, Where, open_store
from stemmata.web import create_app

HERE = "http://127.0.0.1:8765"


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of the demo's articles; no test writes to it."""
    store = open_store(tmp_path_factory.mktemp("demo") / "demo.db")
    for _ in Archive(store).add([str(articles_folder())]):
        pass
    yield store
    store.close()


@pytest.fixture(scope="session")
def demo(demo_store: Store) -> TestClient:
    """A client of the demo's pages."""
    settings = WebSettings(requests_at_once=100_000)
    return TestClient(create_app(demo_store, settings), base_url=HERE, follow_redirects=False)


@pytest.fixture(scope="session")
def bridge(demo_store: Store) -> StorySummary:
    """The largest story of the demo."""
    found = demo_store.stories(Where(several=True), 100)
    return max(found, key=lambda story: story.articles)
