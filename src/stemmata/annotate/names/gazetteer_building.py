"""Building the table of well-known names from Wiktionary and the Open Multilingual Wordnet.

Wordnets keep what they name in the order of their subjects, so that the place of an entry tells
groups, places and people apart (Princeton WordNet 3.0; Fellbaum 1998). Wiktionary says it in its
glosses. Sources: English Wiktionary (CC BY-SA 3.0), Open Multilingual Wordnet (by wordnet: CC BY,
CC BY-SA, WordNet, MIT).
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from stemmata.annotate.names.crf import KINDS
from stemmata.annotate.names.cues import load_cues
from stemmata.annotate.names.gazetteer import KIND_BITS, MOST_WORDS, phrase_hash
from stemmata.text import fold

PERSON, ORGANISATION, PLACE = (
    1 + KINDS.index(kind) for kind in ("person", "organisation", "place")
)
# Where the subjects of nouns begin and end in WordNet 3.0.
_SUBJECTS = (
    (7_938_773, 8_491_826, ORGANISATION),
    (8_491_826, 9_475_000, PLACE),
    (10_805_000, 11_413_000, PERSON),
)
_PEOPLES_AND_LANGUAGES = ((6_900_000, 6_990_000), (9_604_981, 10_805_000))
_CAPITALS = ("oewn.en", "wikt.en", "wikt.fr", "wikt.es", "wikt.it", "por.pt", "ita.it")
# CeCILL-C cannot be taken into CC BY-SA; "free to use" is no licence.
_LEFT_OUT = ("fra.fr", "fas.fa")
_PLACE_GLOSS = re.compile(
    r"\b(?:cit(?:y|ies)|country|capital|state|region|province|islands?|river|town|republic|sea|lake"
    r"|continent|ocean|mountains?|county|district|peninsula|gulf|strait|desert|bay|village|area"
    r"|archipelago|territory|prefecture|canal|valley|suburb|borough|municipality|kingdom)\b"
)
_GROUP_GLOSS = re.compile(
    r"\b(?:organi[sz]ation|part(?:y|ies)|company|agency|alliance|union|corporation|institution|army"
    r"|council|newspaper|university|club|movement|bureau|parliament|bank|coalition|organ|team"
    r"|forces?|committee|airline|federation|court|association|network|brand|manufacturer)\b"
)
_NO_NAME_GLOSS = re.compile(
    r"\b(?:language|dialect|month|day|word|religion|holiday|zodiac|person)\b"
)
_WORDS = re.compile(r"[^\W\d_][\w'’\-\u064b-\u0652]*(?: [\w'’\-\u064b-\u0652]+)*")


def known_names(data: Path) -> dict[int, int]:
    """Return the hashes of names and of their first words, each with its entry."""
    table: dict[int, int] = {}
    for language, name, kind in sorted({*_from_wiktionary(data), *_from_wordnets(data)}):
        _enter(table, language, name, kind)
    return table


def _enter(table: dict[int, int], language: str, name: str, kind: int) -> None:
    words = fold(name).replace("’", "'").split()
    if not 1 <= len(words) <= MOST_WORDS or not _WORDS.fullmatch(name):
        return
    cues = load_cues(language)
    if words[0] in cues.articles or not words[0][0].isalpha():  # begun too often to look on
        return
    if len(words) == 1 and (len(words[0]) < 3 or cues.classes.get(words[0])):
        return
    first, rest = words[0], [cues.without_ending(word) for word in words[1:]]
    leads = {
        first,
        cues.stripped(first),
        *(cues.stripped(lead + first) for lead in cues.conjunctions),
    }
    for lead in leads:
        key = phrase_hash(lead, rest, language)
        table[key] = (table.get(key, 0) & ~KIND_BITS) | kind
        for count in range(len(words)):
            begun = phrase_hash(lead, rest[:count], language)
            known = table.get(begun, 0)
            more = max(known // (KIND_BITS + 1), len(words) - count)
            table[begun] = (known & KIND_BITS) | more * (KIND_BITS + 1)


def _lines(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as source:
        for line in source:
            yield line.rstrip("\n").split("\t")


def _from_wiktionary(data: Path) -> Iterator[tuple[str, str, int]]:
    """Yield names with language and kind, as far as the gloss says of what kind they are."""
    for row in _lines(data / "lexica" / "enwiktionary_2015.tsv.gz"):
        if len(row) < 5 or row[2] != "prop" or not row[1][:1].isupper():
            continue
        gloss = row[3].lower()
        if _NO_NAME_GLOSS.search(gloss):
            continue
        kind = PLACE if _PLACE_GLOSS.search(gloss) else ORGANISATION
        if kind == PLACE or _GROUP_GLOSS.search(gloss):
            one, other = row[0].split("-")[:2]
            yield one, row[1], kind
            yield other, row[4], kind


def _from_wordnets(data: Path) -> Iterator[tuple[str, str, int]]:
    """Yield the names of groups, places and people that are written with capitals."""
    synsets: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in _lines(data / "lexica" / "omw.tsv.gz"):
        if row[1].endswith("-n") and row[0] not in _LEFT_OUT:
            synsets[row[1]].append((row[0], row[-1].replace("_", " ")))
    general = {
        name
        for key, entries in synsets.items()
        if any(first <= int(key[:8]) < after for first, after in _PEOPLES_AND_LANGUAGES)
        for _, name in entries
    }
    for key, entries in synsets.items():
        kind = _subject(int(key[:8]))
        latin = [name for source, name in entries if source in _CAPITALS]
        if not kind or not latin or not all(name[:1].isupper() for name in latin):
            continue
        for source, name in entries:
            if name not in general:
                yield source.rpartition(".")[2], name, kind


def _subject(offset: int) -> int:
    return next((kind for first, after, kind in _SUBJECTS if first <= offset < after), 0)
