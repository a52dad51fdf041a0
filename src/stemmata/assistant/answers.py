"""Answers small enough for a conversation: bounded, with what they cover and how to go on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from stemmata.model import JSON, AnnotatedArticle
from stemmata.publish.lines import line_text
from stemmata.settings import AssistantSettings

Answer = dict[str, JSON]
_SETTINGS = AssistantSettings()


def quoted(article: str, start: int, end: int, text: str) -> Answer:
    """Return words of an article with their place; what is too long is cut, and so is the place.

    Example:
        >>> quoted("a1", 4, 8, "fell")
        {'article': 'a1', 'start': 4, 'end': 8, 'quoted': 'fell'}
    """
    words = text[: _SETTINGS.longest_quote]
    return {
        "article": article,
        "start": start,
        "end": min(end, start + len(words)),
        "quoted": words,
    }


def quoted_from(article: AnnotatedArticle, start: int, end: int) -> Answer:
    """Return the words of an article at a place."""
    return quoted(article.id, start, end, article.text[start:end])


def listed(head: Answer, items: Sequence[Answer], first: int) -> Answer:
    """Return items from one on, as many as an answer may hold, with what is covered.

    Args:
        head: what is said of all of them.
        items: all of them.
        first: how many are left out at the beginning.
    """
    room = _SETTINGS.most_characters - len(line_text(head))
    shown: list[JSON] = []
    for item in islice(items, max(0, first), None):
        room -= len(line_text(item)) + 2
        if shown and room < 0:
            break
        shown.append(item)
    after = max(0, first) + len(shown)
    coverage: Answer = {"shown": len(shown), "from": first, "of": len(items)}
    if after < len(items):
        coverage["more"] = f"ask again with start={after}"
    return {**head, "items": shown, "coverage": coverage}


def some(items: Iterable[Answer], most: int) -> Answer:
    """Return a few of many within an answer, and how many there are."""
    whole: list[JSON] = [*items]
    return {"shown": whole[:most], "of": len(whole)}


def nothing(what: str, advice: str) -> Answer:
    """Return that there is nothing of the kind, and what to do."""
    return {"error": what, "advice": advice}
