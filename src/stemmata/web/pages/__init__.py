"""The pages of the archive in a browser; each can be sent as its address."""

from stemmata.web.pages import (
    articles,
    comparing,
    decisions,
    feeds,
    front,
    lists,
    names,
    points,
    searching,
    static,
    stories,
)
from stemmata.web.pages.errors import error_page, is_for_page
from stemmata.web.pages.site import Site

ROUTERS = tuple(
    part.router
    for part in (
        *(front, static, lists, searching, feeds, comparing, decisions),
        *(stories, articles, names, points),
    )
)

__all__ = ["ROUTERS", "Site", "error_page", "is_for_page"]
