"""Command: throw inputs at targets and print what happened."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from fuzz.groups import GROUPS, target_called
from fuzz.summary import print_summary

_WORK = Path("build/fuzz")


def main() -> None:
    """Run the command."""
    asked = _parse()
    if asked.list:
        print("\n".join(target.name for target in GROUPS))
    elif asked.again:
        from fuzz.hunting import try_again

        try_again(target_called(asked.targets[0]), asked.again.read_bytes())
    elif asked.one:
        _hunt_one(asked)
    elif asked.stretched:
        _stretch_one(asked)
    elif not asked.summary:
        _hunt_all(asked)
    if not (asked.list or asked.one or asked.stretched):
        sys.exit(print_summary(asked.work))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", help="all, if none is named")
    parser.add_argument("--inputs", type=int, default=100_000, help="for all targets together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--guided", action="store_true", help="look at which branches are reached")
    parser.add_argument("--work", type=Path, default=_WORK, help="folder of inputs and findings")
    parser.add_argument("--list", action="store_true", help="name the targets")
    parser.add_argument("--summary", action="store_true", help="print the table of earlier runs")
    parser.add_argument("--again", type=Path, metavar="FILE", help="try one input again")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--stretched", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _hunt_one(asked: argparse.Namespace) -> None:
    from fuzz.hunting import hunt, hunt_guided

    target = target_called(asked.targets[0])
    chosen = hunt_guided if asked.guided else hunt
    chosen(target, asked.work / target.name, asked.inputs, asked.seed)


def _stretch_one(asked: argparse.Namespace) -> None:
    from fuzz.hunting import stretch

    target = target_called(asked.targets[0])
    stretch(target, asked.work / target.name)


def _hunt_all(asked: argparse.Namespace) -> None:
    """Give each target a process of its own, one after another."""
    from fuzz.hunting import share_out

    chosen = [target_called(name) for name in asked.targets] or list(GROUPS)
    for name, inputs in share_out(chosen, asked.inputs).items():
        print(f"{name}: {inputs:,} inputs", flush=True)
        guided = ["--guided"] if asked.guided else []
        _run_one(name, asked, ["--one", f"--inputs={inputs}", f"--seed={asked.seed}", *guided])
        _run_one(name, asked, ["--stretched"])


def _run_one(name: str, asked: argparse.Namespace, options: list[str]) -> None:
    command = [sys.executable, "-m", "fuzz", name, f"--work={asked.work}", *options]
    ended = subprocess.run(command, check=False)
    if ended.returncode:
        print(f"{name}: ended by {ended.returncode}; see its findings", flush=True)


if __name__ == "__main__":
    main()
