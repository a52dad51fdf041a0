"""Server-Sent Events (WHATWG HTML, 9.2): changes of the archive as they are committed.

One task looks at the number of the last change and wakes all who listen; a listener that comes
back names the last event it has seen and misses nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from stemmata.publish.lines import line_text
from stemmata.settings import WebSettings
from stemmata.store import Store
from stemmata.web.answers import problem
from stemmata.web.api.shapes import change_line
from stemmata.web.guard import int_or_zero

_AT_ONCE = 200
_HEARTBEAT = 15.0  # seconds after which an idle line says that it is alive


class Live:
    """All who listen to one store."""

    def __init__(self, store: Store, settings: WebSettings) -> None:
        """Watch nothing until someone listens."""
        self._store = store
        self._settings = settings
        self._listening = 0
        self._watching: asyncio.Task[None] | None = None
        self._last = 0
        self._changed = asyncio.Condition()

    async def listen(self, request: Request) -> Response:
        """Return a stream of the changes from now on, or from the last one that was seen."""
        if self._listening >= self._settings.live_listeners:
            return problem(503, "too many listen already", "ask again in a while")
        seen = request.headers.get("last-event-id") or request.query_params.get("after")
        after = await asyncio.to_thread(self._store.last_change)
        after = min(int_or_zero(seen), after) if seen else after
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        stream = self._stream(request, after)
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)

    async def _stream(self, request: Request, after: int) -> AsyncIterator[str]:
        self._listening += 1
        if self._watching is None or self._watching.done():
            self._watching = asyncio.create_task(self._watch())
        try:
            yield "retry: 3000\n\n"
            while not await request.is_disconnected():
                found = await asyncio.to_thread(self._store.changes, after, _AT_ONCE)
                for change in found:
                    after = change.number
                    yield f"id: {after}\nevent: change\ndata: {line_text(change_line(change))}\n\n"
                if not found and not await self._wait(after):
                    yield ": alive\n\n"
        finally:
            self._listening -= 1

    async def _wait(self, after: int) -> bool:
        """Wait until there is a later change; return whether there is one."""
        try:
            async with asyncio.timeout(_HEARTBEAT), self._changed:
                await self._changed.wait_for(lambda: self._last > after)
        except TimeoutError:
            return False
        return True

    async def _watch(self) -> None:
        while self._listening:
            last = await asyncio.to_thread(self._store.last_change)
            if last != self._last:
                async with self._changed:
                    self._last = last
                    self._changed.notify_all()
            await asyncio.sleep(self._settings.live_seconds)
