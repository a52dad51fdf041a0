"""Who copied whom, and how many independent sources are left."""

from stemmata.trace.signatures import Signature, sign
from stemmata.trace.support import support
from stemmata.trace.tracing import trace

__all__ = ["Signature", "sign", "support", "trace"]
