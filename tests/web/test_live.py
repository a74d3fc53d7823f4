# SPDX-License-Identifier: EUPL-1.2
"""What a live page hears."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

from sluis.web import live
from sluis.web.live import events
from sluis.web.pulse import Pulse

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from starlette.testclient import TestClient

    from sluis.record.log import Record


class Told:
    """A pulse that tells sizes in turn, then that nothing came, then that the console stops."""

    def __init__(self, sizes: list[int | None]) -> None:
        self.sizes = sizes
        self.size = 0
        self.over = False

    async def later_than(self, size: int, seconds: float) -> bool:
        """Tell the next size; None is silence."""
        del seconds
        if not self.sizes:
            self.over = True
            return False
        told = self.sizes.pop(0)
        self.size = told if told is not None else self.size
        return told is not None and told > size


def heard(sizes: list[int | None], alive: Callable[[], bool], since: int = 5) -> list[str]:
    """Return what a page hears, without the first line."""

    async def run() -> list[str]:
        pulse = cast("Pulse", Told(sizes))
        return [event async for event in events(pulse, since, alive, pause_s=0)]

    return asyncio.run(run())[1:]


def test_a_page_hears_the_new_size() -> None:
    """Each growth is one event with the size and nothing else, so that no content can leak."""
    assert heard([7, 9], lambda: True) == [
        "id: 7\nevent: record\ndata: 7\n\n",
        "id: 9\nevent: record\ndata: 9\n\n",
    ]


def test_a_page_hears_nothing_old() -> None:
    """What it knew already is no news."""
    assert heard([5, 5], lambda: True) == []


def test_a_page_hears_that_its_session_is_over() -> None:
    """The stream ends at the first look that finds the session gone (R-08)."""
    looks = iter([True, False])
    assert heard([7, 8, 9], lambda: next(looks)) == [
        "id: 7\nevent: record\ndata: 7\n\n",
        "event: over\ndata: over\n\n",
    ]


def test_ages_stay_true(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without news a page is told once a minute to draw its ages again."""
    monkeypatch.setattr(live, "TICK_S", 2 * live.CHECK_S)
    assert heard([None] * 4, lambda: True) == ["event: tick\ndata: 5\n\n"] * 2


def test_a_stranger_hears_nothing(anyone: TestClient) -> None:
    """The stream needs a session."""
    assert anyone.get("/live").status_code == 401


def test_a_page_goes_on_from_where_it_was() -> None:
    """The browser's last event counts over the address; anything but a number is ignored."""
    assert live._start("12", 3) == 12
    assert live._start("", 3) == 3
    assert live._start("x", 3) == 3


def test_a_broken_record_ends_nothing_by_itself() -> None:
    """A pulse is made on a record and polls it only when somebody watches."""
    assert Pulse(cast("Record", None)).watching == 0
