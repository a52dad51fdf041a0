"""Which statements are of one commitment: average linkage over the likeness of what they say.

Likeness is the cosine of concepts, figures and names, more where the day is the same and less where
it is another: so a moved deadline still finds its commitment, and two duties that end on one day
stay two. Two days that one report gives are of two commitments.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stemmata.affair.commitments_notice import Notice
from stemmata.affair.commitments_parties import Parties
from stemmata.affair.linking import link
from stemmata.affair.senses import Bag, likeness, normalised
from stemmata.model import AnnotatedArticle
from stemmata.settings import CommitmentSettings

_DAYS_APART = 3  # "within 30 days" ends on one day or the next, by the day of the report
_NAMES = -1


def name_numbers(articles: Sequence[AnnotatedArticle]) -> dict[str, int]:
    """Return a number below zero for each key of the articles' names, as bags hold them."""
    keys = dict.fromkeys(name.key for article in articles for name in article.names if name.key)
    return {key: _NAMES - number for number, key in enumerate(keys)}


def with_names(
    article: AnnotatedArticle,
    notice: Notice,
    parties: Parties,
    numbers: dict[str, int],
    settings: CommitmentSettings,
) -> Bag:
    """Return what is said of a day, with the names of the sentence, the clause in full.

    Whoever is bound and only told by his role counts as if he were named.
    """
    clause, sentence = notice.clause, notice.sentence
    bound = {numbers[key]: settings.name_weight for key in parties[0] if key in numbers}
    inside = {
        numbers[name.key]: settings.name_weight
        * (1.0 if clause[0] <= name.start < clause[1] else settings.outside_clause)
        for name in article.names
        if name.key and sentence[0] <= name.start < sentence[1]
    }
    return {**notice.bag, **bound, **inside}


def merge_notices(
    notices: Sequence[Notice], bags: Sequence[Bag], settings: CommitmentSettings
) -> list[list[int]]:
    """Return the places of notices that are of one commitment, group by group."""
    units = [normalised(bag) for bag in bags]
    scores = {
        (b, a): likeness(units[a], units[b]) + _bonus(notices[a], notices[b], settings)
        for a in range(len(notices))
        for b in range(a)
        if notices[a].article != notices[b].article or same_day(notices[a], notices[b])
        if (notices[a].voice == "condition") == (notices[b].voice == "condition")
    }
    return link(len(notices), scores, settings.join)


def same_day(one: Notice, other: Notice) -> bool:
    """Tell whether two statements are of one day, as near as a day counted from a report is.

    "From May 4" is as good as "on May 4".
    """
    if one.latest is None or other.latest is None:
        return _near(one.earliest, other.earliest)
    return _near(one.latest, other.latest)


def _near(one: date | None, other: date | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs((one - other).days) <= _DAYS_APART


def _bonus(one: Notice, other: Notice, settings: CommitmentSettings) -> float:
    day = settings.same_day if same_day(one, other) else settings.other_day
    firm = {one.kind, other.kind} - {"deadline", "plan"}
    return day + (settings.other_kind if len(firm) == 2 else 0.0)
