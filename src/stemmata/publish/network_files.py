"""The network of an affair for other programs: GraphML, GEXF and JSON-LD.

GraphML (graphml.graphdrawing.org) and GEXF (gexf.net, 1.2) are read by Gephi, yEd, Cytoscape,
igraph and NetworkX; lines of GEXF have a first and last day. JSON-LD tells actors and
ties in the words of schema.org, each tie an `Action` with the passages that state it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from stemmata.model import JSON, Actor, Affair, Claim, MergedTie, NameKind
from stemmata.publish.addresses import actor_anchor
from stemmata.publish.lines import line_text
from stemmata.publish.network import Line, Network, Node
from stemmata.publish.visible import visible, xml_quoted, xml_text

_NODE_FIELDS = (("kind", "string"), ("country", "string"), ("sources", "int"))
_LINE_FIELDS = (
    *(("type", "string"), ("group", "string"), ("tie", "string"), ("standing", "string")),
    *(("mutual", "boolean"), ("negated", "boolean"), ("sources", "int"), ("reports", "int")),
    *(("first", "string"), ("last", "string")),
)
_KINDS: Mapping[NameKind, str] = {
    "person": "Person",
    "organisation": "Organization",
    "place": "Place",
    "other": "Thing",
}
_CONTEXT: dict[str, JSON] = {
    "@vocab": "https://schema.org/",
    "stemmata": "urn:stemmata:terms#",
    "plover": "urn:plover:event#",
}


def graphml(net: Network) -> str:
    """Return a network as GraphML.

    Example:
        >>> graphml(Network((), ())).splitlines()[0]
        '<?xml version="1.0" encoding="UTF-8"?>'
    """
    keys = (
        *(_key("node", name, kind) for name, kind in (("label", "string"), *_NODE_FIELDS)),
        *(_key("edge", name, kind) for name, kind in (("label", "string"), *_LINE_FIELDS)),
    )
    nodes = (
        f'<node id="{actor_anchor(node.key)}">{_data("node", _of_node(node))}</node>\n'
        for node in net.nodes
    )
    lines = (
        f'<edge id="e{number}" source="{_end(net, line.source)}" target="{_end(net, line.target)}">'
        f"{_data('edge', _of_line(line))}</edge>\n"
        for number, line in enumerate(net.lines)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
        f"{''.join(keys)}"
        '<graph id="affair" edgedefault="directed">\n'
        f"{''.join(nodes)}{''.join(lines)}</graph>\n</graphml>\n"
    )


def gexf(net: Network) -> str:
    """Return a network as GEXF, its lines with their first and last day.

    Example:
        >>> "<edges>" in gexf(Network((), ()))
        True
    """
    nodes = (
        f'<node id="{actor_anchor(node.key)}" label={xml_quoted(node.name)}>'
        f"{_values(_NODE_FIELDS, _of_node(node))}</node>\n"
        for node in net.nodes
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
        '<graph mode="dynamic" defaultedgetype="directed" timeformat="date">\n'
        f"{_attributes('node', _NODE_FIELDS)}{_attributes('edge', _LINE_FIELDS)}"
        f"<nodes>\n{''.join(nodes)}</nodes>\n"
        f"<edges>\n{''.join(_gexf_lines(net))}</edges>\n</graph>\n</gexf>\n"
    )


def json_ld(affair: Affair) -> str:
    """Return the actors and ties of an affair as JSON-LD.

    Example:
        >>> json_ld(Affair("l1", (), ())).endswith('"@graph": []}')
        True
    """
    graph: list[JSON] = [_actor(actor) for actor in affair.actors]
    graph += [_tie(tie) for tie in affair.ties]
    return line_text({"@context": _CONTEXT, "@graph": graph})


def _key(domain: str, name: str, kind: str) -> str:
    return f'<key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'


def _data(domain: str, values: Mapping[str, str]) -> str:
    return "".join(
        f'<data key="{domain}-{name}">{xml_text(value)}</data>'
        for name, value in values.items()
        if value
    )


def _gexf_lines(net: Network) -> Iterator[str]:
    for number, line in enumerate(net.lines):
        days = ""
        if line.days:
            days = f' start="{line.days[0].isoformat()}" end="{line.days[1].isoformat()}"'
        yield (
            f'<edge id="e{number}" source="{_end(net, line.source)}" '
            f'target="{_end(net, line.target)}" label={xml_quoted(line.label)} '
            f'weight="{max(1, line.sources)}"{days}>{_values(_LINE_FIELDS, _of_line(line))}'
            "</edge>\n"
        )


def _attributes(owner: str, fields: Iterable[tuple[str, str]]) -> str:
    kinds = {"int": "integer"}
    listed = "".join(
        f'<attribute id="{name}" title="{name}" type="{kinds.get(kind, kind)}"/>\n'
        for name, kind in fields
    )
    return f'<attributes class="{owner}" mode="static">\n{listed}</attributes>\n'


def _values(fields: Iterable[tuple[str, str]], values: Mapping[str, str]) -> str:
    listed = "".join(
        f'<attvalue for="{name}" value={xml_quoted(values[name])}/>'
        for name, _ in fields
        if values[name]
    )
    return f"<attvalues>{listed}</attvalues>"


def _of_node(node: Node) -> dict[str, str]:
    return {
        "label": node.name,
        "kind": node.kind,
        "country": node.country,
        "sources": str(node.sources),
    }


def _of_line(line: Line) -> dict[str, str]:
    first, last = (day.isoformat() for day in line.days) if line.days else ("", "")
    return {
        "label": line.label,
        "type": line.type,
        "group": line.group,
        "tie": line.id,
        "standing": line.standing,
        "mutual": str(line.mutual).lower(),
        "negated": str(line.negated).lower(),
        "sources": str(line.sources),
        "reports": str(line.reports),
        "first": first,
        "last": last,
    }


def _end(net: Network, place: int) -> str:
    return actor_anchor(net.nodes[place].key)


def _actor(actor: Actor) -> dict[str, JSON]:
    told: dict[str, JSON] = {
        "@id": f"#{actor_anchor(actor.key)}",
        "@type": _KINDS[actor.kind],
        "name": visible(actor.canonical),
        "alternateName": [visible(form.text) for form in actor.forms],
        "stemmata:independentSources": actor.independent_sources,
    }
    if actor.country:
        place: dict[str, JSON] = {"@type": "Country", "identifier": actor.country}
        told["nationality" if actor.kind == "person" else "location"] = place
    if actor.roles:
        told["hasOccupation"] = [
            {
                "@type": "Role",
                "roleName": role.title,
                "stemmata:of": {"@id": f"#{actor_anchor(role.of)}"} if role.of else None,
                "stemmata:former": role.former,
            }
            for role in actor.roles
        ]
    return told


def _tie(tie: MergedTie) -> dict[str, JSON]:
    return {
        "@id": f"#{visible(tie.id)}",
        "@type": "Action",
        "additionalType": f"plover:{tie.type}",
        "agent": [{"@id": f"#{actor_anchor(key)}"} for key in tie.sources],
        "object": [{"@id": f"#{actor_anchor(key)}"} for key in tie.targets],
        "startTime": tie.earliest.isoformat() if tie.earliest else None,
        "endTime": tie.latest.isoformat() if tie.latest else None,
        "stemmata:mutual": tie.mutual,
        "stemmata:negated": tie.negated,
        "stemmata:standing": tie.standing,
        "stemmata:probability": tie.probability,
        "stemmata:independentSources": tie.independent_sources,
        "subjectOf": [_quotation(claim) for claim in tie.claims],
    }


def _quotation(claim: Claim) -> dict[str, JSON]:
    return {
        "@type": "Quotation",
        "text": visible(claim.text),
        "isPartOf": visible(claim.article),
        "stemmata:start": claim.start,
        "stemmata:end": claim.end,
    }
