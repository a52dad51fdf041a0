"""Whom an article credits: agencies and outlets, not the people it quotes.

A credit for the whole report (a declared credit, "(Reuters)" behind the dateline, "Quelle: dpa" at
the end) says where the text came from; "Reuters reported" says so for a passage only.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from stemmata.model import AnnotatedArticle, Frozen, Span
from stemmata.text import fold, romanise
from stemmata.trace.word_hashes import name_skeletons

_PARENTHESIS = re.compile(r"[(（\[]([^()（）\[\]\n]{2,40})[)）\]]")
_SEPARATOR = re.compile(r"\s*[/,;+&|·]\s*|\s+[–—-]\s+")
_CUE = re.compile(r"^[^:：]{0,30}[:：]\s*")
_NOT_LETTERS = re.compile(r"[\W_]+")
_LONGEST_CREDIT = 40
_LEAST_CONSONANTS = 4
_WHOLE_FOLDED_FROM = 5  # shorter aliases are acronyms and must be written as filed


class Credit(Frozen, frozen=True):
    """An outlet that an article credits; `whole` where the credit is for the whole report."""

    outlet: str
    span: Span
    whole: bool


@lru_cache(maxsize=10_000)
def outlet_key(name: str) -> str:
    """Return an outlet's name without spelling differences.

    Example:
        >>> outlet_key("The Daily Post") == outlet_key("Daily-Post")
        True
    """
    plain = _NOT_LETTERS.sub("", romanise(name.removeprefix("The ").removeprefix("the ")))
    return plain or fold(name)


def same_house(one: str, other: str) -> bool:
    """Tell whether two outlets are of one house: one is the other with a desk or a place.

    Names in two scripts are compared by their consonants.

    Example:
        >>> same_house("Nordpress", "Nordpress English Service")
        True
        >>> same_house("Нордпресс", "Nordpress"), same_house("Северная газета", "Nordpress")
        (True, False)
    """
    keys, least = (outlet_key(one), outlet_key(other)), _WHOLE_FOLDED_FROM
    if _in_latin(one) != _in_latin(other):
        keys, least = (_consonants(one), _consonants(other)), _LEAST_CONSONANTS
    shorter, longer = sorted(keys, key=len)
    return keys[0] == keys[1] != "" or (len(shorter) >= least and longer.startswith(shorter))


@lru_cache(maxsize=10_000)
def _in_latin(name: str) -> bool:
    return any(letter.isascii() and letter.isalpha() for letter in name)


@lru_cache(maxsize=10_000)
def _consonants(name: str) -> str:
    """Return the consonants of a name; nothing where they are too few to tell names apart."""
    (found,) = name_skeletons([outlet_key(name)])
    return found if len(found) >= _LEAST_CONSONANTS else ""


def find_credits(annotated: AnnotatedArticle, outlets: Mapping[str, str]) -> tuple[Credit, ...]:
    """Return the outlets an article credits, each once, credits for the whole report first.

    Args:
        annotated: the article.
        outlets: the outlets of the collection, `outlet_key` to the name as written.
    """
    own = annotated.article.outlet
    found: dict[str, Credit] = {}
    for credit in (*_whole_credits(annotated), *_passing_credits(annotated, outlets)):
        key = outlet_key(credit.outlet)
        if key and not (own and same_house(credit.outlet, own)):
            found.setdefault(key, credit)
    return tuple(found.values())


def _whole_credits(annotated: AnnotatedArticle) -> Iterable[Credit]:
    article = annotated.article
    span = article.credit_span or Span(0, 0)
    for declared in filter(None, (article.credit, span.quote(article.text))):
        yield from (Credit(name, span, whole=True) for name in _credited(declared))
    for match in _PARENTHESIS.finditer(article.text):
        for part in _SEPARATOR.split(match.group(1)):
            name = known_outlets().get(_alias_key(part))
            if name:
                yield Credit(name, Span(*match.span(1)), whole=True)


def _credited(declared: str) -> list[str]:
    """Return the outlets of a credit line; an unknown one only where it stands alone."""
    plain = _CUE.sub("", declared.strip().strip("()[]（） .–—-")).strip()
    parts = [part for part in _SEPARATOR.split(plain) if part]
    known = [
        known_outlets()[_alias_key(part)] for part in parts if _alias_key(part) in known_outlets()
    ]
    if known:
        return known
    mentioned = mentioned_outlet(plain)
    if mentioned:
        return [mentioned]
    return [plain] if 1 < len(plain) <= _LONGEST_CREDIT else []


def _passing_credits(annotated: AnnotatedArticle, outlets: Mapping[str, str]) -> Iterable[Credit]:
    for attribution in annotated.attributions:
        source = attribution.source
        name = outlets.get(outlet_key(source)) or mentioned_outlet(source)
        if name:
            yield Credit(name, Span(attribution.start, attribution.end), whole=False)


@lru_cache(maxsize=10_000)
def mentioned_outlet(words: str) -> str | None:
    """Return the outlet that words name, where they name one that is known.

    Example:
        >>> mentioned_outlet("the news agency Reuters"), mentioned_outlet("the mayor")
        ('Reuters', None)
    """
    match = _pattern().search(words)
    return known_outlets()[_alias_key(match.group())] if match else None


@cache
def known_outlets() -> Mapping[str, str]:
    """Return the outlets that come with the package: alias to name."""
    path = files("stemmata.trace") / "data" / "outlets.toml"
    content = tomllib.loads(path.read_text("utf-8"))
    return {
        _alias_key(alias): name for name, aliases in content["names"].items() for alias in aliases
    }


def _alias_key(alias: str) -> str:
    plain = alias.strip()
    return fold(plain) if len(plain) >= _WHOLE_FOLDED_FROM else plain


@cache
def _pattern() -> re.Pattern[str]:
    aliases = sorted(known_outlets(), key=lambda alias: (-len(alias), alias))
    parts = [_bounded(alias) for alias in aliases]
    return re.compile("|".join(parts))


def _bounded(alias: str) -> str:
    quoted = re.escape(alias)
    if alias[0] >= "\u0e00":
        return quoted
    loose = f"(?i:{quoted})" if len(alias) >= _WHOLE_FOLDED_FROM else quoted
    return rf"(?<!\w){loose}(?!\w)"
