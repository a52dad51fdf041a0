"""All commands, and the one place where an error becomes an exit status.

Exit status: 0 done, 1 nothing could be read, 2 wrong usage.
"""

from __future__ import annotations

import os
import sys

import typer

from stemmata import __version__
from stemmata.cli import (
    alerting,
    archive,
    assisting,
    correcting,
    deadlines,
    exporting,
    reading,
    searching,
    serving,
    stages,
    streaming,
    tools,
    watching,
)

NOTHING_READ = 1
WRONG_USAGE = 2

app = typer.Typer(
    name="stemmata",
    help="Rebuild the affair behind a pile of news reports, in any language.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def describe(
    *, version: bool = typer.Option(False, "--version", help="Print the version and stop.")
) -> None:
    """Rebuild the affair behind a pile of news reports, in any language."""
    if version:
        typer.echo(__version__)
        raise typer.Exit


_PANELS = {
    "The main job": (reading, streaming),
    "One stage alone": (stages, deadlines),
    "The archive": (
        *(archive, watching, searching, correcting, alerting),
        *(serving, assisting, exporting),
    ),
    "Measuring, and the installation": (tools,),
}
for panel, parts in _PANELS.items():
    for part in parts:
        for name, command in part.COMMANDS.items():
            app.command(name, rich_help_panel=panel)(command)


def main() -> None:
    """Run the command line; every error of ours is one line on standard error."""
    from stemmata.errors import StemmataError, UsageError

    try:
        app()
    except UsageError as error:
        typer.echo(f"stemmata: {error}", err=True)
        sys.exit(WRONG_USAGE)
    except StemmataError as error:
        typer.echo(f"stemmata: {error}", err=True)
        sys.exit(NOTHING_READ)
    except BrokenPipeError:
        # Whoever read our output has stopped reading; that is no error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
