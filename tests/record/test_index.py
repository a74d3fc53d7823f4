# SPDX-License-Identifier: EUPL-1.2
"""The index: what it says of each entry, and how it finds one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from sluis.kit.clock import ManualClock
from sluis.record.index import entry_index, entry_tag, newest_tagged, recorded_at, size_at
from sluis.record.store import Raw
from tests.conftest import START
from tests.record.examples import HAPPENED, note

if TYPE_CHECKING:
    from sluis.record.log import Record


@pytest.fixture
def hourly(any_record: Record) -> Record:
    """Return a record with five entries, one an hour, after its first; the third and fourth together."""
    clock = any_record.world.clock
    assert isinstance(clock, ManualClock)
    for hour, tags in ((1, ("a",)), (2, ("a", "b", "a")), (3, ()), (3, ("b",)), (5, ("c",))):
        clock.set(START + timedelta(hours=hour))
        any_record.append([note(hour, *tags)])
    return any_record


def test_every_entry_has_its_line(hourly: Record) -> None:
    """Kind and both times stand beside the number, as instants."""
    with hourly.database.reading() as connection:
        found = connection.execute(select(entry_index).order_by(entry_index.c.seq)).all()
    assert [tuple(row) for row in found[1:3]] == [
        (1, "test.note", START + timedelta(hours=1), HAPPENED),
        (2, "test.note", START + timedelta(hours=2), HAPPENED),
    ]
    assert len(found) == 6


def test_a_tag_given_twice_is_one_tag(hourly: Record) -> None:
    """Tags of an entry are a set."""
    with hourly.database.reading() as connection:
        found = connection.execute(select(entry_tag.c.tag, entry_tag.c.seq)).all()
    assert {tuple(row) for row in found} == {("a", 1), ("a", 2), ("b", 2), ("b", 4), ("c", 5)}
    assert len(found) == 5


@pytest.mark.parametrize(
    ("tags", "known", "expected"),
    [
        (["a"], 0, ("a", 2)),
        (["a", "b"], 3, ("b", 4)),
        (["a"], 3, None),
        (["x"], 0, None),
        (["c"], 5, ("c", 5)),
    ],
)
def test_the_newest_entry_with_a_tag(
    hourly: Record, tags: list[str], known: int, expected: tuple[str, int] | None
) -> None:
    """A decision is told the newest entry that it did not know."""
    with hourly.database.reading() as connection:
        assert newest_tagged(Raw(connection), tags, known) == expected


@pytest.mark.parametrize(("hours", "size"), [(-1, 0), (0, 1), (1.5, 2), (2, 3), (3, 5), (4.9, 5), (99, 6)])
def test_how_much_was_recorded_by_an_instant(hourly: Record, hours: float, size: int) -> None:
    """Entries recorded at that very instant count, later ones do not."""
    with hourly.database.reading() as connection:
        assert size_at(connection, START + timedelta(hours=hours), 6) == size


def test_when_an_entry_was_recorded(hourly: Record) -> None:
    """The time comes back as an aware instant."""
    with hourly.database.reading() as connection:
        assert recorded_at(connection, 5) == START + timedelta(hours=5)
