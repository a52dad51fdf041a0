"""Feeds, sitemaps and pages watched politely, as they change."""

from stemmata.watch.targets import targets_of
from stemmata.watch.values import Batch, Memory, Notice
from stemmata.watch.watching import Watcher, open_watcher

__all__ = ["Batch", "Memory", "Notice", "Watcher", "open_watcher", "targets_of"]
