"""Commands that go on until somebody stops them, and then finish what they are at."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event


@contextmanager
def until_stopped() -> Iterator[Event]:
    """Set an event at Ctrl-C or SIGTERM while the block runs; after it these do what they did.

    Example:
        >>> with until_stopped() as stop:
        ...     signal.raise_signal(signal.SIGTERM)
        ...     stop.is_set()
        True
    """
    stop = Event()
    before = {
        number: signal.signal(number, lambda *_: stop.set())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
