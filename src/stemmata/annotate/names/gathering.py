"""What an article by itself brings to resolving a run, worked out where it is annotated.

All that asks a language is asked here; a run only compares what was gathered.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from stemmata.annotate.names.abbreviations import introduced
from stemmata.annotate.names.beginnings import Words
from stemmata.annotate.names.cues import load_cues
from stemmata.annotate.names.leading import leading_words
from stemmata.annotate.names.proper_words import general_beside, taken_apart
from stemmata.annotate.names.seeking import is_everyday, unspaced, ways_of
from stemmata.annotate.names.sounding import script_of
from stemmata.annotate.names.written import Written, slug, write_out
from stemmata.model import AnnotatedArticle, Frozen, NameKind
from stemmata.text import fold


class Description(Frozen, frozen=True):
    """A written form of a name with what its language says about it.

    `ways` are the words by which it is sought in other articles; `territory` and `city` what CLDR
    calls it; `proper` and `general` its two words where it has one of each; `script` is set if
    it is to be tied to Latin names.
    """

    written: Written
    folded: str
    ways: tuple[Words, ...]
    territory: str
    city: str
    everyday: bool
    proper: str
    general: str
    script: str
    slug: str


class Gathered(Frozen, frozen=True):
    """What one article brings to a run.

    `named` are its names, each with its kind and the number of its mentions; `sources` those that
    it leans on, with the words by which they are sought; `meanings` the long forms and the short
    ones that it introduces; `beside` the general words beside names of one word; `leads` is what
    `leading_words` returns, nothing for a script without spaces.
    """

    named: tuple[tuple[Description, NameKind, int], ...]
    sources: tuple[tuple[str, tuple[Words, ...]], ...]
    meanings: tuple[tuple[str, str], ...]
    beside: tuple[tuple[str, str, int], ...]
    leads: bytes


def gather(article: AnnotatedArticle) -> Gathered:
    """Return what an annotated article brings to `resolve`; small, and independent of others.

    Example:
        >>> from stemmata.model import Article, Name, Origin
        >>> found = Name(0, 6, "Merkel", "person")
        >>> about = Article("a", "Merkel met Putin.", Origin("a.txt"), "en")
        >>> gathered = gather(AnnotatedArticle(about, names=(found,)))
        >>> gathered.named[0][0].folded, gathered.named[0][0].ways
        ('merkel', (('merkel',),))
    """
    language = article.language
    kinds = Counter((name.text, name.kind) for name in article.names)
    named = tuple((describe(text, language), kind, n) for (text, kind), n in kinds.items())
    sources = dict.fromkeys(each.source for each in article.attributions)
    return Gathered(
        named=named,
        sources=tuple((s, _ways_of(s, language)) for s in sources if s[:1].isupper()),
        meanings=meanings_in(article),
        beside=_beside(article, {d.written.text for d, _, _ in named if len(d.written.words) == 1}),
        leads=b"" if unspaced(article.text) else leading_words(article),
    )


@lru_cache(maxsize=50_000)
def describe(text: str, language: str) -> Description:
    """Return what a language says about a written form of a name."""
    written, folded = write_out(text, language), fold(text)
    territory = _territory(folded, language)
    city = "" if territory else load_cues(language).city(folded)
    everyday = not written.latin and len(written.words) == 1 and is_everyday(text, language)
    ways = _ways_of(text, language)
    proper, general = taken_apart(folded, language)
    script = "" if written.latin else script_of(text)
    return Description(
        written=written,
        folded=folded,
        ways=ways,
        territory=territory,
        city=city,
        everyday=everyday,
        proper=proper,
        general=general,
        script=script,
        slug=slug(text),
    )


def _territory(folded: str, language: str) -> str:
    """Return the code of the country that a form names, with an article or without."""
    cues = load_cues(language)
    code = cues.territory(folded)
    if not code and " " in folded:
        first, _, rest = folded.partition(" ")
        code = cues.territory(rest) if first == "the" or first in cues.articles else ""
    return code


@lru_cache(maxsize=50_000)
def _ways_of(text: str, language: str) -> tuple[Words, ...]:
    return ways_of(text, language)


def meanings_in(article: AnnotatedArticle) -> tuple[tuple[str, str], ...]:
    """Return the long and the short forms that an article sets side by side."""
    return tuple(sorted(set(introduced(article.text, article.names, article.language))))


def _beside(article: AnnotatedArticle, single: set[str]) -> tuple[tuple[str, str, int], ...]:
    counts = Counter(
        (name.text, general_beside(article.text, name, article.language))
        for name in article.names
        if name.text in single
    )
    return tuple((text, general, n) for (text, general), n in counts.items() if general)
