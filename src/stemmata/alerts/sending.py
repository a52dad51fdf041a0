"""Where alerts go: a webhook, an Atom feed (RFC 4287) in a file."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

from stemmata.alerts.noticing import Alert
from stemmata.errors import MissingSourceError, UsageError
from stemmata.publish.lines import line_bytes
from stemmata.read.remote import Client
from stemmata.settings import ReadSettings

_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Webhook:
    """An address that alerts are posted to, as JSON.

    Args:
        address: public, unless its host is among those named.
        named: hosts that may be reached although their addresses are not public.
    """

    def __init__(self, address: str, named: frozenset[str]) -> None:
        if urlsplit(address).scheme not in ("http", "https"):
            advice = "give an http or https address"
            raise UsageError("is no web address", where=address, advice=advice)
        self._address = address
        self._client = Client(ReadSettings(), named)

    def send(self, alert: Alert) -> None:
        """Post an alert.

        Raises:
            SourceError: nobody answers, not with success, or from where nothing may be reached.
        """
        body = line_bytes(
            {
                "id": alert.id,
                "rule": alert.rule,
                "title": alert.title,
                "text": alert.text,
                "story": alert.story,
                "storyline": alert.storyline,
                "repeated": alert.repeated,
            }
        )
        # What arrived twice is known by its key (IETF draft-ietf-httpapi-idempotency-key-header).
        key = f'"{uuid5(NAMESPACE_URL, alert.id)}"'
        headers = {"Content-Type": "application/json", "Idempotency-Key": key}
        answer = self._client.post(self._address, body, headers)
        answer.content.close()
        if not 200 <= answer.status < 300:
            what = f"the webhook answers {answer.status}"
            raise MissingSourceError(what, where=self._address, advice="check the address")


def write_feed(path: Path, alerts: Sequence[tuple[datetime, Alert]]) -> None:
    """Write an Atom feed of alerts, in place of the one that is there.

    Args:
        path: the file.
        alerts: with the times at which they were noticed, the last first.
    """
    updated = alerts[0][0] if alerts else datetime.fromtimestamp(0).astimezone()
    entries = "".join(_entry(at, alert) for at, alert in alerts)
    content = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>urn:uuid:{uuid5(NAMESPACE_URL, path.resolve().as_uri())}</id>\n"
        f"<title>Alerts</title>\n<updated>{_moment(updated)}</updated>\n"
        f"<author><name>Stemmata</name></author>\n{entries}</feed>\n"
    )
    beside = path.with_name(f".{path.name}.unfinished")
    beside.write_text(content, "utf-8")
    os.replace(beside, path)  # noqa: PTH105 - over what is there, in one step


def _entry(at: datetime, alert: Alert) -> str:
    return (
        f"<entry>\n<id>urn:uuid:{uuid5(NAMESPACE_URL, alert.id)}</id>\n"
        f"<title>{_plain(alert.title)}</title>\n<updated>{_moment(at)}</updated>\n"
        f"<summary>{_plain(alert.text)} Story {_plain(alert.story)}.</summary>\n</entry>\n"
    )


def _plain(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
