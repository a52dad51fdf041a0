"""How the process of a command ends."""

from __future__ import annotations

import subprocess
import sys

_HELD = """
import atexit
from stemmata.cli.ending import ending_at_once, hold

class Large:
    def __del__(self):
        print("taken apart")

def run():
    value = Large()
    hold(value)

with ending_at_once():
    {first}
    run()
    print("done")
    raise SystemExit({code})
"""


def _run(code: int, first: str = "pass") -> tuple[int, str]:
    source = _HELD.format(code=code, first=first)
    done = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout


def test_what_is_held_is_not_taken_apart() -> None:
    """A command's process ends with its status, and its values are left as they are."""
    assert _run(0) == (0, "done\n")
    assert _run(3) == (3, "done\n")


def test_what_is_registered_for_the_end_is_done_first() -> None:
    """What else wants to be done at the end is done before."""
    assert _run(0, 'atexit.register(print, "first")') == (0, "done\nfirst\n")


def test_elsewhere_nothing_is_held() -> None:
    """Where no process ends at once, as when a command is called from Python, values go."""
    source = _HELD.format(code=0, first="pass").replace("with ending_at_once():", "if True:")
    done = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, check=False
    )
    assert done.stdout == "taken apart\ndone\n"
