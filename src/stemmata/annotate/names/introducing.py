"""Words that nothing knows, where what stands before says that a name follows.

Without capitals a name that is in no list looks like any other rare word. Where the language sets
general words before names ("company X", "the town of X"), a word that neither the word lists nor
the lexicon know is taken for a name behind one, behind a title, in quotation marks behind either,
behind a word of saying, and with another such word between commas behind a title's phrase.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from stemmata.annotate.names.cues import ORGANISATION, PLACE, TITLE, load_cues
from stemmata.annotate.names.tokens import Pieces, pieces
from stemmata.annotate.names.wordlists import form_hash, language_seed, load_word_lists
from stemmata.annotate.names.words import Tagged
from stemmata.lexicon import load_lexicon
from stemmata.text import fold

_SHORTEST = 4
_LONGEST = 3  # words of a name
_MEANING = 0.3  # a likelihood from which the lexicon knows a word
_TITLE_REACH = 4  # words from a title to the comma that its name follows
_GENERAL_REACH = 3  # words from a general word to the marks round its name
_KINDS = {ORGANISATION: "organisation", PLACE: "place", TITLE: "person"}
_COMMAS = frozenset("،,")
_OPENING = frozenset('«"“')
_CLOSING = frozenset("،,.؛:")


def introduced(text: str, language: str, taken: list[Tagged]) -> list[Tagged]:
    """Return the names that their surroundings introduce, none overlapping one already found.

    Args:
        text: any text in a script without capitals.
        language: BCP 47 primary tag.
        taken: the names already found.

    Example:
        >>> text = "قبلت شركة برانكوسا دفع الغرامة"
        >>> [text[n.start : n.end] for n in introduced(text, "ar", [])]
        ['برانكوسا']
    """
    if not load_cues(language).generals_lead:
        return []
    found = pieces(text, language)
    names = (
        Tagged(found.starts[first], found.ends[after - 1], kind)
        for first, after, kind in _runs(found, language)
    )
    return [name for name in names if all(_apart(name, other) for other in taken)]


def _apart(one: Tagged, other: Tagged) -> bool:
    return one.end <= other.start or other.end <= one.start


def _runs(found: Pieces, language: str) -> Iterator[tuple[int, int, str]]:
    """Yield the introduced words: the first, the place after the last, and the kind."""
    forms, done = found.forms, 0
    for lead, form in enumerate(forms[:-1]):
        if lead + 1 < done:
            continue
        if form in _COMMAS:
            kind, first = "person" if _behind_title(forms, lead, language) else "", lead + 1
            after = _run(forms, first, language, _is_rare) if kind else first
            named = after - first > 1 and _CLOSING.issuperset(forms[after : after + 1])
        else:
            kind = _general_before(forms, lead, language) if form in _OPENING else ""
            kind, first = kind or _introduces(form, language), lead + 1
            after = _run(forms, first, language, _is_unknown) if kind else first
            named = after > first
        if named:
            yield first, after, kind
            done = after


def _run(forms: list[str], first: int, language: str, fits: Callable[[str, str], bool]) -> int:
    """Return the place after the last of some words from a place on that fit."""
    after, last = first, min(len(forms), first + _LONGEST)
    while after < last and fits(forms[after], language):
        after += 1
    return after


def _behind_title(forms: list[str], comma: int, language: str) -> bool:
    """Tell whether a comma ends the phrase of a title: "the mayor of X,"."""
    for form in reversed(forms[max(0, comma - _TITLE_REACH) : comma]):
        if not form.isalpha():
            return False
        if _introduces(form, language) == "person":
            return True
    return False


def _general_before(forms: list[str], mark: int, language: str) -> str:
    """Return the kind that a general word before an opening mark tells: "the union of X «Y»"."""
    for form in reversed(forms[max(0, mark - _GENERAL_REACH) : mark]):
        if not form.isalpha():
            return ""
        if kind := _introduces(form, language):
            return kind
    return ""


@lru_cache(maxsize=50_000)
def _introduces(form: str, language: str) -> str:
    """Return the kind of name that a word has behind it, or nothing."""
    cues, folded = load_cues(language), fold(form)
    bare = cues.without_proclitic(folded)
    kind = _KINDS.get(cues.classes.get(folded, 0)) or _KINDS.get(cues.classes.get(bare, 0), "")
    return "person" if not kind and {folded, bare} & cues.said else kind


@lru_cache(maxsize=50_000)
def _is_rare(form: str, language: str) -> bool:
    """Tell whether a word is in no word list, with or without what is written to it."""
    if len(form) < _SHORTEST or not form.isalpha():
        return False
    common, seed = load_word_lists().common, language_seed(language)
    classes, ways = load_cues(language).classes, _ways(form, language)
    return not any(classes.get(way) or common.find(form_hash(way, seed)) for way in ways)


@lru_cache(maxsize=50_000)
def _is_unknown(form: str, language: str) -> bool:
    """Tell whether a rare word is one that the lexicon knows no meaning of either."""
    if not _is_rare(form, language):
        return False
    weights = load_lexicon().concepts(_ways(form, language), language).weights
    return not len(weights) or float(weights.max()) < _MEANING


def _ways(form: str, language: str) -> list[str]:
    folded = fold(form)
    bare = load_cues(language).without_proclitic(folded)
    return sorted({form, folded, bare, form[len(form) - len(bare) :]})
