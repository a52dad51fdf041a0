"""What people type: queries of an archive."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from fuzz.invented import languages, sentences
from fuzz.targets import Target, Try, always, must

_QUERIES = (
    b"ferry Torvela", b'"heavy rain" dam', b"Elin Dravik", b"Hafenmeisterin Dravik",
    "新华社 港务局长".encode(), "Вальдик заявил".encode(), b"bekeeper", b"47 people",
)  # fmt: skip
_WORDS = (
    b'"', b"'", b"*", b"^", b":", b"(", b")", b"{", b"}", b"+", b"--", b";", b"NEAR(", b" AND ",
    b" OR ", b" NOT ", b"headline:", b"c12", b"\0", b"%", b"_", b"\\", b"' OR 1=1 --", b"/*",
    b"); DROP TABLE articles;", "„“".encode(), "\ud7ff\ufeff\u202e".encode(), "İ".encode(),
)  # fmt: skip


@cache
def _path() -> Path:
    """Return an archive with a report in each language."""
    from stemmata.archive import Archive
    from stemmata.model import Origin, Record
    from stemmata.store import open_store

    path = Path(tempfile.mkdtemp(prefix="stemmata-fuzz-")) / "a.db"
    store = open_store(path)
    records = [
        Record(code, Origin("here", code), text="\n".join(sentences(code)), language=code,
               published="2026-03-03", outlet=f"The {code} Post")
        for code in languages()
    ]  # fmt: skip
    list(Archive(store).add_records(records))
    store.close()
    return path


def _search() -> Try:
    from stemmata.archive import search, search_as_typed
    from stemmata.store import Where, open_store

    store = open_store(_path())
    count = store.counts().articles

    def attempt(content: bytes) -> None:
        query = content.decode("utf-8", "surrogateescape" if content[:1] < b"0" else "replace")
        ask = search_as_typed if len(content) % 2 else search
        for found in ask(store, query, Where()):
            [article] = store.articles([found.id])
            span = found.snippet
            must(article.text[span.start : span.end] == span.text, "a snippet not to the letter")
            inside = all(span.start <= w.start < w.end <= span.end for w in span.words)
            must(inside, "words beyond a snippet")
        must(store.counts().articles == count, "articles are gone")

    return attempt


def _read_query() -> Try:
    """Return what takes queries apart, without asking for articles; many more can be tried."""
    from stemmata.archive.querying import read_query, with_forms
    from stemmata.settings import SearchSettings
    from stemmata.store import open_store

    store, settings = open_store(_path()), SearchSettings()

    def attempt(content: bytes) -> None:
        text = content.decode("utf-8", "replace")
        query = with_forms(read_query(text, store, settings), store, settings)
        must(len(query.concepts) <= settings.concepts_asked, "more concepts than are asked for")
        query.words()
        query.any_words(settings.words_asked)
        query.any_meaning(settings.words_asked)

    return attempt


_WATCHED = ("stemmata.archive", "stemmata.store")

TARGETS = (
    Target("search", _search, always(*_QUERIES), _WATCHED, longest=150, share=15, words=_WORDS),
    Target("queries", _read_query, always(*_QUERIES), _WATCHED, longest=80, share=60, words=_WORDS),
)  # fmt: skip
