"""One question to an endpoint that speaks as OpenAI's chat completions do, within bounds.

What it is shown of reports are data in JSON, and what it answers is only ever taken as sentences to
be checked: whatever a report or an answer asks for, nothing is done.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from stemmata.errors import StageError, StemmataError, UsageError
from stemmata.read.remote import Client
from stemmata.settings import ReadSettings, WordingSettings

URL, MODEL, KEY = "STEMMATA_LLM_URL", "STEMMATA_LLM_MODEL", "STEMMATA_LLM_KEY"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where wordings are asked for.

    Args:
        address: of the API, up to and with its version ("http://localhost:8000/v1").
        model: the name that the endpoint gives it.
        key: sent as a bearer token; never shown.
        settings: bounds of time and size.
    """

    address: str
    model: str
    key: str = field(default="", repr=False)
    settings: WordingSettings = field(default_factory=WordingSettings)

    def ask(self, task: str, material: Mapping[str, Any]) -> dict[str, Any]:
        """Return the JSON object that the endpoint answers.

        Args:
            task: what it is to do, in our words.
            material: what it is to do it with.

        Raises:
            StageError: it does not answer in time, or not with such an object.
        """
        body = {
            "model": self.model,
            "temperature": 0,
            "max_tokens": self.settings.answer_tokens,
            "response_format": {"type": "json_object"},
            "messages": [
                {"role": "system", "content": task},
                {"role": "user", "content": json.dumps(material, ensure_ascii=True)},
            ],
        }
        answer = self._post(json.dumps(body, ensure_ascii=True).encode("ascii"))
        try:
            said = json.loads(answer)["choices"][0]["message"]["content"]
            found = json.loads(_unfenced(said))
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            raise self._failure("answers with something else than was asked for") from error
        if not isinstance(found, dict):
            raise self._failure("answers with something else than was asked for")
        return found

    def _post(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        bounds = ReadSettings(
            request_seconds=self.settings.request_seconds,
            largest_download_bytes=self.settings.answer_bytes,
        )
        client = Client(bounds, frozenset({urlsplit(self.address).hostname or ""}))
        try:
            answer = client.post(f"{self.address}/chat/completions", body, headers)
            with closing(answer.content):
                content = answer.content.read()
        except StemmataError as error:
            raise self._failure(error.what) from error
        finally:
            client.close()
        if answer.status != 200:
            raise self._failure(f"answers {answer.status}")
        return content

    def _failure(self, what: str) -> StageError:
        advice = "the default wording stands; check the endpoint"
        return StageError(what, where=self.address, advice=advice)


def endpoint_of(environment: Mapping[str, str]) -> Endpoint:
    """Return the endpoint that environment variables name.

    Raises:
        UsageError: one of them is missing, or the address is none.

    Example:
        >>> endpoint_of({URL: "http://localhost:8000/v1/", MODEL: "small"}).address
        'http://localhost:8000/v1'
    """
    address, model = environment.get(URL, "").rstrip("/"), environment.get(MODEL, "")
    if not address or not model:
        advice = f"set {URL} and {MODEL}, and {KEY} where a key is needed"
        raise UsageError("no endpoint is named", where=URL, advice=advice)
    try:
        parts = urlsplit(address)
        fine = parts.scheme in ("http", "https") and parts.hostname and not parts.username
    except ValueError:
        fine = False
    if not fine:
        advice = "write it as http://HOST:PORT/v1, without a user or password"
        raise UsageError("is no address of an endpoint", where=URL, advice=advice)
    key = environment.get(KEY, "")
    if not key.isascii() or not key.isprintable():
        raise UsageError("is no key", where=KEY, advice="set it to the key alone")
    return Endpoint(address, model, key)


def _unfenced(text: str) -> str:
    """Return a text without the fence of Markdown that models like to put around JSON."""
    plain = text.strip()
    if plain.startswith("```"):
        plain = plain.partition("\n")[2].rpartition("```")[0]
    return plain
