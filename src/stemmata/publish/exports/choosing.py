"""The formats by name; adding one is a function here and a reader of the format in a test."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from stemmata.errors import UsageError
from stemmata.model import Dossier
from stemmata.publish.exports.apparatus import tei_files
from stemmata.publish.exports.briefs import markdown_files
from stemmata.publish.exports.frames import parquet_files
from stemmata.publish.exports.graphs import gexf_files, graphml_files
from stemmata.publish.exports.linked_data import json_ld_files
from stemmata.publish.exports.news_items import ninjs_files
from stemmata.publish.exports.tables import csv_files
from stemmata.publish.exports.threats import stix_files
from stemmata.publish.exports.trees import newick_files, nexus_files
from stemmata.publish.files import make_folder, write_pieces

Files = Iterable[tuple[str, Iterable[bytes]]]


@dataclass(frozen=True, slots=True)
class Export:
    """A format: the files it makes of a dossier, by name, and what it is good for."""

    make: Callable[[Dossier], Files]
    about: str


FORMATS: MappingProxyType[str, Export] = MappingProxyType(
    {
        "csv": Export(csv_files, "tables for spreadsheets (RFC 4180)"),
        "gexf": Export(gexf_files, "who copied whom, for Gephi (GEXF 1.3)"),
        "graphml": Export(graphml_files, "who copied whom, for graph programs (GraphML)"),
        "jsonld": Export(json_ld_files, "provenance and annotations (PROV-O, Web Annotation)"),
        "markdown": Export(markdown_files, "the briefs of affairs, footnotes to spans (Markdown)"),
        "newick": Export(newick_files, "the stemma of each story as a tree (Newick)"),
        "nexus": Export(nexus_files, "readings as characters, and the tree (NEXUS)"),
        "ninjs": Export(ninjs_files, "news items (IPTC ninjs 2.1)"),
        "parquet": Export(parquet_files, "tables for analysis (Apache Parquet)"),
        "stix": Export(stix_files, "reports and actors for threat intelligence (STIX 2.1)"),
        "tei": Export(tei_files, "a critical apparatus for each story (TEI P5)"),
    }
)


def export(dossier: Dossier, name: str, folder: Path) -> list[Path]:
    """Write a dossier in a format into a folder, and return the files written.

    Args:
        dossier: what was found.
        name: one of `FORMATS`.
        folder: made where it is missing.

    Raises:
        UsageError: there is no such format.
        StemmataError: a file cannot be written.
    """
    if name not in FORMATS:
        raise UsageError("no such format", where=name, advice=f"name one of {', '.join(FORMATS)}")
    make_folder(folder)
    written = []
    for file, pieces in FORMATS[name].make(dossier):
        path = folder / file
        write_pieces(path, pieces)
        written.append(path)
    return written
