"""The addresses of pages, and how links between a dossier's files become addresses of the archive.

The pages of stories, pairs and affairs are a dossier's own; there, digests name the files. Only
`href="` as our own markup writes it is looked at: in foreign text quotation marks are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal
from urllib.parse import quote, urlencode

from stemmata.model import UNSEEN, Copy
from stemmata.publish.addresses import affair_file, pair_file, span_anchor, story_file

Kind = Literal["stories", "storylines", "articles", "names", "outlets", "points"]
_FILE = re.compile(
    r'href="(?:\.\./(stories|pairs|affairs)/)?([0-9a-f]{16}\.(html|md|graphml|gexf|jsonld))'
)
_NETWORKS = ("graphml", "gexf", "jsonld", "md")


def address(kind: Kind, name: str) -> str:
    """Return the address of the page of a thing.

    Example:
        >>> address("names", "person:Ada/é")
        '/names/person%3AAda%2F%C3%A9'
    """
    return f"/{kind}/{quote(name, safe='', errors='surrogatepass')}"


def words_address(article: str, start: int, end: int) -> str:
    """Return the address of words on the page of their article."""
    return f"{address('articles', article)}#{span_anchor(article, start, end)}"


def compare_address(one: str, other: str) -> str:
    """Return the address at which two articles stand side by side.

    Example:
        >>> compare_address("a 1", "b")
        '/compare?a=a+1&b=b'
    """
    return f"/compare?{urlencode({'a': one, 'b': other}, errors='surrogatepass')}"


def feed_address(kind: Literal["stories", "points"], name: str) -> str:
    """Return the address of the Atom feed of a thing."""
    return f"/feeds/{kind}/{quote(name, safe='', errors='surrogatepass')}.atom"


def list_address(path: str, **wanted: str) -> str:
    """Return the address of a list with what is wanted of it."""
    return f"{path}?{urlencode(wanted, errors='surrogatepass')}"


def story_files(stories: Iterable[str]) -> dict[str, str]:
    """Return the addresses of stories by the files that a dossier has for them."""
    return {f"stories/{story_file(story)}": address("stories", story) for story in stories}


def pair_files(copies: Iterable[Copy]) -> dict[str, str]:
    """Return the addresses of pairs by the files that a dossier has for them."""
    return {
        f"pairs/{pair_file(copy.original, copy.copy)}": _escaped(
            compare_address(copy.original, copy.copy)
        )
        for copy in copies
        if not copy.original.startswith(UNSEEN)
    }


def affair_files(storyline: str) -> dict[str, str]:
    """Return the addresses of an affair by the files that a dossier has for it."""
    page = affair_file(storyline)
    stem, place = page.removesuffix(".html"), address("storylines", storyline)
    return {f"affairs/{page}": place} | {
        f"affairs/{stem}.{kind}": f"{place}/affair.{kind}" for kind in _NETWORKS
    }


def lead(page: str, known: Mapping[str, str]) -> str:
    """Return a page whose links to files of a dossier lead to addresses of the archive.

    Args:
        page: as a dossier would have it.
        known: addresses by file.
    """

    def led(found: re.Match[str]) -> str:
        folder, file, ending = found.groups()
        folder = folder or ("stories" if ending == "html" else "affairs")
        return f'href="{known.get(f"{folder}/{file}", "/stories")}'

    return _FILE.sub(led, page)


def _escaped(link: str) -> str:
    return link.replace("&", "&amp;")
