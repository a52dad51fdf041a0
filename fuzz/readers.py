"""Readers of every kind, each plain and compressed, and cleaning of pages."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import sys
from functools import partial
from zlib import crc32

from fuzz.targets import Target, Try, always, must
from fuzz.texts import hold_parts

_PAGE = (
    '<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Fähre verspätet | Hafenblatt'
    '</title><meta property="article:published_time" content="2026-03-03T10:00:00+01:00">'
    '<link rel="canonical" href="https://hafen.example/1"><link rel="alternate" hreflang="en" '
    'href="/en/1"><script type="application/ld+json">{"@type":"NewsArticle","headline":"Fähre",'
    '"author":[{"name":"Jo Rive"}],"datePublished":"2026-03-03"}</script></head><body><nav><a href='
    '"/">Start</a></nav><article><h1>Fähre verspätet</h1><p>Die Fähre aus Torvela lief am Montag '
    "auf Grund, sagte Hafenmeisterin Elin Dravik.<br>47 Menschen waren an Bord.</p><table><tr><td>"
    "3,4 Mio. Euro</td></tr></table><blockquote>„Wir zahlen.“</blockquote></article><footer>© "
    "Hafenblatt &amp; Co</footer></body></html>"
)
_RSS = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content'
    '/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Quay</title><language>en'
    "</language><item><title>Ferry &amp; late</title><link>https://quay.example/1</link><pubDate>"
    'Tue, 03 Mar 2026 10:00:00 GMT</pubDate><source url="https://wire.example/rss">Wire</source>'
    "<description>Short.</description><content:encoded><![CDATA[<p>The ferry was late.</p>]]>"
    "</content:encoded><dc:creator>Jo Rive</dc:creator><category>sea</category></item></channel>"
    "</rss>"
)
_ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le Quai</title><entry><title '
    'type="html">Le &lt;b&gt;bac</title><id>urn:1</id><updated>2026-03-03T10:00:00Z</updated>'
    '<author><name>Ana Rive</name></author><link href="https://quai.example/1"/><link rel="'
    'alternate" hreflang="en" href="/en"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/'
    'xhtml">Le bac avait du retard.</div></content></entry></feed>'
)
_ROW = {
    "id": "a1", "url": "https://quay.example/a", "headline": "Ferry late", "body": "It rained.",
    "lang": "en", "date": "2026-03-03", "source": {"name": "Quay"}, "isBasedOn": "https://w.example",
    "topics": ["x", {"y": 1.5e3}, None, True],
}  # fmt: skip
_JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1", "title": "Quay", "language": "en",
    "items": [{"id": "7", "url": "https://quay.example/7", "title": "Late", "content_text": "It "
               "was late.", "date_published": "2026-03-03T10:00:00Z", "authors": [{"name": "Jo"}],
               "external_url": "https://wire.example/7"}, {"content_html": "<p>Rain.</p>"}],
}  # fmt: skip
_MAIL = (
    "From: =?utf-8?q?W=C3=A4re?= <desk@wire.example>\nTo: news@quay.example\nSubject: =?utf-8?b?"
    "RsOkaHJl?= late\nDate: Tue, 03 Mar 2026 10:00:00 +0000\nMessage-ID: <1@wire.example>\n"
    'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: '
    'text/plain; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\nThe f=C3=A4hre '
    "was=20late.\n--b\nContent-Type: text/html; charset=latin-1\nContent-Transfer-Encoding: base64"
    "\n\nPHA+UmFpbi48L3A+\n--b--\n"
)
_PLAIN_MAIL = (
    "From: Wire <desk@wire.example>\nSubject: Late\nDate: Tue, 3 Mar 2026 10:00:00 +0000\n\nRain.\n"
)
_HTTP = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n"
    b"\r\n10\r\n<p>Rain fell.</p\r\n1\r\n>\r\n0\r\n\r\n"
)
_WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2026-03-03T10:"
    b"00:00Z\r\nWARC-Target-URI: https://quay.example/1\r\nContent-Type: application/http; msgtype="
    b"response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(_HTTP), _HTTP)
)
_TABLE = 'id,Title,text,date,note\n1,Late,"Two ""lines""\nhere",2026-03-03,x\n2,"b",c\n'
_MARKDOWN = (
    '---\ntitle: "Ferry late"\ndate: 2026-03-03\nlang: en\nauthor: Jo\n---\n# Ferry\n\nIt rained.\n'
)


def _packings() -> tuple[bytes, ...]:
    content = json.dumps(_ROW).encode()
    return (gzip.compress(content), bz2.compress(content), lzma.compress(content), _zstd(content))


def _zstd(content: bytes) -> bytes:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return bytes(zstd.compress(content))


def _pack(content: bytes) -> bytes:
    """Compress one input of four, in one of four ways, as its own digest says."""
    chosen = crc32(content) % 16
    packers = (gzip.compress, bz2.compress, lzma.compress, _zstd)
    return packers[chosen](content) if chosen < len(packers) else content


def _reader(kind: str) -> Try:
    from stemmata.model import Problem, Record
    from stemmata.read.reading import READERS
    from stemmata.read.stream import open_stream
    from stemmata.settings import ReadSettings

    settings = ReadSettings()

    def attempt(content: bytes) -> None:
        opened = open_stream("a", io.BytesIO(_pack(content)), "", settings)
        try:
            for item in READERS[kind](opened):
                if isinstance(item, Problem):
                    hold_problem(item)
                else:
                    must(isinstance(item, Record), "neither record nor problem")
                    hold_record(item)
        finally:
            opened.close()

    return attempt


def _any_kind() -> Try:
    """Return what takes bytes as the package does: their kind is told by what they are."""
    from stemmata.model import Record
    from stemmata.read.reading import _read_opened
    from stemmata.read.stream import open_stream
    from stemmata.settings import ReadSettings

    settings = ReadSettings()

    def attempt(content: bytes) -> None:
        for item in _read_opened(lambda: open_stream("a", io.BytesIO(content), "", settings), "a"):
            if isinstance(item, Record):
                hold_record(item)
            else:
                hold_problem(item)

    return attempt


def hold_record(record: object) -> None:
    """Raise a fault unless a record holds text and can be written.

    Raises:
        FaultError: it does not.
    """
    import msgspec

    from stemmata.model import Record

    assert isinstance(record, Record)  # noqa: S101 - told to the checker of types
    text = record.text or record.html or ""
    must(text, "a record without text")
    must("\0" not in text, "NUL in a text")
    msgspec.json.encode(record)


def hold_problem(problem: object) -> None:
    """Raise a fault unless a problem says what is wrong and can be written.

    Raises:
        FaultError: it does not.
    """
    import msgspec

    from stemmata.model import Problem

    must(isinstance(problem, Problem), "neither record nor problem")
    assert isinstance(problem, Problem)  # noqa: S101 - told to the checker of types
    must(problem.what and problem.advice, "a problem that says nothing")
    for ours in ("TypeError", "KeyError", "IndexError", "AttributeError", "RecursionError"):
        must(f"cannot be read ({ours}" not in problem.what, f"a slip of ours: {problem.what}")
    msgspec.json.encode(problem)


def _clean_page() -> Try:
    from stemmata.clean import clean
    from stemmata.model import Origin, Record

    def attempt(content: bytes) -> None:
        page = content.decode("utf-8", "replace").replace("\0", "\ufffd")
        hold_parts(clean(Record("a", Origin("a"), html=page, url="https://quay.example/1")))

    return attempt


def _parquet() -> tuple[bytes, ...]:
    import pyarrow as pa
    from pyarrow import parquet

    made = []
    table = pa.table({"id": ["1", "2"], "text": ["It rained.", "It snowed."], "n": [1.5, None]})
    for packing in ("none", "snappy", "gzip"):
        out = io.BytesIO()
        parquet.write_table(table, out, compression=packing, store_schema=False)
        made.append(out.getvalue())
    return tuple(made)


_MARKUP = tuple(
    b"<p> </p> <div> <br/> <!-- --> <![CDATA[ ]]> <script> </script> <title> <article> &amp; &#0; "
    b"&#x110000; <svg> <math> <table> <td> <li> <template> <base href= <meta charset=".split()
)
_JSON_WORDS = tuple(
    b'{ } [ ] , : " \\u0000 \\ud800 null true 1e999 -0 NaN Infinity "text": "id": "date":'.split()
)
_XML_WORDS = (
    *_MARKUP, b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"<item>", b"</item>", b"<entry>",
    b"<link href='", b"<updated>", b"xml:base='", b"<?xml version='1.0' encoding='utf-16'?>",
)  # fmt: skip
_MAIL_WORDS = (
    b"Content-Type: ", b"multipart/mixed; boundary=", b"--b", b"=?utf-8?q?", b"?=", b"charset=",
    b"Content-Transfer-Encoding: ", b"base64", b"quoted-printable", b"message/rfc822", b"\n\n",
    b"From ", b"Date: ", b"Subject: ", b"name*0*=utf-8''%ff", b"unknown-8bit", b"uu", b"=00",
)  # fmt: skip
_WARC_WORDS = (
    b"Content-Length: ", b"WARC/1.1\r\n", b"\r\n\r\n", b"HTTP/1.1 200 OK\r\n", b"chunked",
    b"Content-Encoding: gzip\r\n", b"ffffffff\r\n", b"-1", b"18446744073709551615", b"br",
)  # fmt: skip

_WATCHED = ("stemmata.read",)
_KINDS: dict[str, tuple[tuple[str | bytes, ...], tuple[bytes, ...], int]] = {
    "text": (("Rain fell.\r\nAll day.", "Grüße".encode("latin-1"), "雨".encode("utf-16")), (), 30),
    "markdown": ((_MARKDOWN,), (b"---\n", b"title: ", b"lang: "), 20),
    "html": ((_PAGE, b'<meta charset="windows-1251"><p>\xcf\xe0'), _MARKUP, 20),
    "json-lines": ((json.dumps(_ROW) + '\n{"text": "b"}\n',), _JSON_WORDS, 30),
    "json": ((json.dumps([_ROW, _ROW]), json.dumps(_ROW, indent=1)), _JSON_WORDS, 30),
    "json-feed": ((json.dumps(_JSON_FEED),), _JSON_WORDS, 20),
    "csv": ((_TABLE, _TABLE.replace(",", ";")), (b'"', b'""', b",", b";", b"\r\n", b"\0"), 20),
    "tsv": ((_TABLE.replace(",", "\t"),), (b'"', b"\t", b"\r\n"), 20),
    "feed": ((_RSS, _ATOM), _XML_WORDS, 10),
    "warc": ((_WARC, _WARC + _WARC), _WARC_WORDS, 20),
    "eml": ((_MAIL, _PLAIN_MAIL), _MAIL_WORDS, 15),
    "mbox": (("From a Tue Mar 3 10:00:00 2026\n" + _PLAIN_MAIL + "\nFrom b\n" + _MAIL,),
             _MAIL_WORDS, 10),
}  # fmt: skip


def _as_bytes(seed: str | bytes) -> bytes:
    return seed.encode() if isinstance(seed, str) else seed


def _reader_targets() -> tuple[Target, ...]:
    return tuple(
        Target(
            f"read-{kind}", partial(_reader, kind), always(*map(_as_bytes, seeds)),
            _WATCHED, share=share, words=words,
        )
        for kind, (seeds, words, share) in _KINDS.items()
    )  # fmt: skip


_SOUND = tuple(_as_bytes(seed) for seeds, _, _ in _KINDS.values() for seed in seeds)

TARGETS = (
    *_reader_targets(),
    Target("read-parquet", lambda: _reader("parquet"), _parquet, _WATCHED, share=20),
    Target("read-packed", _any_kind, _packings, _WATCHED, share=20),
    Target("read-any", _any_kind, always(*_SOUND), _WATCHED, share=20, words=_XML_WORDS),
    Target(
        "clean-page", _clean_page, always(_PAGE.encode()), ("stemmata.clean",),
        longest=4000, share=10, words=_MARKUP,
    ),
)  # fmt: skip
