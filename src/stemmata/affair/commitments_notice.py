"""Where an article says that something is to be done by a day, and in which tone.

Every deadline that the dates of an article show is noticed, and every day to come that stands in a
sentence with a word of ordering, agreeing, promising, planning or legislating. The words come from
one English list (`data/commitments.toml`) by way of the lexicon, for all its languages at once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files

from stemmata.affair.actors_titles import WORD
from stemmata.affair.clauses import (
    Stretch,
    clause_around,
    clause_at,
    in_body,
    mention_spans,
    overlapping,
    sentence_at,
)
from stemmata.affair.commitments_pledges import Pledge, find_pledges
from stemmata.affair.course_standing import names_weekday
from stemmata.affair.senses import Bag, Senses, bag_of, concepts_of, leave_out, read_many
from stemmata.languages import load
from stemmata.model import AnnotatedArticle, CommitmentKind, DateMention, Frozen
from stemmata.settings import CommitmentSettings
from stemmata.text import fold

_DEFAULT = CommitmentSettings()
_FIRM: tuple[CommitmentKind, ...] = ("order", "promise", "agreement", "law")
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
_FIGURES = -1_000_000  # numbers of figures in a bag lie below all concepts


class Notice(Frozen, frozen=True):
    """A day by which something is to be done: where it stands, what is said and in which tone.

    `cue` is the word that gives the tone, None where only the day does. One that is not `firm` may
    be a mere event to come: it counts where others say the same firmly. `bag` holds what the
    sentence says: concepts, and figures under negative numbers.
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
    pledged = find_pledges(articles)
    behind = [
        (article, day, clause_at(article.text, (day.start, day.end)))
        for article in articles
        for day in article.dates
        if is_last_weekday(day, article)
    ]
    read = read_many([(article, at) for article, _, at in (*pledged, *asked, *behind)])
    pledges = tuple(map(_pledge, pledged, read))
    read = read[len(pledged) :]
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
    return Noticed((*notices, *pledges), expected)


def _pledge(found: Pledge, senses: Senses) -> Notice:
    """Return what is said of a sum that is promised without a day."""
    article, figure, clause = found
    plain = leave_out(senses, mention_spans(article, clause))
    bag = bag_of(plain, clause, clause, 1.0)
    bag.update(_figures_in(article, clause, clause, _DEFAULT))
    words = (figure.start, figure.end)
    kind: CommitmentKind = "promise"
    return Notice(article.id, words, clause, clause, kind, words, None, None, firm=True, bag=bag)


def speaks_of(senses: Senses, wanted: frozenset[int], least: float) -> bool:
    """Tell whether a word means any of some concepts with a least probability."""
    pairs = zip(senses.ids.tolist(), senses.weights.tolist(), strict=True)
    return any(concept in wanted and weight >= least for concept, weight in pairs)


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
    kind, cue = find_tone(senses, sentence, clause, settings)
    if kind == "deadline" and means_to(article.text[slice(*sentence)], article.language):
        kind = "plan"
    if day.role == "deadline":
        firm = cue is not None or not _is_bare_weekday(day, article)
    else:  # a day to come may be told beside what is planned for another
        firm = cue is not None and clause[0] <= cue[0] < clause[1]
    plain = leave_out(senses, mention_spans(article, sentence))
    bag = bag_of(plain, sentence, clause, settings.outside_clause)
    bag.update(_figures_in(article, sentence, clause, settings))
    earliest, latest = _term(day, senses, sentence)
    return Notice(article.id, words, sentence, clause, kind, cue, earliest, latest, firm, bag)


def find_tone(
    senses: Senses, sentence: Stretch, clause: Stretch, settings: CommitmentSettings
) -> tuple[CommitmentKind, Stretch | None]:
    """Return the kind of commitment that the words of a sentence speak of, and the word.

    A word in the clause of the day counts more than one elsewhere in the sentence.
    """
    best: tuple[float, CommitmentKind, Stretch | None] = (0.0, "deadline", None)
    entries = senses.inside(sentence)
    scores: dict[tuple[Stretch, CommitmentKind], float] = {}
    columns = (senses.starts, senses.ends, senses.ids, senses.weights)
    kinds = cue_kinds()
    for start, end, concept, weight in zip(
        *(column[entries].tolist() for column in columns), strict=True
    ):
        if kind := kinds.get(concept):
            key = (start, end), kind
            scores[key] = scores.get(key, 0.0) + weight
    for (word, kind), probability in scores.items():
        if probability < settings.least_cue:
            continue
        near = 1.0 if clause[0] <= word[0] < clause[1] else settings.outside_clause
        score = probability * near * (1.0 if kind in _FIRM else settings.plan_weight)
        if score > best[0]:
            best = score, kind, word
    return best[1], best[2]


def means_to(sentence: str, language: str) -> bool:
    """Tell whether a sentence says by its verbs that something is meant to be: "resterà chiuso".

    Example:
        >>> means_to("The garden will stay closed", "en"), means_to("It was closed", "en")
        (True, False)
    """
    return any(_means(form, language) for form in WORD.findall(fold(sentence)))


@lru_cache(maxsize=50_000)
def _means(form: str, language: str) -> bool:
    listed = map(fold, load(language).words("ties", "intentions"))
    return any(
        form.endswith(word[1:])
        if word.startswith("*")
        else form.startswith(word[:-1])
        if word.endswith("*")
        else form == word
        for word in listed
    )


@cache
def cue_kinds() -> dict[int, CommitmentKind]:
    """Return the kind of commitment that each concept of the list speaks of."""
    kinds: dict[int, CommitmentKind] = {}
    for kind in ("order", "promise", "agreement", "law", "plan"):
        for concept in words_for("kinds", kind):
            kinds.setdefault(concept, kind)
    return kinds


@cache
def words_for(section: str, name: str) -> frozenset[int]:
    """Return the concepts of a list in `data/commitments.toml`."""
    table = tomllib.loads((files("stemmata.affair") / "data" / "commitments.toml").read_text())
    return concepts_of(tuple(table[section][name]))


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
