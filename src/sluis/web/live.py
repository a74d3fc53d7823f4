# SPDX-License-Identifier: EUPL-1.2
"""Live pages: the browser hears that the record grew, and fetches what it shows again.

Server-sent events (HTML Standard, 9.2). One poll of the record's size serves all pages. An event
carries the size alone, never content, so that each page is fetched with the reader's own rights.
A stream ends within a second when its session does (R-08).
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import anyio.to_thread
from fastapi import APIRouter, HTTPException
from fastapi.responses import StreamingResponse

from sluis.access import acts, sessions
from sluis.kit.errors import SluisError
from sluis.web.console import SignedIn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from sluis.web.console import Visitor
    from sluis.web.pulse import Pulse

AT_LEAST_S: Final = 1.0
"""Two events to one page are at least this far apart: a busy record does not flood readers."""
CHECK_S: Final = 1.0
"""How often a stream asks whether its session still holds."""
TICK_S: Final = 60.0
"""Without news, a page refreshes once in this while so that ages stay true."""

router: Final = APIRouter()


async def events(
    pulse: Pulse, since: int, alive: Callable[[], bool], *, pause_s: float = AT_LEAST_S
) -> AsyncIterator[str]:
    """Yield server-sent events: `record` with the new size, `tick` when it is time, `over` at the end."""
    yield "retry: 2000\n\n"
    quiet_s = 0.0
    while not pulse.over:
        if not await anyio.to_thread.run_sync(alive):
            yield "event: over\ndata: over\n\n"
            return
        if await pulse.later_than(since, CHECK_S):
            since, quiet_s = pulse.size, 0.0
            yield f"id: {since}\nevent: record\ndata: {since}\n\n"
            await asyncio.sleep(pause_s)
            continue
        quiet_s += CHECK_S
        if quiet_s >= TICK_S:
            quiet_s = 0.0
            yield f"event: tick\ndata: {since}\n\n"


@router.get("/live")
async def live(who: SignedIn, since: int = 0) -> StreamingResponse:
    """Tell a page that the record grew beyond `since`."""
    console, session = who.console, who.session
    if session is None:
        raise HTTPException(401)
    last = who.request.headers.get("last-event-id", "")
    place = console.pulse.watched(session.id)
    await place.__aenter__()

    async def body() -> AsyncIterator[str]:
        """Send what changes until the session or the page ends."""
        try:
            async for event in events(console.pulse, _start(last, since), lambda: still(who)):
                yield event
        finally:
            await place.__aexit__(None, None, None)

    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(body(), media_type="text/event-stream", headers=headers)


def _start(last: str, since: int) -> int:
    return int(last) if last.isascii() and last.isdigit() else since


def still(who: Visitor) -> bool:
    """Tell whether the visitor's session still holds."""
    cookie = who.request.cookies.get(sessions.cookie_name(https=who.https), "")
    try:
        return acts.whose(who.console.record, cookie, who.console.ages, active=False) is not None
    except SluisError:
        return False
