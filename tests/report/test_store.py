# SPDX-License-Identifier: EUPL-1.2
"""The indexes of this room, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from sluis.estate.model import Basis
from sluis.kit.database import Database
from sluis.record.log import Record, create_record
from sluis.record.model import Size
from sluis.report import acts, store
from sluis.report.model import Fact, Outcome, Risk, RiskId, Standing
from tests.report.samples import T0, WHO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sluis.kit.world import World

HOUR = timedelta(hours=1)


@pytest.fixture
def either(database_url: str, tmp_path: Path, world: World) -> Iterator[Record]:
    """Return a record with the projections of this room, once on each kind of database."""
    database = Database.open(database_url)
    database.migrate()
    yield create_record(database, world, tmp_path / "keys", "main", "test.example/record", store.PROJECTIONS)
    database.close()


def _fact(record: Record, hours: float) -> None:
    acts.note(record, [Fact(f"At {hours}.", "Office", "test", T0 + hours * HOUR, None, Basis.SOURCE)], WHO)


def _risk(record: Record, name: str, hours: float = 0) -> RiskId:
    risk = RiskId(name)
    acts.raise_risk(record, Risk(risk, "Mail is lost.", "Staff", "Board", T0 + hours * HOUR), WHO)
    return risk


def test_entries_are_found_by_when_they_happened(either: Record) -> None:
    """Order and window are those of the first clock, not of the record."""
    for hours in (5, 1, 3):
        _fact(either, hours)
    with either.known() as known:
        assert store.by_happened(known, since=T0) == (2, 3, 1)
        assert store.by_happened(known, since=T0 + 2 * HOUR, until=T0 + 5 * HOUR) == (3,)
        assert store.by_happened(known, since=T0, newest_first=True) == (1, 3, 2)


def test_entries_come_in_pages(either: Record) -> None:
    """A limit and an offset give the pages of a long timeline."""
    for hours in range(5):
        _fact(either, hours)
    with either.known() as known:
        assert store.by_happened(known, since=T0, limit=2) == (1, 2)
        assert store.by_happened(known, since=T0, limit=2, offset=2) == (3, 4)


def test_every_entry_is_indexed_whatever_its_kind(either: Record) -> None:
    """The record's own first entry is there too: numbers have no holes."""
    _fact(either, 0)
    _risk(either, "R1")
    with either.known() as known:
        assert store.numbers(known) == (0, 1, 2)


def test_later_entries_are_not_seen(either: Record) -> None:
    """As of N, what came later is in no answer of the room."""
    risk = _risk(either, "R1")
    size = either.size()
    acts.see_risk(either, risk, WHO, seen_by="Board")
    _risk(either, "R2")
    with either.known(Size(size)) as known:
        assert store.numbers(known) == (0, 1)
        assert store.by_happened(known, since=T0) == (1,)
        assert store.risk(known, risk) is Standing.RAISED
        assert store.risk_ids(known) == ("R1",)
        assert store.undecided_risks(known) == (("R1", Standing.RAISED, T0),)


def test_undecided_risks_are_silent_or_seen_oldest_first(either: Record) -> None:
    """What was decided or closed no longer waits."""
    young, old, decided, closed = (
        _risk(either, name, hours) for name, hours in zip("abcd", (9, 1, 2, 3), strict=True)
    )
    acts.see_risk(either, old, WHO, seen_by="Board")
    acts.decide_risk(either, decided, WHO, outcome=Outcome.ACCEPTED, reason="So.", decided_by="Board")
    acts.close_risk(either, closed, WHO, reason="Gone.")
    with either.known() as known:
        assert store.undecided_risks(known) == (
            (old, Standing.SEEN, T0 + HOUR),
            (young, Standing.RAISED, T0 + 9 * HOUR),
        )


def test_seeing_after_deciding_does_not_take_back(either: Record) -> None:
    """The furthest step counts, in whatever order the steps came in."""
    risk = _risk(either, "R1")
    acts.decide_risk(either, risk, WHO, outcome=Outcome.ACCEPTED, reason="So.", decided_by="Board")
    acts.see_risk(either, risk, WHO, seen_by="Board")
    with either.known() as known:
        assert store.risk(known, risk) is Standing.DECIDED
        assert store.undecided_risks(known) == ()


def test_the_tables_hold_no_sentence(either: Record) -> None:
    """What people wrote can be erased in one place: the record."""
    _risk(either, "R1")
    with either.known() as known:
        rows = [
            *known.connection.exec_driver_sql("SELECT * FROM report_moment"),
            *known.connection.exec_driver_sql("SELECT * FROM report_risk_move"),
        ]
    assert rows
    assert "Mail is lost." not in str(rows)


def test_the_tables_can_be_built_again(either: Record) -> None:
    """Dropped and rebuilt, they say the same."""
    _fact(either, 2)
    _risk(either, "R1")
    with either.known() as known:
        before = store.numbers(known), store.undecided_risks(known)
    either.rebuild()
    with either.known() as known:
        assert (store.numbers(known), store.undecided_risks(known)) == before


def test_a_projection_without_entries_does_nothing(either: Record) -> None:
    """An empty page is no error."""
    with either.database.writing() as connection:
        for projection in store.PROJECTIONS:
            projection.apply(connection, ())
    assert replace(store.Moments()) == store.Moments()
