"""What every request passes: is it for us, is it allowed, is it small and seldom enough.

A page anywhere on the web can make a browser ask the loopback address. The `Host` header tells
whether a name was bent to it (DNS rebinding); `Origin` and `Sec-Fetch-Site` tell whether a change
was asked for by our own pages (Fetch Metadata, W3C).
"""

from __future__ import annotations

import hmac
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from stemmata.settings import WebSettings

COOKIE = "stemmata_token"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = (
    ("Content-Security-Policy", _POLICY),
    ("X-Content-Type-Options", "nosniff"),
    # Browsers hide the origin of forms where no page may be named at all; others learn nothing.
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
)


class Guard:
    """An ASGI application around another that refuses what must not reach it."""

    def __init__(
        self,
        app: ASGIApp,
        settings: WebSettings,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Let nothing pass that the settings do not allow."""
        self._app = app
        self._settings = settings
        self._hosts = _LOOPBACK | {host.lower() for host in settings.hosts}
        self._visitors = Visitors(settings, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        send = _with_headers(send)
        refusal = self._refusal(scope, Headers(scope=scope))
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        await self._app(scope, _bounded(receive, self._settings.largest_body_bytes), send)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        if host_name(headers.get("host", "")) not in self._hosts:
            return refuse(421, "asked by another name", "add the name with --host-name")
        if not self._visitors.admits((scope.get("client") or ("",))[0]):
            return refuse(429, "too many requests", "wait a moment", {"Retry-After": "1"})
        if int_or_zero(headers.get("content-length")) > self._settings.largest_body_bytes:
            return refuse(413, "too large", "send less")
        if scope["method"] not in _SAFE and not _is_from_our_pages(headers):
            return refuse(403, "asked for by another site", "use the pages of this archive")
        return self._ask_for_token(scope, headers) if self._settings.token else None

    def _ask_for_token(self, scope: Scope, headers: Headers) -> Response | None:
        given = headers.get("authorization", "").removeprefix("Bearer ").strip()
        cookies: SimpleCookie = SimpleCookie()
        with suppress(CookieError):  # a bent cookie is no token
            cookies.load(headers.get("cookie", "")[:4096])
        kept = cookies[COOKIE].value if COOKIE in cookies else ""
        if self._is_token(given) or self._is_token(kept):
            return None
        query = scope.get("query_string", b"").decode("latin-1")
        asked = parse_qs(query[:4096]).get("token", [""])[0]
        if self._is_token(asked) and scope["method"] == "GET":
            # The token leaves the address at once: addresses are kept in histories and sent on.
            answer = RedirectResponse(scope["path"], status_code=303)
            answer.set_cookie(COOKIE, asked, httponly=True, samesite="strict", path="/")
            return answer
        advice = "open the address with the token that `stemmata serve` printed"
        return refuse(401, "no token, or a wrong one", advice, {"WWW-Authenticate": "Bearer"})

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self._settings.token.encode())


class Visitors:
    """How often each visitor may still ask: a bucket that fills steadily (token bucket)."""

    def __init__(self, settings: WebSettings, clock: Callable[[], float]) -> None:
        """Know no visitor."""
        self._settings = settings
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def admits(self, visitor: str) -> bool:
        """Return whether a visitor may ask now, and count it."""
        now, most = self._clock(), float(self._settings.requests_at_once)
        left, at = self._left.pop(visitor, (most, now))
        left = min(most, left + (now - at) * self._settings.requests_per_second)
        admitted = left >= 1
        self._left[visitor] = (left - admitted, now)
        if len(self._left) > self._settings.visitors_remembered:
            self._left.popitem(last=False)
        return admitted


def host_name(host: str) -> str:
    """Return the name in a `Host` header, without its port, in lower case.

    Example:
        >>> host_name("[::1]:8080"), host_name("News.Example:80")
        ('::1', 'news.example')
    """
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def refuse(status: int, what: str, advice: str, headers: dict[str, str] | None = None) -> Response:
    """Return an answer that says what is wrong and what to do."""
    return JSONResponse({"what": what, "advice": advice}, status, headers)


def int_or_zero(value: str | None) -> int:
    """Return a number as a header writes it, or 0.

    Example:
        >>> int_or_zero("12"), int_or_zero("a lot"), int_or_zero(None)
        (12, 0, 0)
    """
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 16 else 0


def _is_from_our_pages(headers: Headers) -> bool:
    """Tell whether a change is asked for by our pages, or by no browser at all."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
    except ValueError:
        return False


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS:
                headers.setdefault(name, value)
        await send(message)

    return send_with_headers


def _bounded(receive: Receive, most: int) -> Receive:
    """Cut off a body that is longer than it may be, whatever its length was said to be."""
    size = 0

    async def receive_bounded() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > most:
            return {"type": "http.disconnect"}
        return message

    return receive_bounded
