"""Every format is read back by a reader of that format, with what was put in."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import dendropy
import networkx as nx
import pytest
import rdflib
import stix2
from jsonschema import Draft202012Validator
from lxml import etree
from markdown_it import MarkdownIt
from teiphy import Collation

from stemmata.demo import articles_folder
from stemmata.errors import UsageError
from stemmata.model import (
    Actor,
    Affair,
    AnnotatedArticle,
    Article,
    Brief,
    BriefSentence,
    Claim,
    Copy,
    Dossier,
    Grouping,
    Name,
    Origin,
    Passage,
    Point,
    Reading,
    Story,
    replace,
)
from stemmata.pipeline import run
from stemmata.publish.exports import FORMATS, export

HOSTILE = '=HYPERLINK("x")\'];[&R](a,b);<rdg wit="#R9">\x00\u202e&amp;\ud800 -->]]>'


@pytest.fixture(scope="module")
def demo() -> Dossier:
    """What the demo's articles say."""
    return run([str(articles_folder())])


def hostile() -> Dossier:
    """Two reports, one copied, that hold in every field what a format would take for its own."""

    def article(name: str) -> AnnotatedArticle:
        return AnnotatedArticle(
            Article(name, HOSTILE, Origin("a.txt"), "en", title=HOSTILE, outlet=HOSTILE)
        )

    first, second = HOSTILE, f"{HOSTILE}2"
    claims = (Claim(first, 0, 5, HOSTILE[:5], HOSTILE), Claim(second, 0, 5, HOSTILE[:5], HOSTILE))
    point = Point(HOSTILE, HOSTILE, "figure", HOSTILE, (Reading(HOSTILE, claims),), "agreed")
    story = Story(HOSTILE, HOSTILE, (first, second))
    copies = (
        Copy(second, first, "verbatim", 0.9, 0.9),
        Copy(first, f"unseen:{HOSTILE}", "edited", 0.9, 1.0),
    )
    return Dossier((article(first), article(second)), Grouping((story,)), (point,), copies)


def hostile_affair() -> Affair:
    """The affair of the two, with a brief."""
    sentence = BriefSentence(Passage(HOSTILE, 0, len(HOSTILE), HOSTILE), "en", (HOSTILE,), 1)
    return Affair(HOSTILE, (HOSTILE,), (HOSTILE,), briefs=(Brief(HOSTILE, (sentence,), 1, 1),))


Made = Callable[[str], Path]


@pytest.fixture(params=["demo", "hostile"])
def dossier(request: pytest.FixtureRequest) -> Dossier:
    """The demo, and a dossier of hostile fields."""
    found: Dossier = request.getfixturevalue("demo") if request.param == "demo" else hostile()
    return found


def test_csv(dossier: Dossier, tmp_path: Path) -> None:
    """CSV gives each claim back, and no cell that a spreadsheet would run."""
    export(dossier, "csv", tmp_path)
    with (tmp_path / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    claims = [c for point in dossier.points for r in point.readings for c in r.claims]
    assert [int(row["start"]) for row in rows] == [claim.start for claim in claims]
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_parquet(dossier: Dossier, tmp_path: Path) -> None:
    """Parquet gives each mention back at its span."""
    parquet = pytest.importorskip("pyarrow.parquet")
    export(dossier, "parquet", tmp_path)
    table = parquet.read_table(tmp_path / "mentions.parquet").to_pydict()
    names = [n for article in dossier.articles for n in article.names]
    found = [s for s, kind in zip(table["start"], table["kind"], strict=True) if kind == "name"]
    assert found == [name.start for name in names]


def test_parquet_has_one_schema(dossier: Dossier, tmp_path: Path) -> None:
    """Tables of any two dossiers have the same types, so that their files read as one table."""
    parquet = pytest.importorskip("pyarrow.parquet")
    export(dossier, "parquet", tmp_path / "full")
    export(Dossier((), Grouping(()), (), ()), "parquet", tmp_path / "empty")
    for path in sorted((tmp_path / "full").glob("*.parquet")):
        assert parquet.read_schema(path) == parquet.read_schema(tmp_path / "empty" / path.name)


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_graphs(dossier: Dossier, tmp_path: Path, name: str) -> None:
    """NetworkX reads a node for each report and an edge for each copy."""
    [path] = export(dossier, name, tmp_path)
    read = nx.read_graphml if name == "graphml" else nx.read_gexf
    graph = read(path)
    assert graph.number_of_nodes() >= len(dossier.articles)
    assert graph.number_of_edges() == len({(c.original, c.copy) for c in dossier.copies})


def test_trees(dossier: Dossier, tmp_path: Path) -> None:
    """DendroPy reads the trees, with every report of a story in its tree."""
    stories = [story for story in dossier.grouping.stories if len(story.articles) > 1]
    for story, path in zip(stories, export(dossier, "nexus", tmp_path), strict=True):
        data = dendropy.DataSet.get(path=str(path), schema="nexus")
        [tree] = data.tree_lists[0]
        named = [node.taxon.label if node.taxon else node.label for node in tree]
        nodes = [name for name in named if name]
        assert sum(label.startswith("R") for label in nodes) == len(story.articles)
        assert len(set(nodes)) == len(nodes)
    [path] = export(dossier, "newick", tmp_path)
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) == len(stories)
    for line in lines:
        dendropy.Tree.get(data=line, schema="newick")


def test_characters(demo: Dossier, tmp_path: Path) -> None:
    """The characters of NEXUS are the readings: reports of one reading have one symbol."""
    path = export(demo, "nexus", tmp_path)[0]
    data = dendropy.DataSet.get(path=str(path), schema="nexus")
    [matrix] = data.char_matrices
    story = next(s for s in demo.grouping.stories if len(s.articles) > 1)
    points = [point for point in demo.points if point.story == story.id]
    assert matrix.max_sequence_size == len(points)


def test_tei(dossier: Dossier, tmp_path: Path) -> None:
    """Teiphy reads the apparatus: all reports, all points, and the report behind each reading."""
    stories = [story for story in dossier.grouping.stories if len(story.articles) > 1]
    for story, path in zip(stories, export(dossier, "tei", tmp_path), strict=True):
        collation = Collation(etree.parse(path))
        assert len(collation.witnesses) == len(story.articles)
        points = [point for point in dossier.points if point.story == story.id]
        assert len(collation.variation_units) == len(points)


def test_json_ld(dossier: Dossier, tmp_path: Path) -> None:
    """RDFLib reads a derivation for each copy, and an annotation whose quote is the words."""
    [path] = export(dossier, "jsonld", tmp_path)
    graph = rdflib.Graph().parse(path, format="json-ld")
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    assert len(list(graph.triples((None, prov.qualifiedDerivation, None)))) == len(dossier.copies)
    claims = [c for point in dossier.points for r in point.readings for c in r.claims]
    starts = sorted(int(str(each)) for each in graph.objects(None, oa.start))
    assert starts == sorted(claim.start for claim in claims)


def test_stix(dossier: Dossier, tmp_path: Path) -> None:
    """The STIX library accepts the bundle without custom content; every reference is in it."""
    [path] = export(dossier, "stix", tmp_path)
    bundle = stix2.parse(path.read_text("utf-8"), allow_custom=False)
    ids = {each.id for each in bundle.objects}
    assert len(ids) == len(bundle.objects)
    for each in bundle.objects:
        assert set(each.get("object_refs", [])) <= ids
    assert sum(each.type == "report" for each in bundle.objects) == len(dossier.articles)


def test_stix_places_have_their_country(demo: Dossier, tmp_path: Path) -> None:
    """A country is coded as itself, a place as words say, a continent as a region."""
    text = "In Europe and Germany people watch Haiyue and Brankosa."
    place = {"Europe": "place:150", "Germany": "place:DE", "Haiyue": "place:haiyue"}
    names = tuple(
        Name(text.index(word), text.index(word) + len(word), word, "place", key, word)
        for word, key in {**place, "Brankosa": "place:brankosa"}.items()
    )
    article = AnnotatedArticle(Article("a", text, Origin("a"), "en"), names=names)
    affair = Affair("l", (), (), (Actor("place:haiyue", "Haiyue", "place", 1, (), country="CN"),))
    dossier = Dossier((article,), Grouping(()), (), (), affairs=(affair,))
    [path] = export(dossier, "stix", tmp_path)
    bundle = stix2.parse(path.read_text("utf-8"), allow_custom=False)
    told = {
        each.name: each.get("country") or each.get("region")
        for each in bundle.objects
        if each.type == "location"
    }
    assert told == {
        "Europe": "europe",
        "Germany": "DE",
        "Haiyue": "CN",
        "Brankosa": "unknown-region",
    }
    [path] = export(demo, "stix", tmp_path / "demo")
    assert '"country":"IT"' in path.read_text("utf-8").replace(": ", ":")


def test_markdown(demo: Dossier, tmp_path: Path) -> None:
    """A reader of Markdown finds words only; each footnote is defined and quotes its span."""
    texts = {article.id: article.text for article in demo.articles}
    for path in export(demo, "markdown", tmp_path):
        content = path.read_text("utf-8")
        tokens = MarkdownIt().parse(content)
        assert not [t for t in tokens if t.type in {"html_block", "fence", "code_block"}]
        inline = [child for t in tokens for child in t.children or ()]
        assert {child.type for child in inline} <= {"text", "softbreak", "link_open", "link_close"}
        body, _, notes = content.partition("[^1]: ")
        numbers = re.findall(r"\[\^(\d+)\]", body)
        defined = re.findall(r"^\[\^(\d+)\]: ", f"[^1]: {notes}", re.MULTILINE)
        assert numbers == defined == [str(n) for n in range(1, len(numbers) + 1)]
        spans = re.findall(r"“([^”]+)” at (\d+)-(\d+) of ([^;\n]+?)[.;]", notes)
        assert len(spans) >= len(numbers) > 0
        for words, start, end, name in spans:
            said = texts[re.sub(r"\\(.)", r"\1", name)][int(start) : int(end)]
            assert " ".join(said.split()) == re.sub(r"\\(.)", r"\1", words)


def test_hostile_words_are_no_markdown(tmp_path: Path) -> None:
    """Whatever stands in a report, a reader of Markdown finds the words of it and no more."""
    dossier = hostile()
    [path] = export(replace(dossier, affairs=(hostile_affair(),)), "markdown", tmp_path)
    tokens = MarkdownIt().parse(path.read_text("utf-8"))
    inline = [child for t in tokens for child in t.children or ()]
    assert {child.type for child in inline} <= {"text", "text_special", "softbreak"}
    assert "HYPERLINK" in "".join(child.content for child in inline)
    with pytest.raises(UsageError, match="brief"):
        export(dossier, "markdown", tmp_path)


# What IPTC ninjs 2.1 allows of the fields that are written here.
_NAMED = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "properties": {key: {"type": "string"} for key in ("name", "rel", "uri", "literal")},
    },
}
_VALUED = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["value"],
        "additionalProperties": False,
        "properties": {
            **{key: {"type": "string"} for key in ("role", "contenttype", "value")},
            **{key: {"type": "number"} for key in ("charcount", "wordcount")},
        },
    },
}
NINJS = {
    "type": "object",
    "required": ["uri"],
    "additionalProperties": False,
    "properties": {
        "uri": {"type": "string"},
        "standard": {"type": "object"},
        "type": {"enum": ["text", "audio", "video", "picture", "graphic", "composite"]},
        "representationtype": {"enum": ["full", "partial"]},
        "language": {"type": "string"},
        "contentcreated": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
        "by": {"type": "string"},
        "headlines": _VALUED,
        "bodies": _VALUED,
        "altids": _VALUED,
        **dict.fromkeys(("people", "organisations", "places", "infosources"), _NAMED),
        "associations": {"type": "array"},
        "renditions": {"type": "array"},
    },
}


def test_ninjs(dossier: Dossier, tmp_path: Path) -> None:
    """Each line is an item as ninjs 2.1 describes it, with the report's text to the letter."""
    [path] = export(dossier, "ninjs", tmp_path)
    items = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for item, article in zip(items, dossier.articles, strict=True):
        Draft202012Validator(NINJS).validate(item)
        assert item["bodies"][0]["value"] == article.text


def test_unknown_format(demo: Dossier, tmp_path: Path) -> None:
    """A format that is not there is refused with the names of those that are."""
    with pytest.raises(UsageError, match="graphml"):
        export(demo, "../etc", tmp_path)


def test_names_of_files(tmp_path: Path) -> None:
    """No file leaves the folder, whatever ids are called."""
    dossier = replace(hostile(), affairs=(hostile_affair(),))
    for name in FORMATS:
        if name == "parquet":
            pytest.importorskip("pyarrow")
        for path in export(dossier, name, tmp_path / name):
            assert path.parent == tmp_path / name
            assert path.is_file()
