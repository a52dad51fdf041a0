"""The stemma as a tree: Newick, and NEXUS with readings as characters (Maddison et al. 1997).

A tree has one parent for each report: the likeliest. Reports that took from none hang on the root;
programs for phylogeny can be given the characters without the tree, and find their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from stemmata.model import Dossier, Point
from stemmata.publish.exports.stories import ToldStory, told_stories

_SYMBOLS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MISSING = "?"


def newick_files(dossier: Dossier) -> Iterator[tuple[str, list[bytes]]]:
    """Yield one file with a tree for each story of several reports, a line each."""
    lines = [newick(told) for told in told_stories(dossier) if len(told.articles) > 1]
    yield "stemmata.nwk", ["".join(f"{line}\n" for line in lines).encode("utf-8")]


def nexus_files(dossier: Dossier) -> Iterator[tuple[str, list[bytes]]]:
    """Yield a NEXUS file for each story of several reports."""
    number = 0
    for told in told_stories(dossier):
        if len(told.articles) > 1:
            number += 1
            yield f"story-{number:05d}.nex", [nexus(told).encode("utf-8")]


def newick(told: ToldStory) -> str:
    """Return the stemma of a story as a Newick tree; a comment names the story.

    Example:
        >>> from stemmata.model import Story
        >>> newick(ToldStory(Story("s1", "l1", ()), (), (), ()))
        '[s1]();'
    """
    return f"[{_plain(told.story.id)}]({_tree(told)});"


def nexus(told: ToldStory) -> str:
    """Return a story's reports as taxa, its points as characters, and its stemma as a tree."""
    names = [told.sigla[each.id] for each in told.articles]
    unseen = sorted({told.sigla[each] for each in told.parents.values()} - set(names))
    taxa = names + unseen
    points = [point for point in told.points if len(point.readings) <= len(_SYMBOLS)]
    rows = {name: "".join(_state(point, told, name) for point in points) for name in taxa}
    labels = " ".join(f"{n} {_label(point.question)}," for n, point in enumerate(points, 1))
    blocks = [
        "#NEXUS",
        f"[{_plain(told.story.id)}]",
        "BEGIN TAXA;",
        f"  DIMENSIONS NTAX={len(taxa)};",
        f"  TAXLABELS {' '.join(taxa)};",
        "END;",
    ]
    if points:
        blocks += [
            "BEGIN CHARACTERS;",
            f"  DIMENSIONS NCHAR={len(points)};",
            f'  FORMAT DATATYPE=STANDARD MISSING={_MISSING} GAP=- SYMBOLS="{_SYMBOLS}";',
            f"  CHARSTATELABELS {labels.rstrip(',')};",
            "  MATRIX",
            *(f"    {name} {states}" for name, states in rows.items()),
            "  ;",
            "END;",
        ]
    blocks += ["BEGIN TREES;", f"  TREE stemma = [&R] ({_tree(told)});", "END;"]
    return "\n".join(blocks) + "\n"


def _tree(told: ToldStory) -> str:
    children: defaultdict[str, list[str]] = defaultdict(list)
    for copy, original in told.parents.items():
        children[original].append(copy)
    unseen = {each for each in told.parents.values() if each.startswith("unseen:")}
    roots = [each.id for each in told.articles if each.id not in told.parents]
    return ",".join(_branch(told, children, root) for root in [*roots, *sorted(unseen)])


def _branch(told: ToldStory, children: defaultdict[str, list[str]], root: str) -> str:
    """Return a root with all that hangs on it; written without recursion, for chains are long."""
    pieces: list[str] = []
    waiting: list[tuple[str, bool]] = [(root, False)]
    while waiting:
        node, is_done = waiting.pop()
        if is_done or not children.get(node):
            pieces.append(f"{')' if is_done else ''}{told.sigla[node]}")
            pieces.append(",")
            continue
        pieces.append("(")
        waiting.append((node, True))
        waiting += [(child, False) for child in sorted(children[node], reverse=True)]
    return "".join(pieces).replace(",)", ")").rstrip(",")


def _state(point: Point, told: ToldStory, name: str) -> str:
    """Return the symbol of the one reading that a report gives; none or several are missing."""
    given = {
        number
        for number, reading in enumerate(point.readings)
        for claim in reading.claims
        if told.sigla.get(claim.article) == name
    }
    return _SYMBOLS[given.pop()] if len(given) == 1 else _MISSING


def _plain(text: str) -> str:
    return "".join(c if c.isalnum() or c in "-_. " else "_" for c in text)


def _label(text: str) -> str:
    return f"'{_plain(text)[:60].strip() or 'point'}'"
