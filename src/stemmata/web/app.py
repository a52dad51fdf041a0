"""The application: one store, the interface, the pages, and what every request passes first."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from stemmata import __version__
from stemmata.errors import StemmataError
from stemmata.settings import WebSettings
from stemmata.store import Store
from stemmata.web.answers import problem
from stemmata.web.api import articles, decisions, log, names, search, stories
from stemmata.web.api.shapes import SHAPES
from stemmata.web.guard import Guard
from stemmata.web.live import Live
from stemmata.web.pages import ROUTERS, Site, error_page, is_for_page

_DEFAULT = WebSettings()
_API = "/api/v1"


def create_app(store: Store, settings: WebSettings = _DEFAULT) -> FastAPI:
    """Return the application over a store, for any ASGI server.

    Args:
        store: read from any thread while others write to it.
        settings: whom it answers, and how much.
    """
    app = FastAPI(
        title="Stemmata",
        version=__version__,
        summary="An archive of news reports: stories, points, copies, independent sources.",
        openapi_url=f"{_API}/openapi.json",
        docs_url=None,  # both fetch scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.store, app.state.settings = store, settings
    for part in (log, search, decisions, stories, articles, names):
        app.include_router(part.router, prefix=_API)
    live = Live(store, settings)
    app.add_api_route(
        f"{_API}/events", live.listen, summary="Changes as they happen", response_class=Response
    )
    app.state.site = Site(store, settings)
    for pages in ROUTERS:
        app.include_router(pages)
    _describe(app)
    _answer_errors(app)
    app.add_middleware(Guard, settings=settings)
    return app


def _describe(app: FastAPI) -> None:
    made = app.openapi

    def openapi() -> dict[str, Any]:
        description = made()
        description.setdefault("components", {}).setdefault("schemas", {}).update(SHAPES)
        return description

    app.openapi = openapi  # type: ignore[method-assign] # FastAPI's way to extend what it says


def _answer_errors(app: FastAPI) -> None:
    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(each) for each in first["loc"][1:])
        if is_for_page(request):
            return error_page(request, 422, f"{where}: {first['msg']}")
        return problem(422, f"{where}: {first['msg']}", "see /api/v1/openapi.json")

    @app.exception_handler(StemmataError)
    async def ours(request: Request, error: StemmataError) -> Response:
        if is_for_page(request):
            return error_page(request, 503, error.what, error.advice or "")
        return problem(503, error.what, error.advice or "try again")

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        if is_for_page(request):
            return error_page(request, error.status_code, str(error.detail))
        advice = "see /api/v1/openapi.json"
        return problem(error.status_code, str(error.detail).lower(), advice)
