"""Rules of alerts: a small TOML file.

[to]
feed = "alerts.atom"                     # beside the file
webhook = "https://desk.example/hook"    # JSON is posted there
allow_host = ["desk.example:8443"]       # may be reached although its address is not public

[[alert]]
name = "Dam on three sources"
when = "sources"                         # a story passes so many independent sources
names = ["Mirela Dantos"]                # it mentions all of these, in any form
sources = 3

[[alert]]
name = "Disputed figures"
when = "disputed"                        # a point becomes disputed
kind = "figure"                          # or date, name, quote, attribution

[[alert]]
name = "Due within a week"
when = "deadline"                        # something is to be done soon
days = 7
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

import msgspec

from stemmata.errors import UsageError
from stemmata.model import Frozen, PointKind

When = Literal["sources", "disputed", "deadline"]


class Rule(Frozen, frozen=True, forbid_unknown_fields=True):
    """When a person wants to be told; `names` are any forms of names, all of them mentioned."""

    name: str
    when: When
    names: tuple[str, ...] = ()
    sources: int = 2
    kind: PointKind = "figure"
    days: int = 7


class To(Frozen, frozen=True, forbid_unknown_fields=True):
    """Where alerts go, beside the terminal."""

    feed: str = ""
    webhook: str = ""
    allow_host: tuple[str, ...] = ()


class Rules(Frozen, frozen=True, forbid_unknown_fields=True):
    """All rules of a file."""

    alert: tuple[Rule, ...]
    to: To = To()


def read_rules(path: Path) -> Rules:
    """Return the rules of a file.

    Raises:
        UsageError: it is missing, no TOML, or says what no rule can.
    """
    try:
        rules = msgspec.convert(tomllib.loads(path.read_text("utf-8")), Rules)
    except (OSError, UnicodeDecodeError) as error:
        advice = "name a TOML file of rules"
        raise UsageError("cannot be read", where=str(path), advice=advice) from error
    except (tomllib.TOMLDecodeError, RecursionError, msgspec.ValidationError) as error:
        advice = "see docs/archive.md for an example"
        raise UsageError(f"is no file of rules: {error}", where=str(path), advice=advice) from error
    names = [rule.name for rule in rules.alert]
    if not names or len(set(names)) < len(names):
        advice = "write [[alert]] tables, each with a name of its own"
        raise UsageError("needs rules with different names", where=str(path), advice=advice)
    if not all(rule.sources > 0 and 0 <= rule.days <= 3660 for rule in rules.alert):
        advice = "sources from 1, days from 0"
        raise UsageError("counts what cannot be", where=str(path), advice=advice)
    return rules
