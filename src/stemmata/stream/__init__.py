"""Any number of reports in bounded memory: what is known is on disk, and the run can be resumed."""

from stemmata.stream.streaming import Streamed, stream

__all__ = ["Streamed", "stream"]
