"""Points that names and attributions answer: how a name is written, on whose word a story rests."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from stemmata.collate.drafts import Draft
from stemmata.collate.readings import as_reading
from stemmata.model import AnnotatedArticle, Claim, Name, Reading, Verdict, replace

GARBLED = "suspected garbling of {canonical} ({probability:.0%}): {why}"

Written = tuple[str, Name]


def ask_names(articles: Sequence[AnnotatedArticle]) -> list[Draft]:
    """Return a point for each name that several reports give, or that one may have garbled.

    All plain spellings of one name (scripts, inflections) are one reading; a suspected garbling
    is a reading of its own beside the name it may stand for.
    """
    if len(articles) == 1 and not any(name.suspected for name in articles[0].names):
        return []
    by_key: dict[str, list[Written]] = defaultdict(list)
    for article in articles:
        for name in article.names:
            if name.key:
                by_key[name.suspected or name.key].append((article.id, name))
    drafts = [_draft_name(key, found) for key, found in by_key.items()]
    return [draft for draft in drafts if draft]


def ask_attributions(articles: Sequence[AnnotatedArticle]) -> list[Draft]:
    """Return the point on whose word the reports rest, each source a reading."""
    by_source: dict[str, list[Claim]] = defaultdict(list)
    for article in articles:
        for found in article.attributions:
            claim = Claim(
                article.id,
                found.start,
                found.end,
                found.text,
                found.source,
                source=found.key,
            )
            by_source[found.key or found.source].append(claim)
    if not by_source:
        return []
    readings = [_named_reading(claims) for claims in by_source.values()]
    readings.sort(key=lambda reading: (-len(reading.claims), reading.value))
    several = len({claim.article for reading in readings for claim in reading.claims}) > 1
    verdict: Verdict = "single" if not several else "agreed" if len(readings) == 1 else "compatible"
    question = "On whose word do the reports rest?"
    return [Draft("attribution", question, tuple(readings), verdict)]


def _draft_name(key: str, found: Sequence[Written]) -> Draft | None:
    if len({article for article, _ in found}) < 2 and not any(n.suspected for _, n in found):
        return None
    plain = [(article, name) for article, name in found if not name.suspected]
    garbled: dict[str, list[Written]] = defaultdict(list)
    for article, name in found:
        if name.suspected:
            garbled[name.key].append((article, name))
    if not garbled and len({article for article, _ in plain}) < 2:
        return None
    canonical = next((name.canonical for _, name in plain if name.canonical), key)
    readings = [_spelling(plain)] if plain else []
    readings += [_garbling(members, canonical) for _, members in sorted(garbled.items())]
    several = len({article for article, _ in found}) > 1
    verdict: Verdict = "single" if not several else "disputed" if len(readings) > 1 else "agreed"
    return Draft("name", f"How is {canonical} named?", tuple(readings), verdict)


def _spelling(written: Sequence[Written]) -> Reading:
    return as_reading(
        [
            Claim(article, name.start, name.end, name.text, name.canonical or name.text)
            for article, name in _first_of_each(written)
        ]
    )


def _garbling(written: Sequence[Written], canonical: str) -> Reading:
    probability, why = written[0][1].suspicion
    reading = as_reading(
        [
            Claim(article, name.start, name.end, name.text, name.text)
            for article, name in _first_of_each(written)
        ]
    )
    note = GARBLED.format(canonical=canonical, probability=probability, why=why)
    return replace(reading, note=note)


def _first_of_each(written: Sequence[Written]) -> list[Written]:
    """Keep the first place of each written form in each article."""
    first: dict[tuple[str, str], Written] = {}
    for article, name in written:
        first.setdefault((article, name.text), (article, name))
    return list(first.values())


def _named_reading(claims: Sequence[Claim]) -> Reading:
    reading = as_reading(claims)
    best, _ = Counter(claim.value for claim in reading.claims).most_common(1)[0]
    return replace(reading, value=best)
