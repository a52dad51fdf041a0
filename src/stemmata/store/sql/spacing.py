"""Text as the full-text index takes it: letters of scripts without spaces stand apart.

A phrase of such letters is then found wherever they follow each other, whatever a word is there.
"""

from __future__ import annotations

import re

# Thai, Lao, Myanmar, Khmer; kana; Han; its compatibility forms. With the marks above and below.
_LETTER = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff"
    r"\U00020000-\U000323af]"
)
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]+)*")


def spaced(text: str) -> str:
    """Return a text with spaces around letters of scripts that have none.

    Example:
        >>> spaced("東京 Tower")
        ' 東  京  Tower'
    """
    if text.isascii():
        return text
    return _LETTER.sub(r" \g<0> ", text).encode("utf-8", "replace").decode("utf-8")


def concept_word(concept: int) -> str:
    """Return the word by which a concept is indexed."""
    return f"c{concept}"


def plain_words(text: str) -> list[str]:
    """Return the words of a text without anything that a query could mean by.

    Example:
        >>> plain_words('NEAR("a" b*) 東京')
        ['NEAR', 'a', 'b', '東', '京']
    """
    return _WORD.findall(spaced(text).replace("\0", " "))


def letter_runs(folded: str) -> list[str]:
    """Return a name's runs of three letters, each once; no more than a long name has.

    Example:
        >>> letter_runs("anna")
        ['ann', 'nna']
    """
    return [run for run in all_letter_runs(folded)[:60] if "\0" not in run]


def all_letter_runs(folded: str) -> list[str]:
    """Return a text's runs of three letters, each once."""
    return list(dict.fromkeys(folded[at : at + 3] for at in range(len(folded) - 2)))
