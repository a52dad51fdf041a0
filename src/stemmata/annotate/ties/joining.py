"""Phrases that are one: "leaders of the coalition", "its chief, X"; and those that "and" joins."""

from __future__ import annotations

from collections.abc import Sequence

from stemmata.annotate.ties.words import JOINTS, Phrase, Text

_LINKING = frozenset({"determiner", "agent"})  # "by A and by the B"
_MOST_PLAIN = 2  # words between what somebody is and the name
_COMMAS = frozenset({",", "،", "，"})
_OPENING_MARKS = frozenset({"«", "“", "„", '"'})


def join_phrases(words: Text, phrases: Sequence[Phrase]) -> list[Phrase]:
    """Join a phrase with those it is made of: "leaders of the coalition", "its chief, X"."""
    merged: list[Phrase] = []
    for phrase in phrases:
        before = merged[-1] if merged else None
        if before is not None and (
            (phrase.governed == "of" and _adjoins(words, before.last, phrase.first))
            or _goes_on(words, before, phrase)
            or _is_apposed(words, before, phrase)
            or _is_quoted(words, before, phrase)
        ):
            merged[-1] = before._replace(last=phrase.last, owner=phrase.owner)
        else:
            merged.append(phrase)
    return merged


def _goes_on(words: Text, before: Phrase, phrase: Phrase) -> bool:
    """Tell whether an adjective parted a phrase: "directeur" + "général de la banque"."""
    first = words.meanings[phrase.first]
    return (
        before.last == phrase.first
        and not (before.owner or before.named or phrase.governed or first.capital)
        and words.gaps[phrase.first] == " "
        and _hangs(words, phrase)
    )


def _hangs(words: Text, phrase: Phrase) -> bool:
    """Tell whether a phrase holds a genitive, or begins with a definite adjective."""
    definite = words.listed.definite
    if definite:
        return words.folded[phrase.first].startswith(definite)
    return any("of" in words.meanings[place].cues for place in range(phrase.first, phrase.last))


def _is_apposed(words: Text, before: Phrase, phrase: Phrase) -> bool:
    """Tell whether a person's name stands between commas behind what the person is."""
    name = words.names.get(phrase.first)
    return (
        name is not None
        and name.kind == "person"
        and _is_near(words, before.last, phrase.first)
        and before.first not in words.names
        and words.gaps[phrase.first].strip() in _COMMAS
        and (phrase.last >= len(words.gaps) or words.gaps[phrase.last].strip() != "")
    )


def _is_quoted(words: Text, before: Phrase, phrase: Phrase) -> bool:
    """Tell whether a name in quotation marks says who somebody is: "концерн «Бранкоса»"."""
    name = words.names.get(phrase.first)
    return (
        name is not None
        and name.kind != "person"
        and before.first not in words.names
        and words.gaps[phrase.first].strip() in _OPENING_MARKS
        and phrase.first - before.last <= _MOST_PLAIN
        and all(words.gaps[place] == " " for place in range(before.last, phrase.first))
    )


def _is_near(words: Text, first: int, last: int) -> bool:
    """Tell whether at most a few plain words stand between two phrases."""
    return last - first <= _MOST_PLAIN and all(
        words.gaps[place] == " "
        and not words.meanings[place].cues
        and words.meanings[place].act is None
        and not words.meanings[place].capital
        for place in range(first, last)
    )


def _adjoins(words: Text, first: int, last: int) -> bool:
    """Tell whether only a genitive and articles stand between two phrases."""
    allowed = {"of", "determiner"}
    return last - first <= 2 and all(
        not allowed.isdisjoint(words.meanings[place].cues) and words.gaps[place] in JOINTS
        for place in range(first, last)
    )


def group_phrases(words: Text, phrases: Sequence[Phrase]) -> list[Phrase]:
    """Give "A and B" one group, and B what governs A."""
    grouped: list[Phrase] = []
    for phrase in phrases:
        before = grouped[-1] if grouped else None
        if before is not None and _is_and(words, before.last, phrase.first):
            joined = before.governed if phrase.governed in {"", before.governed} else ""
            grouped.append(phrase._replace(group=before.group, governed=joined))
        else:
            grouped.append(phrase)
    return grouped


def _is_and(words: Text, first: int, last: int) -> bool:
    if first == last and words.listed.joined_and:  # "and" is written to what follows
        near = words.gaps[first].strip(" ،") == ""
        return near and words.folded[first].startswith(words.listed.joined_and)
    if not first < last <= first + 3:
        return False
    return "and" in words.meanings[first].cues and all(
        not _LINKING.isdisjoint(words.meanings[place].cues) for place in range(first + 1, last)
    )
