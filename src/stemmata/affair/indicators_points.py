"""Figure points of a storyline as observations: what is measured, when it holds, in which words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from stemmata.affair.clauses import REACH, Stretch, clause_at, in_body
from stemmata.affair.course_standing import Told
from stemmata.affair.material import Material
from stemmata.affair.senses import Bag, bag_of, leave_out, normalised, read_senses
from stemmata.model import AnnotatedArticle, Claim, DateMention, Frozen, Point, Reading, replace
from stemmata.settings import IndicatorSettings

# Lengths of time and hours of the day are no measure of an affair's course.
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade"})
COUNTED = "counted"
_LANGUAGES = 3  # in which a point is read: more say the same


@dataclass(frozen=True)  # without slots: what many pairs ask for is found once
class Observed:
    """A figure point of a storyline.

    `measure` is the unit where it is one of money, share, rank or physics, else `counted`. `value`
    is the middle of its best attested reading. `places` are where its claims start, by article.
    """

    point: Point
    measure: str
    value: float
    places: Mapping[str, Sequence[int]]
    by_id: Mapping[str, AnnotatedArticle]

    @property
    def first(self) -> Claim:
        """The claim that its best attested reading begins with."""
        return self.point.readings[0].claims[0]

    @cached_property
    def articles(self) -> frozenset[str]:
        """The articles that state it."""
        return frozenset(self.places)

    @cached_property
    def clauses(self) -> tuple[tuple[AnnotatedArticle, Stretch], ...]:
        """The clauses of its claims that speak for it, one in each of a few languages."""
        found: dict[str, tuple[AnnotatedArticle, Stretch]] = {}
        for claim in self.point.readings[0].claims:
            article = self.by_id[claim.article]
            if article.language not in found:
                clause = clause_at(article.text, (claim.start, claim.end))
                found[article.language] = article, clause
        return tuple(found.values())[:_LANGUAGES]

    @cached_property
    def names(self) -> frozenset[str]:
        """The keys of the names in its clauses."""
        return frozenset(
            name.key
            for article, (start, end) in self.clauses
            for name in article.names
            if name.key and start <= name.start < end
        )


def observe(material: Material, settings: IndicatorSettings) -> list[Observed]:
    """Return the figure points of a storyline that can be compared over time."""
    by_id = {article.id: article for article in material.articles}
    of_measure: dict[str, list[Observed]] = {}
    for point in material.points:
        if point.kind != "figure":
            continue
        first = point.readings[0].claims[0]
        middle = middle_of(first)
        if first.unit in _TIMES or middle is None or abs(middle) < settings.least_value:
            continue
        claims = [claim for reading in point.readings for claim in reading.claims]
        places: dict[str, list[int]] = {}
        for claim in claims:
            places.setdefault(claim.article, []).append(claim.start)
        measure = measure_of(claims)
        each = Observed(point, measure, middle, places, by_id)
        of_measure.setdefault(measure, []).append(each)
    return [
        each
        for group in of_measure.values()
        if max(len(each.places) for each in group) >= settings.least_articles
        for each in group
        if in_body(by_id[each.first.article], each.first.start)
    ]


def middle_of(claim: Claim) -> float | None:
    """Return the middle of a claim's bounds, or the one bound it has."""
    bounds = [bound for bound in (claim.low, claim.high) if bound is not None]
    return sum(bounds) / len(bounds) if bounds else None


def measure_of(claims: Sequence[Claim]) -> str:
    """Return in which class of units claims are stated: a counted thing is a word of a language.

    Example:
        >>> measure_of([Claim("a", 0, 1, "5", "5"), Claim("b", 0, 5, "5 EUR", "5 EUR", unit="EUR")])
        'EUR'
        >>> measure_of([Claim("a", 0, 1, "5", "5", unit="Schafe")])
        'counted'
    """
    units = [claim.unit for claim in claims if claim.unit]
    for unit in units:
        if unit in ("%", "rank") or (len(unit) == 3 and unit.isupper() and unit.isascii()):
            return unit
        if not unit.isalpha() or len(unit) <= 2:
            return unit
    return COUNTED


def read_words(observed: Sequence[Observed]) -> list[Bag]:
    """Return what the clauses of each observation say, each language looked up at once."""
    by_language: dict[str, list[tuple[int, AnnotatedArticle, Stretch]]] = {}
    for place, each in enumerate(observed):
        for article, clause in each.clauses:
            by_language.setdefault(article.language, []).append((place, article, clause))
    bags: list[Bag] = [{} for _ in observed]
    for language, clauses in by_language.items():
        found = _read_bags([(article, clause) for _, article, clause in clauses], language)
        for (place, _, _), bag in zip(clauses, found, strict=True):
            mine = bags[place]
            for concept, weight in bag.items():
                mine[concept] = max(weight, mine.get(concept, 0.0))
    return [normalised(bag) for bag in bags]


def _read_bags(clauses: Sequence[tuple[AnnotatedArticle, Stretch]], language: str) -> list[Bag]:
    """Return what clauses of one language say apart from their names, read as one text."""
    stretches, names, begin = [], [], 0
    for article, (start, end) in clauses:
        stretches.append((begin, begin + end - start))
        shift = begin - start
        names += [
            (name.start + shift, name.end + shift)
            for name in article.names
            if start <= name.start and name.end <= end
        ]
        begin += end - start + 1
    text = "\n".join([article.text[slice(*clause)] for article, clause in clauses])
    senses = leave_out(read_senses(text, language, stretches), names)
    return [bag_of(senses, stretch, stretch, 1.0) for stretch in stretches]


class Holding(Frozen, frozen=True):
    """The days that a reading holds for, and whether it is a projection."""

    earliest: date | None
    latest: date | None
    projected: bool = False


def holding(reading: Reading, told: Told) -> Holding:
    """Return when a reading holds: on the day its clauses give, else when it was first reported."""
    if day := stated(reading, told):
        return _holding(day, reading.claims[0], told)
    known = [told.articles[claim.article].published for claim in reading.claims]
    first = min((each for each in known if each), key=lambda each: each.latest, default=None)
    return Holding(first.earliest, first.latest) if first else Holding(None, None)


def by_day(
    reading: Reading, told: Told, material: Material, settings: IndicatorSettings
) -> Iterator[tuple[Reading, Holding]]:
    """Yield a reading with the days it holds for, apart what some of its claims give others for.

    Args:
        reading: of a figure point.
        told: the articles of the storyline.
        material: the storyline.
        settings: how near to a figure a day stands that is its own.
    """
    held = holding(reading, told)
    apart: dict[Holding, list[Claim]] = {}
    for claim in reading.claims:
        day = _stated_day(claim, told.articles)
        if not day or (day.earliest, day.latest) == (held.earliest, held.latest):
            continue
        if max(day.start - claim.end, claim.start - day.end) <= settings.beside_day:
            apart.setdefault(_holding(day, claim, told), []).append(claim)
    rest = [claim for claim in reading.claims if not any(claim in each for each in apart.values())]
    if not apart or not rest:
        yield reading, held
        return
    kept = replace(material.weighed(reading.value, tuple(rest)), note=reading.note)
    yield kept, holding(kept, told)
    for days, claims in apart.items():
        yield replace(material.weighed(reading.value, tuple(claims)), note=reading.note), days


def _holding(day: DateMention, claim: Claim, told: Told) -> Holding:
    published = told.articles[claim.article].published
    ahead = published is not None and (day.earliest or date.min) > published.latest
    return Holding(day.earliest, day.latest, ahead or day.role == "deadline")


def stated(reading: Reading, told: Told) -> DateMention | None:
    """Return the day that most clauses of a reading give of their own, if they do."""
    days = [day for claim in reading.claims if (day := _stated_day(claim, told.articles))]
    return days[0] if len(days) * 2 > len(reading.claims) else None


def _stated_day(claim: Claim, articles: Mapping[str, AnnotatedArticle]) -> DateMention | None:
    """Return the one day in the clause of a claim, where no other figure stands nearer to it.

    A stretch of time that the report itself falls into ("this year") says nothing of when.
    """
    article = articles[claim.article]
    if not any(abs(day.start - claim.start) <= REACH for day in article.dates):
        return None
    start, end = clause_at(article.text, (claim.start, claim.end))
    days = [
        day
        for day in article.dates
        if start <= day.start < end and day.type == "DATE" and (day.earliest or day.latest)
    ]
    if len(days) != 1 or _covers(days[0], article):
        return None
    mine = abs(days[0].start - claim.start)
    others = [f.start for f in article.figures if start <= f.start < end and f.start != claim.start]
    near = any(abs(days[0].start - other) < mine for other in others if other != days[0].start)
    return None if near else days[0]


def _covers(day: DateMention, article: AnnotatedArticle) -> bool:
    appeared = article.published
    if appeared is None or day.role == "deadline":
        return False
    return (day.earliest or date.min) <= appeared.earliest and appeared.latest <= (
        day.latest or date.max
    )
