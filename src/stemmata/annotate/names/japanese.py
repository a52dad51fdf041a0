"""Names in Japanese, by rules: no text marked by hand is at hand to learn from.

Evidence is taken in this order: place names of CLDR and the word lists, a title behind, a surname
before, the ending of an organisation or place, a name in katakana that is no everyday word.
"""

from __future__ import annotations

import re
from functools import lru_cache

from stemmata.annotate.names.cues import Cues, load_cues
from stemmata.annotate.names.wordlists import form_hash, language_seed, load_word_lists
from stemmata.annotate.names.words import Tagged
from stemmata.text import fold

_HAN = r"\u3005\u3400-\u9fff\uf900-\ufaff"
_KATAKANA = r"\u30a1-\u30fa\u30fc"
_RUN = re.compile(
    rf"[{_KATAKANA}]+(?:[・＝=][{_KATAKANA}]+)*|[{_HAN}]+|[A-Za-z][A-Za-z.&\-]*[A-Za-z]"
)
_LONGEST_TITLE = 5
_EVERYDAY = 1


def tag_japanese(text: str, language: str = "ja") -> list[Tagged]:
    """Return the names of a Japanese text.

    Args:
        text: any text.
        language: whose cues to use.
    """
    cues = load_cues(language)
    found: list[Tagged] = []
    for match in _RUN.finditer(text):
        start, end = match.span()
        run = match.group()
        if _is_katakana(run[0]):
            found += _katakana_names(text, start, end, cues)
        elif run.isascii():
            if run.isupper() and len(run) > 1 and fold(run) not in cues.not_names:
                found.append(Tagged(start, end, "organisation"))
        else:
            found += _han_names(text, start, end, cues)
    return found


def _is_katakana(letter: str) -> bool:
    return "\u30a0" < letter < "\u3100"


def _katakana_names(text: str, start: int, end: int, cues: Cues) -> list[Tagged]:
    run = text[start:end]
    folded = fold(run)
    after = text[end : end + _LONGEST_TITLE]
    if folded in cues.territories or folded in cues.cities:
        return [Tagged(start, end, "place")]
    if len(run) < 2 or folded in cues.not_names:
        return []
    kind, length = _kind_by_neighbours(run, after, cues)
    return [Tagged(start, end + length, kind)] if kind else []


def _kind_by_neighbours(run: str, after: str, cues: Cues) -> tuple[str, int]:
    """Return the kind of a katakana run, and how many letters behind it belong to the name."""
    organisation = _ending(after, cues.organisation_endings)
    place = _ending(after, cues.place_endings)
    everyday = _everyday(run, cues.language)
    listed = load_word_lists().proper.find(form_hash(fold(run)))
    kind, length = "", 0
    if after.startswith(cues.titles_after):
        kind = "person"
    elif organisation and len(run) > 2:
        kind, length = "organisation", len(organisation)
    elif place and len(run) > 2 and not everyday:
        kind, length = "place", len(place)
    elif ("・" in run and len(run) > 5) or (listed & 3 and not everyday):
        kind = "person"
    elif listed >> 2:
        kind = "place"
    return kind, length


def _ending(after: str, endings: tuple[str, ...]) -> str:
    return next((ending for ending in endings if after.startswith(ending)), "")


@lru_cache(maxsize=50_000)
def _everyday(form: str, language: str) -> bool:
    seed = language_seed(language)
    return load_word_lists().common.find(form_hash(fold(form), seed)) > _EVERYDAY


def _han_names(text: str, start: int, end: int, cues: Cues) -> list[Tagged]:
    names: list[Tagged] = []
    place = start
    while place < end:
        found = _name_at(text, place, end, cues)
        if found:
            names.append(found)
            place = found.end
        else:
            place += 1
    return names


def _name_at(text: str, start: int, end: int, cues: Cues) -> Tagged | None:
    listed = _listed_place(text, start, end, cues)
    surname = _surname(text, start, end, cues)
    if surname and surname > listed:
        person = _person(text, start, start + surname, end, cues)
        if person:
            return person
    whole = _ended(text, start, end, cues) if start == 0 or not _is_han(text[start - 1]) else None
    if whole and whole.end > start + listed:
        return whole
    if listed:
        return Tagged(start, start + listed, "place")
    return None


def _is_han(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff" or letter == "々"


def _listed_place(text: str, start: int, end: int, cues: Cues) -> int:
    """Return the length of the longest listed place name that begins here."""
    proper = load_word_lists().proper
    for length in range(min(6, end - start), 1, -1):
        piece = text[start : start + length]
        known = piece in cues.territories or piece in cues.cities
        if known or proper.find(form_hash(piece)) >> 2:
            after = text[start + length : start + length + 1]
            longer = after in cues.place_endings and after != "国"
            return length + (1 if longer and start + length < end else 0)
    return 0


def _surname(text: str, start: int, end: int, cues: Cues) -> int:
    for length in (3, 2, 1):
        if start + length <= end and text[start : start + length] in cues.surnames:
            return length
    return 0


def _person(text: str, start: int, given: int, end: int, cues: Cues) -> Tagged | None:
    """Return a surname with a title behind it, or with a given name of one to three letters."""
    for length in range(4):
        stop = given + length
        if stop > end:
            break
        if text[stop : stop + _LONGEST_TITLE].startswith(cues.titles_after):
            return Tagged(start, stop, "person")
    alone = start == 0 or not _is_han(text[start - 1])
    if alone and given - start > 1 and 1 <= end - given <= 2:
        return Tagged(start, end, "person")
    return None


def _ended(text: str, start: int, end: int, cues: Cues) -> Tagged | None:
    """Return a run of Han that ends as organisations or places do."""
    run = text[start:end]
    if not run.endswith(cues.organisation_endings + cues.place_endings):
        return None
    for endings, kind in (
        (cues.organisation_endings, "organisation"),
        (cues.place_endings, "place"),
    ):
        for ending in endings:
            if not run.endswith(ending):
                continue
            spare = len(run) - len(ending)
            least = 2 if len(ending) == 1 else 1
            if spare >= least and spare <= 8 and not _everyday(run, cues.language):
                return Tagged(start, end, kind)
    return None
