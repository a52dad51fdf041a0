"""What people can decide, and what is kept of each decision.

A decision names articles and names as they are when it is made, beside the ids that a person gave,
so that it means the same after stories have grown, merged and split.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from stemmata.errors import UsageError
from stemmata.model import JSON, UNSEEN
from stemmata.store import Decision, NameEntry, Store
from stemmata.text import fold

Fields = Mapping[str, Sequence[str]]
Subject = dict[str, JSON]

# The fields of each kind of decision, as commands and forms give them: "+" takes several.
FIELDS: dict[str, tuple[str, ...]] = {
    "merge stories": ("stories+",),
    "split story": ("story", "articles+"),
    "tie names": ("names+",),
    "untie name": ("name", "text"),
    "mark boilerplate": ("article", "text"),
    "confirm copy": ("copy", "original"),
    "reject copy": ("copy", "original"),
    "fix date": ("article", "date"),
    "fix outlet": ("article", "outlet"),
}
_LONGEST = 5000  # characters of a field
_MOST = 500  # values of a field


def read_subject(kind: str, fields: Fields, store: Store) -> Subject:
    """Return what is kept of a decision.

    Args:
        kind: one of `FIELDS`.
        fields: the values of each field.
        store: which knows what they name.

    Raises:
        UsageError: the kind is none, a field is missing, or names what is not there.
    """
    if kind not in FIELDS:
        raise UsageError("is no kind of decision", where=kind[:80], advice=f"one of {[*FIELDS]}")
    given = {}
    for field in FIELDS[kind]:
        name, several = field.rstrip("+"), field.endswith("+")
        values = [value.strip() for value in fields.get(name, ()) if value.strip()]
        if not values or (len(values) > 1 and not several):
            what = f"needs {'values' if several else 'one value'} for {name!r}"
            raise UsageError(what, where=kind, advice=f"give {', '.join(FIELDS[kind])}")
        if len(values) > _MOST or any(len(value) > _LONGEST for value in values):
            raise UsageError(f"{name!r} is too long", where=kind, advice="give less at once")
        given[name] = values
    return _READERS[kind](given, store)


def _merge(given: Fields, store: Store) -> Subject:
    stories = [_story(store, name) for name in given["stories"]]
    ids = list(dict.fromkeys(name for name, _ in stories))
    if len(ids) < 2:
        raise UsageError("needs two stories", where=", ".join(ids), advice="name another story")
    held = dict(stories)
    members: list[JSON] = [[*held[story]] for story in ids]
    articles: list[JSON] = [name for story in ids for name in held[story]]
    return {"stories": [*ids], "members": members, "articles": articles}


def _split(given: Fields, store: Store) -> Subject:
    story, members = _story(store, given["story"][0])
    wrong = [name for name in given["articles"] if name not in members]
    if wrong:
        raise UsageError(f"is not in story {story}", where=wrong[0], advice="see stemmata show")
    rest: list[JSON] = [name for name in members if name not in given["articles"]]
    if not rest:
        advice = "name only those of another event"
        raise UsageError("all reports would leave it", where=story, advice=advice)
    return {"story": story, "articles": [*sorted(set(given["articles"]))], "rest": rest}


def _tie(given: Fields, store: Store) -> Subject:
    keys = list(dict.fromkeys(given["names"]))
    if len(keys) != 2:
        raise UsageError("needs two names", where=", ".join(keys), advice="give two keys")
    stays, goes = (_name(store, key) for key in keys)
    own = {(entry.language, entry.text) for entry in stays}
    forms: list[JSON] = [
        [entry.language, entry.text] for entry in goes if (entry.language, entry.text) not in own
    ]
    return {
        "names": [*keys],
        "canonical": [stays[0].canonical, goes[0].canonical],
        "forms": forms,
        "shared": [*sorted({entry.text for entry in goes} & {entry.text for entry in stays})],
        "articles": [*store.naming(keys[1], 10_000)],
    }


def _untie(given: Fields, store: Store) -> Subject:
    key, text = given["name"][0], given["text"][0]
    entries = _name(store, key)
    if all(fold(entry.text) != fold(text) for entry in entries):
        raise UsageError(f"{text!r} is no form of it", where=key, advice="give one of its forms")
    fresh = f"{key.partition(':')[0]}:{'-'.join(fold(text).split())}"
    while fresh == key or store.name(fresh):
        fresh += "~"
    return {"name": key, "text": text, "key": fresh, "canonical": entries[0].canonical}


def _boilerplate(given: Fields, store: Store) -> Subject:
    article, text = given["article"][0], given["text"][0]
    kept = store.article(_article(store, article))
    if kept is None or text not in kept.annotated.text:
        advice = "give words as they stand in it"
        raise UsageError("does not stand in the article", where=article, advice=advice)
    start = kept.annotated.text.index(text)
    return {"article": article, "text": text, "start": start, "end": start + len(text)}


def _copy(given: Fields, store: Store) -> Subject:
    copy, original = given["copy"][0], given["original"][0]
    _article(store, copy)
    if not original.startswith(UNSEEN):
        _article(store, original)
    if copy == original:
        raise UsageError("is no copy of itself", where=copy, advice="name two articles")
    return {"copy": copy, "original": original}


def _date(given: Fields, store: Store) -> Subject:
    try:
        day = date.fromisoformat(given["date"][0]).isoformat()
    except ValueError as error:
        advice = "give it as YYYY-MM-DD"
        raise UsageError("is no day", where=given["date"][0][:80], advice=advice) from error
    return {"article": _article(store, given["article"][0]), "date": day}


def _outlet(given: Fields, store: Store) -> Subject:
    return {"article": _article(store, given["article"][0]), "outlet": given["outlet"][0]}


_READERS: dict[str, Callable[[Fields, Store], Subject]] = {
    "merge stories": _merge,
    "split story": _split,
    "tie names": _tie,
    "untie name": _untie,
    "mark boilerplate": _boilerplate,
    "confirm copy": _copy,
    "reject copy": _copy,
    "fix date": _date,
    "fix outlet": _outlet,
}


def _story(store: Store, name: str) -> tuple[str, tuple[str, ...]]:
    kept = store.story(name)
    if kept is None:
        raise UsageError("is no story of this archive", where=name, advice="see stemmata search")
    return kept.story.id, kept.story.articles


def _article(store: Store, name: str) -> str:
    if not store.known([name]):
        raise UsageError("is no article of this archive", where=name, advice="see stemmata search")
    return name


def _name(store: Store, key: str) -> list[NameEntry]:
    entries = store.name(key)
    if not entries:
        advice = "give its key, as stemmata show tells it"
        raise UsageError("is no name of this archive", where=key, advice=advice)
    return entries


def decision_line(decision: Decision) -> dict[str, JSON]:
    """Return what a person decided."""
    return {
        "number": decision.number,
        "kind": decision.kind,
        "subject": decision.subject,
        "author": decision.author,
        "made": decision.made.isoformat(),
        "note": decision.note,
        "undone": decision.undone.isoformat() if decision.undone else None,
        "undone_by": decision.undone_by,
    }
