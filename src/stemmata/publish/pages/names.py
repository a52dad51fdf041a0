"""The names of a story with all their written forms, and where each form stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from stemmata.model import AnnotatedArticle, Frozen, Name
from stemmata.publish.material import StoryMaterial
from stemmata.publish.pages.card import Card, Words, words_at
from stemmata.publish.wording import percent
from stemmata.settings import PublishSettings

_KINDS = {"person": 0, "organisation": 1, "place": 2, "other": 3}


class Form(Frozen, frozen=True):
    """A written form with its first place in each report; `suspicion` where it may be a slip."""

    text: str
    tag: str
    places: tuple[Words, ...]
    suspicion: str


class NameRow(Frozen, frozen=True):
    """One thing with its best form and all forms it is written in.

    `address` is that of its entry on the page of the affair, empty where it has none.
    """

    canonical: str
    kind: str
    reports: int
    mentions: int
    forms: tuple[Form, ...]
    address: str = ""


class Names(Frozen, frozen=True):
    """The names that matter for comparing, and those that only one report gives in one form."""

    shared: tuple[NameRow, ...]
    single: tuple[NameRow, ...]
    left_out: int


_Found = tuple[AnnotatedArticle, Name]


def names(material: StoryMaterial, settings: PublishSettings) -> Names:
    """Return the names of a story, those of most reports first."""
    by_id = material.cards
    canonical = {name.key: name.canonical for each in material.articles for name in each.names}
    found: defaultdict[str, list[_Found]] = defaultdict(list)
    for article in material.articles:
        for name in article.names:
            found[name.key or f"{name.kind} {name.text}"].append((article, name))
    rows = sorted(
        (_row(each, by_id, canonical, material.actors.get(key, "")) for key, each in found.items()),
        key=_rank,
    )
    shared = [row for row in rows if row.reports > 1 or len(row.forms) > 1 or _suspect(row)]
    single = [row for row in rows if row.reports == 1 and len(row.forms) == 1 and not _suspect(row)]
    most = settings.most_names
    left_out = max(0, len(shared) - most) + max(0, len(single) - most)
    return Names(tuple(shared[:most]), tuple(single[:most]), left_out)


def _rank(row: NameRow) -> tuple[int, int, int, str]:
    return (-row.reports, _KINDS[row.kind], -row.mentions, row.canonical)


def _suspect(row: NameRow) -> bool:
    return any(form.suspicion for form in row.forms)


def _row(
    found: Sequence[_Found], by_id: dict[str, Card], canonical: dict[str, str], address: str
) -> NameRow:
    kinds = Counter(name.kind for _, name in found)
    by_form: defaultdict[str, list[_Found]] = defaultdict(list)
    for article, name in found:
        by_form[name.text].append((article, name))
    first = found[0][1]
    ordered = sorted(by_form.values(), key=lambda places: -len(places))
    return NameRow(
        canonical=first.canonical or first.text,
        kind=kinds.most_common(1)[0][0],
        reports=len({article.id for article, _ in found}),
        mentions=len(found),
        forms=tuple(_form(places, by_id, canonical) for places in ordered),
        address=address,
    )


def _form(places: Sequence[_Found], by_id: dict[str, Card], canonical: dict[str, str]) -> Form:
    article, name = places[0]
    return Form(
        name.text,
        by_id[article.id].tag,
        tuple(_first_in_each(places, by_id)),
        _suspicion(places, canonical),
    )


def _first_in_each(places: Iterable[_Found], by_id: dict[str, Card]) -> Iterable[Words]:
    seen: set[str] = set()
    for article, name in places:
        if article.id not in seen:
            seen.add(article.id)
            yield words_at(article, by_id[article.id], (name.start, name.end), 60)


def _suspicion(places: Iterable[_Found], canonical: dict[str, str]) -> str:
    for _, name in places:
        if name.suspected:
            probability, reason = name.suspicion
            meant = canonical.get(name.suspected) or name.suspected
            words = f"may be a garbling of {meant} ({percent(probability)})"
            return f"{words}: {reason}" if reason else words
    return ""
