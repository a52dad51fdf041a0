"""What stands in for the servers of others while examples run: databases, endpoints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from types import MappingProxyType

from fake_endpoint import running_endpoint
from postgres_server import NoServerError, new_database


class NothingStandsInError(Exception):
    """There is nothing to be had that could stand in; the message says why."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """Words of a page, and what takes their place while an example runs."""

    words: str
    open: Callable[[], AbstractContextManager[str]]


@contextmanager
def _database() -> Iterator[str]:
    if find_spec("psycopg") is None:
        raise NothingStandsInError("psycopg is not installed")
    try:
        address = new_database()
    except NoServerError as error:
        raise NothingStandsInError(str(error)) from error
    yield address


@contextmanager
def _endpoint() -> Iterator[str]:
    with running_endpoint(lambda *_: {"sentences": []}) as fake:
        yield fake.address


STAND_INS: MappingProxyType[str, StandIn] = MappingProxyType(
    {
        "database": StandIn("postgresql://USER@HOST/desk", _database),
        "endpoint": StandIn("http://localhost:8000/v1", _endpoint),
    }
)
