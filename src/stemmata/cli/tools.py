"""`evaluate` and `doctor`: measuring, and looking at the installation."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from stemmata.cli.options import AsJson

Task = Annotated[str, typer.Argument(help="group, similar, annotate, ties or trace.")]
Gold = Annotated[Path, typer.Argument(help="What is true.")]
Prediction = Annotated[Path, typer.Argument(help="What the command of that name wrote.")]


def evaluate(task: Task, gold: Gold, prediction: Prediction, as_json: AsJson = False) -> None:
    """Measure a command's output against the truth, with the field's standard measures."""
    from stemmata.evaluate import evaluate as measure

    measures = measure(task, gold, prediction)
    if as_json:
        for found in measures:
            typer.echo(json.dumps(found.line()))
        return
    width = max((len(found.name) for found in measures), default=0)
    for found in measures:
        interval = f"[{found.low:.3f}, {found.high:.3f}]"
        typer.echo(f"{found.name:<{width}}  {found.value:.3f}  {interval}  n={found.cases}")


def doctor(as_json: AsJson = False) -> None:
    """Say what is installed, what is missing, and what it would bring."""
    from stemmata.cli.diagnosis import diagnose

    findings = diagnose()
    if as_json:
        typer.echo(json.dumps([finding.line() for finding in findings]))
        return
    for finding in findings:
        typer.echo(
            f"{'ok     ' if finding.present else 'missing'}  {finding.what}: {finding.detail}"
        )


COMMANDS: dict[str, Callable[..., None]] = {"evaluate": evaluate, "doctor": doctor}
