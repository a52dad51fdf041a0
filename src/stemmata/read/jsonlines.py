"""JSON Lines, JSON arrays and objects, JSON Feed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from stemmata.errors import RecordError
from stemmata.model import JSON, Link, Origin, Problem, Record
from stemmata.read.decode import decode, detect_encoding
from stemmata.read.rows import mended, record_of_row
from stemmata.read.stream import Opened

_MEND = "mend or remove it"
_NEXT_ELEMENT = re.compile(r"\}\s*,?\s*\n\s*(?=\{)")
_SPACE_OR_COMMA = re.compile(r"[\s,]*")


def read_json_lines(opened: Opened) -> Iterator[Record | Problem]:
    """Yield a record for each line that holds a JSON object; a bad line costs itself only."""
    longest = 4 * opened.settings.largest_article_characters + 1_000_000
    encoding = "utf-8"
    number = 0
    while line := opened.stream.readline(longest):
        number += 1
        origin = Origin(opened.name, str(number), "json-lines")
        if len(line) == longest and not line.endswith(b"\n"):
            _skip_line(opened, longest)
            yield _problem(origin, f"the line is longer than {longest:,} bytes", "split it")
            continue
        if encoding == "utf-8" and not _is_utf8(line):
            encoding = detect_encoding(line)
            yield _problem(origin, f"not UTF-8; read as {encoding}", "convert the file to UTF-8")
        text = line.decode(encoding, "replace").strip().removeprefix("\ufeff")
        broken_off = opened.account.damage and not line.endswith(b"\n")
        if text and not (broken_off and not text.endswith("}")):
            yield from _read_line(text, origin, opened)


def _skip_line(opened: Opened, longest: int) -> None:
    while (rest := opened.stream.readline(longest)) and not rest.endswith(b"\n"):
        pass


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _read_line(text: str, origin: Origin, opened: Opened) -> Iterator[Record | Problem]:
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield _problem(origin, f"not valid JSON ({_reason(error)})", _MEND)
        return
    yield from read_row(row, origin, opened)


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.pos + 1}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:100]


def read_row(row: Any, origin: Origin, opened: Opened) -> Iterator[Record | Problem]:
    """Yield the record of a decoded row, or the problem that it has."""
    if not isinstance(row, dict):
        yield _problem(origin, f"a JSON {type(row).__name__}, not an object", "give named fields")
        return
    try:
        yield from record_of_row(row, origin, opened.settings)
    except RecordError as error:
        yield Problem(error.where, "read", error.what, error.advice)


def _problem(origin: Origin, what: str, advice: str) -> Problem:
    return Problem(str(origin), "read", what, advice)


def read_json(opened: Opened) -> Iterator[Record | Problem]:
    """Yield a record for each element of a JSON array, or for the one object of a document."""
    text, encoding, guessed = decode(opened.read_all())
    if guessed:
        yield Problem(opened.name, "read", f"not UTF-8; read as {encoding}", "convert it to UTF-8")
    text = text.strip()
    if not text.startswith("["):
        yield from _read_object(text, opened)
        return
    position, number = 1, 0
    while True:
        position = _skip(text, position)
        if position >= len(text) or text[position] == "]":
            break
        number += 1
        origin = Origin(opened.name, str(number), "json")
        row, position, problem = _next_element(text, position, origin)
        if problem is not None:
            yield problem
        else:
            yield from read_row(row, origin, opened)


def _skip(text: str, position: int) -> int:
    match = _SPACE_OR_COMMA.match(text, position)
    return match.end() if match else position


def _next_element(text: str, position: int, origin: Origin) -> tuple[JSON, int, Problem | None]:
    """Return the element at a position and where to go on from."""
    try:
        row, end = json.JSONDecoder().raw_decode(text, position)
    except (ValueError, RecursionError) as error:
        following = _NEXT_ELEMENT.search(text, position)
        end = following.end() if following else len(text)
        line = text.count("\n", 0, position) + 1
        what = f"not valid JSON (line {line}: {_reason(error)})"
        return None, end, _problem(origin, what, _MEND)
    return row, end, None


def _read_object(text: str, opened: Opened) -> Iterator[Record | Problem]:
    origin = Origin(opened.name, "", "json")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield _problem(origin, f"not valid JSON ({_reason(error)})", _MEND)
        return
    if isinstance(document, dict) and "jsonfeed.org" in str(document.get("version", "")):
        yield from _read_feed(document, opened)
    else:
        yield from read_row(document, origin, opened)


def read_json_feed(opened: Opened) -> Iterator[Record | Problem]:
    """Yield a record for each item of a JSON Feed (jsonfeed.org, version 1 and 1.1)."""
    yield from _read_object(decode(opened.read_all()).text, opened)


def _read_feed(document: dict[str, Any], opened: Opened) -> Iterator[Record | Problem]:
    items = document.get("items")
    for number, item in enumerate(items if isinstance(items, list) else [], start=1):
        origin = Origin(opened.name, str(number), "feed")
        if not isinstance(item, dict):
            yield _problem(origin, "not an object", _MEND)
            continue
        record = _record_of_item(item, document, origin)
        if not (record.text or record.html):
            yield _problem(origin, "an item without text", "read the page it points to")
            continue
        yield from mended(record, opened.settings)


def _record_of_item(item: dict[str, Any], feed: dict[str, Any], origin: Origin) -> Record:
    def written(key: str, place: dict[str, Any] = item) -> str | None:
        value = place.get(key)
        return str(value) if isinstance(value, str | int) and str(value).strip() else None

    text = written("content_text")
    html = None if text else written("content_html")
    authors = item.get("authors") or [item.get("author")]
    names = [a["name"] for a in authors if isinstance(a, dict) and isinstance(a.get("name"), str)]
    address, external = written("url"), written("external_url")
    known = {"id", "content_text", "content_html", "title", "url", "language", "date_published",
             "date_modified", "authors", "author"}  # fmt: skip
    return Record(
        id=written("id") or "",
        origin=origin,
        text=text or (None if html else written("summary") or written("title")),
        html=html,
        title=written("title") or "",
        language=written("language") or written("language", feed),
        published=written("date_published"),
        modified=written("date_modified"),
        outlet=written("title", feed),
        byline=", ".join(names) or None,
        url=address,
        links=(Link("source", external),) if external else (),
        extra=tuple((key, value) for key, value in item.items() if key not in known),
    )
