"""Commitments of a storyline: orders, agreements, promises, plans, laws and deadlines.

What single articles say is to be done by a day (`commitments_notice`) is brought together over
articles and languages (`commitments_merging`). Days that differ are readings of one commitment:
none overwrites another. Of several, the one that only later reports give has moved the day; where
reports of the same days differ, they are in dispute, and the best supported stands first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from stemmata.affair.clauses import passage, widened
from stemmata.affair.commitments_merging import (
    merge_notices,
    name_numbers,
    same_day,
    with_names,
)
from stemmata.affair.commitments_notice import Notice
from stemmata.affair.commitments_parties import Parties, find_parties
from stemmata.affair.commitments_replaced import Judged, supersede
from stemmata.affair.commitments_states import judge, read_later
from stemmata.affair.material import Material
from stemmata.affair.senses import Bag, normalised
from stemmata.affair.ties import Deeds
from stemmata.model import (
    AnnotatedArticle,
    Claim,
    Commitment,
    CommitmentKind,
    Reading,
    Standing,
    Verdict,
)
from stemmata.settings import CommitmentSettings

_DEFAULT = CommitmentSettings()
# A firm tone outvotes a plan, and a plan a day without any tone.
_VOTES: Mapping[CommitmentKind, float] = {"plan": 0.5, "deadline": 0.25}
_STANDING: Mapping[CommitmentKind, Standing] = {
    "order": "order",
    "agreement": "fact",
    "law": "fact",
}
_SHOWN = 160  # characters; a longer clause speaks for the others only where all are long
Stated = list[tuple[AnnotatedArticle, Notice, Parties]]


def find_commitments(
    material: Material,
    notices: Sequence[Notice],
    deeds: Deeds,
    as_of: date | None = None,
    settings: CommitmentSettings = _DEFAULT,
) -> tuple[Commitment, ...]:
    """Return the commitments of a storyline in order of their days, with what became of them.

    Args:
        material: the storyline.
        notices: what its articles say is to be done by a day, in the order of the articles.
        deeds: the ties of its articles.
        as_of: the day on which one asks; by default that of its last report.
        settings: when statements are of one commitment.
    """
    if not any(notice.firm for notice in notices):
        return ()
    stated = _with_parties(material, notices, deeds)
    numbers = name_numbers(material.articles)
    bags = [with_names(*each, numbers, settings) for each in stated]
    groups = merge_notices(notices, bags, settings)
    told = [group for group in groups if any(notices[place].firm for place in group)]
    drafts = [_draft(material, [stated[place] for place in group]) for group in told]
    as_of = as_of or last_day(material.articles) or date.min
    later = read_later(material.articles, drafts, notices)
    judged = []
    for group, draft in zip(told, drafts, strict=True):
        said = [notices[place] for place in group]
        bag = _union([notice.bag for notice in said])
        judged.append(Judged(judge(draft, said, bag, later, as_of, settings), said, bag))
    return tuple(sorted(supersede(judged, settings), key=due_day))


def _with_parties(material: Material, notices: Sequence[Notice], deeds: Deeds) -> Stated:
    """Return statements with their articles, and with who is bound and to whom."""
    ties = deeds.by_article()
    articles = [material.articles[material.order[notice.article]] for notice in notices]
    return [
        (article, notice, find_parties(article, notice, ties, deeds.bearers))
        for article, notice in zip(articles, notices, strict=True)
    ]


def _draft(material: Material, stated: Stated) -> Commitment:
    """Return what some articles state of one commitment, before later reports are heard."""
    kind = _kind([notice for _, notice, _ in stated])
    parties = [each for _, _, each in stated]
    days = _by_day(stated)
    moved = _moves(days)
    readings = tuple(material.weighed(*_reading(each)) for each in days)
    if moved is None:
        readings = tuple(sorted(readings, key=_weight))
    else:
        readings = (readings[moved], *readings[:moved], *readings[moved + 1 :])
    in_force = next(n for _, n, _ in stated if write_term(n) == readings[0].value)
    spoken = Counter(article.language for article, _, _ in stated)
    everywhere = Counter(article.language for article in material.articles)
    article, notice = max(
        ((article, notice) for article, notice, _ in stated),
        key=lambda told: (
            _telling(told)[0],
            everywhere[told[0].language] == max(everywhere.values()),
            spoken[told[0].language],
            *_telling(told),
        ),
    )
    return Commitment(
        id=f"{material.storyline}-c-{notice.article}-{notice.words[0]}",
        kind=kind,
        what=passage(article, widened(article.text, notice.clause)),
        readings=readings,
        verdict=_verdict(readings),
        said=tuple(passage(article, notice.clause) for article, notice, _ in stated),
        who=_most_named(parties, 0),
        to=_most_named(parties, 1),
        standing=_STANDING.get(kind, "plan"),
        since=min((_appeared(each) for each, _, _ in stated), default=(None, None), key=_first_day),
        until=(in_force.earliest, in_force.latest),
        state="open" if moved is None else "moved",
        why="" if moved is None else f"first {readings[1].value}, then {readings[0].value}",
    )


def _by_day(stated: Stated) -> list[Stated]:
    """Return statements by the days they give, as near as days counted from a report are."""
    groups: list[Stated] = []
    for each in stated:
        for group in groups:
            if same_day(group[0][1], each[1]):
                group.append(each)
                break
        else:
            groups.append([each])
    return groups


def _moves(days: Sequence[Stated]) -> int | None:
    """Return which day is given only after all reports that give another."""
    for place, stated in enumerate(days if len(days) > 1 else ()):
        others = [_appeared(a)[1] for n, each in enumerate(days) if n != place for a, _, _ in each]
        first = min((_appeared(a) for a, _, _ in stated), key=_first_day)[0]
        if first and all(each is not None and each < first for each in others):
            return place
    return None


def _appeared(article: AnnotatedArticle) -> tuple[date | None, date | None]:
    published = article.published
    return (published.earliest, published.latest) if published else (None, None)


def _first_day(days: tuple[date | None, date | None]) -> date:
    return days[0] or date.max


def _kind(notices: Sequence[Notice]) -> CommitmentKind:
    votes: dict[CommitmentKind, float] = {}
    for notice in notices:
        votes[notice.kind] = votes.get(notice.kind, 0.0) + _VOTES.get(notice.kind, 1.0)
    return max(votes, key=lambda kind: (votes[kind], kind == "plan", kind))


def _most_named(parties: Sequence[Parties], side: int) -> tuple[str, ...]:
    """Return the keys that most statements name, none that others name as the other side."""
    counts = Counter(each[side] for each in parties if each[side])
    return max(counts, key=lambda keys: (counts[keys], keys)) if counts else ()


def _reading(stated: Stated) -> tuple[str, tuple[Claim, ...]]:
    """Return the day that statements give, as the first puts it, and their claims.

    What is to be done "within 30 days" is counted from the first report, not from its copies.
    """
    value = write_term(stated[0][1])
    return value, tuple(_claim(article, notice) for article, notice, _ in stated)


def _weight(reading: Reading) -> tuple[int, int, str]:
    return -reading.independent_sources, -len(reading.claims), reading.value


def _claim(article: AnnotatedArticle, notice: Notice) -> Claim:
    start, end = notice.words
    return Claim(article.id, start, end, article.text[start:end], write_term(notice))


def write_term(notice: Notice) -> str:
    """Return the day of a statement in ISO 8601 form, "by" or "from" it where it is open.

    What is promised without one has "no day".
    """
    if notice.earliest is None and notice.latest is None:
        return "no day"
    if notice.earliest is None:
        return f"by {notice.latest}"
    if notice.latest is None:
        return f"from {notice.earliest}"
    if notice.earliest == notice.latest:
        return str(notice.earliest)
    return f"{notice.earliest}/{notice.latest}"


def _verdict(readings: Sequence[Reading]) -> Verdict:
    if len(readings) > 1:
        return "disputed"
    articles = {claim.article for claim in readings[0].claims}
    return "agreed" if len(articles) > 1 else "single"


def _telling(told: tuple[AnnotatedArticle, Notice]) -> tuple[bool, int, int]:
    """Prefer a clause with the word of tone, long enough to understand, from an early report."""
    clause, cue = told[1].clause, told[1].cue
    speaks = told[1].past or (cue is not None and clause[0] <= cue[0] < clause[1])
    size = clause[1] - clause[0]
    published = told[0].published
    day = published.earliest.toordinal() if published else date.max.toordinal()
    return speaks, size if size <= _SHOWN else -size, -day


def _union(bags: Sequence[Bag]) -> Bag:
    """Return what all statements say, each concept by its mean weight."""
    union: Bag = {}
    for bag in bags:
        for concept, weight in bag.items():
            union[concept] = union.get(concept, 0.0) + weight / len(bags)
    return normalised(union)


def last_day(articles: Sequence[AnnotatedArticle]) -> date | None:
    """Return the last day on which any of some articles can have appeared."""
    return max((a.published.latest for a in articles if a.published), default=None)


def due_day(commitment: Commitment) -> tuple[date, str]:
    """Return where a commitment stands in order of days, those without an end by their start."""
    return commitment.until[1] or commitment.until[0] or date.max, commitment.id
