"""The main text of a page: trafilatura (Barbaresi 2021), and plain reading where it finds nothing.

The tree is parsed once, with bounds on depth and size: a page that nests without end costs its own
text only.
"""

from __future__ import annotations

import logging
import re
from html import unescape
from typing import Any

from lxml import etree, html

from stemmata.model import Frozen

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})\b[^<>]{0,4000}>")
_RAW = re.compile(r"<(script|style|noscript|template|head)\b", re.IGNORECASE)
_DROPPED = ("script", "style", "noscript", "template", "head", "nav", "footer", "aside", "form",
            "iframe", "svg", "button", "select", "figure")  # fmt: skip
_BLOCKS = frozenset(
    [
        *("address", "article", "blockquote", "br", "caption", "dd", "div", "dl", "dt"),
        *("figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol"),
        *("p", "pre", "section", "table", "td", "th", "tr", "ul"),
    ]
)
_SPACE = re.compile(r"[ \t\r\f\v\u00a0]+")
_BLANK = re.compile(r"\s*\n\s*")
_ENOUGH = 80  # characters; a shorter text of trafilatura is compared with plain reading


class Page(Frozen, frozen=True):
    """A page's main text, paragraphs a line each, and its tree for reading what it declares."""

    text: str
    tree: Any = None


def extract_page(markup: str) -> Page:
    """Return the main text of an HTML page; never raises, whatever the markup.

    Example:
        >>> extract_page("<html><body><article><p>Rain fell.</p></article></body></html>").text
        'Rain fell.'
    """
    tree, whole = _parse(markup)
    if not whole:
        return Page(_strip_tags(markup), tree)
    text = _main_text(tree)
    if len(text) < _ENOUGH:
        plain = _plain_text(tree)
        text = plain if len(plain) > 2 * len(text) else text
    return Page(text, tree)


def extract_fragment(markup: str) -> str:
    r"""Return the text of a piece of HTML that is content throughout, such as a feed's.

    Example:
        >>> extract_fragment("<p>Rain <b>fell</b>.</p><p>It &amp; snow.</p>")
        'Rain fell.\nIt & snow.'
    """
    tree, whole = _parse(f"<div>{markup}</div>")
    return _plain_text(tree) if whole else _strip_tags(markup)


def _parse(markup: str) -> tuple[Any, bool]:
    """Return the tree of a page, and whether all of it was parsed.

    libxml2 stops at 256 levels and at other bounds, and says so in its log.
    """
    parser = html.HTMLParser(huge_tree=False, remove_comments=True, encoding="utf-8")
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None, False
    stopped = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return tree, not stopped


def _main_text(tree: Any) -> str:
    import trafilatura  # noqa: PLC0415 - loading it takes a fifth of a second, and few runs need it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        document = html.fromstring(etree.tostring(tree, encoding="unicode", method="html"))
        found = trafilatura.extract(
            document, fast=True, include_comments=False, include_tables=True, output_format="txt"
        )
    except Exception:  # noqa: BLE001 - foreign code on hostile markup; plain reading follows
        return ""
    return _tidy(found or "")


def _tidy(text: str) -> str:
    return _BLANK.sub("\n", _SPACE.sub(" ", text)).strip()


def _plain_text(tree: Any) -> str:
    """Return the text of all blocks, without walking by recursion."""
    parts: list[str] = []
    skipped = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        entering = event == "start"
        if tag in _DROPPED or not tag:
            skipped += 1 if entering else -1
        if tag in _BLOCKS:
            parts.append("\n")
        words = node.text if entering else node.tail
        if words and not skipped:
            parts.append(_SPACE.sub(" ", words.replace("\n", " ")))
    return _tidy("".join(parts))


def _strip_tags(markup: str) -> str:
    """Return what stands between tags, for markup that no parser takes."""
    return _tidy(unescape(_TAG.sub(_break_for, _without_raw(markup))))


def _break_for(match: re.Match[str]) -> str:
    return "\n" if match.group(2).lower() in _BLOCKS else " "


def _without_raw(markup: str) -> str:
    """Return markup without scripts, styles and the head; one that never closes ends it."""
    folded = markup.lower()
    parts = []
    position = 0
    while (opening := _RAW.search(markup, position)) is not None:
        parts.append(markup[position : opening.start()])
        closing = folded.find(f"</{opening.group(1).lower()}", opening.end())
        if closing < 0:
            return "".join(parts)
        position = closing
    return "".join([*parts, markup[position:]])
