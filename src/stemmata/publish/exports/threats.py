"""Reports, outlets, actors and who took from whom as a STIX 2.1 bundle (OASIS, 2021).

Reports are `report` objects about the actors they name (`identity`, `location`), an outlet is the
identity that created its report, a copy is a `derived-from` relationship, a story a `grouping`.
Ids are made from our own, so that a second export names the same things in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from uuid import NAMESPACE_URL, uuid5

from stemmata.model import JSON, AnnotatedArticle, Copy, Dossier, Name, Story
from stemmata.publish.addresses import safe_link
from stemmata.publish.lines import Line, line_bytes

_MADE = datetime(2000, 1, 1, tzinfo=UTC)  # for what has no day: STIX asks for one, we know none
# Continents as CLDR codes them (UN M49), and as STIX calls them.
_REGIONS = {
    "002": "africa",
    "003": "northern-america",
    "005": "south-america",
    "009": "oceania",
    "013": "central-america",
    "019": "americas",
    "029": "caribbean",
    "142": "asia",
    "150": "europe",
    "AQ": "antarctica",
}
_CLASS = {"person": "individual", "organisation": "organization", "other": "unknown"}


def stix_files(dossier: Dossier) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield one STIX bundle."""
    yield "stemmata.stix.json", _bundle(dossier)


def _bundle(dossier: Dossier) -> Iterator[bytes]:
    yield b'{"type": "bundle", "id": "'
    names = "\n".join(sorted(each.id for each in dossier.articles))
    yield f'{_id("bundle", names)}", "objects": ['.encode()
    first = True
    for item in _objects(dossier):
        yield b"\n" if first else b",\n"
        yield line_bytes(item)
        first = False
    yield b"\n]}\n"


def _objects(dossier: Dossier) -> Iterator[Line]:
    told: set[str] = set()
    countries = {a.key: a.country for affair in dossier.affairs for a in affair.actors if a.country}
    for article in dossier.articles:
        for item in _about(article, countries):
            identifier = str(item["id"])
            if identifier not in told:
                told.add(identifier)
                yield item
        yield _report(article)
    days = {each.id: _moment(each) for each in dossier.articles}
    for copy in dossier.copies:
        if copy.copy in days and copy.original in days:
            yield _derivation(copy, days[copy.copy])
    for story in dossier.grouping.stories:
        if members := [name for name in story.articles if name in days]:
            yield _grouping(story, members, min(days[name] for name in members))


def _about(article: AnnotatedArticle, countries: Mapping[str, str]) -> Iterator[Line]:
    moment = _moment(article)
    if article.article.outlet:
        yield _thing(
            "identity",
            f"outlet {article.article.outlet}",
            moment,
            name=article.article.outlet,
            identity_class="organization",
            roles=["publisher"],
        )
    for name in article.names:
        yield _named(name, moment, countries)


def _named(name: Name, moment: str, countries: Mapping[str, str]) -> Line:
    key, shown = name.key or name.text, name.canonical or name.text
    if name.kind == "place":
        where = _where(key.rpartition(":")[2], countries.get(key, ""))
        return _thing("location", f"name {key}", moment, name=shown, **where)
    kind = _CLASS[name.kind]
    return _thing("identity", f"name {key}", moment, name=shown, identity_class=kind)


def _where(code: str, said: str) -> Line:
    """Return the country that a place is, or is said to be in; its region, if it is a continent."""
    if code in _REGIONS:
        return {"region": _REGIONS[code]}
    is_country = len(code) == 2 and code.isascii() and code.isupper()
    if is_country or said:
        return {"country": code if is_country else said}
    return {"region": "unknown-region"}  # STIX asks for one of the two, and nothing is known


def _report(article: AnnotatedArticle) -> Line:
    moment = _moment(article)
    about = [_id("identity", f"outlet {article.article.outlet}")] if article.article.outlet else []
    about += [
        _id("location" if n.kind == "place" else "identity", f"name {n.key or n.text}")
        for n in article.names
    ]
    references: list[JSON] = list(dict.fromkeys(about)) or [_id("report", article.id)]
    item = _thing(
        "report",
        article.id,
        moment,
        name=article.article.headline or article.id,
        report_types=["unspecified"],
        published=moment,
        lang=article.language,
        object_refs=references,
    )
    outside: dict[str, JSON] = {"source_name": article.article.outlet or "unknown outlet"}
    if (link := safe_link(article.article.url)) is not None:
        outside["url"] = link
    else:
        outside["external_id"] = article.id
    item["external_references"] = [outside]
    if article.article.outlet:
        item["created_by_ref"] = _id("identity", f"outlet {article.article.outlet}")
    return item


def _derivation(copy: Copy, moment: str) -> Line:
    return _thing(
        "relationship",
        f"{copy.copy} {copy.original} {copy.kind}",
        moment,
        relationship_type="derived-from",
        source_ref=_id("report", copy.copy),
        target_ref=_id("report", copy.original),
        confidence=round(100 * copy.probability * copy.direction_probability),
        description="; ".join(each.detail for each in copy.evidence[:5]) or copy.kind,
    )


def _grouping(story: Story, members: list[str], moment: str) -> Line:
    references: list[JSON] = [_id("report", name) for name in members]
    return _thing(
        "grouping", story.id, moment, name=story.id, context="unspecified", object_refs=references
    )


def _thing(kind: str, seed: str, moment: str, /, **properties: JSON) -> Line:
    common: Line = {
        "type": kind,
        "spec_version": "2.1",
        "id": _id(kind, seed),
        "created": moment,
        "modified": moment,
    }
    return common | properties


def _id(kind: str, name: str) -> str:
    return f"{kind}--{uuid5(NAMESPACE_URL, f'urn:stemmata:{kind}:{name!a}')}"


def _moment(article: AnnotatedArticle) -> str:
    day = article.published.earliest if article.published else None
    return _written(day) if day else _MADE.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _written(day: date) -> str:
    return f"{day.isoformat()}T00:00:00.000Z"
