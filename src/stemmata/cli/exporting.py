"""`export`: what was found, in the formats of other fields."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from stemmata.cli.options import DEFAULT_STORE, StoreName

Format = Annotated[
    str,
    typer.Argument(
        metavar="FORMAT",
        help="csv, gexf, graphml, jsonld, markdown, newick, nexus, ninjs, parquet, stix or tei.",
        show_default=False,
    ),
]
Target = Annotated[
    Path, typer.Option("--out", metavar="DIR", help="The folder for the files; made if missing.")
]
FromDossier = Annotated[
    Path | None,
    typer.Option("--dossier", metavar="DIR", help="Export a dossier instead of an archive."),
]
Chosen = Annotated[
    list[str] | None,
    typer.Option("--story", metavar="ID", help="Only this story; may be given again."),
]


def export(
    form: Format,
    out: Target = Path("export"),
    store: StoreName = DEFAULT_STORE,
    dossier: FromDossier = None,
    story: Chosen = None,
) -> None:
    """Write stories of the archive, or of a dossier, in the format of another field."""
    from stemmata.archive.exporting import gather_dossier
    from stemmata.archive.loading import load
    from stemmata.errors import UsageError
    from stemmata.publish.exports import FORMATS
    from stemmata.publish.exports import export as write

    if form not in FORMATS:
        advice = f"name one of {', '.join(FORMATS)}"
        raise UsageError("no such format", where=form, advice=advice)
    gathered = gather_dossier(load(dossier or store), story or ())
    for path in write(gathered, form, out):
        typer.echo(str(path))


COMMANDS: dict[str, Callable[..., None]] = {"export": export}
