"""Telling what a source is: by its content first, by its ending second."""

from __future__ import annotations

import json
import re

_BINARY: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_FEED_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_HTML_ROOT = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|main)[\s>]", re.IGNORECASE)
_HEADER = re.compile(rb"([!-9;-~]{1,60}):[ \t]")
_MAIL_HEADERS = {
    *(b"from", b"to", b"subject", b"date", b"message-id", b"received", b"return-path"),
    *(b"mime-version", b"content-type", b"delivered-to", b"reply-to", b"list-id"),
}
_MBOX = re.compile(rb"From \S+ .{0,20}\d\d:\d\d")
_COLUMNS = {"text", "body", "content", "html", "title", "headline"}
_BY_ENDING = {
    **dict.fromkeys(("htm", "html", "xhtml"), "html"),
    **dict.fromkeys(("md", "markdown"), "markdown"),
    **dict.fromkeys(("jsonl", "ndjson"), "json-lines"),
    **dict.fromkeys(("tsv", "tab"), "tsv"),
    **dict.fromkeys(("rss", "atom"), "feed"),
    **{kind: kind for kind in ("csv", "eml", "mbox", "json")},
}


def tell_kind(head: bytes, ending: str, media_type: str = "") -> str:
    """Return the kind of a source, or `binary: ...` or `unsupported: ...` with what it is.

    Args:
        head: the first bytes (64 kB are enough).
        ending: the file ending, lower case.
        media_type: what a server calls it.

    Example:
        >>> tell_kind(b'{"text": "Rain"}', ""), tell_kind(b"<rss><channel>", "html")
        ('json-lines', 'feed')
    """
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    for magic, name in _BINARY:
        if head.startswith(magic):
            return f"binary: {name}"
    if _is_binary(head):
        return "binary: neither text nor a known format"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return _tell_marked(start, ending) or _tell_plain(start, ending, media_type)


def _is_binary(head: bytes) -> bool:
    zeros, controls = head.count(0), len(_CONTROL.findall(head))
    return zeros > 0.005 * len(head) + 4 or controls > 0.03 * len(head) + 4


def _tell_marked(start: bytes, ending: str) -> str | None:
    if start.startswith(b"{"):
        return _tell_object(start, ending)
    if start.startswith(b"[") and _BY_ENDING.get(ending) != "csv" and _is_json_array(start):
        return "json"
    if start.startswith(b"<"):
        return _tell_markup(start, ending)
    if _MBOX.match(start):
        return "mbox"
    return None


def _is_json_array(start: bytes) -> bool:
    return bool(re.match(rb"\[\s*[\[{\"\]]", start))


def _tell_object(start: bytes, ending: str) -> str:
    if b"jsonfeed.org/version" in start[:2048]:
        return "json-feed"
    named = _BY_ENDING.get(ending)
    if named == "json-lines":
        return named
    first = start.split(b"\n", 1)[0].strip()
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        opens = re.match(rb'\{\s*("|$)', first) is not None
        whole_lines = re.search(rb"\}\s*\n\s*\{", start) is not None
        return "json" if opens and not whole_lines and len(first) < len(start) else "json-lines"
    return "json-lines"


def _tell_markup(start: bytes, ending: str) -> str | None:
    top = start[:8192]
    html = _HTML_ROOT.search(top)
    feed = _FEED_ROOT.search(top)
    if feed and (html is None or feed.start() < html.start()):
        return "feed"
    if html or _BY_ENDING.get(ending) == "html":
        return "html"
    if top.startswith(b"<?xml"):
        return "unsupported: XML that is neither RSS, Atom nor XHTML"
    return None


def _tell_plain(start: bytes, ending: str, media_type: str) -> str:
    if _is_mail(start):
        return "eml"
    named = _BY_ENDING.get(ending)
    if named in {"csv", "tsv", "markdown", "mbox", "eml", "json-lines", "json"}:
        return named
    if named == "html" or "html" in media_type:
        return "html"
    return _tell_table(start) or "text"


def _is_mail(start: bytes) -> bool:
    found = set()
    for line in start.splitlines()[:40]:
        if not line:
            break
        match = _HEADER.match(line)
        if match:
            found.add(match.group(1).lower())
        elif not line[:1].isspace():
            return False
    return len(found & _MAIL_HEADERS) >= 2


def _tell_table(start: bytes) -> str | None:
    line = start.split(b"\n", 1)[0].decode("utf-8", "replace").strip().lower()
    for mark, kind in (("\t", "tsv"), (",", "csv"), (";", "csv")):
        cells = {cell.strip().strip('"') for cell in line.split(mark)}
        if len(cells) > 1 and cells & _COLUMNS and all(len(cell) < 40 for cell in cells):
            return kind
    return None
