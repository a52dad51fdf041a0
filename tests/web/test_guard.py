"""Only those are answered who may ask, as often as they may, for what their own pages want."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from stemmata.settings import WebSettings
from stemmata.store import open_store
from stemmata.web import create_app
from stemmata.web.guard import Visitors

HERE = "http://127.0.0.1:8765"


def client(folder: Path, settings: WebSettings | None = None) -> TestClient:
    """A client of an empty archive."""
    app = create_app(open_store(folder / "a.db"), settings or WebSettings())
    return TestClient(app, base_url=HERE)


def test_a_bent_name(tmp_path: Path) -> None:
    """A request for another name is refused: a page elsewhere bent that name to this machine."""
    answer = client(tmp_path).get("/api/v1", headers={"Host": "evil.example:8765"})
    assert answer.status_code == 421


def test_a_name_that_was_added(tmp_path: Path) -> None:
    """A name that was allowed is answered."""
    asked = client(tmp_path, WebSettings(hosts=("desk.example",)))
    assert asked.get("/api/v1", headers={"Host": "Desk.Example"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}],
)
def test_changes_from_elsewhere(tmp_path: Path, headers: dict[str, str]) -> None:
    """What changes anything is refused to pages of other sites."""
    answer = client(tmp_path).post("/api/v1/decisions", json={}, headers=headers)
    assert answer.status_code == 403


def test_token(tmp_path: Path) -> None:
    """Without the token nothing is answered; the token in an address becomes a cookie at once."""
    asked = client(tmp_path, WebSettings(token="open-sesame"))  # noqa: S106 - a test's
    assert asked.get("/api/v1").status_code == 401
    assert asked.get("/api/v1", headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert asked.get("/api/v1", headers={"Authorization": "Bearer open-sesame"}).status_code == 200
    first = asked.get("/api/v1?token=open-sesame", follow_redirects=False)
    assert first.status_code == 303
    assert "token" not in first.headers["location"]
    assert "HttpOnly" in first.headers["set-cookie"]
    assert asked.get("/api/v1").status_code == 200


def test_too_large(tmp_path: Path) -> None:
    """A body beyond the bound is refused, also where its length is not said."""
    asked = client(tmp_path, replace(WebSettings(), largest_body_bytes=1000))
    assert asked.post("/api/v1/decisions", content=b"x" * 2000).status_code == 413


def test_too_often() -> None:
    """A visitor has a burst and then a steady rate, for itself alone."""
    now = [0.0]
    visitors = Visitors(
        WebSettings(requests_per_second=2, requests_at_once=3), clock=lambda: now[0]
    )
    assert [visitors.admits("a") for _ in range(4)] == [True, True, True, False]
    assert visitors.admits("b")
    now[0] = 0.5
    assert [visitors.admits("a") for _ in range(2)] == [True, False]


def test_every_answer_is_fenced(tmp_path: Path) -> None:
    """Every answer, a refusal too, tells browsers to run and load nothing from elsewhere."""
    asked = client(tmp_path)
    for answer in (
        asked.get("/api/v1"),
        asked.get("/nowhere"),
        asked.get("/", headers={"Host": "x.y"}),
    ):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
