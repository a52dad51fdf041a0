"""The reference, made from the code: `python -m tests.docs.make_reference`.

Commands come from the command line's own help, functions from their docstrings, values and settings
from their fields with the comments on them, files from their schemas, the interface from its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

import click
from tests.docs.describing import fields_page, module_page
from typer.main import get_command

from stemmata import model, settings
from stemmata.cli.app import app
from stemmata.evaluate import TASKS
from stemmata.publish import LINE_KINDS, schema
from stemmata.publish.exports import FORMATS

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference"
MADE = "Made from the code by `python -m tests.docs.make_reference`; do not edit."
FLOW = (
    "stemmata",
    "stemmata.pipeline",
    "stemmata.stream",
    "stemmata.read",
    "stemmata.clean",
    "stemmata.annotate",
    "stemmata.group",
    "stemmata.collate",
    "stemmata.trace",
    "stemmata.affair",
    "stemmata.publish",
    "stemmata.publish.exports",
    "stemmata.evaluate",
    "stemmata.engine",
    "stemmata.plugins",
    "stemmata.languages",
    "stemmata.lexicon",
    "stemmata.demo",
    "stemmata.errors",
)
_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)
ARCHIVE = (
    "stemmata.archive",
    "stemmata.store",
    "stemmata.watch",
    "stemmata.alerts",
    "stemmata.web",
    "stemmata.assistant.tools",
)


def pages() -> dict[str, str]:
    """Return all pages of the reference by their file names."""
    return {name: _TRAILING.sub("", make()) for name, make in PAGES.items()}


def commands_page() -> str:
    """Return what each command takes, as its help says."""
    group: Any = get_command(app)
    parts = ["# Commands", MADE, "Exit status: 0 done, 1 nothing could be read, 2 wrong usage."]
    for name, command in group.commands.items():
        parts += _command(f"stemmata {name}", command)
    tasks = ", ".join(f"`{name}`" for name in TASKS)
    rows = [f"| `{name}` | {found.about} |" for name, found in FORMATS.items()]
    parts += [
        f"## Tasks of `evaluate`\n\n{tasks}.",
        "## Formats of `export`\n\n" + "\n".join(["| format | |", "|---|---|", *rows]),
    ]
    return "\n\n".join(parts) + "\n"


def _command(name: str, command: Any) -> Iterator[str]:
    words = " ".join(
        each.make_metavar(click.Context(command)) for each in command.params if _is_argument(each)
    )
    yield f"## `{name}`\n\n{command.help}"
    yield f"```text\n{name} [OPTIONS] {words}".rstrip() + "\n```"
    rows = [_argument(each) for each in command.params if _is_argument(each) and each.help]
    rows += [_option(each) for each in command.params if not _is_argument(each)]
    if rows:
        yield "\n".join(["| | |", "|---|---|", *rows])
    for part, found in getattr(command, "commands", {}).items():
        yield from _command(f"{name} {part}", found)


def _is_argument(parameter: Any) -> bool:
    return bool(parameter.param_type_name == "argument")


def _argument(parameter: Any) -> str:
    return f"| `{parameter.metavar or parameter.name.upper()}` | {_about(parameter)} |"


def _about(parameter: Any) -> str:
    return str(parameter.help or "").replace("|", "\\|")


def _option(parameter: Any) -> str:
    takes = "" if parameter.is_flag else f" {parameter.metavar or parameter.type.name.upper()}"
    names = ", ".join(f"`{name}{takes}`" for name in (*parameter.opts, *parameter.secondary_opts))
    shown = parameter.default not in (None, False) and not callable(parameter.default)
    default = f" Default: `{parameter.default}`." if shown else ""
    return f"| {names} | {_about(parameter)}{default}{' Required.' if parameter.required else ''} |"


def files_page() -> str:
    """Return the fields of each kind of line, as its JSON Schema has them."""
    opening = (
        "Lines of a dossier's files and of the stage commands, one JSON object a line. "
        "`stemmata.publish.schema(kind)` returns the JSON Schema (draft 2020-12) itself. "
        "All places are counts of Unicode code points into the text of the article."
    )
    parts = ["# Files", MADE, opening]
    for kind in LINE_KINDS:
        found = schema(kind)
        table = ["| field | type | |", "|---|---|---|", *_fields(found, found, "", set())]
        about = found.get("description") or found["title"]
        parts.append(f"## `{kind}`\n\n{about}\n\n" + "\n".join(table))
    return "\n\n".join(parts) + "\n"


def _fields(
    whole: dict[str, Any], part: dict[str, Any], before: str, told: set[str]
) -> Iterator[str]:
    """Yield a row for each field; those of a part that stood above already are not told again."""
    needed = part.get("required", ())
    for name, found in part.get("properties", {}).items():
        path = f"{before}{name}"
        about = " ".join(str(found.get("description", "")).split()).replace("|", "\\|")
        notes = [about, "" if name in needed else "may be missing"]
        yield f"| `{path}` | {_type(whole, found)} | {'; '.join(filter(None, notes))} |"
        held = found.get("items") or found
        inner, called = _resolved(whole, held), str(held.get("$ref", path))
        if "properties" in inner and called not in told:
            told.add(called)
            yield from _fields(whole, inner, f"{path}{'[]' if held is not found else ''}.", told)


def _resolved(whole: dict[str, Any], part: Any) -> dict[str, Any]:
    if isinstance(part, dict) and "$ref" in part:
        return _resolved(whole, whole["$defs"][part["$ref"].rsplit("/", 1)[1]])
    return part if isinstance(part, dict) else {}


def _type(whole: dict[str, Any], part: dict[str, Any]) -> str:
    if "enum" in part:
        return ", ".join(f"`{value}`" for value in part["enum"])
    if "const" in part:
        return f"`{part['const']}`"
    if "$ref" in part:
        found = _resolved(whole, part)
        return part["$ref"].rsplit("/", 1)[1] if "properties" in found else _type(whole, found)
    for key in ("anyOf", "oneOf"):
        if key in part:
            return " or ".join(_type(whole, each) for each in part[key])
    kind = part.get("type", "any")
    if kind == "array":
        items = part.get("items")
        return f"list of {_type(whole, items)}" if isinstance(items, dict) else "list"
    return " or ".join(kind) if isinstance(kind, list) else str(kind)


def interface_page() -> str:
    """Return the addresses of the REST interface, as its OpenAPI tells them."""
    from stemmata.store import open_store  # noqa: PLC0415 # with the extra, only where it is there
    from stemmata.web import create_app  # noqa: PLC0415 # see above

    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "none.db")
        told = create_app(store).openapi()
        store.close()
    opening = (
        "`stemmata serve` answers these beside its pages; `/api/v1/openapi.json` is the whole "
        "description. Every visitor but one on this machine sends the token."
    )
    rows = [
        f"| `{method.upper()} {path}` | {_summary(found)} | {_asked(found)} |"
        for path, methods in told["paths"].items()
        for method, found in methods.items()
        if path.startswith("/api/")
    ]
    table = "\n".join(["| address | | asked with |", "|---|---|---|", *rows])
    return f"# REST interface\n\n{MADE}\n\n{opening}\n\n{table}\n"


def _summary(found: dict[str, Any]) -> str:
    return str(found.get("description") or found.get("summary", "")).partition("\n\n")[0]


def _asked(found: dict[str, Any]) -> str:
    names = [each["name"] for each in found.get("parameters", ()) if each["in"] == "query"]
    return ", ".join(f"`{name}`" for name in names)


def index_page() -> str:
    """Return the list of the reference's pages."""
    rows = (
        "| [commands](commands.md) | every command and option |",
        "| [files](files.md) | the fields of every file that is written |",
        "| [Python](python.md) | from sources to dossier: functions and classes |",
        "| [the archive in Python](archive.md) | archive, stores, watching, alerts, web, tools |",
        "| [values](model.md) | every type of the domain |",
        "| [settings](settings.md) | every constant that decides, with how it was calibrated |",
        "| [REST interface](interface.md) | what `stemmata serve` answers |",
    )
    return "\n".join(["# Reference", "", MADE, "", "| | |", "|---|---|", *rows, ""])


PAGES: MappingProxyType[str, Callable[[], str]] = MappingProxyType(
    {
        "README.md": index_page,
        "commands.md": commands_page,
        "files.md": files_page,
        "interface.md": interface_page,
        "python.md": lambda: module_page(FLOW, "Python", MADE),
        "archive.md": lambda: module_page(ARCHIVE, "The archive in Python", MADE),
        "model.md": lambda: fields_page(model, "Values", MADE),
        "settings.md": lambda: fields_page(settings, "Settings", MADE),
    }
)


def main() -> None:
    """Write all pages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in pages().items():
        (FOLDER / name).write_text(content, "utf-8")


if __name__ == "__main__":
    main()
