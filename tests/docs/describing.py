"""Public functions, classes and values of a module, told from the code in Markdown."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
import textwrap
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

_SECTION = re.compile(r"^(Args|Raises|Returns|Yields|Attributes|Example|Examples):$", re.MULTILINE)
_MODULE = re.compile(r"\b[a-z_]+(?:\.[a-z_]+)*\.(?=[A-Z])")


def module_page(names: tuple[str, ...], title: str, opening: str) -> str:
    """Return a page that tells of what modules hand out, in the order of their names."""
    parts = [f"# {title}", opening]
    for name in names:
        module = import_module(name)
        parts.append(f"## `{name}`\n\n{_plain(inspect.getdoc(module) or '')}")
        parts += [_member(getattr(module, each), each) for each in _exported(module)]
    return "\n\n".join(part for part in parts if part) + "\n"


def fields_page(module: ModuleType, title: str, opening: str) -> str:
    """Return a page that tells of the value classes of a module, or of a package's modules."""
    parts = [f"# {title}", opening]
    for each in _modules_of(module):
        parts += _fields_of(each)
    return "\n\n".join(parts) + "\n"


def _modules_of(module: ModuleType) -> list[ModuleType]:
    """Return a module alone, or the modules of a package in the order of their names."""
    if not hasattr(module, "__path__"):
        return [module]
    names = sorted(found.name for found in pkgutil.iter_modules(module.__path__))
    return [import_module(f"{module.__name__}.{name}") for name in names]


def _fields_of(module: ModuleType) -> Iterator[str]:
    """Yield a part for each value class of a module, with the comments on its fields."""
    source = inspect.getsource(module)
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield _class_with_fields(node, source.splitlines())
        elif isinstance(node, ast.Assign) and "Literal[" in ast.unparse(node.value):
            yield _choices(node)


def _exported(module: ModuleType) -> list[str]:
    """Return what a module hands out: its `__all__`, or what it defines without an underscore."""
    if hasattr(module, "__all__"):
        return sorted(name for name in module.__all__ if not name.startswith("_"))
    return [
        name
        for name, value in vars(module).items()
        if not name.startswith("_")
        and getattr(value, "__module__", "") == module.__name__
        and (inspect.isfunction(value) or inspect.isclass(value))
    ]


def _member(value: Any, name: str) -> str:
    if inspect.isclass(value):
        return "\n\n".join([_described(value, name), *_methods(value, name)])
    return _described(value, name) if callable(value) else ""


def _described(value: Any, name: str) -> str:
    return f"### `{name}`\n\n```text\n{_signature(value, name)}\n```\n\n{_docstring(value)}"


def _methods(value: type, name: str) -> Iterator[str]:
    for method, found in vars(value).items():
        if not method.startswith("_") and inspect.isfunction(found) and found.__doc__:
            first = inspect.getdoc(found) or ""
            yield f"`{name}{_signature(found, '.' + method)}`: {_plain(first.splitlines()[0])}"


def _signature(value: Any, name: str) -> str:
    try:
        found = inspect.signature(value)
    except (TypeError, ValueError):
        return name
    parameters = [_with_short_default(each) for each in found.parameters.values()]
    told = str(found.replace(parameters=[each for each in parameters if each.name != "self"]))
    told = _MODULE.sub("", told.replace("'", "").removesuffix(" -> None"))
    line = f"{name}{told}"
    if len(line) <= 96:
        return line
    opened = re.sub(r", (?=\*?\w+:)", ",\n    ", line.replace("(", "(\n    ", 1))
    return re.sub(r"\)( -> [^\n]*)?$", r"\n)\1", opened)


def _with_short_default(parameter: inspect.Parameter) -> inspect.Parameter:
    """Return a parameter whose default is told by its name where it is no plain value."""
    value = parameter.default
    if value is parameter.empty or isinstance(value, str | int | float | tuple | Path | None):
        return parameter
    called = getattr(value, "__name__", f"{type(value).__name__}()")
    return parameter.replace(default=_Called(called))


class _Called(str):
    """A name that is shown without quotation marks."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def _docstring(value: Any) -> str:
    """Return a docstring with its sections as Markdown."""
    opening, *rest = _SECTION.split(inspect.getdoc(value) or "")
    parts = [_plain(opening)]
    for heading, body in zip(rest[::2], rest[1::2], strict=True):
        content = textwrap.dedent(body.strip("\n"))
        if heading.startswith("Example"):
            parts.append(f"```pycon\n{content.rstrip()}\n```")
        elif heading in ("Returns", "Yields"):
            parts.append(f"{heading} {_plain(content)}")
        else:
            items = re.split(r"\n(?=\S)", content.strip())
            called = "Arguments" if heading == "Args" else heading
            parts.append(f"{called}:\n\n" + "\n".join(_item(item) for item in items))
    return "\n\n".join(parts)


def _item(item: str) -> str:
    name, _, about = item.partition(":")
    return f"- `{name.strip()}`: {_joined(about)}"


def _plain(text: str) -> str:
    """Return running text with its paragraphs and figures in text kept, lines joined."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(
        f"```text\n{each}\n```" if re.search(r"^ {4}|[├└]", each, re.MULTILINE) else _joined(each)
        for each in paragraphs
    )


def _joined(text: str) -> str:
    return " ".join(text.split()).replace("<", "&lt;")


def _choices(node: ast.Assign) -> str:
    (target,) = node.targets
    values = [
        ast.literal_eval(each) for each in ast.walk(node.value) if isinstance(each, ast.Constant)
    ]
    return (
        f"## `{ast.unparse(target)}`\n\nOne of " + ", ".join(f"`{value}`" for value in values) + "."
    )


def _class_with_fields(node: ast.ClassDef, lines: list[str]) -> str:
    about = _joined(ast.get_docstring(node) or "").split(" Example: ")[0].split(" Args: ")[0]
    fields = [each for each in node.body if isinstance(each, ast.AnnAssign)]
    table = ["| field | type | default | |", "|---|---|---|---|"]
    for each in fields:
        value = f"`{ast.unparse(each.value)}`" if each.value else ""
        kind = ast.unparse(each.annotation).replace("|", "\\|")
        comment = _comment(each, lines).replace("|", "\\|")
        table.append(f"| `{ast.unparse(each.target)}` | `{kind}` | {value} | {comment} |")
    told = f"## `{node.name}`\n\n{about}"
    return f"{told}\n\n" + "\n".join(table) if fields else told


def _comment(node: ast.AnnAssign, lines: list[str]) -> str:
    """Return what the comments above a field and beside it say."""
    above: list[str] = []
    row = node.lineno - 2
    while lines[row].strip().startswith("#"):
        above.insert(0, lines[row].strip(" #"))
        row -= 1
    beside = [
        line.partition("  # ")[2] or line.strip()[2:]
        for line in lines[node.lineno - 1 : node.end_lineno]
        if "  # " in line or line.strip().startswith("# ")
    ]
    return _joined("; ".join(filter(None, [" ".join(above), " ".join(beside)])))
