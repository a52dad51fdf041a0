"""An article to what is said in it: direct and indirect speech, in order."""

from __future__ import annotations

from collections.abc import Sequence

from stemmata.annotate.quotes.dashes import find_dialogue
from stemmata.annotate.quotes.direct import find_direct
from stemmata.annotate.quotes.indirect import find_indirect
from stemmata.annotate.quotes.phrases import read_named
from stemmata.annotate.quotes.sources import find_sources
from stemmata.annotate.quotes.turns import share_speakers
from stemmata.model import Article, Name, Quote
from stemmata.settings import QuoteSettings

_DEFAULT = QuoteSettings()


def find_quotes(
    article: Article, names: Sequence[Name], settings: QuoteSettings = _DEFAULT
) -> tuple[Quote, ...]:
    """Return direct and indirect speech in an article's report, ordered by start.

    A direct quote's span holds the words without the marks, an indirect one's the reported
    clause without cue and speaker. A quoted part of a reported clause is a quote of its own.

    Args:
        article: the article, cleaned.
        names: its names; without any, capitals and lists of roles stand in.
        settings: weights and bounds.

    Example:
        >>> from stemmata.model import Origin
        >>> text = "“The bridge is safe,” mayor Anna Holt said."
        >>> quote, = find_quotes(Article("a", text, Origin("a.txt"), "en"), ())
        >>> quote.text, quote.kind, quote.speaker.text, quote.cue.text
        ('The bridge is safe,', 'direct', 'mayor Anna Holt', 'said')
    """
    quotes: list[Quote] = []
    for passage, index in read_named(article, names):
        sources = find_sources(passage, index)
        direct = find_direct(passage, index, sources, settings)
        direct += find_dialogue(passage, index)
        direct.sort(key=lambda quote: quote.start)
        indirect = find_indirect(passage, index, sources, direct, settings)
        quotes += share_speakers(passage, index, direct + indirect)
    return tuple(sorted(quotes, key=lambda quote: (quote.start, -quote.end, quote.kind)))
