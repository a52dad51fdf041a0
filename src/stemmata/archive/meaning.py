"""What words are about, in any language: concepts of the lexicon, for articles and for queries.

A query in one language and an article in another meet in concepts (cross-language retrieval by
query translation, Oard and Diekema 1998, here into the lexicon's concepts on both sides).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from stemmata.clean.language import fits_script, script_of
from stemmata.group import Fingerprint
from stemmata.lexicon import ConceptVector, load_background, load_lexicon
from stemmata.settings import SearchSettings
from stemmata.text import fold

Concepts = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the words of a query are about.

    Args:
        concepts: a vector of unit length.
        of_word: for each word, folded, its concepts with the probability that it means them.
        rarity: for each word, folded, how rare it is, from 0 (the commonest) to 1 (never seen).
    """

    concepts: Mapping[int, float]
    of_word: Mapping[str, Mapping[int, float]]
    rarity: Mapping[str, float]


def telling_concepts(print_: Fingerprint, most: int) -> Concepts:
    """Return what a report is most about: its concepts, those of its beginning twice.

    Args:
        print_: as grouping sees it.
        most: how many concepts.
    """
    weights: dict[int, float] = dict(
        zip(print_.concepts.tolist(), print_.weights.tolist(), strict=True)
    )
    for concept, weight in zip(print_.lead.tolist(), print_.lead_weights.tolist(), strict=True):
        weights[concept] = weights.get(concept, 0.0) + weight
    length = float(np.sqrt(sum(weight * weight for weight in weights.values()))) or 1.0
    chosen = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:most]
    return tuple((concept, weight / length) for concept, weight in chosen)


def meaning_of(words: Sequence[str], languages: Sequence[str]) -> Meaning:
    """Return what words are about, by the languages that they may be of.

    Args:
        words: in order; each counts once.
        languages: as `likely_languages` tells them.
    """
    lexicon, background = load_lexicon(), load_background()
    forms = list(dict.fromkeys(words))
    vectors = [lexicon.concepts(forms, language) for language in languages]
    whole = background.weigh(_joined(vectors))
    of_word: dict[str, dict[int, float]] = {fold(form): {} for form in forms}
    for vector in vectors:
        entries = (vector.ids.tolist(), vector.weights.tolist(), vector.positions.tolist())
        for concept, weight, place in zip(*entries, strict=True):
            own = of_word[fold(forms[place])]
            own[concept] = max(own.get(concept, 0.0), weight)
    known = [lexicon.commonness_of(forms, language) for language in languages]
    rarity = {
        fold(form): 1.0 - sum(float(common[place]) for common in known) / max(1, len(known))
        for place, form in enumerate(forms)
    }
    concepts = dict(zip(whole.ids.tolist(), whole.values.tolist(), strict=True))
    return Meaning(concepts, of_word, rarity)


def likely_languages(words: Sequence[str], languages: Sequence[str]) -> list[str]:
    """Return the languages that words are most likely of, by how common they are in each.

    Example:
        >>> likely_languages(["der", "Bürgermeister", "und", "die", "Stadt"], ["en", "de", "fr"])
        ['de']
    """
    settings = SearchSettings()
    lexicon = load_lexicon()
    telling = sorted(words, key=len, reverse=True)[: settings.telling_words]
    script = script_of(" ".join(words))
    common = {
        code: sum(lexicon.commonness(word, code) for word in telling) / len(telling)
        for code in languages
        if telling and code in lexicon.languages and fits_script(code, script)
    }
    best = max(common.values(), default=0.0)
    if best < settings.least_common:  # parts of words, or other forms of them, may be known
        common = {code: _share_known(words, code) for code in common}
        best = max(common.values(), default=0.0)
    least = 1.0 - settings.language_doubt / max(1, len(words))
    near = [code for code, mean in common.items() if best and mean >= least * best]
    return sorted(near, key=lambda code: (-common[code], code))[: settings.languages_tried]


def _share_known(words: Sequence[str], language: str) -> float:
    """Return the share of words that mean something in a language, if it is most of them."""
    places = load_lexicon().concepts(words, language).positions
    share = len(np.unique(places)) / max(1, len(words))
    return share if share > SearchSettings().least_known else 0.0


def _joined(vectors: Sequence[ConceptVector]) -> ConceptVector:
    """Return the concepts of words by all their languages, as the mean of these."""
    if not vectors:
        return load_lexicon().concepts([], "en")
    return ConceptVector(
        np.concatenate([vector.ids for vector in vectors]),
        np.concatenate([vector.weights / np.float32(len(vectors)) for vector in vectors]),
        np.concatenate([vector.positions for vector in vectors]),
    )
