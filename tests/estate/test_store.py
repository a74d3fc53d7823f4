# SPDX-License-Identifier: EUPL-1.2
"""Versions and states are told on both clocks, and nothing recorded later ever shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sluis.estate import acts, store
from sluis.estate.kinds import ESTATE_ADOPTED
from sluis.estate.model import Basis, State, StateAt, StateChange, System, SystemId
from sluis.kit.clock import ManualClock
from sluis.kit.database import Database
from sluis.kit.errors import BadInput
from sluis.kit.world import World
from sluis.record.log import Record, create_record
from sluis.record.model import Actor, Draft, Size
from tests.conftest import START
from tests.estate.samples import ALARM, FILES, HOSPITAL, LAB, NET, PAGER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WHO = Actor("replay", "drill")
DAY = timedelta(days=1)
NOON = datetime(2025, 7, 17, 12, tzinfo=UTC)


def seen(record: Record, system: SystemId, state: State, at: datetime, reason: str = "Seen.") -> Size:
    """Record a state and return the size of the record after it."""
    change = StateChange(system, state, at, Basis.DERIVED, reason, "a page")
    return acts.observe(record, [change], WHO).size


def told(record: Record, system: SystemId, at: datetime, size: Size | None = None) -> str:
    """Return the state of a system at an instant, as known at `size`."""
    with record.known(size) as known:
        return store.states(known, at)[system].state.value


def test_before_anything_is_recorded_every_state_is_unknown(record: Record) -> None:
    """Every system of the estate is listed, in its order; no state is made up."""
    acts.adopt(record, HOSPITAL, WHO)
    with record.known() as known:
        found = store.states(known, NOON)
        assert store.latest(known, NOON) == {}
    assert list(found) == [NET, FILES, LAB, ALARM, PAGER]
    assert found[NET] == StateAt(NET, State.UNKNOWN, None, None, None, None)


def test_a_state_holds_from_its_instant_until_the_next(record: Record) -> None:
    """Closed at noon, open a day later: between them closed, before them unknown."""
    acts.adopt(record, HOSPITAL, WHO)
    seen(record, NET, State.CLOSED, NOON)
    seen(record, NET, State.OPEN, NOON + DAY)
    moment = timedelta(microseconds=1)
    assert told(record, NET, NOON - moment) == "unknown"
    assert told(record, NET, NOON) == "closed"
    assert told(record, NET, NOON + DAY - moment) == "closed"
    assert told(record, NET, NOON + DAY) == "open"
    assert told(record, FILES, NOON + DAY) == "unknown"


def test_what_was_recorded_later_never_shows(record: Record) -> None:
    """A late entry about an earlier instant changes what is known now, and nothing of what was."""
    acts.adopt(record, HOSPITAL, WHO)
    early = seen(record, NET, State.CLOSED, NOON)
    late = seen(record, NET, State.TRIAL, NOON + timedelta(hours=1))
    later = NOON + DAY
    assert told(record, NET, later, early) == "closed"
    assert told(record, NET, later, late) == "trial"
    assert told(record, NET, later, Size(early - 1)) == "unknown"


def test_a_late_entry_about_an_earlier_time_yields_to_a_later_one(record: Record) -> None:
    """What happened last counts, not what was recorded last."""
    acts.adopt(record, HOSPITAL, WHO)
    seen(record, NET, State.OPEN, NOON + DAY)
    seen(record, NET, State.CLOSED, NOON)
    assert told(record, NET, NOON + 2 * DAY) == "open"
    assert told(record, NET, NOON) == "closed"


def test_of_two_at_the_same_instant_the_one_recorded_last_counts(record: Record) -> None:
    """A correction of the same instant takes its place."""
    acts.adopt(record, HOSPITAL, WHO)
    wrong = seen(record, NET, State.CLOSED, NOON)
    seen(record, NET, State.READ_ONLY, NOON)
    assert told(record, NET, NOON) == "read_only"
    assert told(record, NET, NOON, wrong) == "closed"


def test_the_reason_stands_in_the_entry(record: Record) -> None:
    """The projection holds no sentence; reason and source are read from the entry when asked for."""
    acts.adopt(record, HOSPITAL, WHO)
    seen(record, NET, State.CLOSED, NOON, "A warning came.")
    with record.known() as known:
        states = store.states(known, NOON)
        assert store.reason(known, states[NET]) == "A warning came."
        assert store.reason(known, states[FILES]) is None
        (bare,), (whole,) = store.history(known), store.history(known, NET, reasons=True)
    assert (states[NET].since, states[NET].basis) == (NOON, Basis.DERIVED)
    assert (bare.reason, bare.source) == ("", None)
    assert (whole.reason, whole.source) == ("A warning came.", "a page")


def test_history_is_in_the_order_in_which_things_happened(record: Record) -> None:
    """With number and time of recording; of one system or of all; as of an entry."""
    acts.adopt(record, HOSPITAL, WHO)
    seen(record, NET, State.OPEN, NOON + DAY)
    seen(record, FILES, State.CLOSED, NOON)
    seen(record, NET, State.CLOSED, NOON)
    with record.known() as known:
        found = store.history(known)
        of_one = store.history(known, NET)
        last = known.recorded_at
    assert [(each.system, each.state.value, each.seq) for each in found] == [
        ("files", "closed", 3),
        ("net", "closed", 4),
        ("net", "open", 2),
    ]
    assert [each.state.value for each in of_one] == ["closed", "open"]
    assert found[1].recorded_at == last
    with record.known(Size(3)) as known:
        assert [each.seq for each in store.history(known)] == [2]


def test_the_version_of_its_time_is_current(record: Record) -> None:
    """Each size of the record has the estate that was adopted last before it."""
    first = acts.adopt(record, HOSPITAL, WHO, happened_at=NOON)
    other = replace(HOSPITAL, systems=(*HOSPITAL.systems, System(SystemId("mri"), "Scanner", "device")))
    second = acts.adopt(record, other, WHO, happened_at=NOON + DAY)
    assert first.receipt is not None
    assert second.receipt is not None
    with record.known(first.receipt.size) as known:
        assert store.current(known) == HOSPITAL
        assert "mri" not in store.states(known, NOON)
        assert store.system_ids(known) == (NET, FILES, LAB, ALARM, PAGER)
    with record.known() as known:
        assert store.current(known) == other
        assert store.systems(known)[-1] == "mri"
        assert store.versions(known) == (
            (first.receipt.seqs[0], first.digest, NOON),
            (second.receipt.seqs[0], second.digest, NOON + DAY),
        )


def test_before_the_first_version_there_is_no_estate(record: Record) -> None:
    """Nothing adopted is told as such; it is no empty estate."""
    with record.known() as known:
        assert store.adopted(known) is None
        assert store.system_ids(known) == ()
        assert store.versions(known) == ()
        for ask in (store.current, store.systems):
            with pytest.raises(BadInput, match="No estate has been adopted yet") as caught:
                ask(known)
        with pytest.raises(BadInput, match="No estate has been adopted yet"):
            store.states(known, NOON)
        assert "sluis estate adopt FILE" in str(caught.value.todo)


def test_an_entry_that_holds_no_estate_is_told(record: Record) -> None:
    """Another program may have written what this one cannot read."""
    fields = {"digest": "0" * 64, "document": "elsewhere", "changes": []}
    record.append([Draft(ESTATE_ADOPTED, NOON, WHO, fields)])
    with record.known() as known, pytest.raises(BadInput, match="Entry 1 holds no estate"):
        store.current(known)


def test_projections_can_be_built_again(record: Record) -> None:
    """What the tables say follows from the entries alone."""
    acts.adopt(record, HOSPITAL, WHO)
    seen(record, NET, State.CLOSED, NOON)
    with record.known() as known:
        before = (store.states(known, NOON), store.history(known), store.versions(known))
    record.rebuild()
    with record.known() as known:
        assert (store.states(known, NOON), store.history(known), store.versions(known)) == before


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """Return a record of its own for drawn stories, on SQLite."""
    folder: Path = tmp_path_factory.mktemp("story")
    database = Database.open(f"sqlite:///{folder / 'sluis.db'}")
    database.migrate()
    world = World.seeded(1, START)
    found = create_record(database, world, folder / "keys", "main", "test.example/record", store.PROJECTIONS)
    acts.adopt(found, HOSPITAL, WHO)
    yield found
    database.close()


@given(
    st.lists(
        st.tuples(st.sampled_from([NET, FILES, LAB]), st.sampled_from([*State]), st.integers(0, 6)),
        min_size=1,
        max_size=6,
    ),
    st.integers(0, 9),
    st.integers(-1, 7),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_states_are_those_of_the_rule(
    story: Record, changes: list[tuple[SystemId, State, int]], back: int, day: int
) -> None:
    """On any story: of the entries known at N that happened by then the last, ties to the last recorded."""
    clock = story.world.clock
    assert isinstance(clock, ManualClock)
    for system, state, since in changes:
        clock.advance(60)
        seen(story, system, state, NOON + since * DAY)
    size, at = max(2, story.size() - back), NOON + day * DAY
    with story.known(Size(size)) as known:
        found = store.states(known, at)
        entries = [each for each in known.entries(kinds={"system.state"}) if each.happened_at <= at]
    for system in (NET, FILES, LAB):
        last = max(
            (each for each in entries if each.fields["system"] == system),
            key=lambda each: (each.happened_at, each.seq),
            default=None,
        )
        assert found[system].seq == (None if last is None else last.seq)
        assert found[system].state == ("unknown" if last is None else last.fields["state"])
        assert all(each.seq is None or each.seq < size for each in found.values())
