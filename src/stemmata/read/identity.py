"""Ids: the declared one, or a digest of the content, so that one article always has one id."""

from __future__ import annotations

import json
from hashlib import blake2b

from stemmata.model import Problem, Record, replace


def content_digest(record: Record) -> str:
    """Return a digest of what a record says and who says it; where it was read plays no part.

    Example:
        >>> from stemmata.model import Origin
        >>> a = content_digest(Record("", Origin("a.txt"), text="Rain fell."))
        >>> b = content_digest(Record("", Origin("b/c.txt"), text="Rain fell."))
        >>> a == b, len(a)
        (True, 16)
    """
    facts = (record.title, record.text, record.html, record.outlet, record.url, record.published)
    content = json.dumps(facts, ensure_ascii=True)
    return blake2b(content.encode("ascii"), digest_size=8).hexdigest()


class Register:
    """The ids of a run so far: gives out ids, notices articles that come twice."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[str, str]] = {}

    def admit(self, record: Record) -> tuple[Record | None, Problem | None]:
        """Return the record with its id (None if it is a repetition), and a problem if any."""
        digest = content_digest(record)
        chosen = record.id or digest
        place = str(record.origin)
        if chosen not in self._seen:
            self._seen[chosen] = (digest, place)
            return replace(record, id=chosen), None
        earlier, first = self._seen[chosen]
        if earlier == digest:
            return None, _repeated(chosen, place, first)
        derived = f"{chosen}~{digest[:8]}"
        if derived in self._seen:
            return None, _repeated(derived, place, self._seen[derived][1])
        self._seen[derived] = (digest, place)
        return replace(record, id=derived), Problem(
            place,
            "read",
            f"a different article with the id {chosen!r} was read at {first}; "
            f"this one is kept as {derived!r}",
            "give each article its own id",
            derived,
        )


def _repeated(chosen: str, place: str, first: str) -> Problem:
    return Problem(
        place,
        "read",
        f"the same article, {chosen!r}, was already read at {first}; it is not counted twice",
        "name each source once",
        chosen,
    )
