"""Whatever a request brings in headers, bodies and addresses is answered, and nothing fails."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.archive.reports import record

from stemmata.archive import Archive
from stemmata.settings import WebSettings
from stemmata.store import Store, open_store
from stemmata.web import create_app

HERE = "http://127.0.0.1:8765"
API = "/api/v1"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An archive of two reports."""
    opened = open_store(tmp_path_factory.mktemp("requests") / "a.db")
    list(Archive(opened).add_records([record("dam-en"), record("honey-en")]))
    yield opened
    opened.close()


def client(store: Store, token: str = "") -> TestClient:
    """Return a client that is told of errors of the server by their status."""
    app = create_app(store, WebSettings(requests_at_once=10**6, token=token))
    return TestClient(app, base_url=HERE, raise_server_exceptions=False, follow_redirects=False)


_HEADER = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"))
_NAMES = ("Host", "Origin", "Cookie", "Authorization", "If-None-Match", "Content-Type",
          "Sec-Fetch-Site", "Last-Event-ID", "Accept-Language", "Range")  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=st.sampled_from(_NAMES), value=_HEADER, path=st.sampled_from(["/", f"{API}/stories"]))
@pytest.mark.parametrize("token", ["", "a-token-of-twenty-letters"])
def test_any_header(store: Store, token: str, name: str, value: str, path: str) -> None:
    """No header makes the server fail."""
    headers = {name: value.encode("latin-1")}
    assert client(store, token).get(path, headers=headers).status_code < 500  # type: ignore[arg-type]  # bytes are sent as they are


@pytest.mark.parametrize(
    "cookie", ["a,b=1", "=", ";;;", "stemmata_token", "a=b; ,=c", "a" * 9000, '$Path="x"; \x01=2']
)
def test_a_bent_cookie(store: Store, cookie: str) -> None:
    """A cookie that is none is no token, and no failure."""
    answer = client(store, "right").get("/", headers={"Cookie": cookie})
    assert answer.status_code == 401


@pytest.mark.parametrize("path", [f"{API}/stories", f"{API}/articles", "/stories", "/articles"])
@pytest.mark.parametrize("value", ["5", "-3e-281", "1e999", "2026-13-01", "20260301", "٢٠٢٦-٠٣-٠١"])
def test_what_is_no_day(store: Store, path: str, value: str) -> None:
    """A number is not taken for a count of seconds since 1970."""
    assert client(store).get(path, params={"since": value}).status_code == 422


_DECISIONS: tuple[dict[str, object], ...] = (
    {"kind": "fix outlet", "article": "dam-en", "outlet": "\ud800"},
    {"kind": "fix outlet", "article": "dam-en", "outlet": "a\0b", "author": "\udfff"},
    {"kind": "mark boilerplate", "article": "dam-en", "text": "\ud800"},
    {"kind": "fix date", "article": "dam-en", "date": "9999-12-31"},
    {"kind": "fix date", "article": "\ud800", "date": "0001-01-01"},
    {"kind": "tie names", "names": ["\ud800", "\0"]},
    {"kind": "\ud800", "author": "\ud800"},
    {"kind": "merge stories", "stories": ["'; DROP TABLE articles; --", "\ud83d"]},
)


@pytest.mark.parametrize("decision", _DECISIONS, ids=range(len(_DECISIONS)))
def test_half_pairs_in_a_decision(store: Store, decision: dict[str, object]) -> None:
    """Lone surrogates and NUL are refused or kept as text, and every page still opens."""
    asked = client(store)
    answer = asked.post(f"{API}/decisions", content=json.dumps(decision))
    assert answer.status_code in (201, 422)
    for path in ("/", "/decisions", "/articles/dam-en", f"{API}/decisions"):
        assert asked.get(path).status_code == 200, path
    if answer.status_code == 201:
        undone = asked.post(f"{API}/decisions/{answer.json()['number']}/undo", json={})
        assert undone.status_code == 201


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "....//", "\\..\\", "%00",
             "a" * 5000, "%ff%fe", "%ed%a0%80", "static/../../../etc/passwd"],
)  # fmt: skip
@pytest.mark.parametrize(
    "place", ["/static/{}", "/stories/{}", "/articles/{}", f"{API}/names/{{}}"]
)
def test_bent_paths(store: Store, place: str, name: str) -> None:
    """No address leads out of the archive, whatever it is made of."""
    answer = client(store).get(place.format(name))
    assert answer.status_code in (303, 307, 404, 422)
    assert "root:" not in answer.text
