"""Tables of phrases that are looked up at a place of a text, forwards or backwards."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from stemmata.annotate.figures.tokens import Token
from stemmata.text import fold

Payload = TypeVar("Payload")
Stem = Callable[[str], str]
_REMEMBERED = 20_000  # forms that the memory of one table may hold


class Reach(dict[str, int]):
    """Remembers how many tokens a phrase that begins (or ends) with a form can have at most."""

    def __init__(self, sizes: dict[str, int], stem: Stem) -> None:
        super().__init__()
        self.sizes = sizes
        self.stem = stem

    def __missing__(self, form: str) -> int:
        if len(self) > _REMEMBERED:
            self.clear()
        self[form] = size = self.sizes.get(self.stem(fold(form)), 0)
        return size


@dataclass(frozen=True, slots=True)
class Phrases(Generic[Payload]):
    """Phrases of one or more tokens and what each stands for.

    `exact` is keyed by the form as written, `folded` by the folded form, `stems` by the folded
    form without its ending. `heads` and `tails` give the greatest number of tokens of a phrase that
    begins or ends with a token, so that most look-ups end at once.
    """

    exact: dict[str, Payload] = field(default_factory=dict)
    folded: dict[str, Payload] = field(default_factory=dict)
    stems: dict[str, Payload] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    tails: dict[str, int] = field(default_factory=dict)
    stem: Stem = str
    reach_after: Reach = field(init=False, compare=False, repr=False)
    reach_before: Reach = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Set up the memories of forms seen."""
        object.__setattr__(self, "reach_after", Reach(self.heads, self.stem))
        object.__setattr__(self, "reach_before", Reach(self.tails, self.stem))

    def get(self, tokens: list[Token], first: int, last: int) -> Payload | None:
        """Return what the tokens `first` to `last` (exclusive) stand for together."""
        if last - first == 1:
            form = tokens[first].form
            found = self.exact.get(form)
            key = fold(form)
        else:
            forms = [token.form for token in tokens[first:last]]
            found = self.exact.get(" ".join(forms))
            key = " ".join(map(fold, forms))
        if found is None:
            found = self.folded.get(key)
        return found if found is not None or not self.stems else self.stems.get(self.stem(key))

    def after(self, tokens: list[Token], first: int) -> tuple[Payload, int] | None:
        """Return the longest phrase that begins at a token, and the token after it."""
        if first >= len(tokens):
            return None
        most = self.reach_after[tokens[first][2]]
        if not most:
            return None
        for last in range(min(first + most, len(tokens)), first, -1):
            found = self.get(tokens, first, last)
            if found is not None:
                return found, last
        return None

    def before(self, tokens: list[Token], last: int) -> tuple[Payload, int] | None:
        """Return the longest phrase that ends before token `last`, and its first token."""
        most = self.reach_before[tokens[last - 1][2]]
        if not most:
            return None
        for first in range(max(0, last - most), last):
            found = self.get(tokens, first, last)
            if found is not None:
                return found, first
        return None


@dataclass(frozen=True, slots=True)
class GluedPhrases(Generic[Payload]):
    """Phrases of a script without spaces: looked up as runs of characters."""

    folded: dict[str, Payload] = field(default_factory=dict)
    longest: int = 1

    def after(self, text: str, start: int) -> tuple[Payload, int] | None:
        """Return the longest phrase that begins at a code point, and where it ends."""
        window = text[start : start + self.longest].lower()
        for size in range(len(window), 0, -1):
            found = self.folded.get(window[:size])
            if found is not None and not _cuts_word(text, start + size):
                return found, start + size
        return None

    def before(self, text: str, end: int) -> tuple[Payload, int] | None:
        """Return the longest phrase that ends at a code point, and where it begins."""
        window = text[max(0, end - self.longest) : end].lower()
        for size in range(len(window), 0, -1):
            found = self.folded.get(window[-size:])
            if found is not None and not _cuts_word(text, end - size):
                return found, end - size
        return None


def _cuts_word(text: str, place: int) -> bool:
    around = text[max(0, place - 1) : place + 1]
    return len(around) == 2 and around.isascii() and around.isalpha()


def build_phrases(
    entries: Iterable[tuple[str, Payload]],
    split: Callable[[str], list[str]],
    stem: Stem,
    least: int = 3,
) -> Phrases[Payload]:
    """Return a table of phrases; an earlier entry wins over a later one.

    Args:
        entries: a phrase and what it stands for.
        split: cuts a phrase into the forms of its tokens.
        stem: takes the ending off a folded form.
        least: letters of the shortest phrase whose case does not count.
    """
    exact: dict[str, Payload] = {}
    folded: dict[str, Payload] = {}
    stems: dict[str, Payload] = {}
    heads: dict[str, int] = {}
    tails: dict[str, int] = {}
    for phrase, payload in _with_plain_letters(list(entries)):
        forms = split(phrase)
        if not forms:
            continue
        words = list(map(fold, forms))
        key = " ".join(words)
        if len(phrase) <= 3 and phrase.isascii():
            exact.setdefault(" ".join(forms), payload)
        if len(phrase) >= least or not phrase.isascii():
            folded.setdefault(key, payload)
        if len(phrase) > 3:
            stems.setdefault(stem(key), payload)
        size = len(words)
        head = stem(words[0])
        tail = head if size == 1 else stem(words[-1])
        heads[head] = max(heads.get(head, 1), size)
        tails[tail] = max(tails.get(tail, 1), size)
    return Phrases(exact, folded, stems if stem is not str else {}, heads, tails, stem)


def _with_plain_letters(entries: list[tuple[str, Payload]]) -> Iterator[tuple[str, Payload]]:
    """Yield the entries, then those of Latin letters again without accents, as people type them."""
    yield from entries
    for phrase, payload in entries:
        if len(phrase) > 3 and not phrase.isascii() and phrase[0] < "\u0250":
            plain = unicodedata.normalize("NFD", phrase).encode("ascii", "ignore").decode()
            if len(plain) == len(unicodedata.normalize("NFC", phrase)):
                yield plain, payload


def build_glued_phrases(entries: Iterable[tuple[str, Payload]]) -> GluedPhrases[Payload]:
    """Return a table of phrases for a script without spaces; an earlier entry wins."""
    folded: dict[str, Payload] = {}
    for phrase, payload in entries:
        folded.setdefault(phrase.lower(), payload)
    return GluedPhrases(folded, max(map(len, folded), default=1))
