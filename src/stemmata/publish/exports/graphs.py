"""Who copied whom as a graph, all parents of every report: GraphML, and GEXF 1.3."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stemmata.model import Copy, Dossier
from stemmata.publish.exports.stories import first_day
from stemmata.publish.visible import xml_quoted, xml_text

_NODE = (("outlet", "string"), ("language", "string"), ("published", "string"), ("story", "string"))
_EDGE = (
    *(("kind", "string"), ("probability", "double"), ("direction", "double")),
    *(("share", "double"), ("direct", "boolean"), ("evidence", "string")),
)


def graphml_files(dossier: Dossier) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield the graph of copies as GraphML."""
    yield "copies.graphml", (line.encode("utf-8") for line in _graphml(dossier))


def gexf_files(dossier: Dossier) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield the graph of copies as GEXF."""
    yield "copies.gexf", (line.encode("utf-8") for line in _gexf(dossier))


def _graphml(dossier: Dossier) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield '<key id="label" for="node" attr.name="label" attr.type="string"/>\n'
    for scope, fields in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in fields:
            named = f'attr.name="{name}" attr.type="{kind}"'
            yield f'<key id="{scope}-{name}" for="{scope}" {named}/>\n'
    yield '<graph id="copies" edgedefault="directed">\n'
    for name, label, values in _nodes(dossier):
        data = "".join(
            f'<data key="node-{key}">{xml_text(value)}</data>' for key, value in values.items()
        )
        named = f'<data key="label">{xml_text(label)}</data>'
        yield f"<node id={xml_quoted(name)}>{named}{data}</node>\n"
    for number, (copy, values) in enumerate(_edges(dossier)):
        data = "".join(
            f'<data key="edge-{key}">{xml_text(value)}</data>' for key, value in values.items()
        )
        ends = f"source={xml_quoted(copy.original)} target={xml_quoted(copy.copy)}"
        yield f'<edge id="e{number}" {ends}>{data}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _gexf(dossier: Dossier) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" version="1.3">\n<graph defaultedgetype="directed">\n'
    for scope, fields in (("node", _NODE), ("edge", _EDGE)):
        yield f'<attributes class="{scope}">\n'
        for name, kind in fields:
            yield f'<attribute id="{scope}-{name}" title="{name}" type="{kind}"/>\n'
        yield "</attributes>\n"
    yield "<nodes>\n"
    for name, label, values in _nodes(dossier):
        told = _gexf_values("node", values)
        yield f"<node id={xml_quoted(name)} label={xml_quoted(label)}>{told}</node>\n"
    yield "</nodes>\n<edges>\n"
    for number, (copy, values) in enumerate(_edges(dossier)):
        ends = f"source={xml_quoted(copy.original)} target={xml_quoted(copy.copy)}"
        weight = f'weight="{max(copy.probability, 0.01):.4f}"'
        yield f'<edge id="e{number}" {ends} {weight}>{_gexf_values("edge", values)}</edge>\n'
    yield "</edges>\n</graph>\n</gexf>\n"


def _gexf_values(scope: str, values: Mapping[str, str]) -> str:
    each = (f'<attvalue for="{scope}-{k}" value={xml_quoted(v)}/>' for k, v in values.items())
    return f"<attvalues>{''.join(each)}</attvalues>"


def _nodes(dossier: Dossier) -> Iterator[tuple[str, str, dict[str, str]]]:
    story_of = {name: story.id for story in dossier.grouping.stories for name in story.articles}
    for each in dossier.articles:
        values = {
            "outlet": each.article.outlet or "",
            "language": each.language,
            "published": first_day(each),
            "story": story_of.get(each.id, ""),
        }
        yield each.id, each.article.headline, values
    known = {each.id for each in dossier.articles}
    others = {copy.original for copy in dossier.copies} - known
    for name in sorted(others):
        yield name, name.removeprefix("unseen:"), {}


def _edges(dossier: Dossier) -> Iterator[tuple[Copy, dict[str, str]]]:
    for copy in dossier.copies:
        yield (
            copy,
            {
                "kind": copy.kind,
                "probability": f"{copy.probability:.4f}",
                "direction": f"{copy.direction_probability:.4f}",
                "share": f"{copy.share:.4f}",
                "direct": "true" if copy.direct else "false",
                "evidence": "; ".join(each.detail for each in copy.evidence[:5]),
            },
        )
