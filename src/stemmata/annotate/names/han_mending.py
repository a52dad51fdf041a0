"""What the whole of a Chinese text adds to the tagger's findings.

A letter behind a name is no part of it where the text names the rest alone. Nothing parts the name
of an organisation from the title that follows it ("海岳重钢副总经理"), and its letters may be
in no list: what stands between a mark and the title of a named person is taken for one where the
text writes it again.
"""

from __future__ import annotations

import re
from functools import cache

from stemmata.annotate.names.cues import load_cues
from stemmata.annotate.names.words import Tagged
from stemmata.languages import load

_SHORTEST, _LONGEST = 3, 8  # letters of such a name
_RUN = re.compile(r"[\u3400-\u9fff]+$")
_TITLE_REACH = 8  # letters of a title


def without_tails(text: str, found: list[Tagged]) -> list[Tagged]:
    """Return the names without a last letter where the text names the rest alone.

    Example:
        >>> text = "沈柏川在场。沈柏川说"
        >>> names = without_tails(text, [Tagged(0, 4, "person"), Tagged(6, 9, "person")])
        >>> [text[name.start : name.end] for name in names]
        ['沈柏川', '沈柏川']
    """
    forms = {text[name.start : name.end] for name in found if name.kind == "person"}
    return [
        Tagged(name.start, name.end - 1, name.kind)
        if name.kind == "person" and text[name.start : name.end - 1] in forms
        else name
        for name in found
    ]


def organisations_before_titles(text: str, language: str, found: list[Tagged]) -> list[Tagged]:
    """Return the organisations that stand before titles of people, wherever the text names them.

    Args:
        text: any text in Han letters.
        language: BCP 47 primary tag.
        found: the names already found.

    Example:
        >>> text = "海岳重钢副总经理沈柏川说。海岳重钢愿意配合。"
        >>> names = organisations_before_titles(text, "zh", [Tagged(8, 11, "person")])
        >>> [text[name.start : name.end] for name in names]
        ['海岳重钢', '海岳重钢']
    """
    pattern = _titles(language)
    forms = {
        form
        for name in found
        if name.kind == "person" and (form := _before_title(text, name.start, pattern))
    }
    taken = [(name.start, name.end) for name in found]
    added = []
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        places = [each.start() for each in re.finditer(re.escape(form), text)]
        for start in places if len(places) > 1 else ():
            end = start + len(form)
            if all(end <= a or b <= start for a, b in taken):
                taken.append((start, end))
                added.append(Tagged(start, end, "organisation"))
    return added


def _before_title(text: str, end: int, title: re.Pattern[str]) -> str:
    """Return what stands between a mark and the title that ends at a place."""
    first = max(0, end - _LONGEST - _TITLE_REACH - 1)
    run = _RUN.search(text[first:end])
    found = title.search(run.group()) if run else None
    if run is None or found is None or (run.start() == 0 and first > 0):
        return ""
    form = run.group()[: found.start()]
    return form if _SHORTEST <= len(form) <= _LONGEST else ""


@cache
def _titles(language: str) -> re.Pattern[str]:
    """Return what finds the longest title at the end of a string."""
    roles = load(language).table("roles", "persons").values()
    listed = {word.strip() for words in roles for word in words.split(",")}
    titles = sorted({*listed, *load_cues(language).titles} - {""}, key=lambda each: -len(each))
    before = "|".join(map(re.escape, load(language).words("roles", "deputy"))) or "(?!)"
    return re.compile(rf"(?:{before})?(?:{'|'.join(map(re.escape, titles))})$")
