"""What the words of passages support: the figures, dates, names and words of them, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from stemmata.languages import load
from stemmata.lexicon import load_lexicon
from stemmata.model import AnnotatedArticle, Figure, Passage, Publication
from stemmata.text import fold

_STRONG = 0.3  # share of a word's meaning from which a concept is one of its senses
Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure, and what is counted, where that is said: its words folded, and their concepts."""

    low: float | None
    high: float | None
    unit: str | None
    words: frozenset[str]
    concepts: frozenset[int]


@dataclass(frozen=True, slots=True)
class Grounds:
    """What may be said of some passages.

    Args:
        text: the passages, folded, one a line.
        forms: their words, folded, and those of the best written forms of the names in them.
        concepts: what their words mean.
        figures: what they count.
        days: the days and periods that they name, and those of their reports.
        orders: the names in each passage, folded, in their order.
        negated: they deny something.
        published: of the first of their reports, by which "yesterday" is read.
    """

    text: str
    forms: frozenset[str]
    concepts: frozenset[int]
    figures: tuple[Counted, ...]
    days: frozenset[Days]
    orders: tuple[tuple[str, ...], ...]
    negated: bool
    published: Publication | None


def grounds_of(passages: Sequence[Passage], articles: Mapping[str, AnnotatedArticle]) -> Grounds:
    """Return what passages support.

    Args:
        passages: at least one.
        articles: their articles by id.
    """
    forms: set[str] = set()
    concepts: set[int] = set()
    figures: list[Counted] = []
    days: set[Days] = set()
    orders: list[tuple[str, ...]] = []
    for passage in passages:
        article = articles[passage.article]
        told, meant = meanings(passage.text, article.language)
        forms |= told
        concepts |= meant
        inside = [name for name in article.names if _within(name.start, name.end, passage)]
        orders.append(tuple(dict.fromkeys(fold(name.text) for name in inside)))
        for name in inside:
            forms |= meanings(name.canonical or name.text, article.language)[0]
        figures += [
            counted(each, article.text, article.language)
            for each in article.figures
            if _within(each.start, each.end, passage)
        ]
        dates = [each for each in article.dates if _within(each.start, each.end, passage)]
        days |= {(each.earliest, each.latest) for each in dates}
        if article.published:
            days.add((article.published.earliest, article.published.latest))
    first = articles[passages[0].article]
    return Grounds(
        text="\n".join(fold(each.text) for each in passages),
        forms=frozenset(forms),
        concepts=frozenset(concepts),
        figures=tuple(figures),
        days=frozenset(days),
        orders=tuple(orders),
        negated=any(is_negated(p.text, articles[p.article].language) for p in passages),
        published=first.published,
    )


def without_answers(
    grounds: Grounds, question: str, answers: Iterable[str], language: str
) -> Grounds:
    """Return what a question may be made of: words around its answers, none of the answers.

    Args:
        grounds: what the passages support that the answers stand in.
        question: as it is asked without an endpoint; its words may be used.
        answers: as they are written.
        language: of the question.
    """
    asked, meant = meanings(question, language)
    words, concepts = meanings("\n".join(answers), language)
    return Grounds(
        text=fold(question),
        forms=(grounds.forms - words) | asked,
        concepts=(grounds.concepts - concepts) | meant,
        figures=(),
        days=frozenset(),
        orders=(),
        negated=is_negated(question, language),
        published=grounds.published,
    )


def counted(figure: Figure, text: str, language: str) -> Counted:
    """Return a figure with what is counted."""
    subject = figure.subject.quote(text) if figure.subject else ""
    words, concepts = meanings(subject, language)
    return Counted(figure.low, figure.high, figure.unit, words, concepts)


def meanings(text: str, language: str) -> tuple[frozenset[str], frozenset[int]]:
    """Return the words of a text, folded, and the concepts that they mean."""
    forms = load_lexicon().words(text, language)
    found = load_lexicon().concepts(forms, language)
    strong = found.weights >= _STRONG
    return frozenset(map(fold, forms)), frozenset(found.ids[strong].tolist())


def is_negated(text: str, language: str) -> bool:
    """Return whether a text denies something, as far as its language's words tell."""
    cues = load(language).words("ties", "negations")
    plain = f" {' '.join(load_lexicon().words(fold(text), language))} "
    return any(_holds(plain, text, cue, language) for cue in cues)


def _holds(plain: str, text: str, cue: str, language: str) -> bool:
    if not load_lexicon().has_spaces(language):
        return cue in text
    words: Iterable[str] = load_lexicon().words(fold(cue), language)
    return f" {' '.join(words)} " in plain


def _within(start: int, end: int, passage: Passage) -> bool:
    return passage.start <= start and end <= passage.end
