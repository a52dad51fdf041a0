"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE...",
        help="Files, folders, patterns, web addresses, or - for JSON Lines on standard input.",
        show_default=False,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write here instead of standard output."),
]
Folder = Annotated[
    Path, typer.Option("--out", metavar="DIR", help="The folder of the dossier; made if missing.")
]
Workers = Annotated[
    int | None,
    typer.Option(min=1, help="Processes to work in; by default one for each core."),
]
EngineName = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="NAME",
        help="Where the work runs: local, dask (starts a cluster here) or dask://HOST:PORT.",
    ),
]
EncoderName = Annotated[
    str,
    typer.Option(
        "--encoder",
        metavar="NAME",
        help="Also ask a sentence encoder: an ONNX or sentence-transformers folder, or a package.",
    ),
]
EncoderLanguages = Annotated[
    str,
    typer.Option(
        "--encoder-languages",
        metavar="CODES",
        help="Languages that the encoder was made for (en,de or all); by default as measured.",
    ),
]
Worded = Annotated[
    bool,
    typer.Option(
        "--worded",
        help="Let the endpoint of STEMMATA_LLM_URL and STEMMATA_LLM_MODEL word briefs and"
        " questions; what their sources do not support is dropped.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but problems.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the summary as one JSON object.")]
DEFAULT_STORE = "stemmata.db"
StoreName = Annotated[
    str,
    typer.Option(
        "--store",
        metavar="FILE",
        help="The archive's file, or a database: postgresql://USER@HOST/NAME.",
    ),
]
