"""Which articles report one event, and which events continue each other."""

from stemmata.group.fingerprint import Fingerprint, fingerprint, name_fingerprint
from stemmata.group.grouper import Change, Grouper, compare, group

__all__ = [
    "Change",
    "Fingerprint",
    "Grouper",
    "compare",
    "fingerprint",
    "group",
    "name_fingerprint",
]
