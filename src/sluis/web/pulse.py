# SPDX-License-Identifier: EUPL-1.2
"""One poll of the record's size, shared by every live page; and how many live pages there may be."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

import anyio.to_thread
from starlette.exceptions import HTTPException

from sluis.kit.errors import SluisError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sluis.access.model import SessionId
    from sluis.record.log import Record

POLL_S: Final = 0.25
"""How often the record's size is read while anybody watches."""
FOR_ALL: Final = 256
"""Streams at the same time."""
PER_SESSION: Final = 6
"""Streams of one session: as many as a browser opens to one host over HTTP/1.1."""


class Pulse:
    """The size of the record, read once for everybody who watches."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._streams: dict[SessionId, int] = {}
        self._task: asyncio.Task[None] | None = None
        self._changed = asyncio.Condition()
        self.size = 0
        self.over = False

    @property
    def watching(self) -> int:
        """Return how many streams are open."""
        return sum(self._streams.values())

    @asynccontextmanager
    async def watched(self, session: SessionId) -> AsyncIterator[None]:
        """Hold a place for one stream. Raises 503 when `session` or the console has enough."""
        mine = self._streams.get(session, 0)
        if mine >= PER_SESSION or self.watching >= FOR_ALL:
            raise HTTPException(503, headers={"retry-after": "5"})
        self._streams[session] = mine + 1
        if self._task is None:
            self.size = await anyio.to_thread.run_sync(self._record.size)
            self._task = asyncio.create_task(self._poll())
        try:
            yield
        finally:
            self._streams[session] -= 1
            if not self._streams[session]:
                del self._streams[session]
            if not self._streams and self._task is not None:
                self._task.cancel()
                self._task = None

    async def later_than(self, size: int, seconds: float) -> bool:
        """Wait until the record is larger than `size`, at most `seconds`; tell whether it is."""
        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(lambda: self.size > size or self.over)
        except TimeoutError:
            pass
        return self.size > size

    async def stop(self) -> None:
        """Let every stream end."""
        self.over = True
        async with self._changed:
            self._changed.notify_all()

    async def _poll(self) -> None:
        while not self.over:
            await asyncio.sleep(POLL_S)
            try:
                size = await anyio.to_thread.run_sync(self._record.size)
            except SluisError:
                continue
            if size != self.size:
                async with self._changed:
                    self.size = size
                    self._changed.notify_all()
