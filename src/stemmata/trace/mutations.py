"""What copying does to a report: the operations that `simulate` grows families with.

Each changes a sheet, a report in the making, in place. A sheet's lines are its sentences; a line
remembers which sentence of the first report it comes from, so that it can be translated.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from stemmata.text import words
from stemmata.trace.rewording import explain, reword
from stemmata.trace.sheets import Change, Growth, Line, Sheet, word_pool


def changes(growth: Growth) -> tuple[tuple[float, Change], ...]:
    """Return the operations with their probabilities, in the order they are tried."""
    return (
        (growth.translate, translate),
        (growth.cut, cut),
        (growth.trim, trim),
        (growth.reorder, reorder),
        (growth.reword, reword),
        (growth.explain, explain),
        (growth.update, update),
        (growth.garble, garble),
    )


def cut(child: Sheet, _growth: Growth, chance: random.Random) -> None:
    """Keep the beginning."""
    keep = max(2, round(len(child.lines) * chance.uniform(0.4, 0.85)))
    child.lines = child.lines[:keep]


def reorder(child: Sheet, _growth: Growth, chance: random.Random) -> None:
    """Put the sentences in another order."""
    chance.shuffle(child.lines)


def trim(child: Sheet, _growth: Growth, chance: random.Random) -> None:
    """Leave out a sentence within."""
    if len(child.lines) > 3:
        del child.lines[chance.randrange(1, len(child.lines) - 1)]


def update(child: Sheet, growth: Growth, chance: random.Random) -> None:
    """Raise a figure wherever it stands, or lower it, as corrections do."""
    step = chance.randint(1, 9)

    def moved(form: str) -> str:
        lowered = chance.random() < growth.lower and int(form) > step
        return str(int(form) - step if lowered else int(form) + step)

    _alter_one(child, chance, str.isdigit, moved)


def garble(child: Sheet, _growth: Growth, chance: random.Random) -> None:
    """Swap two letters of a name wherever it stands."""

    def swap(form: str) -> str:
        place = chance.randrange(1, len(form) - 2)
        return form[:place] + form[place + 1] + form[place] + form[place + 2 :]

    _alter_one(child, chance, lambda form: form.istitle() and len(form) > 5, swap)


def translate(child: Sheet, _growth: Growth, chance: random.Random) -> None:
    """Put what comes from the first report in another language; changed forms stay changed."""
    others = sorted(set(child.versions) - {child.language})
    if not others:
        return
    language = chance.choice(others)
    version = child.versions[language]
    kept = [
        Line(version[line.source], line.source) for line in child.lines if line.source is not None
    ]
    if len(kept) < 2:
        return
    child.language, child.lines = language, kept
    child.pool, child.phrases = word_pool([version]), ()
    for form, other in child.altered.items():
        _replace_form(child, form, other)


def _alter_one(
    child: Sheet,
    chance: random.Random,
    fits: Callable[[str], bool],
    alter: Callable[[str], str],
) -> None:
    pool = word_pool([[line.text for line in child.lines]])
    found = [form for form in pool if form.isalnum() and fits(form)]
    if found:
        form = chance.choice(found)
        other = alter(form)
        child.altered[form] = other
        _replace_form(child, form, other)


def _replace_form(child: Sheet, form: str, other: str) -> None:
    child.lines = [Line(_replaced(line.text, form, other), line.source) for line in child.lines]


def _replaced(line: str, form: str, other: str) -> str:
    pieces, position = [], 0
    for token in words(line):
        if token.form == form:
            pieces += [line[position : token.start], other]
            position = token.end
    return "".join([*pieces, line[position:]])
