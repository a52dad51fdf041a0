"""The command line: commands, and what they print."""

__all__ = ["main"]


def main() -> None:
    """Run the command line."""
    # Here, because every worker process imports what started its parent.
    from stemmata.cli.app import main as run

    run()
