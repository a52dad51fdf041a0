"""The articles that come with the package, about two invented affairs, with their truth."""

from pathlib import Path


def articles_folder() -> Path:
    """Return the folder that holds the articles of the demo.

    Example:
        >>> (articles_folder() / "feed.jsonl").is_file()
        True
    """
    return Path(__file__).parent / "articles"
