"""Tables of phrases that are looked up at a place of a text, forwards or backwards.

A language has some thousand names of units, of which a run meets few: a table may keep entries
waiting, sorted by their first letters, and takes them in when a form begins with these.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, Generic, TypeVar

from stemmata.annotate.figures.stems import SHORTEST
from stemmata.annotate.figures.tokens import Token
from stemmata.text import fold, fold_all

Payload = TypeVar("Payload")
Entry = tuple[str, Payload]
Stem = Callable[[str], str]
Split = Callable[[str], list[str]]
_REMEMBERED = 20_000  # forms that the memory of one table may hold
_SIZES = range(SHORTEST, 0, -1)


class Reach(dict[str, int]):
    """Remembers how many tokens a phrase that begins (or ends) with a form can have at most."""

    def __init__(self, sizes: dict[str, int], stem: Stem) -> None:
        super().__init__()
        self.sizes = sizes
        self.stem = stem

    def __missing__(self, form: str) -> int:
        if len(self) > _REMEMBERED:
            self.clear()
        self[form] = size = self.size_of(self.stem(fold(form)))
        return size

    def size_of(self, head: str) -> int:
        """Return the greatest number of tokens of a phrase with this first (or last) stem."""
        return self.sizes.get(head, 0)


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

    def add(self, entries: Iterable[Entry[Payload]], split: Split, least: int = 3) -> None:
        """Take in phrases; an earlier entry wins over a later one.

        Args:
            entries: a phrase and what it stands for.
            split: cuts a phrase into the forms of its tokens.
            least: letters of the shortest phrase whose case does not count.
        """
        stem, stemmed = self.stem, self.stem is not str
        cut = [(phrase, payload, forms) for phrase, payload in entries if (forms := split(phrase))]
        folded = iter(fold_all(list(chain.from_iterable(forms for *_, forms in cut))))
        for phrase, payload, forms in cut:
            words = list(islice(folded, len(forms)))
            key = " ".join(words)
            if len(phrase) <= 3 and phrase.isascii():
                self.exact.setdefault(" ".join(forms), payload)
            if len(phrase) >= least or not phrase.isascii():
                self.folded.setdefault(key, payload)
            if stemmed and len(phrase) > 3:
                self.stems.setdefault(stem(key), payload)
            size = len(words)
            head = stem(words[0])
            tail = head if size == 1 else stem(words[-1])
            self.heads[head] = max(self.heads.get(head, 1), size)
            self.tails[tail] = max(self.tails.get(tail, 1), size)


class _Waiting(Reach, Generic[Payload]):
    """A reach that takes entries into its table when a form is met that may begin them.

    They wait under as many of their first letters as a stem keeps, or under the first sign where
    this is no letter: an ending is taken off further behind, so that a phrase begins as its stem.
    """

    def __init__(
        self, table: Phrases[Payload], entries: Iterable[Entry[Payload]], split: Split
    ) -> None:
        super().__init__(table.heads, table.stem)
        self.table = table
        self.split = split
        self.waiting: dict[str, list[Entry[Payload]]] = {}
        listed = list(entries)
        starts = fold_all([entry[0][: SHORTEST + 1] for entry in listed])
        for entry, start in zip(listed, starts, strict=True):
            self.waiting.setdefault(_letters(start[:SHORTEST]), []).append(entry)

    def size_of(self, head: str) -> int:
        """Return the greatest number of tokens, when what waited for this head is taken in."""
        for size in _SIZES:
            entries = self.waiting.pop(head[:size], None)
            if entries is not None:
                self.table.add(entries, self.split)
        return super().size_of(head)


def _letters(start: str) -> str:
    """Return as much of a beginning as is letters; its first sign where that is none."""
    while len(start) > 1 and not start.isalpha():
        start = start[:-1]
    return start


@dataclass(frozen=True, slots=True)
class GluedPhrases(Generic[Payload]):
    """Phrases of a script without spaces: looked up as runs of characters.

    `heads` and `tails` give the length of the longest phrase that begins or ends with a character.
    """

    folded: dict[str, Payload] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    tails: dict[str, int] = field(default_factory=dict)

    def after(self, text: str, start: int) -> tuple[Payload, int] | None:
        """Return the longest phrase that begins at a code point, and where it ends."""
        most = self.heads.get(text[start : start + 1].lower(), 0)
        window = text[start : start + most].lower() if most else ""
        for size in range(min(len(window), most), 0, -1):
            found = self.folded.get(window[:size])
            if found is not None and not _cuts_word(text, start + size):
                return found, start + size
        return None

    def before(self, text: str, end: int) -> tuple[Payload, int] | None:
        """Return the longest phrase that ends at a code point, and where it begins."""
        most = self.tails.get(text[max(0, end - 1) : end].lower(), 0)
        window = text[max(0, end - most) : end].lower() if most else ""
        for size in range(min(len(window), most), 0, -1):
            found = self.folded.get(window[-size:])
            if found is not None and not _cuts_word(text, end - size):
                return found, end - size
        return None


Table = Phrases[Any] | GluedPhrases[Any]


def is_filled(table: Table) -> bool:
    """Tell whether a table holds any phrase."""
    return bool(table.heads if isinstance(table, Phrases) else table.folded)


def _cuts_word(text: str, place: int) -> bool:
    around = text[max(0, place - 1) : place + 1]
    return len(around) == 2 and around.isascii() and around.isalpha()


def build_phrases(
    entries: Iterable[Entry[Payload]],
    split: Split,
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
    table: Phrases[Payload] = Phrases(stem=stem)
    table.add(_with_plain_letters(list(entries)), split, least)
    return table


def build_waiting_phrases(
    entries: Iterable[Entry[Payload]], split: Split, stem: Stem
) -> Phrases[Payload]:
    """Return a table, to be looked up forwards only, that takes phrases in as forms ask for them.

    An earlier entry wins over a later one. The stems must begin as the phrases do.
    """
    table: Phrases[Payload] = Phrases(stem=stem)
    waiting = _Waiting(table, _with_plain_letters(list(entries)), split)
    object.__setattr__(table, "reach_after", waiting)
    return table


def _with_plain_letters(entries: list[Entry[Payload]]) -> list[Entry[Payload]]:
    """Return the entries, then those with accents again without, as people type them."""
    accented = [entry for entry in entries if not entry[0].isascii() and len(entry[0]) > 3]
    plain = []
    for phrase, payload in accented:
        if phrase[0] < "\u0250":
            letters = unicodedata.normalize("NFD", phrase).encode("ascii", "ignore").decode()
            if len(letters) == len(unicodedata.normalize("NFC", phrase)):
                plain.append((letters, payload))
    return entries + plain


def build_glued_phrases(entries: Iterable[Entry[Payload]]) -> GluedPhrases[Payload]:
    """Return a table of phrases for a script without spaces; an earlier entry wins."""
    folded: dict[str, Payload] = {}
    for phrase, payload in entries:
        folded.setdefault(phrase.lower(), payload)
    heads: dict[str, int] = {}
    tails: dict[str, int] = {}
    for phrase in folded:
        first, last = phrase[:1], phrase[-1:]
        heads[first] = max(len(phrase), heads.get(first, 0))
        tails[last] = max(len(phrase), tails.get(last, 0))
    return GluedPhrases(folded, heads, tails)
