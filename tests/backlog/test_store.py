# SPDX-License-Identifier: EUPL-1.2
"""The projection knows which forecasts were published, and shows none that came later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sluis.backlog import store
from sluis.backlog.acts import publish
from sluis.backlog.forecast import forecast
from sluis.kit.units import Horizon, Period
from sluis.record.model import Actor, Size
from tests.backlog.made import steady

if TYPE_CHECKING:
    from sluis.record.log import Record

WHO = Actor("planner:a", "cli")
BOTH = (steady(90), steady(90, stream="notices"))


@pytest.fixture
def url(database_url: str) -> str:
    """Return the address of an empty database of each kind."""
    return database_url


def published(record: Record, stream: str | None = None) -> int:
    """Publish a forecast and return the number of its entry."""
    made = forecast(BOTH, (), BOTH[0].dates[-1], Horizon(3, Period.DAY), stream=stream, replications=20)
    return publish(record, made, BOTH, WHO).seqs[1]


def test_the_latest_of_each_stream_is_found(record: Record) -> None:
    """A newer forecast of one stream leaves that of the other."""
    first = published(record)
    second = published(record, "notices")
    with record.known() as known:
        assert store.latest(known) == {"letters": first, "notices": second}


def test_nothing_later_shows(record: Record) -> None:
    """As of the first forecast the second is not there, nor is any before it."""
    first = published(record)
    published(record)
    with record.known(Size(first + 1)) as known:
        assert store.latest(known) == {"letters": first, "notices": first}
    with record.known(Size(first)) as known:
        assert store.latest(known) == {}


def test_it_can_be_built_again(record: Record) -> None:
    """Dropped and rebuilt, the table says the same."""
    first = published(record)
    record.rebuild()
    with record.known() as known:
        assert set(store.latest(known).values()) == {first}
