"""Command: print every pattern that the package compiles on texts of all languages, as JSON lines.

Patterns made of language files are kept where nobody can list them, so that they are caught as
they are made: run it as a process of its own, before anything is remembered.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any

_compile = re.compile


def main() -> None:
    """Print patterns as they are compiled."""
    re.compile = _compile_and_tell
    from fuzz.invented import languages, sentences  # noqa: PLC0415 - after `compile` is watched

    from stemmata.annotate import annotate  # noqa: PLC0415 - as above
    from stemmata.clean import clean  # noqa: PLC0415 - as above
    from stemmata.model import Article, Origin, Record  # noqa: PLC0415 - as above

    for language in languages():
        text = "\n".join(sentences(language))
        clean(Record("a", Origin("a"), text=text, language=language))
        annotate(Article("a", text, Origin("a"), language))


def _compile_and_tell(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
    made = _compile(pattern, flags)
    place = sys._getframe(1)
    if "/stemmata/" in place.f_code.co_filename and isinstance(made.pattern, str):
        where = f"{place.f_code.co_filename.rpartition('/stemmata/')[2]}:{place.f_lineno}"
        print(json.dumps([where, made.pattern, made.flags]))
    return made


if __name__ == "__main__":
    main()
