"""The network of an affair: where its actors stand, what its picture shows, what its files hold."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from random import Random
from xml.etree import ElementTree as ET

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.model import (
    Actor,
    Affair,
    Belonging,
    Claim,
    MergedTie,
    Passage,
    Role,
)
from stemmata.publish.network import GROUPS, Network, network
from stemmata.publish.network_files import gexf, graphml, json_ld
from stemmata.publish.network_labels import Boxes, place_label
from stemmata.publish.network_layout import lay_out, push_apart
from stemmata.publish.network_picture import network_picture

WORDS = Passage("a", 0, 4, "said")


def affair(actors: int, ties: int, name: str = "Actor {}") -> Affair:
    """An affair of so many actors, whose ties are drawn by lot from a fixed seed."""
    random = Random(11)  # noqa: S311 # no secret
    found = tuple(
        Actor(f"k{n}", name.format(n), "person", 2, ("a",), independent_sources=1 + n % 5)
        for n in range(actors)
    )
    kinds = [kind for kind, group in GROUPS.items() if group != "structure"]
    tied = tuple(
        MergedTie(
            f"t-{n}",
            random.choice(kinds),  # type: ignore[arg-type] # one of the types
            (f"k{random.randrange(actors)}",),
            (f"k{random.randrange(actors)}",),
            (Claim("a", 0, 4, "said", "x"),),
            reported=(date(2030, 1, 1 + n % 20), date(2030, 2, 1 + n % 20)),
            independent_sources=1 + n % 4,
        )
        for n in range(ties)
    )
    return Affair("l", ("s",), ("a",), found, (), tied)


edges = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=25)


@given(edges)
def test_a_layout_is_finite_and_always_the_same(lines: list[tuple[int, int]]) -> None:
    """Every network has one layout: finite points, none below zero."""
    lines = [line for line in lines if line[0] != line[1]]
    points = lay_out(12, lines)
    assert np.isfinite(points).all()
    assert (points >= -1e-9).all()
    assert np.array_equal(points, lay_out(12, lines))


def test_neighbours_stand_nearer_than_strangers() -> None:
    """Along a chain the steps between two actors decide how far apart they stand."""
    points = lay_out(6, [(n, n + 1) for n in range(5)])
    near = np.linalg.norm(points[0] - points[1])
    assert abs(near - 1) < 0.2
    assert np.linalg.norm(points[0] - points[5]) > 4 * near


@pytest.mark.parametrize("count", [2, 10, 300])
def test_signs_do_not_touch(count: int) -> None:
    """Circles are pushed apart, within the picture, as far as there is room."""
    points = np.random.default_rng(5).uniform(100, 700, (count, 2))
    pushed = push_apart(points, np.full(count, 8.0), (800.0, 800.0), 10.0)
    assert (pushed >= 10).all()
    assert (pushed <= 790).all()
    apart = np.linalg.norm(pushed[:, None] - pushed[None], axis=2) + 99 * np.eye(count)
    assert apart.min() > 8


def test_labels_never_overlap() -> None:
    """A label that finds no room is hidden, every other stands free."""
    boxes = Boxes(300, 120, 60)
    labels = [place_label(boxes, "Somebody", (40 + 9 * n, 60), 5) for n in range(25)]
    assert any(label.shown for label in labels)
    assert not all(label.shown for label in labels)


@pytest.mark.parametrize(("actors", "ties"), [(10, 14), (300, 420)])
def test_the_picture_holds_every_actor_and_line(actors: int, ties: int) -> None:
    """Each actor with a line is a link with a name, and each line says what it is."""
    net = network(affair(actors, ties), 300)
    picture = ET.fromstring(network_picture(net))  # noqa: S314 # our own
    nodes = [each for each in picture.iter("a") if "node" in each.attrib["class"].split()]
    lines = [each for each in picture.iter("g") if "line" in each.attrib["class"].split()]
    assert len(nodes) == len(net.nodes)
    assert len(lines) == len(net.lines)
    assert all(each.attrib["aria-label"] and each.attrib["href"][0] == "#" for each in nodes)
    assert all(each.findtext("title") for each in lines)
    shown = next(each for each in picture.iter("g") if each.attrib["class"] == "names")
    assert len(list(shown)) >= 30 if actors > 30 else len(list(shown)) == len(nodes)


def test_hostile_names_are_text() -> None:
    """A name with markup stays a name in the picture and in every file."""
    name = '<script>alert({0})</script>"&\x01\ud800'
    found = affair(3, 4, name)
    net = network(found, 300)
    for content in (network_picture(net), graphml(net), gexf(net)):
        ET.fromstring(content.encode())  # noqa: S314 # our own
        assert "<script>" not in content
    assert json.loads(json_ld(found))["@graph"][0]["name"].startswith("<script>alert(0)")


def system() -> Affair:
    """Two people and a firm: who is its chief executive, what it is part of, who accuses whom."""
    role = Role("chief executive", "firm", said=(WORDS,), independent_sources=2)
    actors = (
        Actor("marn", "Odile Marn", "person", 3, ("a",), country="FR", independent_sources=3),
        Actor("firm", "Port Vessel", "organisation", 2, ("a",), independent_sources=2),
        Actor("head", "Tiam Orr", "person", 1, ("a",), roles=(role,), independent_sources=1),
        Actor("group", "Norda", "organisation", 1, ("a",), independent_sources=1),
    )
    days = (date(2030, 3, 1), date(2030, 3, 4))
    said = (Claim("a", 0, 4, "said", "ACCUSE"),)
    ties = (
        MergedTie("t-1", "ACCUSE", ("marn",), ("firm", "head"), said, reported=days,
                  independent_sources=3),
        MergedTie("t-2", "REQUEST", ("marn",), (), said),
    )  # fmt: skip
    part = Belonging("part", "firm", "group", (WORDS,), 1)
    return Affair("l", ("s",), ("a",), actors, (part,), ties)


def read_back(net: Network) -> list[nx.MultiDiGraph]:
    as_graphml = nx.read_graphml(io.BytesIO(graphml(net).encode()), force_multigraph=True)
    as_gexf = nx.read_gexf(io.BytesIO(gexf(net).encode()), version="1.2draft")
    return [as_graphml, nx.MultiDiGraph(as_gexf)]


def test_files_are_read_back_whole() -> None:
    """GraphML and GEXF give a reader the actors, lines, types, days and sources that went in."""
    net = network(system(), 300)
    names = [node.name for node in net.nodes]
    wanted = {
        (names[line.source], names[line.target], line.type, line.sources) for line in net.lines
    }
    assert len(wanted) == 4
    for graph in read_back(net):
        label = dict(graph.nodes(data="label"))
        assert sorted(label.values()) == sorted(names)
        assert {
            (label[a], label[b], told["type"], told["sources"])
            for a, b, told in graph.edges(data=True)
        } == wanted
        accused = [told for *_, told in graph.edges(data=True) if told["type"] == "ACCUSE"]
        assert {told["first"] for told in accused} == {"2030-03-01"}


def test_large_networks_are_read_back() -> None:
    """Three hundred actors keep every line, parallel ones among them."""
    net = network(affair(300, 600), 300)
    for graph in read_back(net):
        assert graph.number_of_nodes() == len(net.nodes)
        assert graph.number_of_edges() == len(net.lines)


def test_json_ld_links_ties_to_actors_and_words() -> None:
    """Every end of an action is an actor of the graph, and every tie quotes its words."""
    graph = json.loads(json_ld(system()))["@graph"]
    known = {each["@id"] for each in graph}
    actions = [each for each in graph if each["@type"] == "Action"]
    assert [each["additionalType"] for each in actions] == ["plover:ACCUSE", "plover:REQUEST"]
    for action in actions:
        assert {end["@id"] for end in (*action["agent"], *action["object"])} <= known
        assert all(re.fullmatch("Quotation", quote["@type"]) for quote in action["subjectOf"])


def test_a_tie_without_a_second_end_is_no_line() -> None:
    """It stands in the table; the picture only joins two."""
    assert {line.id for line in network(system(), 300).lines if line.group != "structure"} == {
        "t-1"
    }
