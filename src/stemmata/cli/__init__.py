"""The command line: commands, and what they print."""

from stemmata.cli.app import main

__all__ = ["main"]
