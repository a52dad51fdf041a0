"""Each kind of the contract becomes records, with what it declares."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import sys
from pathlib import Path

import pytest

from stemmata.errors import UsageError
from stemmata.model import Link, Problem, Record
from stemmata.read import read

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ROW = {"id": "a1", "url": "https://example.org/a", "headline": "Ferry late", "body": "It rained.",
       "language": "en", "published": "2024-05-01", "outlet": "Quay News", "cluster": "c9",
       "topics": ["x", {"y": 1}]}  # fmt: skip
RSS = """<?xml version="1.0"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Planet Quay</title>
<language>en</language><item><title>Ferry late</title><link>https://quay.example/1</link>
<pubDate>Wed, 01 May 2024 10:00:00 GMT</pubDate><source url="https://wire.example/rss">Wire</source>
<description>Short.</description>
<content:encoded><![CDATA[<p>The ferry was late.</p><p>It rained.</p>]]></content:encoded>
</item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le Quai</title>
<entry><title>Le bac</title><id>urn:1</id><updated>2024-05-01T10:00:00Z</updated>
<author><name>Ana Rive</name></author><link href="https://quai.example/1"/>
<content type="text">Le bac avait du retard.</content></entry></feed>"""
JSON_FEED = json.dumps({
    "version": "https://jsonfeed.org/version/1.1", "title": "Quay News", "language": "en",
    "items": [{"id": "7", "url": "https://quay.example/7", "title": "Late",
               "content_text": "It was late.", "date_published": "2024-05-01T10:00:00Z",
               "authors": [{"name": "Jo Rive"}], "external_url": "https://wire.example/7"}],
})  # fmt: skip
MAIL = (
    "From: Wire Desk <desk@wire.example>\nTo: news@quay.example\nSubject: Ferry late\n"
    "Date: Wed, 01 May 2024 10:00:00 +0000\nMessage-ID: <1@wire.example>\n"
    'Content-Type: text/plain; charset="utf-8"\n\nThe ferry was late.\n'
)


def records(path: Path | str) -> list[Record]:
    """Read a source that must give no problem."""
    items = list(read([str(path)]))
    assert not [item for item in items if isinstance(item, Problem)]
    return [item for item in items if isinstance(item, Record)]


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a source file."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def warc(*pages: bytes) -> bytes:
    """Return an archive with one HTML response for each page."""
    out = io.BytesIO()
    for number, page in enumerate(pages):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
        http += b"Content-Length: %d\r\n\r\n%s" % (len(page), page)
        out.write(
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0000000%d>\r\n"
            b"WARC-Date: 2024-05-01T10:00:00Z\r\nWARC-Target-URI: https://quay.example/%d\r\n"
            b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
            % (number, number, len(http))
        )
        out.write(http + b"\r\n\r\n")
    return out.getvalue()


def test_rows_keep_unknown_keys_untouched(tmp_path: Path) -> None:
    """A row's known fields are understood and the others given back as they were."""
    [record] = records(write(tmp_path, "a.jsonl", json.dumps(ROW)))
    assert (record.id, record.title, record.text) == ("a1", "Ferry late", "It rained.")
    assert (record.language, record.published, record.outlet) == ("en", "2024-05-01", "Quay News")
    assert record.extra == (("cluster", "c9"), ("topics", ["x", {"y": 1}]))


@pytest.mark.parametrize("name", ["rows.json", "rows", "rows.txt"])
def test_arrays_are_told_by_content(tmp_path: Path, name: str) -> None:
    """A JSON array is read element by element, whatever the file is called."""
    rows = [{"id": str(n), "text": f"Report {n}."} for n in range(3)]
    assert [r.id for r in records(write(tmp_path, name, json.dumps(rows)))] == ["0", "1", "2"]


def test_tables(tmp_path: Path) -> None:
    """CSV, semicolon tables and TSV give the same records."""
    for name, mark in (("a.csv", ","), ("b.csv", ";"), ("c.tsv", "\t"), ("d", ",")):
        content = mark.join(["id", "Title", "text", "note"]) + "\n"
        content += mark.join(["1", "Late", '"Two\nlines"', "x"]) + "\n"
        [record] = records(write(tmp_path, name, content))
        assert (record.id, record.title, record.text) == ("1", "Late", "Two\nlines")
        assert record.extra == (("note", "x"),)


def test_parquet(tmp_path: Path) -> None:
    """A Parquet file gives a record for each row, dates as ISO."""
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.table({"id": ["1"], "text": ["It rained."]}), tmp_path / "a.parquet")
    [record] = records(tmp_path / "a.parquet")
    assert (record.id, record.text) == ("1", "It rained.")


def test_rss_keeps_source_and_full_content(tmp_path: Path) -> None:
    """An entry's outlet is its `<source>`, its text the full content, not the summary."""
    [record] = records(write(tmp_path, "feed", RSS))
    assert record.outlet == "Wire"
    assert record.html is not None
    assert "It rained" in record.html
    assert Link("source", "https://wire.example/rss") in record.links
    assert (record.language, record.url) == ("en", "https://quay.example/1")


def test_atom_and_json_feed(tmp_path: Path) -> None:
    """Atom and JSON Feed entries keep byline, language, date and address."""
    [atom] = records(write(tmp_path, "a.xml", ATOM))
    assert (atom.byline, atom.language, atom.outlet) == ("Ana Rive", "fr", "Le Quai")
    assert atom.text == "Le bac avait du retard."
    [item] = records(write(tmp_path, "b.json", JSON_FEED))
    assert (item.id, item.byline, item.outlet) == ("7", "Jo Rive", "Quay News")
    assert item.links == (Link("source", "https://wire.example/7"),)


def test_warc_gives_html_responses(tmp_path: Path) -> None:
    """Each HTML response is a record with its address."""
    found = records(write(tmp_path, "a.warc", warc(b"<html>one</html>", b"<html>two</html>")))
    assert [r.url for r in found] == ["https://quay.example/0", "https://quay.example/1"]
    assert found[1].html == "<html>two</html>"


def test_mail(tmp_path: Path) -> None:
    """A message gives subject, sender and text; a mailbox gives each of its messages."""
    [one] = records(write(tmp_path, "a.eml", MAIL))
    assert (one.title, one.outlet) == ("Ferry late", "Wire Desk")
    assert one.text == "The ferry was late.\n"
    line = "From desk@wire.example Wed May  1 10:00:00 2024\n"
    box = line + MAIL + "\n>From the quay.\n\n" + line + MAIL.replace("late", "early")
    found = records(write(tmp_path, "box", box))
    assert [r.title for r in found] == ["Ferry late", "Ferry early"]
    assert found[0].text is not None
    assert "\nFrom the quay." in found[0].text


def test_text_markdown_and_html_are_one_article_each(tmp_path: Path) -> None:
    """A file is one article; front matter is declared fact; line ends become line feeds."""
    [text] = records(write(tmp_path, "a.txt", b"\xef\xbb\xbfOne\r\ntwo\r\n"))
    assert text.text == "One\ntwo\n"
    [page] = records(write(tmp_path, "b", "<!DOCTYPE html><html><p>Rain.</p></html>"))
    assert page.html is not None
    [note] = records(write(tmp_path, "c.md", "---\ntitle: Late\nlang: en\n---\nIt rained.\n"))
    assert (note.title, note.language, note.text) == ("Late", "en", "It rained.\n")


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lzma.compress, zstd.compress], ids=lambda f: f.__module__
)
def test_compression_is_told_by_content(tmp_path: Path, pack: object) -> None:
    """A compressed source is opened as it is, whatever its name."""
    assert callable(pack)
    content = pack((json.dumps(ROW) + "\n").encode())
    assert [r.id for r in records(write(tmp_path, "rows.bin", content))] == ["a1"]
    twice = write(tmp_path, "twice", gzip.compress(content))
    assert [r.id for r in records(twice)] == ["a1"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-8-sig"])
def test_wide_encodings(tmp_path: Path, encoding: str) -> None:
    """UTF-16 and UTF-32 are read without a note."""
    path = write(tmp_path, "a.jsonl", (json.dumps({"text": "Rain fell."}) + "\n").encode(encoding))
    assert [r.text for r in records(path)] == ["Rain fell."]


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    """Folders are walked sorted; hidden files and links that lead out are left."""
    inside = tmp_path / "in"
    (inside / "b").mkdir(parents=True)
    secret = write(tmp_path, "secret.txt", "Not part of it.")
    for name in ("b/2.txt", "a.txt", ".hidden.txt"):
        write(inside, name, f"Report in {name}.")
    (inside / "link.txt").symlink_to(secret)
    assert [Path(r.origin.source).name for r in records(inside)] == ["a.txt", "2.txt"]
    assert len(records(str(inside / "*.txt"))) == 2


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads JSON Lines from standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(ROW).encode())))
    assert [r.id for r in records("-")] == ["a1"]


def test_only_web_addresses() -> None:
    """An address that is neither http nor https is wrong usage."""
    with pytest.raises(UsageError):
        read(["ftp://example.org/a"])
    with pytest.raises(UsageError):
        read([])
