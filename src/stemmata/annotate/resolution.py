"""What only a run can say: one key for one name, and who spoke where a quote says "he"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from stemmata.annotate.mentions import Acts
from stemmata.annotate.names import Gathered, key_speakers, load_all_cues, resolve_names
from stemmata.annotate.quotes import resolve_speakers
from stemmata.annotate.quotes.cues import compile_cues
from stemmata.annotate.quotes.passage import fold_language
from stemmata.annotate.ties import resolve_ties
from stemmata.model import AnnotatedArticle, replace


@cache
def expect(language: str) -> None:
    """Load what `resolve` asks of a language: a process that waits for articles may do so before.

    Example:
        >>> expect("de")
    """
    load_all_cues(language)
    compile_cues(fold_language(language))


def resolve(
    articles: Sequence[AnnotatedArticle], gathered: Sequence[Gathered] = ()
) -> list[AnnotatedArticle]:
    """Return the articles with keys on their names, speakers, attributions and ties, in order.

    Args:
        articles: all articles of a run.
        gathered: what `gather` returned for each, where that was called beside `annotate`.
    """
    return [_key_acts(article) for article in resolve_names(articles, gathered=gathered)]


def resolve_acts(named: AnnotatedArticle, acts: Acts) -> AnnotatedArticle:
    """Return an article with what `find_acts` found in it, with keys.

    Args:
        named: the article as `begin` read it, its names keyed by `resolve_names`.
        acts: its quotes and ties.
    """
    quotes = key_speakers(acts.quotes, named.names)
    return _key_acts(replace(named, quotes=quotes, ties=acts.ties))


def _key_acts(named: AnnotatedArticle) -> AnnotatedArticle:
    return resolve_ties(resolve_speakers(named))
