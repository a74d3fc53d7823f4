# SPDX-License-Identifier: EUPL-1.2
"""What waits is shown with what waiting costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sluis.estate.acts import adopt, observe
from sluis.estate.model import GateId, State, StateChange, SystemId
from sluis.record.model import Actor
from sluis.switch.acts import add_evidence, check_decision, close, reopen
from sluis.switch.model import DecisionId, Evidence, Lack, Particulars, Waiting, WaitingKind
from sluis.switch.waiting import decisions_waiting
from tests.switch.estates import BASIS, CISO, ESTATE, NOON, OWNER, ids

if TYPE_CHECKING:
    from datetime import datetime

    from sluis.record.log import Record

HOUR = timedelta(hours=1)
BOARD = Actor("board", "cli")


def waiting(record: Record, at: datetime) -> list[Waiting]:
    """Return what waits."""
    with record.known() as known:
        return list(decisions_waiting(known, at))


def closed(record: Record, *names: str, at: datetime = NOON) -> None:
    """Close systems, with a decision that has no check for years."""
    reference = Particulars(reference=f"D-{at:%H%M}")
    close(record, names, CISO, reason="x", happened_at=at, check_on=date(2030, 1, 1), more=reference)


def give(record: Record, gate: str, actor: Actor, at: datetime) -> None:
    """Meet a gate."""
    add_evidence(record, Evidence(GateId(gate), "x", happened_at=at), actor)


def test_before_there_is_an_estate_nothing_waits(empty_record: Record) -> None:
    """An empty home has nothing to show."""
    assert waiting(empty_record, NOON) == []


def test_while_all_is_open_nothing_waits(record: Record) -> None:
    """Gates without systems behind them are no work."""
    assert waiting(record, NOON) == []


def test_a_gate_waits_with_the_cost_of_what_it_holds(record: Record) -> None:
    """The dearest first; a gate that holds fewer systems costs less."""
    closed(record, "files", "camera")
    found = waiting(record, NOON + HOUR)
    assert [(each.kind, each.id, each.systems) for each in found] == [
        (WaitingKind.GATE_LACKING, "clean", ids("files")),
        (WaitingKind.GATE_LACKING, "out", ids("files", "camera")),
    ]
    assert [(each.cases_per_day, each.since, each.lack) for each in found] == [
        (120.0, NOON, Lack.NONE_GIVEN),
        (120.0, NOON, Lack.NONE_GIVEN),
    ]
    assert found[0].cost is not None
    assert found[0].cost.people == 45
    assert "Files were examined" in str(found[0].text)


def test_when_no_volume_is_known_the_cost_is_unknown(record: Record) -> None:
    """None is not zero."""
    closed(record, "edge")
    found = waiting(record, NOON + HOUR)
    assert [each.cases_per_day for each in found] == [None]


def test_systems_whose_gates_are_met_wait_for_somebody(record: Record) -> None:
    """From the moment on which the last gate was met, until somebody decides."""
    closed(record, "files", "home")
    give(record, "out", CISO, NOON + HOUR)
    home = waiting(record, NOON + 2 * HOUR)
    assert [(each.kind, each.systems) for each in home] == [
        (WaitingKind.REOPENING_READY, ids("home")),
        (WaitingKind.GATE_LACKING, ids("files")),
    ]
    give(record, "clean", BOARD, NOON + 3 * HOUR)
    both = waiting(record, NOON + 4 * HOUR)
    assert [(each.kind, each.systems, each.since) for each in both] == [
        (WaitingKind.REOPENING_READY, ids("home", "files"), NOON + 3 * HOUR)
    ]


def test_what_was_decided_waits_no_more(record: Record) -> None:
    """A decision to reopen ends the waiting, carried out or not; a new closing begins it again."""
    closed(record, "home")
    give(record, "out", CISO, NOON + HOUR)
    reopen(
        record,
        ["home"],
        CISO,
        reason="Clean",
        happened_at=NOON + 2 * HOUR,
        check_on=date(2030, 1, 1),
        more=Particulars(carry_out=False),
    )
    assert [each.kind for each in waiting(record, NOON + HOUR)] == [WaitingKind.REOPENING_READY]
    assert waiting(record, NOON + 3 * HOUR) == []
    opened = StateChange(SystemId("home"), State.OPEN, NOON + 4 * HOUR, BASIS, "Back")
    observe(record, [opened], OWNER)
    closed(record, "home", at=NOON + 5 * HOUR)
    assert [each.kind for each in waiting(record, NOON + 6 * HOUR)] == [WaitingKind.GATE_LACKING]


def test_a_check_waits_from_its_day_until_it_is_done(record: Record) -> None:
    """Due on the day by the organisation's own clock, overdue after it, gone once done."""
    more = Particulars(reference="D0", choice="nothing")
    close(record, ["files"], CISO, reason="x", happened_at=NOON, check_on=date(2025, 7, 20), more=more)
    midnight = NOON.replace(day=19, hour=22)
    assert waiting(record, midnight - HOUR) == []
    assert [(each.kind, each.id, each.due) for each in waiting(record, midnight)] == [
        (WaitingKind.CHECK_DUE, "D0", date(2025, 7, 20))
    ]
    overdue = waiting(record, midnight + timedelta(days=1))
    assert [each.kind for each in overdue] == [WaitingKind.CHECK_OVERDUE]
    assert "2025-07-20" in str(overdue[0].text)
    assert overdue[0].cases_per_day is None
    check_decision(record, DecisionId("D0"), CISO, found="All well")
    assert waiting(record, midnight + timedelta(days=1)) == []


def test_what_is_overdue_stands_first(record: Record) -> None:
    """Before gates, whatever they cost."""
    close(record, ["files"], CISO, reason="x", happened_at=NOON, check_on=date(2025, 7, 17))
    kinds = [each.kind for each in waiting(record, NOON + timedelta(days=3))]
    assert kinds == [WaitingKind.CHECK_OVERDUE, WaitingKind.GATE_LACKING, WaitingKind.GATE_LACKING]


def test_without_gates_waiting_counts_from_the_closing(record: Record) -> None:
    """Nothing was to be met, so it was ready when it closed."""
    closed(record, "home")
    adopt(record, replace(ESTATE, gates=()), CISO)
    assert [(each.kind, each.since) for each in waiting(record, NOON + HOUR)] == [
        (WaitingKind.REOPENING_READY, NOON)
    ]
