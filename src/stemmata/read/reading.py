"""The reading stage: each source in turn, opened, told by its kind, read to its end."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from stemmata.errors import StemmataError, UnsupportedSourceError, UsageError
from stemmata.model import Problem, Raw, Record
from stemmata.read.addresses import is_address, re_scheme, refuse_scheme
from stemmata.read.documents import read_html, read_markdown, read_text
from stemmata.read.feeds import read_feed
from stemmata.read.identity import Register
from stemmata.read.jsonlines import read_json, read_json_feed, read_json_lines
from stemmata.read.kinds import tell_kind
from stemmata.read.locate import locate
from stemmata.read.mail import read_eml, read_mbox
from stemmata.read.parquet import read_parquet
from stemmata.read.raws import READ_WHOLE, pick_report, read_keeping, with_facts_of
from stemmata.read.stream import Opened, open_stream
from stemmata.read.tables import read_csv, read_tsv
from stemmata.read.warc import read_warc
from stemmata.settings import ReadSettings

if TYPE_CHECKING:
    from stemmata.read.remote import Answer

Reader = Callable[[Opened], Iterator[Record | Problem]]

# Adding a kind: one function here, one rule in `kinds.tell_kind`.
READERS: MappingProxyType[str, Reader] = MappingProxyType(
    {
        "csv": read_csv,
        "eml": read_eml,
        "feed": read_feed,
        "html": read_html,
        "json": read_json,
        "json-feed": read_json_feed,
        "json-lines": read_json_lines,
        "markdown": read_markdown,
        "mbox": read_mbox,
        "parquet": read_parquet,
        "text": read_text,
        "tsv": read_tsv,
        "warc": read_warc,
    }
)
STANDARD_INPUT = "-"


def read(
    sources: Sequence[str], settings: ReadSettings | None = None
) -> Iterator[Record | Problem]:
    """Yield the articles of all sources in order; what cannot be read is a problem, not the end.

    Args:
        sources: files, folders, patterns, web addresses, or `-` for standard input.
        settings: the bounds on what is read.

    Raises:
        UsageError: no source is given, or an address is neither http nor https.

    Example:
        >>> import tempfile, pathlib
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder, "a.txt")
        ...     _ = path.write_text("Rain fell on Monday.")
        ...     [record] = read([str(path)])
        >>> record.text
        'Rain fell on Monday.'
    """
    chosen = settings or ReadSettings()
    if not sources:
        raise UsageError("no source is given", advice="name a file, a folder, an address or -")
    for source in sources:
        if re_scheme(source) and not is_address(source):
            raise refuse_scheme(source)
    return _read(sources, chosen)


def read_answer(answer: Answer, name: str, settings: ReadSettings) -> Iterator[Record | Problem]:
    """Yield what a server's answer holds, told by its kind; its content is closed at the end.

    Args:
        answer: with a status of success.
        name: how it is called in messages.
        settings: the bounds on what is read.
    """
    from stemmata.read.remote import open_answer  # noqa: PLC0415 - loads what speaks HTTP

    return _read_opened(lambda: open_answer(answer, name, settings), name)


def read_again(raw: Raw, before: Record, settings: ReadSettings) -> Record | None:
    r"""Return a report read anew from the bytes that were kept of it; None where they hold none.

    Args:
        raw: the bytes.
        before: the report as it was read then; what the bytes do not say is taken from it.
        settings: the bounds on what is read.

    Example:
        >>> from stemmata.model import Origin
        >>> before = Record("a", Origin("a.txt"), text="Gr?ner Hafen")
        >>> raw = Raw("text", "Grüner Hafen".encode("latin-1"), charset="latin-1")
        >>> read_again(raw, before, ReadSettings()).text
        'Grüner Hafen'
    """
    name = before.origin.source
    if raw.kind not in READERS:
        return None
    opened = open_stream(name, io.BytesIO(raw.content), "", settings)
    opened.charset, opened.address = raw.charset, before.url
    found = pick_report(_read_opened(lambda: opened, name, READERS[raw.kind]), raw)
    return with_facts_of(found, before) if found else None


def _read(sources: Sequence[str], settings: ReadSettings) -> Iterator[Record | Problem]:
    register = Register()
    for source in sources:
        for item in _read_source(source, settings):
            if isinstance(item, Problem):
                yield item
                continue
            record, problem = register.admit(item)
            if problem is not None:
                yield problem
            if record is not None:
                yield record


def _read_source(source: str, settings: ReadSettings) -> Iterator[Record | Problem]:
    if source == STANDARD_INPUT:
        yield from _read_opened(lambda: _open_standard_input(settings), "standard input")
    elif is_address(source):
        from stemmata.read.remote import fetch  # noqa: PLC0415 - loads what speaks HTTP

        yield from _read_opened(lambda: fetch(source, settings), source)
    else:
        yield from _read_files(source, settings)


def _read_files(source: str, settings: ReadSettings) -> Iterator[Record | Problem]:
    found = False
    try:
        for path in locate(source):
            found = True
            yield from _read_opened(partial(_open_file, path, settings), str(path))
    except StemmataError as error:
        yield _problem_of(error, source)
        return
    if not found:
        yield Problem(source, "read", "a folder without files", "check the path")


def _open_file(path: Path, settings: ReadSettings) -> Opened:
    if not path.is_file():
        raise UnsupportedSourceError("not a regular file", where=str(path), advice="name a file")
    return open_stream(str(path), path.open("rb", buffering=0), path.name, settings)


def _open_standard_input(settings: ReadSettings) -> Opened:
    return open_stream("standard input", sys.stdin.buffer, "", settings)


def _read_opened(
    open_it: Callable[[], Opened], where: str, reader: Reader | None = None
) -> Iterator[Record | Problem]:
    """Yield what a source holds; then the damage that was met on the way, if any."""
    opened = None
    try:
        opened = open_it()
        yield from (reader or _read_kind)(opened)
    except StemmataError as error:
        yield _problem_of(error, where)
    except Exception as error:  # noqa: BLE001 - foreign parsers raise anything; one bad source never stops a run
        what = f"it cannot be read ({type(error).__name__}: {str(error)[:200]})"
        yield Problem(where, "read", what, "check that the file is whole and of this kind")
    finally:
        if opened is not None:
            opened.close()
    if opened is not None and opened.account.damage:
        yield Problem(where, "read", opened.account.damage, opened.account.advice)


def _read_kind(opened: Opened) -> Iterator[Record | Problem]:
    head = opened.head
    if not head.strip():
        if not opened.account.damage:
            yield Problem(opened.name, "read", "it is empty", "remove it, or fetch it again")
        return
    kind = tell_kind(head, opened.ending, opened.media_type)
    if kind in READ_WHOLE and opened.settings.largest_raw_bytes:
        yield from read_keeping(opened, kind, READERS[kind])
        return
    if kind in READERS:
        yield from READERS[kind](opened)
        return
    raise UnsupportedSourceError(
        f"not a kind that is read ({kind.partition(': ')[2]})",
        where=opened.name,
        advice="give its text as a file of its own, or leave it out",
    )


def _problem_of(error: StemmataError, where: str) -> Problem:
    return Problem(error.where or where, "read", error.what, error.advice)
