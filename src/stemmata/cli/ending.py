"""How the process of a command ends: at once, without taking its values apart.

To free millions of small values one by one takes longer than to start.
"""

import atexit
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def ending_at_once() -> Iterator[None]:
    """Let the process end at once, when all that is registered for its end is done."""
    ending = _Ending()
    _endings.append(ending)
    atexit.register(ending.leave)  # the first that is registered is the last that is called
    try:
        yield
    except SystemExit as left:
        ending.status = _status(left.code)
        raise
    except BaseException:
        atexit.unregister(ending.leave)
        raise


def hold(value: object) -> None:
    """Keep a large value until the process ends, where that ends at once."""
    for ending in _endings:
        ending.held.append(value)


class _Ending:
    """The status with which this process ends, and what is kept until then."""

    def __init__(self) -> None:
        self.status = 0
        self.held: list[object] = []

    def leave(self) -> None:
        """End the process at once, everything else being done."""
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (OSError, ValueError):
            return  # the interpreter knows what to say
        os._exit(self.status)


_endings: list[_Ending] = []


def _status(code: object) -> int:
    return code if isinstance(code, int) else 0 if code is None else 1
