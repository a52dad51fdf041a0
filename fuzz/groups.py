"""All targets."""

from __future__ import annotations

from fuzz import archives, lists, queries, readers, stored, texts
from fuzz.targets import Target

GROUPS: tuple[Target, ...] = (
    *readers.TARGETS, *lists.TARGETS, *texts.TARGETS, *queries.TARGETS, *stored.TARGETS,
    *archives.TARGETS,
)  # fmt: skip


def target_called(name: str) -> Target:
    """Return the target of a name.

    Raises:
        SystemExit: there is none.
    """
    for target in GROUPS:
        if target.name == name:
            return target
    raise SystemExit(f"no target is called {name}; see --list")
