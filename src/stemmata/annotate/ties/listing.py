"""The lists of a language file, cut into folded words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from stemmata.annotate.ties.cue_lists import CUES, Entry
from stemmata.languages import load
from stemmata.lexicon import load_lexicon
from stemmata.text import fold, fold_all, in_columns, word_columns


def joined_and(code: str) -> tuple[str, ...]:
    """Return how a definite noun begins that "and" is written to: "والرئيس"."""
    ties = load(code).section("ties")
    before = set(load(code).words("ties", "proclitics"))
    both = [word for word in load(code).words("ties", "conjunctions") if word in before]
    return tuple(word + str(ties.get("definite", "")) for word in both)


def phrases_of(code: str, section: str, key: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return the phrases of a list, the rest of each by its first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for forms in forms_of(load(code).words(section, key), code):
        if forms:
            found.setdefault(forms[0], []).append(tuple(forms[1:]))
    return {first: tuple(rests) for first, rests in found.items()}


def parted_verbs(code: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return verbs whose parts stand apart ("nahm ... fest"): first part to second and class."""
    parted: dict[str, list[tuple[str, str]]] = {}
    for name, pairs in load(code).table("ties", "parted").items():
        for pair in pairs:
            first, second = pair.split()
            parted.setdefault(fold(first), []).append((fold(second), name))
    return {first: tuple(seconds) for first, seconds in parted.items()}


def forms_of(phrases: Sequence[str], code: str) -> list[list[str]]:
    """Return the folded words of entries; a star stays on the beginnings of words."""
    lexicon = load_lexicon()
    text = "\n".join((*phrases, ""))
    columns = word_columns(text)
    if not lexicon.has_spaces(code):
        columns = in_columns(text, [(a, b, text[a:b]) for a, b in lexicon.segment(text, code)])
    found: list[list[str]] = [[] for _ in phrases]
    number = 0
    gaps = columns.gaps
    for before, form, after in zip(gaps, fold_all(columns.forms), gaps[1:], strict=False):
        number += before.count("\n")
        found[number].append(form + "*" if after[:1] == "*" else form)
    return found


def entries_of(code: str) -> Iterable[tuple[str, Entry]]:
    """Yield each entry of a language file as written, with what it is."""
    language = load(code)
    for cue, places in CUES.items():
        for section, key in places:
            for word in language.words(section, key):
                yield word, Entry(cue=cue)
    for word in language.words("ties", "actors"):
        yield word, Entry(actor="actors")
    for word in language.words("ties", "ignored"):
        yield word, Entry(ignored=True)
    for name, words in language.table("ties", "predicates").items():
        for word in words:
            yield word, Entry(act=name)
