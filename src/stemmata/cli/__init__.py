"""The command line: commands, and what they print."""

import atexit
import os
import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line as a process of its own; it ends without taking its values apart.

    To free millions of small values one by one takes longer than to start.
    """
    # Here, because every worker process imports what started its parent.
    from stemmata.cli.app import main as run

    ending = _Ending()
    atexit.register(ending.leave)  # the first that is registered is the last that is called
    try:
        run()
    except SystemExit as left:
        ending.status = _status(left.code)
        raise
    except BaseException:
        atexit.unregister(ending.leave)
        raise


class _Ending:
    """The status with which this process ends."""

    def __init__(self) -> None:
        self.status = 0

    def leave(self) -> None:
        """End the process at once, everything else being done."""
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (OSError, ValueError):
            return  # the interpreter knows what to say
        os._exit(self.status)


def _status(code: object) -> int:
    return code if isinstance(code, int) else 0 if code is None else 1
