# SPDX-License-Identifier: EUPL-1.2
"""Many callers, one writer at a time, and no thread of our own.

Every caller queues. Whoever finds no leader leads: it writes all that waits, lets those callers go, and
the first of those who came meanwhile leads next. The callers of a batch wake each other one by one: were
all woken at once, they would fight for the interpreter's lock and spend more time on that than on the work.
"""

from __future__ import annotations

import sys
import threading
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from sluis.kit.errors import StorageFailed
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sluis.record.batch import Request

MAX_REQUESTS: Final = 1024
"""Requests that one leader takes: bounds how long the first of them waits."""


class Turns:
    """Gives `write` what waits, a batch at a time; it is never called by two threads at once.

    `write` leaves a receipt or an error in each request.
    """

    def __init__(self, write: Callable[[Sequence[Request]], None]) -> None:
        self._write = write
        self._lock = threading.Lock()
        self._waiting: list[Request] = []
        self._led = False

    def take(self, request: Request) -> None:
        """Return when `request` is decided.

        An interrupt that comes meanwhile is raised once the outcome is known, so that nobody is left waiting.
        """
        with self._lock:
            self._waiting.append(request)
            leads = not self._led
            self._led = True
        interrupt = None if leads else _wait(request)
        if request.after is not None:
            request.after.gate.release()
        if leads or request.leads:
            self._lead()
        if interrupt is not None:
            raise interrupt

    def _lead(self) -> None:
        """Write what waits, wake the first of those who came meanwhile to lead, and let the batch go."""
        with self._lock:
            batch, self._waiting = self._waiting[:MAX_REQUESTS], self._waiting[MAX_REQUESTS:]
        try:
            self._write(batch)
        finally:
            broken = sys.exception()
            for request in batch:
                if request.receipt is None and request.error is None:
                    request.error = StorageFailed(Text("The writer was stopped: {why}", why=repr(broken)))
            with self._lock:
                self._led = bool(self._waiting)
                heirs = self._waiting[:1]
            followers = batch[1:] + heirs
            for request, after in pairwise(followers):
                request.after = after
            for heir in heirs:
                heir.leads = True
            for request in followers[:1]:
                request.gate.release()


def _wait(request: Request) -> KeyboardInterrupt | None:
    """Wait at the gate; return the interrupt that came meanwhile."""
    interrupt = None
    while True:
        try:
            request.gate.acquire()
        except KeyboardInterrupt as stop:
            interrupt = stop
        else:
            return interrupt
