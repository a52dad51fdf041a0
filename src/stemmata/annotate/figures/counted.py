"""The thing that a number counts: "47 people", "23 Verletzte", "12名工人"."""

from __future__ import annotations

from typing import NamedTuple

from stemmata.annotate.figures.lexicon import Lexicon
from stemmata.annotate.figures.passage import HYPHENS, SPACES, Passage
from stemmata.annotate.figures.quantity import Quantity
from stemmata.model import Span
from stemmata.text import fold

_WORDS = 5  # how far behind the number its noun may stand
_CHARACTERS = 4  # longest noun taken in a script without spaces


class Thing(NamedTuple):
    """The span of the words that name what is counted; `known` where the language's file has it."""

    span: Span
    known: bool


def counted_thing(passage: Passage, quantity: Quantity) -> Thing | None:
    """Return the noun that a number counts, or None where none follows it."""
    if passage.lexicon.glued:
        return _glued_noun(passage, quantity)
    place = quantity.end
    last = passage.ends.get(place)
    if quantity.unit is not None and last is not None:
        counter = passage.lexicon.things.before(passage.tokens, last + 1)
        if counter is not None:
            return _take(passage, counter[1], last + 1, known=True)
    if passage.char(place) in HYPHENS and passage.char(place + 1).isalpha():
        index = passage.begins.get(place + 1)
        return None if index is None else _take(passage, index, index + 1)
    gap = passage.skip(place)
    index = passage.begins.get(gap)
    return None if index is None or gap == place else noun_from(passage, index)


def noun_from(passage: Passage, first: int) -> Thing | None:
    """Return the noun that begins at a token or stands a few words after it."""
    run = _noun_run(passage, first)
    if not run or _needs_link(passage, first, run):
        return None
    known = next((found for index in run if (found := _known(passage, index))), None)
    if known is not None:
        return known
    lexicon = passage.lexicon
    if lexicon.nouns == "capital":
        index = next((index for index in run if passage.tokens[index].form[0].isupper()), None)
        return None if index is None else _take(passage, index, index + 1)
    return _first_plural(passage, run) if lexicon.nouns == "plural" else _first_noun(passage, run)


def _first_noun(passage: Passage, run: list[int]) -> Thing | None:
    index = next((i for i in run if not _is_adjective(passage, i)), run[-1])
    if passage.tokens[index].form[0].isupper():
        return None
    return _take(passage, index, index + 1)


def _is_adjective(passage: Passage, index: int) -> bool:
    return fold(passage.tokens[index].form).endswith(passage.lexicon.adjectives or ("\0",))


def _noun_run(passage: Passage, first: int) -> list[int]:
    """Return the tokens after a number up to the first that cannot belong to its noun."""
    tokens, lexicon = passage.tokens, passage.lexicon
    run: list[int] = []
    for index in range(first, min(first + _WORDS, len(tokens))):
        form = tokens[index].form
        word = fold(form)
        if index > first and not _is_gap(passage, index):
            break
        if not form[0].isalpha() or word in lexicon.months:
            break
        if word in lexicon.linkers and not run:
            continue
        if word in lexicon.modifiers:
            continue
        if word in lexicon.stop or word in lexicon.atoms.folded or word in lexicon.named.folded:
            break
        if _is_joined(word, lexicon):
            break
        run.append(index)
    return run


def _is_joined(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a joiner is written together with a word that cannot be counted."""
    bare = word.removeprefix(lexicon.joined)
    return bare != word and (bare in lexicon.stop or bare in lexicon.atoms.folded)


def _is_gap(passage: Passage, index: int) -> bool:
    """Tell whether only a space or an apostrophe parts a token from the one before it."""
    gap = passage.text[passage.tokens[index - 1].end : passage.tokens[index].start]
    return bool(gap) and all(char in SPACES for char in gap)


def _known(passage: Passage, index: int) -> Thing | None:
    found = passage.lexicon.things.after(passage.tokens, index)
    return None if found is None else _take(passage, index, found[1], known=True)


def _first_plural(passage: Passage, run: list[int]) -> Thing | None:
    for place, index in enumerate(run):
        if _is_plural(passage.tokens[index].form):
            last = index
            if place + 1 < len(run) and _is_plural(passage.tokens[run[place + 1]].form):
                last = run[place + 1]
            return _take(passage, last, last + 1)
    return None


def _is_plural(form: str) -> bool:
    return len(form) > 3 and form[-1] == "s" and form[-2:] not in ("ss", "us", "is")


def _take(passage: Passage, first: int, last: int, *, known: bool = False) -> Thing:
    tokens = passage.tokens
    while last + 1 < len(tokens) and _is_hyphenated(passage, last):
        last += 2
    return Thing(Span(tokens[first].start, tokens[last - 1].end), known)


def _is_hyphenated(passage: Passage, hyphen: int) -> bool:
    """Tell whether a hyphen ties the next word to the one before it ("Last-Minute-Tipps")."""
    before, mark, after = passage.tokens[hyphen - 1 : hyphen + 2]
    glued = before.end == mark.start and mark.end == after.start
    return glued and mark.form in HYPHENS and after.form[0].isalpha()


def _glued_noun(passage: Passage, quantity: Quantity) -> Thing | None:
    unit = quantity.unit
    if unit is None or unit.kind != "counter":
        return None
    linked = next(
        (w for w in passage.lexicon.linkers if passage.text.startswith(w, quantity.end)), ""
    )
    start = quantity.end + len(linked)
    end = start
    while end < min(passage.end, start + _CHARACTERS) and _is_noun_letter(passage, end):
        end += 1
    return Thing(Span(start, end), known=False) if end - start >= 2 else None


def _is_noun_letter(passage: Passage, place: int) -> bool:
    letter = passage.text[place]
    return ("\u30a0" <= letter <= "\u30ff" or "\u4e00" <= letter <= "\u9fff") and (
        letter not in passage.lexicon.stop
    )


def _needs_link(passage: Passage, first: int, run: list[int]) -> bool:
    """Tell whether "of" is missing between a great scale and its noun (millions de personnes)."""
    if not passage.lexicon.linked or first == 0 or run[0] > first:
        return False
    atom = passage.lexicon.atoms.get(passage.tokens, first - 1, first)
    return atom is not None and atom.kind == "scale" and atom.value >= 1_000_000
