"""Names made of a proper word and a general one: "Almira Bridge", "Ponte Almira", "le pont Almira".

Such names meet over languages by the proper word, where each language has one general word for it
and the two are named in the same company. A proper word alone counts as such a name where most of
its mentions stand beside the general word.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from stemmata.annotate.names.crossing import Company
from stemmata.annotate.names.cues import CONNECTOR, ORGANISATION, PLACE, load_cues
from stemmata.annotate.names.linking import Form, Groups, Node
from stemmata.annotate.names.written import write_out
from stemmata.model import AnnotatedArticle, Name
from stemmata.settings import NameSettings
from stemmata.text import fold

_GENERAL = frozenset((PLACE, ORGANISATION))
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = re.compile(r"([^\W\d_]+)[\s«\"“„'-]{1,3}$")
_AFTER = re.compile(r"^[\s»\"”-]{1,3}([^\W\d_]+)")
_WINDOW = 30  # letters beside a mention in which the general word stands
_SHORTEST = 4
_SHARE = 0.5


@dataclass(slots=True)
class _Core:
    """A proper word with the general words that each language sets beside it."""

    generals: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    forms: list[Form] = field(default_factory=list)

    def add(self, form: Form, general: str) -> None:
        self.generals[form[0]].add(general)
        self.forms.append(form)


def tie_by_core(
    articles: Sequence[AnnotatedArticle],
    nodes: Mapping[Form, Node],
    groups: Groups,
    settings: NameSettings,
) -> None:
    """Join the names of one proper word and one general word in each language."""
    cores: dict[str, _Core] = defaultdict(_Core)
    for form in sorted(nodes):
        core, general = _taken_apart(form)
        if core and nodes[form].known is None:
            cores[core].add(form, general)
    cores = {core: found for core, found in cores.items() if core}
    for form, general in sorted(_beside_general(articles, nodes, cores).items()):
        cores["".join(nodes[form].written.spelling)].add(form, general)
    company: Company | None = None
    for core in sorted(cores):
        found = cores[core]
        if len(found.generals) < 2 or any(len(words) > 1 for words in found.generals.values()):
            continue
        company = company or Company(nodes, groups)
        first, *rest = found.forms
        for form in rest:
            one, other = groups.find(first), groups.find(form)
            shared = company.shared(one, other) if one in company.articles else 0.0
            if shared >= settings.core_company:
                found_group = company.articles[one] | company.articles[other]
                groups.join(first, form)
                company.articles[groups.find(first)] = found_group


def _taken_apart(form: Form) -> tuple[str, str]:
    """Return the one proper word of a name, as spelled by one habit, and its one general word."""
    language, folded = form
    if " " not in folded and "-" not in folded:
        return "", ""
    words = _WORD.findall(folded)
    if not 1 < len(words) < 5:
        return "", ""
    general = [word for word in words if _is_general(word, language)]
    proper = [
        word
        for word in words
        if word not in general and load_cues(language).classes.get(word) != CONNECTOR
    ]
    if len(general) != 1 or len(proper) != 1 or len(proper[0]) < _SHORTEST:
        return "", ""
    return "".join(write_out(proper[0], language).spelling), _stem(general[0], language)


def _is_general(word: str, language: str) -> bool:
    classes = load_cues(language).classes
    return classes.get(word) in _GENERAL or classes.get(_stem(word, language)) in _GENERAL


def _stem(word: str, language: str) -> str:
    return load_cues(language).without_ending(word)


def _beside_general(
    articles: Sequence[AnnotatedArticle], nodes: Mapping[Form, Node], cores: Mapping[str, _Core]
) -> dict[Form, str]:
    """Return the proper words that mostly stand beside one general word in the text."""
    wanted = {
        form
        for form, node in nodes.items()
        if len(node.written.spelling) == 1
        and node.known is None
        and node.written.spelling[0] in cores
    }
    counts: dict[Form, Counter[str]] = defaultdict(Counter)
    for article in articles if wanted else ():
        for name in article.names:
            form = (article.language, fold(name.text))
            if form in wanted:
                counts[form][_general_beside(article.text, name, article.language)] += 1
    beside = {}
    for form, found in counts.items():
        general = min(found, key=lambda word: (-found[word], word))
        if general and found[general] > _SHARE * found.total():
            beside[form] = general
    return beside


def _general_beside(text: str, name: Name, language: str) -> str:
    before = _BEFORE.search(text[max(0, name.start - _WINDOW) : name.start])
    after = _AFTER.search(text[name.end : name.end + _WINDOW])
    for match in (before, after):
        word = fold(match.group(1)) if match else ""
        if word and _is_general(word, language):
            return _stem(word, language)
    return ""
