"""`correct`: what a person sets right, kept as a decision that holds until it is undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from stemmata.cli.options import DEFAULT_STORE, StoreName
from stemmata.cli.printing import one_line

if TYPE_CHECKING:
    from stemmata.store import Decision, Store

_HELP = """\
What to decide, and about what: merge STORY STORY...; split STORY ARTICLE...; tie NAME NAME;
untie NAME FORM; boilerplate ARTICLE START END; copy ARTICLE ORIGINAL confirm|reject;
date ARTICLE DAY; outlet ARTICLE OUTLET; list; undo NUMBER."""
Words = Annotated[
    list[str], typer.Argument(metavar="WHAT [ABOUT]...", help=_HELP, show_default=False)
]
Author = Annotated[str, typer.Option(envvar="STEMMATA_AUTHOR", metavar="NAME", help="Who decides.")]
Note = Annotated[str, typer.Option(metavar="WORDS", help="Why.")]
AsLines = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]


def correct(
    words: Words,
    store: StoreName = DEFAULT_STORE,
    author: Author = "desk",
    note: Note = "",
    as_json: AsLines = False,
) -> None:
    """Correct stories, names, copies, dates; list decisions, or undo one."""
    from stemmata.archive import Archive
    from stemmata.archive.correcting import decide, undo
    from stemmata.store import open_existing_store

    what, about = words[0], words[1:]
    with closing(open_existing_store(store)) as opened:
        if what == "list":
            told = opened.decisions()
        elif what == "undo":
            told = [undo(Archive(opened), _number(about), author)]
        else:
            kind, fields = _asked(what, about, opened)
            told = [decide(Archive(opened), kind, fields, author, note)]
    for decision in told:
        typer.echo(_json(decision) if as_json else _line(decision))


COMMANDS: dict[str, Callable[..., None]] = {"correct": correct}


def _asked(what: str, about: Sequence[str], store: Store) -> tuple[str, dict[str, Sequence[str]]]:
    """Return the kind of decision that is meant, with the values of its fields."""
    from stemmata.errors import UsageError

    first, rest = about[:1], about[1:]
    asked: dict[str, tuple[str, dict[str, Sequence[str]]]] = {
        "merge": ("merge stories", {"stories": about}),
        "split": ("split story", {"story": first, "articles": rest}),
        "tie": ("tie names", {"names": about}),
        "untie": ("untie name", {"name": first, "text": rest}),
        "date": ("fix date", {"article": first, "date": rest}),
        "outlet": ("fix outlet", {"article": first, "outlet": rest}),
    }
    if what in asked:
        return asked[what]
    if what == "boilerplate":
        return "mark boilerplate", {"article": first, "text": [_words_at(about, store)]}
    if what == "copy" and len(about) == 3 and about[2] in ("confirm", "reject"):
        return f"{about[2]} copy", {"copy": first, "original": about[1:2]}
    raise UsageError("is nothing that can be decided", where=one_line(what), advice="see --help")


def _words_at(about: Sequence[str], store: Store) -> str:
    from stemmata.errors import UsageError

    kept = store.article(about[0]) if len(about) == 3 else None
    if kept is None or not all(each.isdigit() for each in about[1:]):
        advice = "give the id of an article, and where the words start and end in its text"
        raise UsageError("cannot be understood", where="boilerplate", advice=advice)
    return kept.annotated.text[int(about[1]) : int(about[2])]


def _number(about: Sequence[str]) -> int:
    from stemmata.errors import UsageError

    if len(about) != 1 or not about[0].isdigit() or len(about[0]) > 15:
        raise UsageError("needs the number of a decision", where="undo", advice="see correct list")
    return int(about[0])


def _json(decision: Decision) -> str:
    from stemmata.archive.decisions import decision_line
    from stemmata.publish import line_text

    return line_text(decision_line(decision))


def _line(decision: Decision) -> str:
    about = "; ".join(
        f"{key} {', '.join(map(str, value)) if isinstance(value, list) else value}"
        for key, value in decision.subject.items()
    )
    undone = f", undone by {decision.undone_by}" if decision.undone else ""
    note = f" ({decision.note})" if decision.note else ""
    made = decision.made.strftime("%Y-%m-%d %H:%M")
    told = f"{decision.number}  {decision.kind}: {about}{note}"
    return one_line(f"{told} - {decision.author}, {made}{undone}")
