"""What cannot be shown, as pages: what went wrong, and what to do."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from stemmata.web.pages.site import Site, respond

_TITLES = {
    400: "This cannot be understood",
    403: "This is not allowed",
    404: "There is nothing here",
    405: "This is not done so",
    422: "This cannot be understood",
    503: "Not now",
}
_ADVICE = {
    404: "It may have been merged into something else, or the address is not whole. Search for it.",
    422: "Something in the address or the form is not right. Change it, or begin anew.",
    503: "Try again in a moment.",
}


def is_for_page(request: Request) -> bool:
    """Tell whether a page was asked for, and not the interface."""
    return not request.url.path.startswith("/api/")


def error_page(request: Request, status: int, what: str, advice: str = "") -> Response:
    """Return a page that says what went wrong."""
    site: Site = request.app.state.site
    page = site.render(
        "error.html",
        status=status,
        title=_TITLES.get(status, "This did not work"),
        what=what,
        advice=advice or _ADVICE.get(status, "Begin at the front page."),
    )
    return respond(request, page, status)
