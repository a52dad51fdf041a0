"""What later reports make of a commitment: kept, broken, moved, overdue, superseded, not heard of.

Only reports that appeared after the first to state it can tell. A later sentence is of it where it
shares a name and most of what is said; words of finishing, failing or being late then decide. It
is kept, too, where whoever is bound has done a deed of the same kind: who was to decide has voted.
What is undecided stays so: a day that has passed without a word is not a broken promise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from stemmata.affair.clauses import Stretch, in_body, mention_spans, passage, sentence_at
from stemmata.affair.commitments_notice import Notice
from stemmata.affair.commitments_tone import words_for
from stemmata.affair.senses import Bag, bag_of, leave_out, likeness, normalised, read_many
from stemmata.lexicon import load_lexicon
from stemmata.model import AnnotatedArticle, Commitment, CommitmentState, Frozen, Passage, replace
from stemmata.settings import CommitmentSettings

_OUTCOMES: tuple[tuple[str, CommitmentState, str], ...] = (
    ("broken", "broken", "a later report says that it failed"),
    ("late", "overdue", "a later report says that it is late"),
    ("kept", "kept", "a later report says that it was done"),
)
_DEEDS = ("decide", "open", "finish", "submit", "pay", "sign", "meet", "publish")
_SURE = 0.3  # probability from which a word is taken to say that a thing was done


class Later(Frozen, frozen=True):
    """A sentence of a report: what it says, whom it names, and the day on which it appeared."""

    day: date
    said: Passage
    names: frozenset[str]
    bag: Bag
    concepts: frozenset[int]


def read_later(
    articles: Sequence[AnnotatedArticle],
    commitments: Sequence[Commitment],
    notices: Sequence[Notice],
) -> list[Later]:
    """Return what reports say of the actors of commitments after the first of these was stated.

    Args:
        articles: of the storyline.
        commitments: as stated, before later reports are heard.
        notices: all that is said of days to come: it tells of no end.
    """
    actors = {key for each in commitments for key in (*each.who, *each.to)}
    first = min((each.since[1] for each in commitments if each.since[1]), default=date.max)
    ahead: dict[str, set[Stretch]] = {}
    for notice in notices:
        ahead.setdefault(notice.article, set()).add(notice.sentence)
    return [
        each
        for article in articles
        if article.published and article.published.earliest > first
        for each in _read(article, actors, ahead.get(article.id, set()))
    ]


def _read(article: AnnotatedArticle, actors: set[str], ahead: set[Stretch]) -> Iterator[Later]:
    named = [n.start for n in article.names if n.key in actors and in_body(article, n.start)]
    where = sorted({sentence_at(article, place) for place in named} - ahead)
    if not where or article.published is None:
        return
    for sentence, senses in zip(where, read_many([(article, at) for at in where]), strict=True):
        plain = leave_out(senses, mention_spans(article, sentence))
        start, end = sentence
        names = frozenset(n.key for n in article.names if start <= n.start < end and n.key)
        entries = plain.inside(sentence)
        sure = plain.ids[entries][plain.weights[entries] >= _SURE]
        bag = normalised(bag_of(plain, sentence, sentence, 1.0))
        day = article.published.earliest
        yield Later(day, passage(article, sentence), names, bag, frozenset(sure.tolist()))


def judge(
    commitment: Commitment,
    told: Sequence[Notice],
    bag: Bag,
    later: Sequence[Later],
    as_of: date,
    settings: CommitmentSettings,
) -> Commitment:
    """Return a commitment with what later reports make of it.

    Args:
        commitment: with the days stated for it.
        told: the statements that it is told by.
        bag: what they all say, names apart.
        later: sentences of later reports with its actors.
        as_of: the day on which one asks.
        settings: how alike a sentence of it is, and when it is due.
    """
    since = commitment.since[1] or date.max
    actors = {*commitment.who, *commitment.to}
    stated = {each.article: (each.start, each.end) for each in commitment.said}
    about = [
        each
        for each in later
        if each.day > since
        and each.names & actors
        and not _restates(each.said, stated)
        and likeness(bag, each.bag) >= settings.mentions
    ]
    for outcome, state, why in _OUTCOMES:
        telling = tuple(
            each.said for each in about if each.concepts & words_for("outcomes", outcome)
        )
        if telling and not (state == "kept" and _too_early(commitment, about)):
            return replace(commitment, state=state, state_said=telling, why=why)
    if done := _done(commitment, told, later, stated):
        return replace(commitment, state="kept", state_said=done, why=_OUTCOMES[-1][2])
    return _by_the_day(commitment, [each.said for each in about], as_of, settings)


def _done(
    commitment: Commitment,
    told: Sequence[Notice],
    later: Sequence[Later],
    stated: dict[str, Stretch],
) -> tuple[Passage, ...]:
    """Return what later reports say of deeds of the same kind by whoever is bound."""
    meant = set[int]().union(*(_meant(notice.bag) for notice in told))
    kinds = [deed for deed in _DEEDS if not words_for("deeds", deed).isdisjoint(meant)]
    wanted = frozenset[int]().union(*(words_for("deeds", deed) for deed in kinds))
    since = commitment.since[1] or date.max
    telling = [
        each
        for each in later
        if each.day > since
        and each.names & set(commitment.who)
        and each.concepts & wanted
        and not _restates(each.said, stated)
    ]
    return () if _too_early(commitment, telling) else tuple(each.said for each in telling)


def _meant(bag: Bag) -> set[int]:
    """Return the concepts that a bag surely holds: a small weight is a second meaning."""
    rarity = load_lexicon().rarity
    return {each for each, weight in bag.items() if each >= 0 and weight >= _SURE * rarity[each]}


def _restates(said: Passage, stated: dict[str, Stretch]) -> bool:
    span = stated.get(said.article)
    return span is not None and said.start < span[1] and span[0] < said.end


def _too_early(commitment: Commitment, about: Sequence[Later]) -> bool:
    """Tell whether all that is said of it appeared before the days it is for."""
    start = commitment.until[0]
    return start is not None and all(each.day < start for each in about)


def _by_the_day(
    commitment: Commitment, about: Sequence[Passage], as_of: date, settings: CommitmentSettings
) -> Commitment:
    """Return a commitment that no report says the end of, by its day."""
    last = commitment.until[1]
    if last is not None and last < as_of:
        if about:
            why = f"still spoken of after {last}"
            return replace(commitment, state="overdue", state_said=tuple(about), why=why)
        return replace(commitment, state="not heard of", why=f"no report after {last} tells of it")
    if commitment.state == "moved":
        return commitment
    if last is not None and last <= as_of + timedelta(settings.due_days):
        why = f"due within {settings.due_days} days of {as_of}"
        return replace(commitment, state="due", state_said=tuple(about), why=why)
    return replace(commitment, state_said=tuple(about))
