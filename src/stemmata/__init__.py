"""Stemmata rebuilds the affair behind a pile of news reports in any language."""

__version__ = "0.1.0"
