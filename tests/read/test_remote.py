"""A web address is read within its bounds; no test reaches the network."""

from __future__ import annotations

import pytest

from stemmata.model import Problem, Record
from stemmata.read import read, remote
from stemmata.settings import ReadSettings


class Answer:
    """What a server would answer."""

    def __init__(self, body: bytes, media_type: str) -> None:
        self.status = 200
        self.headers = {"Content-Type": media_type}
        self._body = body

    def read1(self, size: int, *, decode_content: bool) -> bytes:
        """Give the next part."""
        assert decode_content
        part, self._body = self._body[:size], self._body[size:]
        return part

    def geturl(self) -> str:
        """Say where redirects led."""
        return "https://quay.example/moved"

    def close(self) -> None:
        """End the answer."""


def test_charset_and_final_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """The declared encoding is used, and the record carries the final address."""
    body = "<html><p>Große Fähre.</p></html>".encode("latin-1")
    answer = Answer(body, "text/html; charset=ISO-8859-1")
    monkeypatch.setattr(remote, "_request", lambda *_: answer)
    [record] = read(["https://quay.example/a"])
    assert isinstance(record, Record)
    assert record.html == "<html><p>Große Fähre.</p></html>"
    assert record.url == "https://quay.example/moved"


def test_an_answer_beyond_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer larger than allowed is one problem."""
    monkeypatch.setattr(remote, "_request", lambda *_: Answer(b"rain " * 50_000, "text/plain"))
    bounds = ReadSettings(largest_download_bytes=100_000)
    [problem] = read(["http://quay.example/a"], bounds)
    assert isinstance(problem, Problem)
    assert "100,000 bytes" in problem.what
