"""One target under libFuzzer, by atheris: inputs are made of seeds, tried and timed."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import thread_time

import atheris

from fuzz.ledger import SLOWEST_ALLOWED, Ledger
from fuzz.targets import FaultError, Target, Try
from stemmata.errors import StemmataError

_STRETCHED = 100_000  # bytes
_HUNG = 30  # seconds of the clock after which an input is held to hang
_MEGABYTES = 1500


def hunt(target: Target, folder: Path, inputs: int, seed: int) -> None:
    """Try inputs without looking at branches; ends the process.

    Args:
        target: what they are thrown at.
        folder: where inputs and findings are kept.
        inputs: how many.
        seed: of what is random.
    """
    _drive(target, target.prepare(), Ledger(folder, str(seed)), inputs, seed)


def hunt_guided(target: Target, folder: Path, inputs: int, seed: int) -> None:
    """Try inputs and keep those that reach branches that none reached before; ends the process."""
    with atheris.instrument_imports(include=list(target.watched)):
        attempt = target.prepare()
    _drive(target, attempt, Ledger(folder, f"{seed}-guided"), inputs, seed)


def _drive(target: Target, attempt: Try, ledger: Ledger, inputs: int, seed: int) -> None:
    _warm_up(target, attempt)
    folder = ledger.folder

    def take(content: bytes) -> None:
        take_one(attempt, content, ledger)
        if ledger.inputs >= inputs:
            ledger.write_slow()
            ledger.write()
            sys.stdout.flush()
            os._exit(0)  # libFuzzer would go on

    corpus = _fill_corpus(target, folder)
    options = [
        f"-max_len={target.longest}",
        f"-timeout={_HUNG}",
        f"-rss_limit_mb={_MEGABYTES}",
        f"-seed={seed}",
        f"-artifact_prefix={folder / 'findings'}/",
        "-keep_seed=1",
        "-len_control=0",
        "-verbosity=0",
        *([f"-dict={_write_words(target, folder)}"] if target.words else []),
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], take)
    atheris.Fuzz()


def take_one(attempt: Try, content: bytes, ledger: Ledger) -> None:
    """Try one input, and note what came of it."""
    start = thread_time()
    try:
        attempt(content)
    except StemmataError:
        ledger.refused += 1
    except BaseException as error:  # noqa: BLE001 - native code of libraries panics beside Exception
        ledger.found(content, error)
    seconds = thread_time() - start
    ledger.passed(content, seconds)
    if seconds > SLOWEST_ALLOWED:
        ledger.found(content, FaultError(f"over {SLOWEST_ALLOWED:.0f} s"))


def stretch(target: Target, folder: Path) -> None:
    """Try the inputs that took longest for their size again, repeated up to 100 kB."""
    attempt = target.prepare()
    _warm_up(target, attempt)
    ledger = Ledger(folder, "stretched")
    for path in sorted((folder / "slow").iterdir()):
        if content := path.read_bytes():
            take_one(attempt, content * (_STRETCHED // len(content)), ledger)
    ledger.write()


def _warm_up(target: Target, attempt: Try) -> None:
    """Load what is loaded when it is first needed, so that no input is held to be slow for it."""
    for seed in target.seeds():
        with suppress(StemmataError):
            attempt(seed)


def _fill_corpus(target: Target, folder: Path) -> Path:
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        (corpus / f"seed-{number:03}").write_bytes(seed)
    return corpus


def _write_words(target: Target, folder: Path) -> Path:
    path = folder / "words"
    lines = ["".join(f"\\x{byte:02x}" for byte in word) for word in target.words]
    path.write_text("".join(f'"{line}"\n' for line in lines), "ascii")
    return path


def try_again(target: Target, content: bytes) -> None:
    """Try one input and let everything out."""
    target.prepare()(content)


def share_out(targets: Sequence[Target], inputs: int) -> dict[str, int]:
    """Return how many of all inputs each target gets.

    Example:
        >>> from fuzz.targets import always
        >>> share_out([Target("a", lambda: print, always(), (), share=30)], 90)
        {'a': 90}
    """
    whole = sum(target.share for target in targets)
    return {target.name: max(1, inputs * target.share // whole) for target in targets}
