"""The files that pages are made with."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from stemmata.web.pages.site import STATIC, static_content

router = APIRouter(include_in_schema=False)


@router.get("/static/{name}")
def static(request: Request, name: str) -> Response:
    """Return a style sheet, a script or a picture; the address tells its content."""
    if name not in STATIC:
        raise HTTPException(404, "no such file")
    lasting = "v" in request.query_params
    held = "public, max-age=31536000, immutable" if lasting else "no-cache"
    headers = {"Cache-Control": held}
    return Response(static_content(name), headers=headers, media_type=STATIC[name][1])
