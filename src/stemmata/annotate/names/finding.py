"""Names in running text, by the tagger that fits the script, then put right by rules.

The taggers judge each occurrence alone. What the whole text shows is added after: a name found
surely once is a name at its other occurrences; what never makes a name is taken off its ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from stemmata.annotate.names.cues import (
    ARTICLE,
    CALENDAR,
    LANGUAGE,
    NOT_NAME,
    TITLE,
    load_cues,
)
from stemmata.annotate.names.general_words import with_general_runs, with_quoted
from stemmata.annotate.names.han import tag_han
from stemmata.annotate.names.han_mending import organisations_before_titles, without_tails
from stemmata.annotate.names.introducing import introduced
from stemmata.annotate.names.japanese import tag_japanese
from stemmata.annotate.names.mending import mended
from stemmata.annotate.names.parting import parted
from stemmata.annotate.names.shapes import LOWER, shape_of
from stemmata.annotate.names.words import Findings, Tagged, tag_caseless_words, tag_words
from stemmata.model import Article, Name, NameKind, Span
from stemmata.settings import NameSettings
from stemmata.text import fold

_DEFAULT = NameSettings()
_NO_NAMES = frozenset((TITLE, ARTICLE, NOT_NAME, CALENDAR, LANGUAGE))
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_CASELESS = re.compile(
    r"[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u10a0-\u10ff\u1200-\u137f\uac00-\ud7af]"
)
_LETTER = re.compile(r"[^\W\d_]")
_EDGES = " \t\n\r.,;:!?\"“”„«»()[]{}<>|/\\-–—*•·_#=+、。，；：！？（）「」『』《》…‘’'"
_LEGAL_FORM = re.compile(r" ?, ?([A-Z]\w{1,4})\b")
_KEPT_DOT = re.compile(r"(?:[^\W\d_]\.){2,}$|\b(?:Jr|Sr|Inc|Ltd|Co|Corp)\.$")


def find_names(article: Article, settings: NameSettings = _DEFAULT) -> tuple[Name, ...]:
    """Return the names in an article's report, without keys.

    Args:
        article: the article; its whole text is read where `body` is empty.
        settings: how cautious to be.

    Example:
        >>> from stemmata.model import Origin
        >>> text = "Mayor Anna Keller flew to Brussels on Monday."
        >>> [(n.text, n.kind) for n in find_names(Article("a", text, Origin("a.txt"), "en"))]
        [('Anna Keller', 'person'), ('Brussels', 'place')]
    """
    parts = article.body or (Span(0, len(article.text)),)
    found: list[Name] = []
    for language, start, end in _stretches(article, parts):
        names = find_names_in(article.text[start:end], language, settings)
        found += [_moved(name, start) for name in names]
    return tuple(found)


def find_names_in(text: str, language: str, settings: NameSettings = _DEFAULT) -> tuple[Name, ...]:
    """Return the names in a text of a language, in order, none overlapping another.

    Args:
        text: any text.
        language: BCP 47 primary tag, or `und`.
        settings: how cautious to be.

    Example:
        >>> [n.text for n in find_names_in("Владимир Путин прибыл в Минск.", "ru")]
        ['Владимир Путин', 'Минск']
    """
    findings = _tag(text, language, settings)
    cues = load_cues(language)
    pieces = (piece for name in findings.names for piece in parted(text, name, cues))
    trimmed = (_trimmed(text, name, language) for name in pieces)
    names = [name for name in trimmed if name and not _ordinary(text, name, language)]
    spaced = language not in ("zh", "ja") and (text.isascii() or not _UNSPACED.search(text))
    names = mended(text, Findings(names, findings.places), language, spaced=spaced)
    return tuple(_as_names(text, _in_order(names)))


def _stretches(article: Article, parts: Sequence[Span]) -> Iterator[tuple[str, int, int]]:
    """Yield parts of the report in one language each; neighbours in one language stay together."""
    pending: tuple[str, int, int] | None = None
    for part in parts:
        for language, start, end in _languages_of(article, part):
            joined = pending and pending[0] == language
            if pending and joined and not article.text[pending[2] : start].strip():
                pending = (language, pending[1], end)
                continue
            if pending:
                yield pending
            pending = (language, start, end)
    if pending:
        yield pending


def _languages_of(article: Article, part: Span) -> Iterator[tuple[str, int, int]]:
    position = part.start
    for paragraph in article.paragraphs:
        if paragraph.end <= position:
            continue
        if paragraph.start >= part.end:
            break
        start, end = max(paragraph.start, position), min(paragraph.end, part.end)
        if start < end:
            known = paragraph.language and paragraph.language != "und"
            yield (paragraph.language if known else article.language), start, end
            position = end
    if not article.paragraphs:
        yield article.language, part.start, part.end


def _tag(text: str, language: str, settings: NameSettings) -> Findings:
    if not text.isascii() and _UNSPACED.search(text):
        if language == "ja" or (language not in ("zh", "ko") and _KANA.search(text)):
            return Findings(tag_japanese(text, "ja"), [])
        if language != "ko":
            tagged = without_tails(text, tag_han(text, "zh", caution=settings.han_caution))
            return Findings([*tagged, *organisations_before_titles(text, "zh", tagged)], [])
    if text.islower() or _is_caseless(text):  # some write without capitals
        found = tag_caseless_words(text, language, caution=settings.caseless_caution)
        return Findings([*found.names, *introduced(text, language, found.names)], found.places)
    found = tag_words(text, language, caution=settings.cased_caution)
    names = with_quoted(text, language, with_general_runs(text, language, found.names))
    return Findings(names, found.places)


def _is_caseless(text: str) -> bool:
    """Tell whether most letters of a text are of a script without capitals."""
    if text.isascii() or not _CASELESS.search(text):
        return False
    return len(_CASELESS.findall(text)) * 2 > len(_LETTER.findall(text))


def _trimmed(text: str, name: Tagged, language: str) -> Tagged | None:
    """Return the name without marks and articles at its ends, or nothing."""
    start, end = name.start, name.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES and not _KEPT_DOT.search(text[start:end]):
        end -= 1
    kept = text[start:end]
    behind = text[end : end + 2]
    if behind[:1] == "." or "," in behind:
        end = _with_legal_form(text, start, end, language)
    if " " in kept:
        start += _leading_article(kept, language)
    if "(" in kept or ")" in kept:
        kept = text[start:end]
        if kept.count("(") != kept.count(")"):
            end = start + len(re.split(r"[()]", kept, maxsplit=1)[0].rstrip())
    return Tagged(start, end, name.kind) if start < end else None


def _with_legal_form(text: str, start: int, end: int, language: str) -> int:
    """Return where a name ends with the dot of its last word, and with "Inc." behind a comma."""
    behind = _LEGAL_FORM.match(text, end)
    if behind and fold(behind[1]) in load_cues(language).legal_forms:
        end = behind.end(1)
    return (
        end + 1 if text[end : end + 1] == "." and _KEPT_DOT.search(text[start : end + 1]) else end
    )


def _leading_article(form: str, language: str) -> int:
    """Return how many letters an article takes with the space behind it."""
    articles = load_cues(language).articles
    first, gap, rest = form.partition(" ") if articles else ("", "", "")
    return len(first) + len(gap) if rest and fold(first).rstrip("'’") in articles else 0


@lru_cache(maxsize=50_000)
def never_a_name(form: str, language: str) -> bool:
    """Tell whether a word by itself is a title, a day, a language or the like, and no name."""
    cues = load_cues(language)
    folded = fold(form).replace("’", "'")
    if folded in cues.not_names or folded in cues.articles or (len(form) < 2 and form.isascii()):
        return True
    if cues.territory(folded):
        return False
    return cues.classes.get(folded, 0) in _NO_NAMES


def _ordinary(text: str, name: Tagged, language: str) -> bool:
    form = text[name.start : name.end]
    return _is_ordinary(form, language) or (_is_small(form) and not text.islower())


@lru_cache(maxsize=50_000)
def _is_ordinary(form: str, language: str) -> bool:
    if not (form[0].isalpha() or any(map(str.isalpha, form))):
        return True
    if " " in form:
        return load_cues(language).classes.get(fold(form)) == CALENDAR
    return never_a_name(form, language)


@lru_cache(maxsize=50_000)
def _is_small(form: str) -> bool:
    return " " not in form and form.islower() and shape_of(form) == LOWER


def _in_order(names: list[Tagged]) -> list[Tagged]:
    kept: list[Tagged] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def _as_names(text: str, names: list[Tagged]) -> Iterator[Name]:
    for name in names:
        kind: NameKind = name.kind  # type: ignore[assignment]  # one of crf.KINDS
        yield Name(name.start, name.end, text[name.start : name.end], kind)


def _moved(name: Name, by: int) -> Name:
    return Name(name.start + by, name.end + by, name.text, name.kind)
