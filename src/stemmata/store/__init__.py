"""Where an archive is kept: the protocol, its values, and one SQLite file that follows it."""

from stemmata.store.addresses import normal_address
from stemmata.store.base import Store, Writing

__all__ = ["Store", "Writing", "normal_address"]
