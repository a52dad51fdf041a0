"""Words from outside on a terminal: on one line, with nothing that a terminal would obey."""

from __future__ import annotations


def one_line(text: str) -> str:
    r"""Return a text without line breaks and control characters, which a terminal would obey.

    Example:
        >>> one_line("rain\x1b[2J\nfell")
        'rain [2J fell'
    """
    return "".join(c if c.isprintable() else " " for c in text)
