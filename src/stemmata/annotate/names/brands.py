"""Han names of companies and their Latin brand: 海岳重钢 and Haiyue.

A Chinese company is called by its brand and its trade, of two letters each as a rule; abroad it
goes by the brand alone, spelled in pinyin. Where the first letters of an organisation's name are
spelled just like a Latin name that is named in the same company, the two are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from stemmata.annotate.names.company import Company
from stemmata.annotate.names.linking import Node
from stemmata.settings import NameSettings
from stemmata.text import romanise

_BRAND = (2, 3)  # Han letters of a brand
_LEAST_LETTERS = 5  # of a Latin name: shorter syllables stand for too many Han letters
_WHOLE = 4  # Han letters of a name that can begin with a brand


def tie_brands(nodes: Sequence[Node], company: Company, settings: NameSettings) -> None:
    """Join Han names of organisations with the Latin brand that begins them."""
    companies = [
        node
        for node in nodes
        if node.language == "zh" and node.kind == "organisation" and len(node.folded) >= _WHOLE
    ]
    if not companies:
        return
    latin: defaultdict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.written.latin and node.kind != "person" and len(node.folded) >= _LEAST_LETTERS:
            latin[node.folded].append(node)
    for node in companies:
        for size in _BRAND:
            brand = romanise(node.written.text[:size]).replace(" ", "").lower()
            found = {company.groups.find(other.form) for other in latin.get(brand, ())}
            mine = company.groups.find(node.form)
            known = [each for each in found if company.shared(mine, each) >= settings.brand_company]
            if len(known) == 1 and not company.groups.holds_latin(mine):
                company.join(node.form, known[0])
