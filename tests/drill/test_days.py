# SPDX-License-Identifier: EUPL-1.2
"""What was known at the end of each day: as the case says, and never more than was recorded by then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
import yaml

from sluis.drill.days import end_of, look
from sluis.estate import acts as estate_acts
from sluis.estate.model import Basis, State, StateChange, SystemId
from sluis.record.model import Actor
from sluis.report import acts as report_acts
from sluis.report.model import Fact

if TYPE_CHECKING:
    from pathlib import Path

    from sluis.drill.model import Case
    from sluis.house import House
    from tests.drill.conftest import Kept

WHO = Actor("ciso:test", "test")
STATES = {
    "on": "open",
    "off": "closed",
    "read_only": "read_only",
    "limited": "trial",
    "planned": "unknown",
    "unknown": "unknown",
}


def test_a_day_ends_on_the_clock_of_the_case() -> None:
    """Summer and winter time are heeded: the last second is 21:59:59 and 22:59:59 in UTC."""
    zone = ZoneInfo("Europe/Amsterdam")
    assert end_of(date(2025, 7, 17), zone) == datetime(2025, 7, 17, 21, 59, 59, tzinfo=UTC)
    assert end_of(date(2026, 1, 13), zone) == datetime(2026, 1, 13, 22, 59, 59, tzinfo=UTC)


def test_every_day_is_there_with_every_system(kept: Kept) -> None:
    """Eight days from −1 to 180, each with all 30 systems and more known than the day before."""
    days = kept.rehearsal.days
    assert [day.day for day in days] == [-1, 0, 4, 21, 53, 70, 91, 180]
    assert [day.date.isoformat() for day in days][:3] == ["2025-07-16", "2025-07-17", "2025-07-21"]
    assert {len(day.states) for day in days} == {30}
    sizes = [day.known_entries for day in days]
    assert sizes == sorted(set(sizes))


def test_the_days_say_what_the_case_carries(kept: Kept, case: Case) -> None:
    """Worked out from the case's own list: the last change that happened and was recorded by then."""
    for day in kept.rehearsal.days:
        for system, state in day.states.items():
            told = [
                change
                for change in case.states
                if change.system == system
                and change.happened_at <= day.at
                and change.recorded_at is not None
                and change.recorded_at <= day.at
            ]
            assert state is max(told, key=lambda change: change.happened_at).state, (day.day, system)


def test_the_days_equal_the_collected_estate(kept: Kept, case: Case, shared: Path) -> None:
    """On each day, every system with a stated interval is in that state and no other."""
    estate = yaml.safe_load((shared / "case" / "om-2025" / "estate.yaml").read_text(encoding="utf-8"))
    compared = 0
    for day in kept.rehearsal.days:
        for system in estate["systems"]:
            for interval in system["states"]:
                if _covers(interval, day.at, case.zone):
                    assert day.states[system["id"]].value == STATES[interval["status"]], (
                        day.day,
                        system["id"],
                    )
                    compared += 1
    assert compared > 160


def _covers(interval: dict[str, str], at: datetime, zone: ZoneInfo) -> bool:
    """Tell whether an instant lies in [from, to)."""
    since, until = (
        datetime.fromisoformat(when if len(when) > 4 else f"{when}-01-01").replace(tzinfo=zone)
        if when
        else None
        for when in (interval["from"], interval.get("to"))
    )
    return bool(since and since <= at and (until is None or at < until))


@pytest.mark.parametrize("system", ["internet", "case_systems", "tags"])
def test_what_is_recorded_later_changes_no_earlier_day(
    house: House, kept: Kept, case: Case, system: str
) -> None:
    """A state and a fact of July, recorded in November 2026, leave all eight days as they were."""
    july = datetime(2025, 7, 16, 12, 0, tzinfo=UTC)
    late = StateChange(SystemId(system), State.READ_ONLY, july, Basis.SOURCE, "found out later")
    before = look(house.record, case)
    estate_acts.observe(house.record, [late], WHO)
    fact = Fact(
        event="Known only now.",
        by="test",
        category="test",
        happened_at=july,
        source=None,
        basis=Basis.SOURCE,
    )
    report_acts.note(house.record, [fact], WHO)
    assert look(house.record, case) == before == kept.rehearsal.days


def test_the_late_entry_is_there_all_the_same(house: House, case: Case) -> None:
    """Looking back from now, the state of July is the one that was found out later."""
    from sluis.estate import store  # noqa: PLC0415 - this test alone asks the store

    july = datetime(2025, 7, 19, 12, 0, tzinfo=UTC)
    late = StateChange(SystemId("internet"), State.READ_ONLY, july, Basis.SOURCE, "found out later")
    estate_acts.observe(house.record, [late], WHO)
    with house.record.known() as known:
        assert store.states(known, july)[SystemId("internet")].state is State.READ_ONLY
    assert look(house.record, case)[2].states[SystemId("internet")] is State.CLOSED


def test_before_an_estate_was_adopted_nothing_is_claimed(house: House, case: Case) -> None:
    """A stop before the adoption has entries and no states."""
    early = replace(case, stops=(-2,), day_0=case.day_0)
    (day,) = look(house.record, early)
    assert day.date == case.day_0 - timedelta(days=2)
    assert (dict(day.states), day.known_entries > 0) == ({}, True)


def test_states_are_counted(kept: Kept) -> None:
    """The counts of a day add up to its systems."""
    day = kept.rehearsal.days[1]
    assert sum(day.count(state) for state in State) == 30
    assert day.count(State.CLOSED) == 9
