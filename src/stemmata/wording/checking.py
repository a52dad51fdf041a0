"""Whether passages support a sentence: each figure, date, name and content word of it.

The sentence is read as a report is, and what is found in it has to be found in the passages. A
sentence that denies where they do not, or the other way, is dropped, and one in which names stand
the other way round. How sure something is cannot be checked this way: that is left to the reader,
who sees the passages beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from stemmata.annotate.dates import find_dates
from stemmata.annotate.figures import find_figures
from stemmata.lexicon import load_lexicon
from stemmata.model import Article, Origin
from stemmata.text import fold
from stemmata.wording.grounds import Counted, Grounds, counted, is_negated, meanings

_DIGITS = re.compile(r"\d[\d.,:]{0,30}")
_QUOTED = re.compile(r"[\"“”„«»「」『』‹›]([^\"“”„«»「」『』‹›]{1,400})[\"“”„«»「」『』‹›]")
_FORBIDDEN = re.compile(r"[<>{}\[\]`|\\]|https?:|www\.|\*\*", re.IGNORECASE)
_ROUNDING = 1e-9


def find_fault(sentence: str, language: str, grounds: Grounds, longest: int) -> str:
    """Return why a sentence is not to be shown, empty where all of it is supported.

    Args:
        sentence: as it was worded.
        language: that it is to be in.
        grounds: what the passages support.
        longest: characters that it may have.
    """
    if not 1 < len(sentence) <= longest or _FORBIDDEN.search(sentence):
        return "is no plain sentence"
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co") for letter in sentence):
        return "is no plain sentence"
    if is_negated(sentence, language) != grounds.negated:
        return "denies where they do not, or the other way"
    try:
        return next(_faults(sentence, language, grounds), "")
    except Exception as error:  # noqa: BLE001 # what cannot be read cannot be held to be supported
        return f"cannot be read ({type(error).__name__})"


def asks_the_same(worded: str, question: str, language: str) -> bool:
    """Return whether at least half of what a question speaks of is in another wording of it.

    Example:
        >>> asks_the_same("How many were hurt at the dam?", "dam: how many hurt?", "en")
        True
        >>> asks_the_same("Who sang at the opera?", "dam: how many hurt?", "en")
        False
    """
    forms, concepts = meanings(worded, language)
    lexicon = load_lexicon()
    held, total = 0, 0
    for form in lexicon.words(question, language):
        meant = meanings(form, language)[1]
        if meant or (form.isalnum() and not lexicon.commonness(form, language)):
            total += 1
            held += fold(form) in forms or bool(meant & concepts)
    return 2 * held >= total > 0


def _faults(sentence: str, language: str, grounds: Grounds) -> Iterator[str]:
    article = _as_article(sentence, language, grounds)
    dates, _ = find_dates(article)
    in_time = [each for each in dates if each.type in ("DATE", "TIME")]
    for quoted in _QUOTED.findall(sentence):
        if fold(quoted).strip(" .,") not in grounds.text:
            yield f"quotes what is not said: {quoted}"
    told: list[tuple[int, int]] = []
    for figure in find_figures(article, dates=in_time):
        if not _is_counted(counted(figure, sentence, language), grounds):
            yield f"an unsupported figure: {figure.text}"
        told.append((figure.start, figure.end))
    for each in dates:
        if (each.earliest, each.latest) not in grounds.days and fold(each.text) not in grounds.text:
            yield f"an unsupported date: {each.text}"
        told.append((each.start, each.end))
    for match in _DIGITS.finditer(sentence):
        inside = any(start <= match.start() and match.end() <= end + 1 for start, end in told)
        if not inside and match[0].rstrip(".,:") not in grounds.text:
            yield f"an unsupported number: {match[0]}"
    yield from _strange_words(sentence, language, grounds, told)
    yield from _names_in_other_order(fold(sentence), grounds.orders)


def _names_in_other_order(sentence: str, orders: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Yield names that stand the other way round than in every passage that holds both.

    Who did what to whom is often told by order alone. A passive that turns it round is lost with
    what is false, and the default wording stands.
    """
    places = {name: sentence.find(name) for order in orders for name in order}
    held = sorted((place, name) for name, place in places.items() if place >= 0)
    for (place, first), (other, second) in pairwise(held):
        if other < place + len(first):
            continue  # one name is a part of the other
        both = [order for order in orders if first in order and second in order]
        if both and all(order.index(first) > order.index(second) for order in both):
            yield f"names in another order: {first}, {second}"


def _strange_words(
    sentence: str, language: str, grounds: Grounds, told: list[tuple[int, int]]
) -> Iterator[str]:
    """Yield the content words that nothing in the passages says."""
    rest = "".join(
        " " if any(start <= place < end for start, end in told) else letter
        for place, letter in enumerate(sentence)
    )
    lexicon = load_lexicon()
    for form in lexicon.words(rest, language):
        folded = fold(form)
        if folded in grounds.forms or not any(map(str.isalnum, form)):
            continue
        _, concepts = meanings(form, language)
        is_function_word = not concepts and lexicon.commonness(form, language) > 0
        if not is_function_word and not concepts & grounds.concepts:
            yield f"an unsupported word: {form}"


def _as_article(sentence: str, language: str, grounds: Grounds) -> Article:
    """Return a sentence as a report of the day of the passages."""
    published = grounds.published
    day = published.earliest.isoformat() if published else None
    return Article("worded", sentence, Origin("worded"), language, declared_published=day)


def _is_counted(figure: Counted, grounds: Grounds) -> bool:
    return any(_is_same(figure, known) for known in grounds.figures)


def _is_same(figure: Counted, known: Counted) -> bool:
    """Return whether two figures say the same of the same things, where they say of what."""
    if figure.unit and known.unit and figure.unit != known.unit:
        return False
    for one, other in ((figure.low, known.low), (figure.high, known.high)):
        if (one is None) != (other is None):
            return False
        if one is not None and other is not None and abs(one - other) > _ROUNDING * abs(one):
            return False
    if not figure.words or not known.words:
        return True
    return bool(figure.words & known.words or figure.concepts & known.concepts)
