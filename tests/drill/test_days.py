# SPDX-License-Identifier: EUPL-1.2
"""What was known at the end of each day: as the case says, and never more than was recorded by then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sluis.drill.days import end_of, look
from sluis.drill.replay import replay
from sluis.drill.script import script
from sluis.estate import acts as estate_acts
from sluis.estate.model import Basis, State, StateChange, SystemId
from sluis.estate.reading import read
from sluis.house import create_house
from sluis.kit.clock import ManualClock
from sluis.kit.randomness import SeededRandomness
from sluis.kit.world import World
from sluis.record.model import Actor
from sluis.report import acts as report_acts
from sluis.report.model import Fact

if TYPE_CHECKING:
    from pathlib import Path

    from sluis.drill.model import Case
    from sluis.house import House
    from tests.drill.conftest import Kept

RAN_AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
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


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["internet", "jds", "vog", "phone", "mail_external", "tags"]),
            st.sampled_from(list(State)),
            st.datetimes(datetime(2020, 1, 1), datetime(2026, 11, 1)),  # noqa: DTZ001 - the strategy adds UTC
        ),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_late_entry_whatever_changes_an_earlier_day(
    house: House, kept: Kept, case: Case, late: list[tuple[str, State, datetime]]
) -> None:
    """Any states of any systems at any time, recorded now, one lot after the other: the days stand."""
    changes = [
        StateChange(SystemId(system), state, at.replace(tzinfo=UTC), Basis.ASSUMED, "late")
        for system, state, at in late
    ]
    estate_acts.observe(house.record, changes, WHO)
    assert look(house.record, case) == kept.rehearsal.days


def test_the_picture_of_a_day_is_the_same_while_the_replay_still_runs(
    case: Case, kept: Kept, tmp_path: Path
) -> None:
    """Looked at on the evening of day 4, with nothing later on record yet, day 4 is what it is afterwards."""
    clock = ManualClock(case.begin)
    house = create_house(tmp_path / "home", world=World(clock, SeededRandomness(3)))
    evening = kept.rehearsal.days[2].at
    upto = [
        happening for happening in script(case, read(case.estate_file), RAN_AT) if happening.at <= evening
    ]
    replay(house.record, clock, upto)
    (then,) = look(house.record, replace(case, stops=(4,)))
    house.close()
    assert then == kept.rehearsal.days[2]


def test_the_day_of_a_change_shows_its_end(kept: Kept) -> None:
    """On 7 August mail is back from noon on: the day shows the evening, not the morning."""
    days = {day.day: day.states for day in kept.rehearsal.days}
    assert days[21][SystemId("mail_external")] is State.TRIAL
    assert days[21][SystemId("case_systems")] is State.READ_ONLY
    assert days[4][SystemId("mail_external")] is State.CLOSED


@pytest.mark.parametrize(
    ("day", "system", "state"),
    [
        (-1, "tags", State.UNKNOWN),
        (0, "remote_work", State.OPEN),
        (4, "remote_work", State.CLOSED),
        (53, "link_jds", State.UNKNOWN),
        (53, "jds", State.UNKNOWN),
        (70, "link_jds", State.OPEN),
        (70, "jds", State.OPEN),
        (70, "remote_work", State.CLOSED),
        (91, "remote_work", State.OPEN),
        (91, "netscaler", State.UNKNOWN),
        (91, "mail_mobile", State.CLOSED),
        (180, "mail_mobile", State.OPEN),
        (180, "loket_verkeer", State.CLOSED),
        (180, "p_snelrecht", State.CLOSED),
        (180, "cameras_fixed", State.TRIAL),
    ],
)
def test_the_turning_points_of_the_case(kept: Kept, day: int, system: str, state: State) -> None:
    """What came back when; and what is not public stays unknown rather than closed or open."""
    states = next(one.states for one in kept.rehearsal.days if one.day == day)
    assert states[SystemId(system)] is state
