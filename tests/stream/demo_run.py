"""A streaming run that other processes can begin without loading any tests."""

from __future__ import annotations

from pathlib import Path

from stemmata.demo import articles_folder
from stemmata.settings import StreamSettings
from stemmata.stream import stream


def run_in(folder: Path, settings: StreamSettings) -> None:
    """Stream the demo into a folder."""
    stream([str(articles_folder())], folder, settings=settings)
