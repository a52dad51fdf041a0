"""One key for one thing over a run: written forms, short forms, abbreviations, garbled forms."""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from stemmata.annotate.names.brands import tie_brands
from stemmata.annotate.names.company import Company
from stemmata.annotate.names.completing import missed
from stemmata.annotate.names.cores import tie_by_core
from stemmata.annotate.names.crossing import tie_over_scripts
from stemmata.annotate.names.garbling import suspect_garblings
from stemmata.annotate.names.gathering import Gathered, gather, meanings_in
from stemmata.annotate.names.identifying import identities_of
from stemmata.annotate.names.keying import Answers
from stemmata.annotate.names.linking import Form, Node, nodes_of, tie_forms
from stemmata.annotate.names.meaning import tie_by_meaning
from stemmata.annotate.names.proper_words import general_beside
from stemmata.annotate.names.sources import with_keys
from stemmata.annotate.names.tallying import Row, Tallies, add_mentions, rows_of, tally
from stemmata.model import AnnotatedArticle, Name, replace
from stemmata.settings import NameSettings

_DEFAULT = NameSettings()


def resolve_names(
    articles: Sequence[AnnotatedArticle],
    settings: NameSettings = _DEFAULT,
    gathered: Sequence[Gathered] = (),
) -> list[AnnotatedArticle]:
    """Return the articles with every name, speaker and source keyed; their order never matters.

    A name's key is the same for one thing in every article and language of the run. Keys are
    `place:NL` for countries, else the kind and the best written form in Latin letters.

    Args:
        articles: all articles of a run.
        settings: when two forms are taken for one thing.
        gathered: what `gather` returned for each article; worked out here where there is none.
    """
    brought = gathered or [gather(article) for article in articles]
    with _collector_paused():
        rows = rows_of(articles)
        tallies = tally(articles, rows, brought)
        added = missed(articles, rows, brought, tallies)
        whole = _completed(articles, rows, added, tallies)
        answers = _answers(whole, brought, added, tallies, settings)
        return [with_keys(article, answers.names_of(article)) for article in whole]


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the cycle collector from walking the whole run again and again; nothing here is garbage.

    It takes a third of the time otherwise.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _completed(
    articles: Sequence[AnnotatedArticle],
    rows: Sequence[Row],
    added: Sequence[tuple[Name, ...]],
    tallies: Tallies,
) -> list[AnnotatedArticle]:
    """Return the articles with the names that they missed, and count these."""
    whole = []
    for article, row, names in zip(articles, rows, added, strict=True):
        if names:
            add_mentions(tallies, row, article.language, names)
            ordered = sorted((*article.names, *names), key=lambda name: name.start)
            whole.append(replace(article, names=tuple(ordered)))
        else:
            whole.append(article)
    return whole


def _answers(
    articles: Sequence[AnnotatedArticle],
    gathered: Sequence[Gathered],
    added: Sequence[tuple[Name, ...]],
    tallies: Tallies,
    settings: NameSettings,
) -> Answers:
    nodes = nodes_of(tallies)
    groups = tie_forms(nodes)
    company = Company(nodes, groups)
    tie_over_scripts(nodes, company, settings)
    tie_brands(nodes, company, settings)
    _tie_abbreviations(_meanings(articles, gathered, added, tallies), nodes, company)
    tie_by_core(_beside(articles, gathered, added, tallies), nodes, company, settings)
    tie_by_meaning(nodes, company, settings)
    identities = identities_of(nodes, groups)
    suspicions = {
        form: (identities[found.stands_for].key, (found.probability, found.reason))
        for form, found in suspect_garblings(nodes, company, settings).items()
    }
    return Answers(nodes, tallies, identities, suspicions)


def _meanings(
    articles: Iterable[AnnotatedArticle],
    gathered: Iterable[Gathered],
    added: Iterable[tuple[Name, ...]],
    tallies: Tallies,
) -> dict[Form, Counter[Form]]:
    """Return the long forms that articles give for each abbreviation."""
    meanings: dict[Form, Counter[Form]] = defaultdict(Counter)
    for article, brought, names in zip(articles, gathered, added, strict=True):
        language = article.language
        for whole, short in meanings_in(article) if names else brought.meanings:
            meanings[tallies[language, short].form][tallies[language, whole].form] += 1
    return meanings


def _tie_abbreviations(
    meanings: Mapping[Form, Counter[Form]], nodes: Sequence[Node], company: Company
) -> None:
    """Join an abbreviation with the long form that most articles of its language give it."""
    for short_form in sorted(meanings):
        counts = meanings[short_form]
        best = min(counts, key=lambda form: (-counts[form], form))
        if nodes[short_form].known is None:
            company.join(short_form, best)


def _beside(
    articles: Iterable[AnnotatedArticle],
    gathered: Iterable[Gathered],
    added: Iterable[tuple[Name, ...]],
    tallies: Tallies,
) -> dict[Form, Counter[str]]:
    """Return the general words beside names of one word, with how often they stand there."""
    beside: dict[Form, Counter[str]] = defaultdict(Counter)
    for article, brought, names in zip(articles, gathered, added, strict=True):
        language = article.language
        for text, general, mentions in brought.beside:
            beside[tallies[language, text].form][general] += mentions
        for name in names:
            found = tallies[language, name.text]
            general = general_beside(article.text, name, language)
            if general and len(found.description.written.words) == 1:
                beside[found.form][general] += 1
    return beside
