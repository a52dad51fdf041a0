"""Names made of everyday words meet over languages by what these mean.

"Regional Audit Chamber" is "Cámara Regional de Cuentas": no word sounds alike, but the concepts of
the cross-lingual lexicon do meet. Names that hold a general word ("chamber") and nothing but
everyday words are compared by the cosine of their concepts, the most alike first, and joined where
they are named in the same company. A group never holds two names of one language by this.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import sqrt

from stemmata.annotate.names.company import Company
from stemmata.annotate.names.cues import ARTICLE, CONNECTOR, load_cues
from stemmata.annotate.names.linking import Form, Node
from stemmata.annotate.names.proper_words import general_word
from stemmata.annotate.names.seeking import is_everyday
from stemmata.lexicon import load_lexicon
from stemmata.settings import NameSettings

_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 6
_MOST = 2 / 3  # of the words of a longer name
_SMALL = frozenset((ARTICLE, CONNECTOR))
_KNOWN = 0.3  # a likelihood from which the lexicon knows a word
_KIN = 0.1  # cosine from which two words answer each other: those of many meanings do so weakly

Concepts = Mapping[int, float]
_Words = Sequence[Concepts]


def tie_by_meaning(nodes: Sequence[Node], company: Company, settings: NameSettings) -> None:
    """Join names of everyday words that mean the same in two languages.

    Args:
        nodes: the names of the run.
        company: which of them are one thing, and named together.
        settings: how alike in meaning, and in company, they have to be.
    """
    meanings = dict(_meanings(nodes))
    wholes = {form: _whole(words) for form, words in meanings.items()}
    languages: dict[Form, set[str]] = defaultdict(set)
    for form in meanings:
        languages[company.groups.find(form)].add(nodes[form].language)
    for likeness, one, other in _pairs(wholes, nodes, settings):
        first, second = company.groups.find(one), company.groups.find(other)
        if first == second or languages[first] & languages[second]:
            continue
        least = (
            settings.core_company if likeness >= settings.means_alike else settings.close_company
        )
        if company.shared(first, second) >= least and _answer(meanings[one], meanings[other]):
            company.join(one, other)
            languages[company.groups.find(one)] = languages[first] | languages[second]


def _meanings(nodes: Sequence[Node]) -> Iterator[tuple[Form, _Words]]:
    """Yield the concepts of each word of the names that everyday words make up."""
    by_language: dict[str, list[tuple[Form, list[str]]]] = defaultdict(list)
    for node in nodes:
        words = _plain_words(node)
        if words:
            by_language[node.language].append((node.form, words))
    for language, named in by_language.items() if len(by_language) > 1 else ():
        known = _concepts(sorted({word for _, words in named for word in words}), language)
        for form, words in named:
            if all(word in known for word in words):
                yield form, [known[word] for word in words]


def _plain_words(node: Node) -> list[str]:
    """Return the words of a name that may be made of everyday words, without the small ones."""
    language = node.language
    if node.kind == "person" or node.known or " " not in node.folded:
        return []
    classes = load_cues(language).classes
    words = [word for word in _WORD.findall(node.folded) if classes.get(word) not in _SMALL]
    fits = 1 < len(words) <= _MOST_WORDS and any(general_word(word, language) for word in words)
    return words if fits else []


def _concepts(words: Sequence[str], language: str) -> dict[str, Concepts]:
    """Return the concepts of those words that the lexicon knows well, or everybody does."""
    found = load_lexicon().concepts(words, language)
    concepts: dict[str, dict[int, float]] = defaultdict(dict)
    rows = zip(found.positions.tolist(), found.ids.tolist(), found.weights.tolist(), strict=True)
    for place, concept, weight in rows:
        concepts[words[place]][concept] = weight
    return {
        word: each
        for word, each in concepts.items()
        if max(each.values()) >= _KNOWN or is_everyday(word, language)
    }


def _whole(words: _Words) -> Concepts:
    whole: dict[int, float] = defaultdict(float)
    for concepts in words:
        for concept, weight in concepts.items():
            whole[concept] += weight
    size = sqrt(sum(weight * weight for weight in whole.values()))
    return {concept: weight / size for concept, weight in whole.items()}


def _pairs(
    wholes: Mapping[Form, Concepts], nodes: Sequence[Node], settings: NameSettings
) -> list[tuple[float, Form, Form]]:
    """Return the pairs of names of two languages that may mean the same, the most alike first."""
    holding: dict[int, list[Form]] = defaultdict(list)
    likeness: dict[tuple[Form, Form], float] = defaultdict(float)
    for form, whole in wholes.items():
        for concept, weight in whole.items():
            for other in holding[concept]:
                if nodes[other].language != nodes[form].language:
                    likeness[other, form] += weight * wholes[other][concept]
            holding[concept].append(form)
    found = [(each, *pair) for pair, each in likeness.items() if each >= settings.means_like]
    return sorted(found, key=lambda pair: (-pair[0], pair[1:]))


def _answer(one: _Words, other: _Words) -> bool:
    """Tell whether most words of two names have one of like meaning in the other."""
    answered = min(_answering(one, other), _answering(other, one))
    return answered >= _MOST * max(len(one), len(other))


def _answering(some: _Words, others: _Words) -> int:
    return sum(any(_cosine(word, other) >= _KIN for other in others) for word in some)


def _cosine(one: Concepts, other: Concepts) -> float:
    product = sum(weight * other.get(concept, 0.0) for concept, weight in one.items())
    return product / sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
