# SPDX-License-Identifier: EUPL-1.2
"""Lists without opening an entry, as of N, and the same after building again."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from sluis.estate.model import GateId, SystemId
from sluis.record.log import Known
from sluis.switch import store
from sluis.switch.acts import add_evidence, check_decision, close, record_output, reopen
from sluis.switch.model import DecisionId, Evidence, Output, OutputId, Particulars
from tests.switch.estates import CISO, NOON, OWNER, ids

if TYPE_CHECKING:
    from sluis.record.log import Record

HOUR = timedelta(hours=1)


@pytest.fixture
def url(database_url: str) -> str:
    """Return the address of an empty database, once of each kind."""
    return database_url


def history(record: Record) -> None:
    """Decide three times, give evidence, and issue something."""
    close(record, ["home"], CISO, reason="x", happened_at=NOON, more=Particulars(reference="D0"))
    close(record, ["camera"], CISO, reason="x", check_on=date(2025, 7, 17), more=Particulars(reference="D1"))
    add_evidence(record, Evidence(GateId("out"), "x", happened_at=NOON + HOUR), CISO)
    more = Particulars(reference="D2")
    reopen(record, ["home"], CISO, reason="x", happened_at=NOON + 2 * HOUR, more=more)
    record_output(record, Output(OutputId("o1"), SystemId("certs"), "x", NOON), OWNER)


def test_due_checks_come_by_day(record: Record) -> None:
    """Those whose day has come and that nobody did; the day is read on the clock of the instant."""
    history(record)
    with record.known() as known:
        assert store.due_checks(known, NOON) == ()
        assert [one[:2] for one in store.due_checks(known, NOON + timedelta(days=2))] == [
            ("D1", date(2025, 7, 17))
        ]
        late = store.due_checks(known, NOON + timedelta(days=9))
        assert [one[0] for one in late] == ["D1", "D0", "D2"]
        assert known.entry(late[0][2]).fields["decision"] == "D1"
    check_decision(record, DecisionId("D1"), CISO, found="x")
    with record.known() as known:
        assert [one[0] for one in store.due_checks(known, NOON + timedelta(days=9))] == ["D0", "D2"]
        decision = store.decision(known, DecisionId("D1"))
        assert decision is not None
        assert decision.checked == known.size - 1


def test_lists_are_made_without_opening_an_entry(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """A start screen needs no key."""
    history(record)
    monkeypatch.delattr(Known, "entry")
    with record.known() as known:
        assert store.decision_ids(known) == ("D0", "D1", "D2")
        assert store.output_ids(known) == ("o1",)
        assert [moment.happened_at for moment in store.last_reopenings(known).values()] == [NOON + 2 * HOUR]
        assert store.due_checks(known, NOON + timedelta(days=9))


def test_later_entries_are_not_seen(record: Record) -> None:
    """As of N there is nothing of what came after."""
    then = record.size()
    history(record)
    with record.known(then) as known:
        assert (store.decisions(known), store.evidence(known), store.outputs(known)) == ((), (), ())
        assert (store.decision_ids(known), store.output_ids(known)) == ((), ())
        assert store.decision(known, DecisionId("D0")) is None
        assert store.last_reopenings(known) == {}
        assert store.due_checks(known, NOON + timedelta(days=9)) == ()


def test_decisions_on_one_system(record: Record) -> None:
    """Only those that changed it."""
    history(record)
    with record.known() as known:
        assert [each.id for each in store.decisions(known, ids("home")[0])] == ["D0", "D2"]
        assert [each.id for each in store.decisions(known)] == ["D0", "D1", "D2"]


def test_building_again_gives_the_same(record: Record) -> None:
    """The tables follow from the record alone."""
    history(record)

    def rows() -> list[list[tuple[object, ...]]]:
        with record.known() as known:
            tables = [table for projection in store.PROJECTIONS for table in projection.tables]
            return [sorted(map(tuple, known.connection.execute(table.select()))) for table in tables]

    before = rows()
    record.rebuild()
    assert rows() == before
    assert all(before)


def test_the_store_is_cheap_to_import() -> None:
    """What the status loads brings no engine, no web server and no ciphers."""
    heavy = {"numpy", "fastapi", "typst", "alembic", "pydantic", "cryptography", "ortools"}
    code = "import sys, sluis.switch.store, sluis.switch.waiting, sluis.switch.acts; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert heavy.isdisjoint(loaded.split())
