"""What the whole text and the language's own words add to the taggers' findings.

Countries are names wherever they stand; a name found once is a name at its other places; an ending
that is written together with a name, or a title behind it, is no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter

from stemmata.annotate.names.cues import PLACE, TITLE, Cues, load_cues
from stemmata.annotate.names.listing import listed_names, places_in_han, without_particle
from stemmata.annotate.names.wordlists import form_hash, load_word_lists
from stemmata.annotate.names.words import Findings, Tagged
from stemmata.text import fold

_SHORTEST_REPEATED = 3


def mended(text: str, findings: Findings, language: str, *, spaced: bool) -> list[Tagged]:
    """Return the names cut at titles and particles, with countries and repetitions added.

    Args:
        text: the text the findings are in.
        findings: names as the tagger found them, and where places may stand.
        language: BCP 47 primary tag.
        spaced: whether the script parts words by spaces.
    """
    cues = load_cues(language)
    found = findings.names
    if cues.particles_after and spaced:
        found = [piece for name in found for piece in _cut_at_titles(text, name, cues)]
    if not spaced:
        taken = [(name.start, name.end) for name in found]
        found = found + [n for n in places_in_han(text, language) if _free(n, taken)]
        return of_one_kind(text, found)
    if cues.conjunctions:
        found = [piece for name in found for piece in _cut_at_conjunctions(text, name, cues)]
    found = [_without_country_behind(text, name, cues) for name in found]
    named = listed_names(text, findings.places, language)
    listed = [name for name in named if not _within(name, found)]
    found = [name for name in found if not _within(name, listed)]
    taken = [(name.start, name.end) for name in found]
    found += [name for name in listed if _free(name, taken)]
    found += _repeated(text, found)
    return of_one_kind(text, found)


def of_one_kind(text: str, found: list[Tagged]) -> list[Tagged]:
    """Return the findings with one kind for one form: that of the whole name, or the commonest."""
    kinds: dict[str, dict[str, int]] = {}
    forms = []
    for name in found:
        words = text[name.start : name.end].split()
        form = " ".join(words)
        forms.append(form)
        counts = kinds.setdefault(form, {})
        counts[name.kind] = counts.get(name.kind, 0) + 1
        if name.kind == "person" and len(words) > 1:
            counts = kinds.setdefault(words[-1], {})
            counts["person"] = counts.get("person", 0) + 3
    settled = []
    for name, form in zip(found, forms, strict=True):
        counts = kinds[form]
        if len(counts) == 1:
            settled.append(name if name.kind in counts else Tagged(name.start, name.end, *counts))
            continue
        kind = min(counts, key=lambda each: (-counts[each], each != name.kind, each))
        settled.append(Tagged(name.start, name.end, kind))
    return settled


def _cut_at_conjunctions(text: str, name: Tagged, cues: Cues) -> Iterator[Tagged]:
    """Yield the parts of a name before each word that an "and" or a country's name begins.

    A word listed as a name by itself keeps the letter that elsewhere is the "and".
    """
    start, end = name.start, name.start
    for match in re.finditer(r"\S+", text[name.start : name.end]):
        word = fold(match.group())
        left = name.start + match.start()
        joined = word.startswith(cues.conjunctions) and not _is_listed(word)
        country = bool(cues.territory(word))
        general = cues.classes.get(word) == PLACE and start == left
        if (joined or country) and end > start:
            yield Tagged(start, end, name.kind)
            start = left
        end = name.start + match.end()
        if country:
            yield Tagged(start, end, "place")
        if country or general:
            start = end + 1
    if end > start:
        yield Tagged(start, end, name.kind)


def _is_listed(word: str) -> bool:
    return load_word_lists().proper.find(form_hash(word)) > 0


def _without_country_behind(text: str, name: Tagged, cues: Cues) -> Tagged:
    """Return a person's name without the country, or the place in its case, that follows it."""
    form = text[name.start : name.end]
    head, gap, last = form.rpartition(" ")
    if name.kind != "person" or not head:
        return name
    in_case = text[name.end : name.end + 2].rstrip()[:1] in ("'", "’") and bool(cues.endings)
    behind = len(cues.territory(fold(last))) == 2 or (in_case and cues.city(fold(last)))
    return Tagged(name.start, name.end - len(gap) - len(last), name.kind) if behind else name


def _within(name: Tagged, others: list[Tagged]) -> bool:
    start, end = name.start, name.end
    for other in others:  # noqa: SIM110 - as in _free
        if other.start <= start and end <= other.end:
            return True
    return False


def _free(name: Tagged, taken: list[tuple[int, int]]) -> bool:
    for start, end in taken:  # noqa: SIM110 - the plain loop takes a third of the time of all()
        if start < name.end and name.start < end:
            return False
    return True


def _repeated(text: str, found: list[Tagged]) -> list[Tagged]:
    """Return the other places where a name stands that was found once, as written."""
    kinds: dict[str, str] = {}
    for name in sorted(found, key=attrgetter("start")):
        form = text[name.start : name.end]
        if len(form) >= _SHORTEST_REPEATED and not form.islower():
            kinds.setdefault(form, name.kind)
            if name.kind == "person" and " " in form:
                last = form.rsplit(" ", 1)[1]
                if len(last) > _SHORTEST_REPEATED and last[0].isupper() and last[1:].islower():
                    kinds.setdefault(last, name.kind)
    taken = [(name.start, name.end) for name in found]
    begun = {start for start, _ in taken}
    repeated = []
    twice = [form for form in kinds if text.count(form) > 1]
    for form in sorted(twice, key=lambda each: (-len(each), each)):
        start = text.find(form)
        while start >= 0:
            end = start + len(form)
            if not (start in begun or _joined(text, start - 1) or _joined(text, end)):
                name = Tagged(start, end, kinds[form])
                if _free(name, taken):
                    repeated.append(name)
            start = text.find(form, end)
    return repeated


def _joined(text: str, place: int) -> bool:
    """Tell whether the letter at a place makes one word with its neighbour."""
    return 0 <= place < len(text) and (text[place].isalnum() or text[place] == "-")


def _cut_at_titles(text: str, name: Tagged, cues: Cues) -> Iterator[Tagged]:
    """Yield the parts of a name between titles and countries, without particles written to it."""
    start = -1
    end = 0
    for match in re.finditer(r"\S+", text[name.start : name.end]):
        left, right = name.start + match.start(), name.start + match.end()
        word = fold(match.group())
        bare = word if word in cues.territories else without_particle(word, cues)
        code = cues.territories.get(bare)
        title = bare in cues.titles_after or cues.classes.get(bare) == TITLE
        if (code or title) and start >= 0:
            yield Tagged(start, end, name.kind)
            start = -1
        if code:
            yield Tagged(left, left + min(len(bare), right - left), "place")
        elif not title:
            start = left if start < 0 else start
            end = left + min(len(bare), right - left)
            if bare != word:
                yield Tagged(start, end, name.kind)
                start = -1
    if start >= 0:
        yield Tagged(start, end, name.kind)
