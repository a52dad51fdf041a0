"""The command line: commands, and what they print."""

from stemmata.cli.ending import ending_at_once

__all__ = ["main"]


def main() -> None:
    """Run the command line as a process of its own."""
    # Here, because every worker process imports what started its parent.
    from stemmata.cli.app import main as run

    with ending_at_once():
        run()
