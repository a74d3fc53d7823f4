# SPDX-License-Identifier: EUPL-1.2
"""One poll for every live page."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

import pytest
from starlette.exceptions import HTTPException

from sluis.access.model import SessionId
from sluis.kit.errors import StorageFailed
from sluis.kit.texts import Text
from sluis.web import pulse as module
from sluis.web.pulse import FOR_ALL, PER_SESSION, Pulse

if TYPE_CHECKING:
    from sluis.record.log import Record

ME = SessionId("me")


class Growing:
    """A record whose size is what the test says; it can fail once."""

    def __init__(self) -> None:
        self.now = 5
        self.fails = False
        self.asked = 0

    def size(self) -> int:
        """Return the size, or fail as a database does."""
        self.asked += 1
        if self.fails:
            self.fails = False
            raise StorageFailed(Text("busy"))
        return self.now


@pytest.fixture
def record(monkeypatch: pytest.MonkeyPatch) -> Growing:
    """Return a record that is polled without pause."""
    monkeypatch.setattr(module, "POLL_S", 0)
    return Growing()


def pulse_of(record: Growing) -> Pulse:
    """Return a pulse on a stand-in record."""
    return Pulse(cast("Record", record))


def test_everybody_hears_that_it_grew(record: Growing) -> None:
    """Two pages wait; one entry wakes both, also after a poll that failed."""

    async def run() -> list[bool]:
        pulse = pulse_of(record)
        async with pulse.watched(ME), pulse.watched(SessionId("other")):
            waiting = [asyncio.create_task(pulse.later_than(5, 30)) for _ in range(2)]
            record.fails = True
            record.now = 6
            return await asyncio.gather(*waiting)

    assert asyncio.run(run()) == [True, True]


def test_no_news_is_no_news(record: Growing) -> None:
    """Waiting ends after its time without news."""

    async def run() -> bool:
        pulse = pulse_of(record)
        async with pulse.watched(ME):
            return await pulse.later_than(5, 0)

    assert asyncio.run(run()) is False


def test_nobody_polls_when_nobody_watches(record: Growing) -> None:
    """The last page that closes stops the poll."""

    async def run() -> tuple[int, object]:
        pulse = pulse_of(record)
        async with pulse.watched(ME):
            pass
        return pulse.watching, pulse._task

    assert asyncio.run(run()) == (0, None)


def test_a_session_has_so_many_pages(record: Growing) -> None:
    """One more than a browser opens is refused, and the place comes back when a page closes."""

    async def run() -> int:
        pulse = pulse_of(record)
        held = [pulse.watched(ME) for _ in range(PER_SESSION)]
        for place in held:
            await place.__aenter__()
        with pytest.raises(HTTPException) as caught:
            async with pulse.watched(ME):
                pass
        await held[0].__aexit__(None, None, None)
        async with pulse.watched(ME):
            pass
        for place in held[1:]:
            await place.__aexit__(None, None, None)
        return caught.value.status_code

    assert asyncio.run(run()) == 503


def test_the_console_has_so_many_pages(record: Growing, monkeypatch: pytest.MonkeyPatch) -> None:
    """All sessions together are bounded too."""
    monkeypatch.setattr(module, "FOR_ALL", 1)
    assert FOR_ALL > PER_SESSION

    async def run() -> int:
        pulse = pulse_of(record)
        async with pulse.watched(ME):
            with pytest.raises(HTTPException) as caught:
                async with pulse.watched(SessionId("other")):
                    pass
            return caught.value.status_code

    assert asyncio.run(run()) == 503


def test_stopping_wakes_everybody(record: Growing) -> None:
    """When the console stops, nobody waits any longer."""

    async def run() -> bool:
        pulse = pulse_of(record)
        async with pulse.watched(ME):
            waiting = asyncio.create_task(pulse.later_than(5, 30))
            await asyncio.sleep(0)
            await pulse.stop()
            return await waiting

    assert asyncio.run(run()) is False
