# SPDX-License-Identifier: EUPL-1.2
"""What was known at the end of each day of a case: then, not now.

A day is read from the entries that were recorded by its last second. What happened on that day and
became known later is not in it, and cannot be: the picture is taken at that size of the record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from sluis.estate import store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from zoneinfo import ZoneInfo

    from sluis.drill.model import Case
    from sluis.estate.model import State, SystemId
    from sluis.record.log import Record
    from sluis.record.model import Size

LAST_SECOND: Final = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class DayKnown:
    """What was known at the end of one day."""

    day: int
    date: date
    at: datetime
    states: Mapping[SystemId, State]
    known_entries: Size

    def count(self, state: State) -> int:
        """Return how many systems were known to be in `state`."""
        return sum(found is state for found in self.states.values())


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the last second of `day` on the clock of `zone`, in UTC."""
    return datetime.combine(day, LAST_SECOND, tzinfo=zone).astimezone(UTC)


def look(record: Record, case: Case) -> tuple[DayKnown, ...]:
    """Return what was known on each day that the case stops at.

    A system of the estate that no entry tells of is `unknown`.
    """
    return tuple(_look(record, case, stop) for stop in case.stops)


def _look(record: Record, case: Case, stop: int) -> DayKnown:
    date = case.day_0 + timedelta(days=stop)
    at = end_of(date, case.zone)
    with record.known(recorded_until=at) as known:
        found = store.states(known, at) if store.adopted(known) else {}
        states = {system: one.state for system, one in found.items()}
        return DayKnown(stop, date, at, states, known.size)
