"""How desks reword: other words, words left out and put in, phrases that explain.

Of two near reports the one with fewer words is not always the copy, so that families in which words
are only ever left out flatter. How much oftener a lone word is left out than put in was counted on
the back-translated pairs of the data: 75 to 45.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from stemmata.text import words
from stemmata.trace.sheets import Growth, Line, Sheet

_WAYS = {"other": 8, "left out": 5, "put in": 3}
_PHRASE = (3, 7)  # words of a phrase, from and to


def reword(child: Sheet, growth: Growth, chance: random.Random) -> None:
    """Change, leave out and put in plain words here and there."""
    plain = [word for word in child.pool if word.islower()] or ["also"]
    for place, line in enumerate(child.lines):
        pieces, position = [], 0
        for token in words(line.text):
            if token.form.islower() and chance.random() < growth.reworded_share:
                other = _instead(token.form, plain, chance)
                pieces += [line.text[position : token.start], other]
                position = token.end
        text = " ".join("".join([*pieces, line.text[position:]]).split())
        child.lines[place] = Line(text, line.source)


def _instead(form: str, plain: Sequence[str], chance: random.Random) -> str:
    """Return what stands for a word: another, nothing, or the word and one more."""
    (way,) = chance.choices(list(_WAYS), list(_WAYS.values()))
    if way == "left out":
        return ""
    if way == "put in":
        return f"{chance.choice(plain)} {form}"
    return chance.choice(plain)


def explain(child: Sheet, _growth: Growth, chance: random.Random) -> None:
    """Put a phrase in, behind some word of a sentence."""
    if not child.phrases:
        return
    source = [token.form for token in words(chance.choice(child.phrases))]
    size = chance.randint(*_PHRASE)
    first = chance.randrange(max(1, len(source) - size + 1))
    place = chance.randrange(len(child.lines))
    line = child.lines[place]
    ends = [token.end for token in words(line.text)] or [len(line.text)]
    end = chance.choice(ends)
    phrase = " ".join(source[first : first + size])
    child.lines[place] = Line(f"{line.text[:end]}, {phrase},{line.text[end:]}", line.source)
