"""Command: throw requests at the interface of the archive that its own OpenAPI describes.

Schemathesis (Hatfield-Dodds and Dygalo 2022, "Deriving semantics-aware fuzzers from web API
schemas") makes requests that fit the description and requests that do not, and holds each answer
to it: no failure of the server, no status, kind of content or shape that is not described.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import positive_data_acceptance

from stemmata.archive import Archive
from stemmata.demo import articles_folder
from stemmata.settings import WebSettings
from stemmata.store import Store, Where, open_store
from stemmata.web import create_app

_DESCRIPTION = "/api/v1/openapi.json"
_ENDLESS = "/api/v1/events"  # a stream
_DECISIONS = "/api/v1/decisions"  # whether what they name is there, no description can say


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser("python -m fuzz.interface", description=__doc__)
    parser.add_argument("--requests", type=int, default=200, help="for each operation")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "demo.db")
        list(Archive(store).add([str(articles_folder())]))
        found = ask_all(store, asked.requests, asked.seed)
        store.close()
    sys.exit(1 if found else 0)


def ask_all(store: Store, requests: int, number: int) -> int:
    """Ask each operation that many times; print what happened and return how many faults.

    Args:
        store: of some articles; decisions are made in it.
        requests: for each operation.
        number: the seed of what is random.
    """
    app = create_app(store, WebSettings(requests_at_once=10**9, hosts=("testserver",)))
    description = schemathesis.openapi.from_asgi(_DESCRIPTION, app)
    known = _known_ids(store)
    faults = 0
    for result in description.get_all_operations():
        operation = result.ok()
        if operation.path != _ENDLESS:
            faults += _ask_one(operation, known, requests, number)
    print(f"{faults} faults")
    return faults


def _known_ids(store: Store) -> dict[str, str]:
    """Return an id for each parameter of a path, so that more is asked for than what is not."""
    story = max(store.stories(Where(several=True), 100), key=lambda each: each.articles)
    stored = store.story(story.id)
    article = stored.story.articles[0] if stored else ""
    return {
        "story": story.id,
        "storyline": story.storyline,
        "point": store.points([story.id])[0].id,
        "article": article,
        "name": store.names_in([article])[article][0].key,
    }


def _ask_one(operation: Any, known: dict[str, str], requests: int, number: int) -> int:
    """Ask one operation; print its answers by status, and each kind of fault once."""
    statuses: Counter[int] = Counter()
    faults: dict[str, str] = {}
    unsure = operation.path.startswith(_DECISIONS)
    excluded = [positive_data_acceptance] if unsure else []

    def ask(case: Any) -> None:
        if statuses.total() % 2:
            own = {name: known[name] for name in case.path_parameters if name in known}
            case.path_parameters.update(own)
        answer = case.call()
        statuses[answer.status_code] += 1
        try:
            case.validate_response(answer, excluded_checks=excluded)
        except FailureGroup as group:
            for failure in group.exceptions:
                faults.setdefault(type(failure).__name__, f"{case.as_curl_command()}\n{failure}")
        except Failure as failure:
            faults.setdefault(type(failure).__name__, f"{case.as_curl_command()}\n{failure}")

    started = time.monotonic()
    _drive(operation, ask, requests, number)
    told = ", ".join(f"{count} x {status}" for status, count in sorted(statuses.items()))
    print(f"{operation.label}: {told}; {time.monotonic() - started:.1f} s", flush=True)
    for kind, fault in faults.items():
        print(f"  {kind}: {fault}", flush=True)
    return len(faults)


def _drive(operation: Any, ask: Any, requests: int, number: int) -> None:
    for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):
        strategy = operation.as_strategy(generation_mode=mode)
        bounds = settings(
            max_examples=requests // 2,
            deadline=None,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        with suppress(Unsatisfiable):  # nothing can be asked wrongly
            seed(number)(bounds(given(case=strategy)(ask)))()


if __name__ == "__main__":
    main()
