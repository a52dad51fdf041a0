"""EML and MBOX (RFC 5322, RFC 4155): one message, one article."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr
from typing import cast

from stemmata.model import Origin, Problem, Raw, Record
from stemmata.read.decode import decode
from stemmata.read.documents import empty
from stemmata.read.raws import with_raw
from stemmata.read.rows import mended
from stemmata.read.stream import Opened

_SEPARATOR = b"From "
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_LARGEST_LINE = 1 << 20
_LONGEST_HEADER = 10_000  # characters
_NEWLINES = re.compile(r"\r\n?")


class _Bounded(email.policy.EmailPolicy):
    """Cuts headers that no message has: to parse one takes the square of its length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return the name and the value of a header."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


_BOUNDED = _Bounded()


def read_eml(opened: Opened) -> Iterator[Record | Problem]:
    """Yield the message of a file."""
    yield from _read_message(opened.read_all(), Origin(opened.name, "", "eml"), opened)


def read_mbox(opened: Opened) -> Iterator[Record | Problem]:
    """Yield each message of a mailbox in turn."""
    for number, content in enumerate(_messages(opened), start=1):
        for item in _read_message(content, Origin(opened.name, str(number), "mbox"), opened):
            if isinstance(item, Record):
                yield with_raw(item, Raw("eml", content), opened)
            else:
                yield item


def _messages(opened: Opened) -> Iterator[bytes]:
    """Yield the bytes of each message; a line `From ...` after a blank line begins one."""
    lines: list[bytes] = []
    after_blank = True
    while line := opened.stream.readline(_LARGEST_LINE):
        if after_blank and line.startswith(_SEPARATOR):
            if lines:
                yield _QUOTED_FROM.sub(rb"\1", b"".join(lines))
            lines = []
        else:
            lines.append(line)
        after_blank = not line.strip()
    if b"".join(lines).strip():
        yield _QUOTED_FROM.sub(rb"\1", b"".join(lines))


def _read_message(content: bytes, origin: Origin, opened: Opened) -> Iterator[Record | Problem]:
    """Yield a message, or the problem that it has: others of its mailbox go on."""
    try:
        items = list(_read_sound(content, origin, opened))
    except Exception as error:  # noqa: BLE001 - the parser of mail raises anything
        what = f"no message that can be read ({type(error).__name__}: {str(error)[:200]})"
        items = [Problem(str(origin), "read", what, "look at the message, or leave it out")]
    yield from items


def _read_sound(content: bytes, origin: Origin, opened: Opened) -> Iterator[Record | Problem]:
    message = cast("EmailMessage", email.message_from_bytes(content, policy=_BOUNDED))
    text, html = _part(message, "plain"), _part(message, "html")
    if not (text and text.strip()) and not (html and html.strip()):
        yield empty(origin)
        return
    prefer_html = bool(html) and len(text or "") * 5 < len(html or "") * 0.2
    name, address = parseaddr(_header(message, "From"))
    outlet = name or address.rpartition("@")[2]
    said = (("message_id", _header(message, "Message-ID").strip()), ("from", address))
    record = Record(
        id="",
        origin=origin,
        text=None if prefer_html or not text else _NEWLINES.sub("\n", text),
        html=html if prefer_html or not text else None,
        title=_header(message, "Subject").strip(),
        language=_first(message, "Content-Language"),
        published=_first(message, "Date"),
        outlet=outlet or None,
        url=_first(message, "Archived-At"),
        extra=tuple(fact for fact in said if fact[1]),
    )
    yield from mended(record, opened.settings)


def _header(message: EmailMessage, name: str) -> str:
    """Return a header; as it is written, where the parser of headers breaks off."""
    try:
        return str(message.get(name, ""))
    except Exception:  # noqa: BLE001 - the parser of headers raises anything
        written = (value for key, value in message.raw_items() if key.lower() == name.lower())
        return str(next(written, ""))


def _first(message: EmailMessage, header: str) -> str | None:
    return _header(message, header).strip(" <>\t") or None


def _part(message: EmailMessage, subtype: str) -> str | None:
    part = message.get_body(preferencelist=(subtype,))
    if part is None:
        return None
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return None
    return decode(payload, part.get_content_charset()).text
