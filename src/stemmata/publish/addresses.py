"""Names of files and anchors, and which outside addresses may become links.

Ids come from outside and could hold anything, so only their digests name files and anchors.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import urlsplit

# The page of a story, a pair or an affair, and the files beside it.
STORY_FILE = re.compile(r"[0-9a-f]{16}\.(html|graphml|gexf|jsonld)")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_UNSAFE_IN_LINK = re.compile(r"[\x00-\x20\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\"'<>\\]")


def story_file(story: str) -> str:
    """Return the file name of a story's page, from a digest of its id.

    Example:
        >>> story_file("../../etc/passwd")
        'e5e710ea784151b5.html'
    """
    return f"{_digest(story, 8)}.html"


def pair_file(original: str, copy: str) -> str:
    """Return the file name of the page that shows a copy beside its original."""
    return f"{_digest(f'{len(original)} {original} {copy}', 8)}.html"


def article_anchor(article: str) -> str:
    """Return the anchor of an article on its story's page."""
    return f"a-{_digest(article, 5)}"


def span_anchor(article: str, start: int, end: int) -> str:
    """Return the anchor of the words at a span of an article.

    Example:
        >>> span_anchor("a1", 4, 9).removeprefix(article_anchor("a1"))
        '-4-9'
    """
    return f"{article_anchor(article)}-{start}-{end}"


def actor_anchor(key: str) -> str:
    """Return the anchor of an actor's entry on the page of its affair."""
    return f"actor-{_digest(key, 5)}"


def affair_file(storyline: str) -> str:
    """Return the file name of an affair's page, from a digest of its storyline's id."""
    return f"{_digest(storyline, 8)}.html"


def safe_link(address: str | None) -> str | None:
    """Return an address if it is a plain web address, else None.

    Example:
        >>> safe_link("https://example.org/a?b=1"), safe_link("javascript:alert(1)")
        ('https://example.org/a?b=1', None)
    """
    if not address or len(address) > 2000 or _UNSAFE_IN_LINK.search(address):
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    plain = parts.scheme in ("http", "https") and host and "@" not in parts.netloc
    return address if plain else None


def language_tag(language: str | None) -> str:
    """Return a language as a tag for the `lang` attribute; empty where it is not one.

    Example:
        >>> language_tag("pt-BR"), language_tag('en" onload="x')
        ('pt-BR', '')
    """
    return language if language and _LANGUAGE_TAG.fullmatch(language) else ""


@lru_cache(maxsize=65_536)
def _digest(identifier: str, size: int) -> str:
    content = identifier.encode("utf-8", "surrogatepass")
    return blake2b(content, digest_size=size).hexdigest()
