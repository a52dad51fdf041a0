"""Who copied whom, and how many independent sources are left."""

from stemmata.trace.beside import passages_between
from stemmata.trace.marks import passage_marks
from stemmata.trace.memory import Memory
from stemmata.trace.signatures import Signature, blank_signature, sign
from stemmata.trace.support import count_sources, source_counter, support
from stemmata.trace.tracing import trace, trace_again

__all__ = [
    "Memory",
    "Signature",
    "blank_signature",
    "count_sources",
    "passage_marks",
    "passages_between",
    "sign",
    "source_counter",
    "support",
    "trace",
    "trace_again",
]
