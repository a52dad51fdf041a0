"""Decisions are made and undone over the interface, by scripts and by the forms of the pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.archive.reports import record

from stemmata.archive import Archive
from stemmata.store import Store, open_store
from stemmata.web import create_app

HERE = "http://127.0.0.1:8765"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(tmp_path / "a.db")
    archive = Archive(opened)
    list(archive.add_records([record("dam-en"), record("honey-en")]))
    archive.finish()
    return opened


def test_a_script_decides_and_undoes(store: Store) -> None:
    """JSON makes a decision, which holds at once, and undoes it."""
    asked = TestClient(create_app(store), base_url=HERE)
    stories = sorted(store.story_of(["dam-en", "honey-en"]).values())
    answer = asked.post(
        "/api/v1/decisions", json={"kind": "merge stories", "stories": stories, "author": "Ana"}
    )
    assert answer.status_code == 201
    assert answer.json()["author"] == "Ana"
    assert len(set(store.story_of(["dam-en", "honey-en"]).values())) == 1
    undone = asked.post(f"/api/v1/decisions/{answer.json()['number']}/undo", json={})
    assert undone.json()["undone_by"] == "desk"
    assert sorted(store.story_of(["dam-en", "honey-en"]).values()) == stories
    assert len(asked.get("/api/v1/decisions").json()["items"]) == 1


@pytest.mark.parametrize(
    ("back", "leads"), [("/articles/dam-en", "/articles/dam-en"), ("//evil.example", "/decisions")]
)
def test_a_form_comes_back_to_its_page(store: Store, back: str, leads: str) -> None:
    """A form's fields make the decision; the browser is led back, never elsewhere."""
    asked = TestClient(create_app(store), base_url=HERE, follow_redirects=False)
    fields = {"kind": "fix outlet", "article": "dam-en", "outlet": "Sarne Post", "back": back}
    answer = asked.post("/api/v1/decisions", data=fields)
    assert (answer.status_code, answer.headers["location"]) == (303, leads)
    assert store.articles(["dam-en"])[0].article.outlet == "Sarne Post"


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"kind": 7}', b'{"kind": "merge stories"}'])
def test_what_cannot_be_understood(store: Store, body: bytes) -> None:
    """A body that is no decision is refused, and nothing is kept."""
    asked = TestClient(create_app(store), base_url=HERE)
    answer = asked.post("/api/v1/decisions", content=body)
    assert answer.status_code == 422
    assert store.decisions() == []
    assert asked.post("/api/v1/decisions/7/undo", json={}).status_code == 422


def test_search(store: Store) -> None:
    """The interface searches, with filters, and marks words by their places."""
    asked = TestClient(create_app(store), base_url=HERE)
    [hit] = asked.get("/api/v1/search", params={"q": "Biene Honig", "language": "en"}).json()[
        "items"
    ]
    assert hit["id"] == "honey-en"
    assert hit["snippet"]["words"]
    typed = asked.get("/api/v1/search", params={"q": "beekee", "typing": "true"}).json()["items"]
    assert [each["id"] for each in typed] == ["honey-en"]
