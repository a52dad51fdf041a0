"""Any number of reports made of real ones: other words, names, figures and days, the same shape.

Each round tells all reports once more as other events. Words of a language are exchanged for
others of it that are about as common, names are written with other letters, figures get other
digits, and days move on; the commonest words stay. Within a round one word always becomes the same
word, so that stories, copies and disputes stay what they are; across rounds reports share what
reports of a language always share. What is read costs what real reports cost: most words are
words of the language.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stemmata.group.fingerprint import Ids, Sparse, Weights

Row = dict[str, Any]
_COMMON = 150  # words of a language that stay
_BLOCK = 48  # words of like frequency that are exchanged among each other
_KNOWN_NAME = 4  # reports; a capitalised word in fewer is written with other letters
_TOKEN = re.compile(r"[\u30a0-\u30ff\u3400-\u9fff]|[^\W\d_\u3040-\u30ff\u3400-\u9fff]+|\d+")
_CLASSES = (
    "aeiou", "bcdfghjklmnpqrstvwxz",
    "аеиоуыэюя", "бвгджзклмнпрстфхцчш",
    "αεηιουω", "βγδζθκλμνξπρστφχψ",
)  # fmt: skip
_DAYS = 31
_YEARS = range(1900, 2101)


def other_letters(number: int) -> dict[int, int]:
    """Return other letters for each letter, vowels for vowels."""
    made: dict[int, int] = {}
    for place, letters in enumerate(_CLASSES):
        turn = (number * (place + 1) + number // len(letters)) % len(letters)
        turned = letters[turn:] + letters[:turn]
        for one, other in zip(letters, turned, strict=True):
            made[ord(one)] = ord(other)
            made[ord(one.upper())] = ord(other.upper())
    return made


def other_words(words: Sparse, number: int) -> Sparse:
    """Return the words of a fingerprint as others, the same ones for the same number."""
    keys = words.keys ^ np.uint32(number * 2_654_435_761 % 2**32)
    order = np.argsort(keys)
    return Sparse(keys[order], words.counts[order], words.rarity[order])


def other_concepts(
    ids: Ids, weights: Weights, exchanged: NDArray[np.integer[Any]]
) -> tuple[Ids, Weights]:
    """Return concepts of a fingerprint as others, by what each one is exchanged for."""
    made = exchanged[ids].astype(np.int32)
    order = np.argsort(made)
    return made[order], weights[order]


class Pattern:
    """Real reports, and how common the words of each language are in them.

    Args:
        rows: with `id`, `lang`, `title`, `text` and `date`.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.words = {language: _ranked(texts) for language, texts in _by_language(rows).items()}

    def retold(self, count: int, days: float) -> Iterator[list[Row]]:
        """Yield rounds of reports until there are so many.

        Args:
            count: reports.
            days: over which they are spread.
        """
        rounds = -(-count // len(self.rows))
        for number in range(rounds):
            told = Round(number + 1, self, timedelta(days=int(number * days / rounds)))
            left = count - number * len(self.rows)
            yield [told.row(row) for row in self.rows[:left]]


class Round:
    """One round: what is written otherwise, and when.

    Args:
        number: from 1.
        pattern: of what.
        shift: of all days.
    """

    def __init__(self, number: int, pattern: Pattern, shift: timedelta) -> None:
        self._number = number
        self._shift = shift
        self._letters = other_letters(number)
        self._exchanged = {
            language: _exchange(words, Random(f"{number} {language}"))  # noqa: S311 # no secret
            for language, words in pattern.words.items()
        }

    def row(self, row: Row) -> Row:
        """Return a report told anew."""
        words = self._exchanged[row["lang"]]
        made = {key: value for key, value in row.items() if value is not None}
        for key in ("title", "text"):
            made[key] = _TOKEN.sub(lambda found: self._token(found.group(), words), row[key])
        made["id"] = f"{row['id']}+{self._number}"
        if row.get("url"):
            made["url"] = f"{row['url']}?round={self._number}"
        day = date.fromisoformat(row["date"][:10]) + self._shift
        made["date"] = f"{day.isoformat()}{row['date'][10:]}"
        return made

    def _token(self, token: str, words: Mapping[str, str]) -> str:
        if token.isdigit():
            return self._figure(token)
        low = token.lower()
        made = words.get(low)
        if made is None:
            return token.translate(self._letters)
        if token.isupper() and len(token) > 1:
            return made.upper()
        return made[:1].upper() + made[1:] if token[0].isupper() else made

    def _figure(self, token: str) -> str:
        value = int(token)
        if value in _YEARS and len(token) == 4:
            return token
        if value <= _DAYS:
            return str((value + self._number) % 28 + 1).zfill(len(token))
        drawn = Random(f"{self._number} {token}")  # noqa: S311 # no secret
        return str(drawn.randrange(10 ** (len(token) - 1), 10 ** len(token)))


def load_pattern(path: Path) -> Pattern:
    """Return the reports of a file of JSON Lines as a pattern."""
    packed = path.suffix == ".gz"
    with gzip.open(path, "rt", encoding="utf-8") if packed else path.open("r") as lines:
        return Pattern([json.loads(line) for line in lines])


def _by_language(rows: Iterable[Row]) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        texts[row["lang"]].append(f"{row['title']}\n{row['text']}")
    return texts


def _ranked(texts: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return common words and known names of a language, each from the commonest on."""
    plain: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts:
        for token in set(_TOKEN.findall(text)):
            if not token.isdigit():
                (capital if token[0].isupper() else plain)[token.lower()] += 1
    names = [n for n, count in capital.most_common() if n not in plain and count >= _KNOWN_NAME]
    return [word for word, _ in plain.most_common()], names


def _exchange(words: tuple[list[str], list[str]], chance: Random) -> dict[str, str]:
    """Return for each word another one that is about as common."""
    plain, names = words
    made = {word: word for word in plain[:_COMMON]}
    for ranked in (plain[_COMMON:], names):
        for first in range(0, len(ranked), _BLOCK):
            block = ranked[first : first + _BLOCK]
            made.update(zip(block, chance.sample(block, len(block)), strict=True))
    return made
