# SPDX-License-Identifier: EUPL-1.2
"""Projections: applied with the entries, caught up on opening, built again when they do not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sluis.record import store
from sluis.record.index import EntryIndex
from sluis.record.projection import is_current, mark, mark_fits, wanted
from sluis.record.store import Mark
from tests.record.examples import States, note, state

if TYPE_CHECKING:
    from collections.abc import Callable

    from sluis.record.log import Record
    from tests.record.examples import Home

EXPECTED = [(1, "files", "closed"), (3, "mail", "open"), (4, "files", "open")]


def fill(record: Record) -> None:
    """Append three states, with a note among them."""
    record.append([state("files", "closed"), note("between"), state("mail", "open")])
    record.append([state("files", "open")])


def rows(record: Record, states: States) -> list[tuple[int, str, str]]:
    """Return what the projection's table holds."""
    with record.database.reading() as connection:
        return states.rows(connection)


def test_a_projection_is_applied_with_its_entries(begin: Callable[..., Record]) -> None:
    """When the append returns, the rows are there, of the wanted kinds alone."""
    states = States()
    record = begin(states)
    fill(record)
    assert rows(record, states) == EXPECTED


def test_a_projection_that_comes_later_catches_up(
    begin: Callable[..., Record], any_home: Home, opened: Callable[[Record], Record]
) -> None:
    """Opening with a new projection builds it from the first entry."""
    fill(begin())
    states = States()
    assert rows(opened(any_home.open(states)), states) == EXPECTED


def test_a_projection_that_fell_behind_catches_up(
    begin: Callable[..., Record], any_home: Home, opened: Callable[[Record], Record]
) -> None:
    """A writer without the projection leaves it behind; the next reader brings it up, from there on."""
    states = States()
    record = begin(states)
    other = opened(any_home.open())
    fill(other)
    with record.known() as known:
        assert states.rows(known.connection) == EXPECTED
    assert states.applied == 3


def test_a_projection_that_fell_behind_catches_up_before_it_is_applied(
    begin: Callable[..., Record], any_home: Home, opened: Callable[[Record], Record]
) -> None:
    """An append first applies what another process wrote."""
    states = States()
    record = begin(states)
    fill(opened(any_home.open()))
    record.append([state("files", "trial")])
    assert rows(record, states) == [*EXPECTED, (5, "files", "trial")]


def test_a_new_version_is_built_again(
    begin: Callable[..., Record], any_home: Home, opened: Callable[[Record], Record]
) -> None:
    """A projection of another version is dropped and made anew."""
    fill(begin(States()))
    newer = States(version=2)
    assert rows(opened(any_home.open(newer)), newer) == EXPECTED
    assert newer.applied == 3


def test_the_same_version_is_not_built_again(
    begin: Callable[..., Record], any_home: Home, opened: Callable[[Record], Record]
) -> None:
    """Opening what is up to date does no work."""
    fill(begin(States()))
    same = States()
    opened(any_home.open(same))
    assert same.applied == 0


def test_rebuilding_gives_identical_rows(begin: Callable[..., Record]) -> None:
    """What is dropped and rebuilt is what was there, in the record's own index too."""
    states = States()
    record = begin(states)
    fill(record)
    record.append([state("odd", "open", why={"b": 1.0, "a": [2, None]}), note(3.0, "x", "y")])
    before = snapshot(record, states)
    record.rebuild()
    assert snapshot(record, states) == before
    assert states.applied == 8


def snapshot(record: Record, states: States) -> list[list[tuple[object, ...]]]:
    """Return every row of every projection."""
    tables = [states.table, *EntryIndex.tables]
    with record.database.reading() as connection:
        return [sorted(map(tuple, connection.execute(table.select()))) for table in tables]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE projection SET size = 2 WHERE name = 'test.states'",
        "UPDATE projection SET mark = 'x' WHERE name = 'test.states'",
        "UPDATE projection SET version = 7 WHERE name = 'test.states'",
        "DELETE FROM projection WHERE name = 'test.states'",
    ],
)
def test_a_line_that_does_not_fit_means_building_again(
    home: Home, opened: Callable[[Record], Record], damage: str
) -> None:
    """A damaged line never makes a projection skip or repeat entries."""
    record = opened(home.create(States()))
    fill(record)
    with record.database.writing() as connection:
        connection.exec_driver_sql(damage)
    again = States()
    assert rows(opened(home.open(again)), again) == EXPECTED


def test_a_line_is_tied_to_the_tree() -> None:
    """Name, version, size and root are all in the hash."""
    states, root = States(), bytes(32)
    right = Mark(1, 5, mark(states, 5, root))
    assert mark_fits("test.states", right, root)
    assert not mark_fits("test.state", right, root)
    assert not mark_fits("test.states", right, bytes([1] * 32))
    assert not mark_fits("test.states", Mark(2, 5, right.mark), root)
    assert not mark_fits("test.states", Mark(1, 6, right.mark), root)


def test_what_is_wanted(record: Record) -> None:
    """No kinds means every kind."""
    fill(record)
    with record.known() as known:
        entries = list(known.entries())
        assert [entry.seq for entry in wanted(States(), entries)] == [1, 3, 4]
        assert wanted(EntryIndex(), entries) == entries
        marks = store.marks(known.connection)
    assert is_current(EntryIndex(), marks, 5)
    assert not is_current(EntryIndex(), marks, 6)
    assert not is_current(States(), marks, 5)
