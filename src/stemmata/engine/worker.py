"""One worker process behind the executor interface, noticed to be gone whatever it was doing.

A pool of the standard library waits for ever when its worker is killed while it sends a result: the
pool holds the sending end too, and so sees no end of the message. Here each side holds one end.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from multiprocessing.context import ForkServerContext
from multiprocessing.reduction import ForkingPickler
from queue import SimpleQueue
from threading import Lock, Thread
from traceback import format_exception
from typing import Any

from stemmata.engine.base import Made
from stemmata.errors import StageError

_Task = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


class WorkerProcess(Executor):
    """Runs what it is given in one other process, in the order in which it is given.

    Args:
        context: how the process is started.
        begin: called first in it.
    """

    def __init__(self, context: ForkServerContext, begin: Callable[[], None]) -> None:
        self._lock = Lock()  # tasks are sent in the order of their futures
        self._under_way: deque[Future[Any]] = deque()
        self._ended = False
        self._connection, there = Pipe()
        self._process = context.Process(target=_work, args=(there, begin), daemon=True)
        self._process.start()
        there.close()  # what the process sends ends when the process does
        self._receiver = Thread(target=self._receive, name="worker", daemon=True)
        self._receiver.start()

    def submit(self, fn: Callable[..., Made], /, *args: object, **kwargs: object) -> Future[Made]:
        """Send work to the process.

        Raises:
            BrokenExecutor: the process is gone.
        """
        future: Future[Made] = Future()
        future.set_running_or_notify_cancel()
        with self._lock:
            if self._ended:
                raise _gone()
            self._under_way.append(future)
            try:
                self._connection.send((fn, args, kwargs))
            except BaseException as error:
                self._under_way.pop()
                if isinstance(error, OSError):
                    raise _gone() from error
                raise
        return future

    def shutdown(
        self,
        wait: bool = True,  # noqa: FBT001, FBT002 # as every executor has it
        *,
        cancel_futures: bool = False,
    ) -> None:
        """End the process, once it has done what is under way.

        Args:
            wait: until it has ended.
            cancel_futures: give up what is under way, and end at once.
        """
        with self._lock, suppress(OSError):
            if not self._ended:
                self._ended = True
                self._connection.send(None)
        if cancel_futures:
            self._process.terminate()
        if wait:
            self._process.join()
            self._receiver.join()

    def _receive(self) -> None:
        """Hand on what the process sends, until it ends."""
        with suppress(Exception):  # a message that breaks off, or that nobody can read, ends it too
            while True:
                made, answer = self._connection.recv()
                with self._lock:
                    future = self._under_way.popleft()
                (future.set_result if made else future.set_exception)(answer)
        self._process.terminate()
        with self._lock:
            self._ended = True
            self._connection.close()
            lost = list(self._under_way)
            self._under_way.clear()
        for future in lost:
            future.set_exception(_gone())


def _gone() -> BrokenExecutor:
    return BrokenExecutor("the worker process is gone")


def _work(connection: Connection, begin: Callable[[], None]) -> None:
    """Do what comes, in the other process, until told to end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who is interrupted ends its workers itself
    begin()
    tasks: SimpleQueue[_Task | None] = SimpleQueue()
    # Always received at once, so that who sends work never waits for somebody to take results.
    Thread(target=_take, args=(connection, tasks), daemon=True).start()
    while task := tasks.get():
        connection.send_bytes(_answer(*task))


def _take(connection: Connection, tasks: SimpleQueue[_Task | None]) -> None:
    while True:
        try:
            task = connection.recv()
        except (OSError, EOFError):
            os._exit(1)  # who gave the work is gone; if that was killed, nobody else tells
        except Exception as error:  # noqa: BLE001 # told in place of a result
            task = _raise, (error,), {}
        tasks.put(task)


def _raise(error: Exception) -> None:
    raise error


def _answer(
    function: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]
) -> bytes | memoryview:
    try:
        return ForkingPickler.dumps((True, function(*args, **kwargs)))
    except Exception as error:  # noqa: BLE001 # raised where the result is asked for
        error.add_note("".join(format_exception(error)))
        return _failure(error)


def _failure(error: Exception) -> bytes | memoryview:
    try:
        told = ForkingPickler.dumps((False, error))
        ForkingPickler.loads(told)
    except Exception:  # noqa: BLE001 # it can not travel; its words can
        words = f"{type(error).__name__}: {error}"
        return ForkingPickler.dumps((False, StageError(words, where="engine")))
    return told
