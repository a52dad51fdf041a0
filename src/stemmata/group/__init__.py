"""Which articles report one event, and which events continue each other."""

from stemmata.group.fingerprint import Fingerprint, fingerprint, fingerprint_all, name_fingerprint
from stemmata.group.grouper import Change, Grouper, compare, group
from stemmata.group.keeping import read_print, write_print
from stemmata.group.meanings import Meanings, measure_meanings, read_meanings
from stemmata.group.passing import Held, PassingGrouper
from stemmata.group.resident import Growth, Remembered, ResidentGrouper

__all__ = [
    "Change",
    "Fingerprint",
    "Grouper",
    "Growth",
    "Held",
    "Meanings",
    "PassingGrouper",
    "Remembered",
    "ResidentGrouper",
    "compare",
    "fingerprint",
    "fingerprint_all",
    "group",
    "measure_meanings",
    "name_fingerprint",
    "read_meanings",
    "read_print",
    "write_print",
]
