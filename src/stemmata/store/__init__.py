"""Where an archive is kept: the protocol, its values, and the stores that follow it."""

from stemmata.store.addresses import normal_address
from stemmata.store.base import Store, Writing
from stemmata.store.opening import copy_store, is_address, open_existing_store, open_store
from stemmata.store.values import (
    Change,
    ChangeKind,
    Counts,
    Damage,
    Decision,
    Edge,
    Hit,
    Kept,
    NameEntry,
    StoredArticle,
    StoredPrint,
    StoredStory,
    StorySummary,
    Version,
    Where,
    Words,
)

__all__ = [
    "Change",
    "ChangeKind",
    "Counts",
    "Damage",
    "Decision",
    "Edge",
    "Hit",
    "Kept",
    "NameEntry",
    "Store",
    "StoredArticle",
    "StoredPrint",
    "StoredStory",
    "StorySummary",
    "Version",
    "Where",
    "Words",
    "Writing",
    "copy_store",
    "is_address",
    "normal_address",
    "open_existing_store",
    "open_store",
]
