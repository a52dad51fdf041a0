"""What an article by itself brings to resolving a run, worked out where it is annotated.

All that asks a language is asked here; a run only compares what was gathered.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate

from stemmata.annotate.names.abbreviations import introduced
from stemmata.annotate.names.beginnings import Words
from stemmata.annotate.names.cues import load_cues
from stemmata.annotate.names.proper_words import general_beside, taken_apart
from stemmata.annotate.names.seeking import is_everyday, unspaced, ways_of
from stemmata.annotate.names.sounding import script_of
from stemmata.annotate.names.sounds import sounds_of
from stemmata.annotate.names.tokens import LEADING, pieces
from stemmata.annotate.names.written import Written, slug, write_out
from stemmata.model import AnnotatedArticle, Frozen, Name, NameKind, Span
from stemmata.text import fold, fold_all


class Description(Frozen, frozen=True):
    """A written form of a name with what its language says about it.

    `ways` are the words by which it is sought in other articles; `territory` and `city` what CLDR
    calls it; `proper` and `general` its two words where it has one of each; `script` is set if
    it is to be tied to Latin names, and `sounds` are by what, as `sounds_of` returns them.
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
    sounds: tuple[tuple[str, str], ...]
    slug: str


class Leads(Frozen, frozen=True):
    """The free words of an article that a name may begin with, folded, and their places.

    `forms` are lines; a word stands in it as written and, if that differs, without its ending.
    """

    forms: str
    starts: array[int]
    ends: array[int]


class Gathered(Frozen, frozen=True):
    """What one article brings to a run.

    `named` are its names, each with its kind and the number of its mentions; `sources` those that
    it leans on, with the words by which they are sought; `meanings` the long forms and the short
    ones that it introduces; `beside` the general words beside names of one word.
    """

    named: tuple[tuple[Description, NameKind, int], ...]
    sources: tuple[tuple[str, tuple[Words, ...]], ...]
    meanings: tuple[tuple[str, str], ...]
    beside: tuple[tuple[str, str, int], ...]
    leads: Leads


def gather(article: AnnotatedArticle) -> Gathered:
    """Return what an annotated article brings to `resolve`; small, and independent of others.

    Example:
        >>> from stemmata.model import Article, Name, Origin
        >>> found = Name(0, 6, "Merkel", "person")
        >>> about = Article("a", "Merkel met Putin.", Origin("a.txt"), "en")
        >>> gathered = gather(AnnotatedArticle(about, names=(found,)))
        >>> gathered.named[0][0].folded, gathered.leads.forms
        ('merkel', 'putin')
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
        leads=_leads(article),
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
        sounds=sounds_of(written, script) if script or written.latin else (),
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
    """Return the long and the short forms, folded, that an article sets side by side."""
    found = set(introduced(article.text, article.names, article.language))
    return tuple(sorted((fold(whole), fold(short)) for whole, short in found))


def _beside(article: AnnotatedArticle, single: set[str]) -> tuple[tuple[str, str, int], ...]:
    counts = Counter(
        (fold(name.text), general_beside(article.text, name, article.language))
        for name in article.names
        if name.text in single
    )
    return tuple((form, general, n) for (form, general), n in counts.items() if general)


def _leads(article: AnnotatedArticle) -> Leads:
    text, language = article.text, article.language
    if unspaced(text):
        return Leads("", array("I"), array("I"))
    parts = LEADING.split(text)  # gaps and words in turn
    edges = list(accumulate(map(len, parts)))
    taken = taken_letters(article)
    places: list[tuple[str, int, int]] = []
    for form, start, end in zip(parts[1::2], edges[0:-1:2], edges[1::2], strict=True):
        if form.islower() or taken[start]:
            continue
        if "'" in form or "’" in form:
            places += _parted(form, start, language)
        else:
            places.append((form, start, end))
    folded = fold_all([form for form, _, _ in places])
    bare = list(map(load_cues(language).without_ending, folded))
    differing = [at for at, form in enumerate(folded) if bare[at] != form]
    order = [*range(len(places)), *differing]
    return Leads(
        "\n".join([*folded, *map(bare.__getitem__, differing)]),
        array("I", [places[at][1] for at in order]),
        array("I", [places[at][2] for at in order]),
    )


def _parted(form: str, start: int, language: str) -> Iterable[tuple[str, int, int]]:
    """Return the parts of a word with an apostrophe: a name may begin before or behind it."""
    found = pieces(form, language)
    return [
        (part, start + left, start + right)
        for part, left, right in zip(*(column[:2] for column in found), strict=True)
    ]


def taken_letters(article: AnnotatedArticle) -> bytearray:
    """Return for each letter, and for the end, whether a name holds it or the report does not."""
    about, size = article.article, len(article.text)
    taken = bytearray(size + 1)
    if about.body:
        taken = bytearray(b"\1") * (size + 1)
        for part in (*about.body, about.dateline, about.byline_span, about.credit_span):
            if part:
                _fill(taken, part, b"\0")
    for name in article.names:
        _fill(taken, name, b"\1")
    return taken


def _fill(letters: bytearray, place: Span | Name, mark: bytes) -> None:
    letters[place.start : place.end] = mark * (place.end - place.start)
