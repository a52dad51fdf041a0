"""Which articles report one event, and which events continue each other."""

from stemmata.group.fingerprint import Fingerprint, fingerprint
from stemmata.group.stories import compare, group

__all__ = ["Fingerprint", "compare", "fingerprint", "group"]
