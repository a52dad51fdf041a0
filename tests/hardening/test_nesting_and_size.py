"""Bombs, deep nesting, giant fields, entities: each costs one line, little time and little memory.

Those that are tested elsewhere: a gzip bomb, a line of 50 MB and 10,000 nested tags (`tests/read`,
`tests/flow`), Parquet that lies about its pages (`tests/read/test_hostile_parquet.py`).
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from stemmata.alerts.rules import read_rules
from stemmata.clean import clean
from stemmata.errors import DamagedSourceError, RecordError, UsageError
from stemmata.model import Origin, Problem, Record
from stemmata.read import read
from stemmata.read.sitemaps import read_opml, read_sitemap
from stemmata.settings import ReadSettings

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_SECONDS = 10.0  # of the processor, on a machine that does other things too
_DEEP = 50_000
_HIDDEN = "what no report may hold"


def items_of(
    folder: Path, name: str, content: bytes, bounds: ReadSettings | None = None
) -> tuple[list[Record], list[Problem]]:
    """Read a source within a time."""
    path = folder / name
    path.write_bytes(content)
    started = time.process_time()
    items = list(read([str(path)], bounds))
    assert time.process_time() - started < _SECONDS
    good = [item for item in items if isinstance(item, Record)]
    return good, [item for item in items if isinstance(item, Problem)]


_PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": partial(bz2.compress, compresslevel=1),
    "xz": partial(lzma.compress, preset=0),
    "zstd": zstd.compress,
}


@pytest.mark.parametrize("packing", _PACKERS)
def test_bombs_of_every_packing(tmp_path: Path, packing: str) -> None:
    """What unpacks a thousandfold is stopped, whatever packed it."""
    pack = _PACKERS[packing]
    bounds = ReadSettings(largest_article_characters=1000)
    _, problems = items_of(tmp_path, "bomb", pack(b"a" * 90_000_000), bounds)
    assert any("expands" in problem.what for problem in problems)


def test_a_bomb_in_a_bomb(tmp_path: Path) -> None:
    """A bomb that is packed once more is stopped, too."""
    bounds = ReadSettings(largest_article_characters=1000)
    bomb = gzip.compress(zstd.compress(b"a" * 90_000_000))
    _, problems = items_of(tmp_path, "bomb", bomb, bounds)
    assert any("expands" in problem.what for problem in problems)


def test_a_bomb_of_many_layers(tmp_path: Path) -> None:
    """A file packed again and again is unpacked twice, and then it is no text."""
    content = b"a" * 1000
    for _ in range(50):
        content = gzip.compress(content)
    good, [problem] = items_of(tmp_path, "layers.gz", content)
    assert not good
    assert "neither text" in problem.what


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", b'{"text": ' + b"[" * _DEEP + b"]" * _DEEP + b"}"),
        ("a.jsonl", b'{"text": ' + b'{"name": ' * _DEEP + b'"a"' + b"}" * _DEEP + b"}"),
        ("a.json", b"[" + b'{"text": ["a", ' * _DEEP),
        ("a.json", b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * _DEEP),
        ("a.rss", b"<rss><channel>" + b"<item><title>" * 2000 + b"</title></item>" * 2000),
        ("a.rss", b"<rss><channel><item><description>" + b"&lt;p&gt;" * _DEEP),
        ("a.md", b"---\n" + b"title: a\n" * 500_000),
        ("a.eml", b"From: a@b.example\nSubject: a\n" + b"".join(
            b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n)
            for n in range(3000))),
        ("a.eml", b"From: " + b"(" * _DEEP + b"\nSubject: " + b"=?utf-8?q?" * _DEEP + b"\n\nRain."),
        ("a.eml", b"From: a@b.example\nSubject: " + b"a, " * 700_000 + b"\n\nRain."),
        ("a.csv", b"text," * 300_000 + b"\n" + b"a," * 300_000 + b"\n"),
        ("a.csv", b'text\n"' + b"rain " * 5_000_000),
        ("a.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\nHTTP"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_nesting_and_giant_fields(tmp_path: Path, name: str, content: bytes) -> None:
    """A source that is nothing but depth or size gives lines and no more."""
    good, problems = items_of(tmp_path, name, content)
    assert all(problem.what and problem.advice for problem in problems)
    assert all(record.text or record.html for record in good)
    assert good or problems


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "b", "a href=x", "svg", "template", "p"])
def test_pages_of_nothing_but_depth(tag: str) -> None:
    """A page of 50,000 nested tags is cleaned or refused in seconds."""
    page = f"<html><body>{f'<{tag}>' * _DEEP}Rain fell on the quay.</html>"
    started = time.process_time()
    with suppress(RecordError):
        assert "Rain" in clean(Record("a", Origin("a"), html=page)).text
    assert time.process_time() - started < _SECONDS


_LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
_ENTITIES = f'<!DOCTYPE x [<!ENTITY e0 "ha">{_LAUGHS}<!ENTITY file SYSTEM "file://SECRET">]>'


@pytest.mark.parametrize(
    "content",
    [
        "<rss version='2.0'><channel><item><title>&e11;</title><link>&file;</link></item></rss>",
        "<rss version='2.0'><channel><item><description>&file; &e11;</description></item></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>&e11;&file;</title></entry></feed>",
        "<html><body><p>Rain &e11; &file;</p></body></html>",
    ],
)
def test_entities_are_never_followed(tmp_path: Path, content: str) -> None:
    """A million laughs stay one word, and no file of this machine is read through an entity."""
    secret = tmp_path / "secret.txt"
    secret.write_text(_HIDDEN, "utf-8")
    declared = _ENTITIES.replace("SECRET", str(secret))
    good, _ = items_of(tmp_path, "a.xml", f"<?xml version='1.0'?>{declared}{content}".encode())
    told = "".join(f"{record.title}{record.text}{record.html}" for record in good)
    assert _HIDDEN not in told
    assert len(told) < 10_000


@pytest.mark.parametrize("root", ["urlset", "opml"])
def test_lists_with_entities(tmp_path: Path, root: str) -> None:
    """Lists of addresses neither grow by entities nor read files."""
    secret = tmp_path / "secret.txt"
    secret.write_text(_HIDDEN, "utf-8")
    declared = _ENTITIES.replace("SECRET", str(secret))
    entry = "<url><loc>https://a.example/&e11;&file;</loc></url>"
    entry += "<outline xmlUrl='https://a.example/&e5;'/>"
    content = f"<?xml version='1.0'?>{declared}<{root}>{entry}</{root}>".encode()
    started = time.process_time()
    told = ""
    with suppress(DamagedSourceError):
        told = str(list((read_sitemap if root == "urlset" else read_opml)(content)))
    assert _HIDDEN not in told
    assert len(told) < 10_000
    assert time.process_time() - started < _SECONDS


@pytest.mark.parametrize(
    "content",
    ["a = " + "[" * 5000, "a" + ".a" * 5000 + " = 1", "alert = 1", '[[alert]]\nname = "a"'],
)
def test_rules_of_nothing_but_depth(tmp_path: Path, content: str) -> None:
    """A file of rules that is none is refused as one."""
    path = tmp_path / "rules.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(UsageError):
        read_rules(path)
