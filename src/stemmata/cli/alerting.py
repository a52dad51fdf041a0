"""`alerts`: be told when a story is well supported, a point disputed, a deadline near."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from stemmata.cli.options import DEFAULT_STORE, StoreName
from stemmata.cli.printing import one_line
from stemmata.cli.stopping import until_stopped

RulesFile = Annotated[
    Path, typer.Argument(metavar="RULES.toml", help="The rules.", show_default=False)
]
Every = Annotated[float, typer.Option("--every", min=0.5, help="Seconds between two looks.")]
Once = Annotated[bool, typer.Option("--once", help="Look once, and stop.")]


def alerts(
    rules: RulesFile,
    store: StoreName = DEFAULT_STORE,
    every: Every = 5.0,
    once: Once = False,
) -> None:
    """Follow the archive and tell what the rules ask for, each thing once; stop with Ctrl-C."""
    from stemmata.alerts import Alert, Follower, read_rules
    from stemmata.alerts.following import follow
    from stemmata.store import open_existing_store

    asked = read_rules(rules)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr] # a text stream
    with until_stopped() as stop, closing(open_existing_store(store)) as opened:
        follower = Follower(opened, asked, rules.resolve().parent)
        found = follower.look() if once else follow(follower, lambda: stop.wait(every))
        for each in found:
            if isinstance(each, Alert):
                again = "perhaps told before: " if each.repeated else ""
                typer.echo(one_line(f"{again}{each.title} - {each.text} (story {each.story})"))
            else:
                typer.echo(f"stemmata: {each}", err=True)


COMMANDS: dict[str, Callable[..., None]] = {"alerts": alerts}
