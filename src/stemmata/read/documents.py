"""One file, one article: plain text, Markdown, HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stemmata.model import Origin, Problem, Record
from stemmata.read.decode import decode
from stemmata.read.rows import mended
from stemmata.read.stream import Opened

_NEWLINES = re.compile(r"\r\n?")
_FRONT_MATTER = re.compile(r"---[ \t]*\n((?:[^\n]{0,2000}\n){0,60}?)---[ \t]*\n")
_FRONT_FACT = re.compile(r"^([A-Za-z_-]{2,20}):[ \t]*(.{1,500})$", re.MULTILINE)
_FACTS = {
    **dict.fromkeys(("title", "headline"), "title"),
    **dict.fromkeys(("date", "published"), "published"),
    **dict.fromkeys(("lang", "language"), "language"),
    **dict.fromkeys(("author", "byline"), "byline"),
    **dict.fromkeys(("source", "outlet", "publisher"), "outlet"),
    "url": "url",
    "id": "id",
}


def read_text(opened: Opened) -> Iterator[Record | Problem]:
    """Yield the whole file as one article; line ends become line feeds, nothing else changes."""
    yield from _read_document(opened, "text")


def read_markdown(opened: Opened) -> Iterator[Record | Problem]:
    """Yield a Markdown file as one article; front matter becomes declared facts."""
    yield from _read_document(opened, "markdown")


def _read_document(opened: Opened, kind: str) -> Iterator[Record | Problem]:
    decoded = decode(opened.read_all(), opened.charset)
    origin = Origin(opened.name, "", kind)
    if decoded.guessed:
        yield guessed_encoding(origin, decoded.encoding)
    text = _NEWLINES.sub("\n", decoded.text)
    facts: dict[str, str] = {}
    if kind == "markdown" and (match := _FRONT_MATTER.match(text)):
        pairs = _FRONT_FACT.findall(match.group(1))
        facts = {_FACTS[k.lower()]: v.strip(" \"'") for k, v in pairs if k.lower() in _FACTS}
        text = text[match.end() :]
    if not text.strip():
        yield empty(origin)
        return
    known = {"id": "", "url": opened.address, **facts}
    yield from mended(Record(origin=origin, text=text, **known), opened.settings)  # type: ignore[arg-type]  # keys are fields of Record


def read_html(opened: Opened) -> Iterator[Record | Problem]:
    """Yield an HTML page as one article; its text is found by the cleaning stage."""
    decoded = decode(opened.read_all(), opened.charset)
    origin = Origin(opened.name, "", "html")
    if decoded.guessed:
        yield guessed_encoding(origin, decoded.encoding)
    if not decoded.text.strip():
        yield empty(origin)
        return
    record = Record(id="", origin=origin, html=decoded.text, url=opened.address)
    yield from mended(record, opened.settings)


def guessed_encoding(origin: Origin, encoding: str) -> Problem:
    """Return the note that an encoding was neither UTF-8 nor declared."""
    return Problem(
        str(origin),
        "read",
        f"not UTF-8 and no encoding declared; read as {encoding}",
        "convert it to UTF-8 if letters look wrong",
    )


def empty(origin: Origin) -> Problem:
    """Return the note that there is nothing in a source."""
    return Problem(str(origin), "read", "it is empty", "remove it, or fetch it again")
