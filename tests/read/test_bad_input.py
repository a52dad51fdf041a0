"""Bad input costs itself only: one clear line, and everything else is read."""

from __future__ import annotations

import gzip
import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemmata.model import Problem, Record
from stemmata.read import read
from stemmata.settings import ReadSettings

from .test_kinds import warc


def run(
    *paths: Path | str, bounds: ReadSettings | None = None
) -> tuple[list[Record], list[Problem]]:
    """Read sources, and part what was read from what was not."""
    items = list(read([str(path) for path in paths], bounds))
    good = [item for item in items if isinstance(item, Record)]
    return good, [item for item in items if isinstance(item, Problem)]


def put(folder: Path, name: str, content: bytes) -> Path:
    """Write a source file."""
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n", "empty"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(200), "PNG"),
        ("noise.txt", bytes(range(256)) * 20, "neither text"),
        ("report.pdf", b"%PDF-1.7 ...", "PDF"),
        ("list.xml", b"<?xml version='1.0'?><urlset></urlset>", "XML"),
        ("feed.rss", b"<rss><channel></channel></rss>", "without entries"),
    ],
)
def test_one_line_each(tmp_path: Path, name: str, content: bytes, word: str) -> None:
    """A source without articles is one problem with place, cause and advice."""
    other = put(tmp_path, "ok.txt", b"Rain fell.")
    good, [problem] = run(put(tmp_path, name, content), other)
    assert [record.text for record in good] == ["Rain fell."]
    assert name in problem.where
    assert word in problem.what
    assert problem.advice


def test_missing_file(tmp_path: Path) -> None:
    """A missing file is one problem."""
    good, [problem] = run(tmp_path / "no.txt", put(tmp_path, "ok.txt", b"Rain."))
    assert len(good) == 1
    assert "no.txt" in problem.where


def test_invalid_json_on_line_seven(tmp_path: Path) -> None:
    """One bad line of ten costs one article and names its line."""
    lines = [json.dumps({"id": str(n), "text": f"Report {n}."}) for n in range(1, 11)]
    lines[6] = lines[6][:-4]
    good, [problem] = run(put(tmp_path, "ten.jsonl", "\n".join(lines).encode()))
    assert [record.id for record in good] == ["1", "2", "3", "4", "5", "6", "8", "9", "10"]
    assert problem.where.endswith("ten.jsonl:7")


def test_invalid_element_of_an_array(tmp_path: Path) -> None:
    """A broken element of a pretty-printed array costs itself only."""
    content = '[\n{"id": "1", "text": "a"},\n{"id": 2, "text": oops},\n{"id": "3", "text": "c"}\n]'
    good, [problem] = run(put(tmp_path, "a.json", content.encode()))
    assert [record.id for record in good] == ["1", "3"]
    assert "line 3" in problem.what


def test_truncated_gzip_keeps_what_came_before(tmp_path: Path) -> None:
    """A gzip cut short gives the whole lines before the break and one problem."""
    noise = [os.urandom(40).hex() for _ in range(3000)]
    rows = "".join(json.dumps({"id": str(n), "text": word}) + "\n" for n, word in enumerate(noise))
    packed = gzip.compress(rows.encode())
    good, [problem] = run(put(tmp_path, "cut.jsonl.gz", packed[: len(packed) // 2]))
    assert 1000 < len(good) < 2000
    assert "breaks off" in problem.what


def test_truncated_warc(tmp_path: Path) -> None:
    """An archive cut short gives its whole pages, what is left of the last, and one problem."""
    archive = warc(b"<html><p>One</p></html>", b"<html><p>Two</p>" + b"x" * 500 + b"</html>")
    good, problems = run(put(tmp_path, "cut.warc", archive[:-200]))
    assert good[0].html == "<html><p>One</p></html>"
    assert len(problems) == 1
    packed = gzip.compress(archive)
    good, problems = run(put(tmp_path, "cut.warc.gz", packed[:-30]))
    assert len(problems) == 1
    assert good


def test_wrong_encoding_is_read_and_noted(tmp_path: Path) -> None:
    """A text in an undeclared old encoding is read in it, with one note."""
    text = "Größere Überschwemmungen drohten den Städten an der Küste, hieß es am Dienstag. " * 5
    [record], [problem] = run(put(tmp_path, "a.txt", text.encode("cp1252")))
    assert record.text == text
    assert "not UTF-8" in problem.what
    page = '<html><meta charset="windows-1251"><p>Паром опоздал.</p></html>'
    [record], problems = run(put(tmp_path, "b.html", page.encode("cp1251")))
    assert record.html == page
    assert not problems


def test_a_line_of_fifty_megabytes(tmp_path: Path) -> None:
    """A giant line is cut or refused in seconds, with one problem."""
    started = time.process_time()
    [record], [problem] = run(put(tmp_path, "big.txt", b"rain " * 10_000_000))
    assert record.text is not None
    assert len(record.text) == ReadSettings().largest_article_characters
    assert "characters" in problem.what
    row = b'{"text": "' + b"rain " * 10_000_000 + b'"}\n{"id": "2", "text": "Rain."}\n'
    good, [problem] = run(put(tmp_path, "big.jsonl", row))
    assert [record.id for record in good] == ["2"]
    assert "longer than" in problem.what
    assert time.process_time() - started < 20


def test_a_bomb_is_stopped(tmp_path: Path) -> None:
    """A stream that expands beyond the bound is stopped, with one problem."""
    bomb = put(tmp_path, "bomb.gz", gzip.compress(b"a" * 90_000_000))
    _, problems = run(bomb, bounds=ReadSettings(largest_article_characters=1000))
    assert any("expands" in problem.what for problem in problems)


def test_two_articles_with_one_id(tmp_path: Path) -> None:
    """Two different articles under one id are both kept; the same one twice is kept once."""
    rows = [{"id": "1", "text": "One."}, {"id": "1", "text": "Other."}, {"id": "1", "text": "One."}]
    good, problems = run(put(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)).encode()))
    assert [record.text for record in good] == ["One.", "Other."]
    assert good[1].id.startswith("1~")
    assert len(problems) == 2


def test_the_same_article_has_the_same_id(tmp_path: Path) -> None:
    """An article without an id is known by its content, not by its path."""
    [one], _ = run(put(tmp_path, "a.txt", b"Rain fell."))
    (tmp_path / "x").mkdir()
    [other], _ = run(put(tmp_path / "x", "b.md", b"Rain fell."))
    assert one.id == other.id


def test_forbidden_characters_are_replaced_one_for_one(tmp_path: Path) -> None:
    """NUL and lone surrogates become U+FFFD with a note; direction marks stay."""
    rows = '{"id": "1", "text": "a\\u0000b\\ud800c"}\n{"id": "2", "text": "x\u202ey"}\n'
    [first, second], [problem] = run(put(tmp_path, "a.jsonl", rows.encode()))
    assert first.text == "a\ufffdb\ufffdc"
    assert second.text == "x\u202ey"
    assert problem.article == "1"
    [text], [problem] = run(put(tmp_path, "b.txt", b"Rain\x00fell on the quay."))
    assert text.text == "Rain\ufffdfell on the quay."


def test_an_impossible_date_is_noted_and_kept(tmp_path: Path) -> None:
    """A date in the year 9999 stays as written and is one problem."""
    row = json.dumps({"id": "1", "text": "Rain.", "date": "9999-12-31"})
    [record], [problem] = run(put(tmp_path, "a.jsonl", row.encode()))
    assert record.published == "9999-12-31"
    assert "9999" in problem.what


def test_rows_without_text(tmp_path: Path) -> None:
    """A row with a title only is read by it; a row with neither is one problem."""
    rows = '{"title": "Ferry late"}\n{"id": "2"}\n[1]\n{"text": "Rain."}\n'
    good, problems = run(put(tmp_path, "a.jsonl", rows.encode()))
    assert [record.text for record in good] == ["Ferry late", "Rain."]
    assert [problem.where[-1] for problem in problems] == ["2", "3"]


_OPENINGS = (b"", b"{", b"[", b"<html>", b"<rss>", b"WARC/1.0\r\n", b"From a 10:00\n",
             b"a: b\nTo: c\n\n", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd",
             b"PAR1", b"text,title\n", b"\xff\xfe")  # fmt: skip


@given(st.sampled_from(_OPENINGS), st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_bytes_raise(
    tmp_path_factory: pytest.TempPathFactory, start: bytes, rest: bytes
) -> None:
    """Whatever a file holds, reading it gives records and problems, never an error."""
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(start + rest)
    good, problems = run(path)
    for record in good:
        (record.text or record.html or "").encode("utf-8")
        assert record.id
    assert all(problem.what and problem.advice for problem in problems)
