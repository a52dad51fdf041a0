"""The network of an affair: its actors, and one line for whatever is stated between two of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from stemmata.model import Actor, Affair, Belonging, Frozen, MergedTie, Role, replace
from stemmata.settings import PublishSettings

LineGroup = Literal["words-with", "deeds-with", "words-against", "deeds-against", "structure"]

# PLOVER's four classes: cooperation and conflict, in words and in deeds.
GROUPS: Mapping[str, LineGroup] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "words-with"),
    **dict.fromkeys(("CONCEDE", "COOPERATE", "AID", "RETREAT"), "deeds-with"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "words-against"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "deeds-against"),
    **dict.fromkeys(("role", "part", "owner", "member"), "structure"),
}

BELONGINGS = {"part": "part of", "owner": "owned by", "member": "member of"}


class Node(Frozen, frozen=True):
    """An actor of the network; `degree` is how many lines meet there."""

    key: str
    name: str
    kind: str
    country: str
    sources: int
    degree: int


class Line(Frozen, frozen=True):
    """What is stated between two actors, who are places among the nodes.

    `id` is that of the tie it stands for, or says what it is of; `days` are those of the first and
    the last report, None where no report has a day.
    """

    id: str
    source: int
    target: int
    type: str
    group: LineGroup
    label: str
    sources: int
    reports: int
    mutual: bool = False
    negated: bool = False
    standing: str = "fact"
    days: tuple[date, date] | None = None


class Network(Frozen, frozen=True):
    """Actors and lines; actors without a line are not in it."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]


def network(affair: Affair, most: int) -> Network:
    """Return the network of the first actors of an affair, so many at most, in their order.

    Example:
        >>> network(Affair("l1", (), ()), 300).nodes
        ()
    """
    actors = affair.actors[:most]
    places = {actor.key: place for place, actor in enumerate(actors)}
    lines = [line for line in _lines(affair, places) if line.source != line.target]
    degrees = [0] * len(actors)
    for line in lines:
        degrees[line.source] += 1
        degrees[line.target] += 1
    kept = [place for place, degree in enumerate(degrees) if degree]
    moved = {place: number for number, place in enumerate(kept)}
    return Network(
        tuple(_node(actors[place], degrees[place]) for place in kept),
        tuple(_moved(line, moved) for line in lines),
    )


def shown_ties(affair: Affair, settings: PublishSettings) -> tuple[MergedTie, ...]:
    """Return the ties that a page shows: on two sources or more, or likely enough to be right.

    Example:
        >>> shown_ties(Affair("l1", (), ()), PublishSettings())
        ()
    """
    likely = [
        tie
        for tie in affair.ties
        if tie.independent_sources > 1 or tie.probability >= settings.least_tie_probability
    ]
    return tuple(likely[: settings.most_ties])


def _lines(affair: Affair, places: Mapping[str, int]) -> Iterator[Line]:
    for tie in affair.ties:
        yield from _tie_lines(tie, places)
    for each in affair.belongings:
        if each.part in places and each.whole in places:
            yield _belonging_line(each, places)
    for actor in affair.actors[: len(places)]:
        for role in actor.roles:
            if role.of in places:
                yield _role_line(actor, role, places)


def _belonging_line(each: Belonging, places: Mapping[str, int]) -> Line:
    return Line(
        id=f"{each.kind} {each.part} {each.whole}",
        source=places[each.part],
        target=places[each.whole],
        type=each.kind,
        group="structure",
        label=BELONGINGS[each.kind],
        sources=each.independent_sources,
        reports=len({passage.article for passage in each.said}),
    )


def _role_line(actor: Actor, role: Role, places: Mapping[str, int]) -> Line:
    label = f"former {role.title}" if role.former else role.title
    return Line(
        id=f"role {actor.key} {role.of} {label}",
        source=places[actor.key],
        target=places[role.of],
        type="role",
        group="structure",
        label=label,
        sources=role.independent_sources,
        reports=len({passage.article for passage in role.said}),
        days=(role.earliest, role.latest) if role.earliest and role.latest else None,
    )


def _tie_lines(tie: MergedTie, places: Mapping[str, int]) -> Iterator[Line]:
    reports = len({claim.article for claim in tie.claims})
    for source in tie.sources:
        for target in tie.targets:
            if source in places and target in places:
                yield Line(
                    tie.id,
                    places[source],
                    places[target],
                    tie.type,
                    GROUPS[tie.type],
                    tie_words(tie),
                    tie.independent_sources,
                    reports,
                    tie.mutual,
                    tie.negated,
                    tie.standing,
                    tie.reported,
                )


def tie_words(tie: MergedTie) -> str:
    """Return what a tie is, in few words.

    Example:
        >>> tie_words(MergedTie("t", "ACCUSE", ("a",), ("b",), (), negated=True))
        'not accuse'
    """
    word = tie.type.lower()
    standing = "" if tie.standing == "fact" else f" ({tie.standing})"
    return f"{'not ' if tie.negated else ''}{word}{standing}"


def _moved(line: Line, moved: Mapping[int, int]) -> Line:
    return replace(line, source=moved[line.source], target=moved[line.target])


def _node(actor: Actor, degree: int) -> Node:
    return Node(
        actor.key, actor.canonical, actor.kind, actor.country, actor.independent_sources, degree
    )
