"""Where an article says that something is to be done by a day, and in which tone.

Every deadline that the dates of an article show is noticed, and every day to come that stands in a
sentence with a word of ordering, agreeing, promising, planning or legislating. The words come from
one English list (`data/commitments.toml`) by way of the lexicon, for all its languages at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from stemmata.affair.clauses import (
    Stretch,
    clause_around,
    clause_at,
    in_body,
    mention_spans,
    overlapping,
    sentence_at,
)
from stemmata.affair.commitments_conditions import Condition, find_conditions
from stemmata.affair.commitments_pledges import Pledge, find_pledges
from stemmata.affair.commitments_tone import (
    Voice,
    cue_kinds,
    find_tone,
    find_voice,
    kinds_on_a_day,
    means_to,
    meant_once,
    speaks_of,
    words_for,
)
from stemmata.affair.course_standing import names_weekday
from stemmata.affair.senses import Bag, Senses, bag_of, leave_out, read_many
from stemmata.model import AnnotatedArticle, CommitmentKind, DateMention, Frozen
from stemmata.settings import CommitmentSettings

_DEFAULT = CommitmentSettings()
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
_FIGURES = -1_000_000  # numbers of figures in a bag lie below all concepts


class Notice(Frozen, frozen=True):
    """A day by which something is to be done: where it stands, what is said and in which tone.

    `cue` is the word that gives the tone, None where only the day does; `voice` says whom it binds.
    One that is not `firm` may be a mere event to come: it counts where others say the same firmly.
    `bag` holds what the sentence says: concepts, and figures under negative numbers. `past` marks a
    plan as one of old ("it was to open").
    """

    article: str
    words: Stretch
    sentence: Stretch
    clause: Stretch
    kind: CommitmentKind
    cue: Stretch | None
    earliest: date | None
    latest: date | None
    firm: bool
    bag: Bag
    voice: Voice = "subject"
    past: bool = False


class Noticed(Frozen, frozen=True):
    """What articles say of days to come.

    `expected` are the days behind a report, by article and start, in a sentence that expects.
    """

    notices: tuple[Notice, ...]
    expected: frozenset[tuple[str, int]]


def notice_commitments(
    articles: Sequence[AnnotatedArticle], settings: CommitmentSettings = _DEFAULT
) -> Noticed:
    """Return what articles say is to be done by a day, in their order and that of their texts."""
    asked = [
        (article, day, sentence_at(article, day.start))
        for article in articles
        for day in article.dates
        if _lies_ahead(day, article)
    ]
    pledged, conditions = find_pledges(articles), find_conditions(articles)
    behind = [
        (article, day, clause_at(article.text, (day.start, day.end)))
        for article in articles
        for day in article.dates
        if is_last_weekday(day, article)
    ]
    undated = (*pledged, *((each.article, each.tie, each.sentence) for each in conditions))
    read = read_many([(article, at) for article, _, at in (*undated, *asked, *behind)])
    lasting = [*map(_pledge, pledged, read), *map(_condition, conditions, read[len(pledged) :])]
    read = read[len(undated) :]
    binding = {(a.id, at) for a, day, at in asked if day.role == "deadline"}
    notices = tuple(
        _notice(article, day, sentence, senses, settings)
        for (article, day, sentence), senses in zip(asked, read, strict=False)
        if day.role == "deadline" or (article.id, sentence) not in binding
    )
    ahead = words_for("ahead", "words")
    expected = frozenset(
        (article.id, day.start)
        for (article, day, _), senses in zip(behind, read[len(asked) :], strict=True)
        if speaks_of(senses, ahead, settings.least_cue)
    )
    return Noticed((*notices, *lasting), expected)


def _pledge(found: Pledge, senses: Senses) -> Notice:
    """Return what is said of a sum that is promised without a day."""
    article, figure, clause = found
    plain = leave_out(senses, mention_spans(article, clause))
    bag = bag_of(plain, clause, clause, 1.0)
    bag.update(_figures_in(article, clause, clause, _DEFAULT))
    words = (figure.start, figure.end)
    kind: CommitmentKind = "promise"
    return Notice(
        article.id,
        words,
        clause,
        clause,
        kind,
        words,
        None,
        None,
        firm=True,
        bag=bag,
        voice="wills",
    )


def _condition(found: Condition, senses: Senses) -> Notice:
    """Return what is said of a deed that is to last until something is so."""
    article, clause = found.article, found.clause
    plain = leave_out(senses, mention_spans(article, clause))
    bag = bag_of(plain, found.sentence, clause, _DEFAULT.outside_clause)
    bag.update(_figures_in(article, found.sentence, clause, _DEFAULT))
    return Notice(
        article.id,
        found.words,
        found.sentence,
        clause,
        found.kind,
        (found.tie.start, found.tie.end),
        None,
        None,
        firm=True,
        bag=bag,
        voice="condition",
    )


def _notice(
    article: AnnotatedArticle,
    day: DateMention,
    sentence: Stretch,
    senses: Senses,
    settings: CommitmentSettings,
) -> Notice:
    """Return what is said of a day in a sentence."""
    words = (day.start, day.end)
    clause = clause_around(article.text, sentence, words)
    kinds = cue_kinds() if day.role == "deadline" else kinds_on_a_day()
    kind, cue = find_tone(senses, sentence, clause, kinds)
    past = kind != "order" and meant_once(article.text[slice(*clause)], article.language)
    if kind == "deadline" and (past or means_to(article.text[slice(*sentence)], article.language)):
        kind = "plan"
    if day.role == "deadline":
        firm = cue is not None or not _is_bare_weekday(day, article)
    else:  # a day to come may be told beside what is planned for another
        firm = past or (cue is not None and clause[0] <= cue[0] < clause[1])
    plain = leave_out(senses, mention_spans(article, sentence))
    bag = bag_of(plain, sentence, clause, settings.outside_clause)
    bag.update(_figures_in(article, sentence, clause, settings))
    term = _term(day, senses, sentence)
    voice = find_voice(senses, cue, settings)
    return Notice(article.id, words, sentence, clause, kind, cue, *term, firm, bag, voice, past)


def _lies_ahead(day: DateMention, article: AnnotatedArticle) -> bool:
    appeared = article.published.latest if article.published else date.min
    if day.role == "publication" or day.latest is None or day.latest <= appeared:
        return False
    if day.role != "deadline" and (
        day.type not in ("DATE", "TIME") or day.earliest is None or day.earliest <= appeared
    ):
        return False
    return in_body(article, day.start)


def is_last_weekday(day: DateMention, article: AnnotatedArticle) -> bool:
    """Tell whether a day is a weekday of the week before a report."""
    appeared = article.published
    if appeared is None or day.latest is None or day.role != "mention":
        return False
    near = timedelta(0) <= appeared.latest - day.latest <= timedelta(7)
    return near and names_weekday(day)


def _is_bare_weekday(day: DateMention, article: AnnotatedArticle) -> bool:
    """Tell whether a day may as well be the last one of that name ("by Monday, most had left")."""
    appeared = article.published
    return (
        appeared is not None
        and day.latest is not None
        and day.type != "DURATION"
        and day.latest - appeared.latest <= timedelta(7)
    )


def _term(day: DateMention, senses: Senses, sentence: Stretch) -> tuple[date | None, date | None]:
    """Return the interval in which a thing is to be done; what is to begin then has no end."""
    if day.role == "deadline":
        return None, day.latest
    before = senses.inside((max(sentence[0], day.start - 16), day.start))
    begins = words_for("since", "words")
    for concept, weight in zip(
        senses.ids[before].tolist(), senses.weights[before].tolist(), strict=True
    ):
        if concept in begins and weight >= 0.3:
            return day.earliest, None
    return day.earliest, day.latest


def _figures_in(
    article: AnnotatedArticle, sentence: Stretch, clause: Stretch, settings: CommitmentSettings
) -> Bag:
    """Return the figures of a sentence; lengths of time belong to the day."""
    dates = [(day.start, day.end) for day in article.dates]
    return {
        _FIGURES - int(abs(figure.low) * 100): settings.figure_weight
        * (1.0 if clause[0] <= figure.start < clause[1] else settings.outside_clause)
        for figure in article.figures
        if figure.low is not None
        and figure.unit not in _TIMES
        and sentence[0] <= figure.start < sentence[1]
        and not overlapping((figure.start, figure.end), dates)
    }
