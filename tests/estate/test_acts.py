# SPDX-License-Identifier: EUPL-1.2
"""Versions are adopted and states observed by acts: recorded whole, or refused with nothing changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bench import synthetic
from sluis.estate import acts, store
from sluis.estate.document import digest, to_document
from sluis.estate.model import Basis, State, StateChange, SystemId
from sluis.kit.errors import BadInput, Conflict, Refused, UnknownName
from sluis.record.model import Actor
from tests.estate.samples import FILES, HOSPITAL, NET

if TYPE_CHECKING:
    from sluis.record.log import Record

WHO = Actor("system_owner:j.devries", "cli")
NOON = datetime(2025, 7, 17, 12, tzinfo=UTC)


def change(system: SystemId, state: State, at: datetime = NOON) -> StateChange:
    """Return a change of state as somebody saw it."""
    return StateChange(system, state, at, Basis.SOURCE, "Seen on the screen.", "log of the day")


def test_adopting_records_the_whole_document(record: Record) -> None:
    """The entry holds document, digest and the lines of the difference; the version is then current."""
    adoption = acts.adopt(record, HOSPITAL, WHO, happened_at=NOON, file="hospital.yaml")
    assert adoption.receipt is not None
    with record.known() as known:
        entry = known.entry(adoption.receipt.seqs[0])
        assert store.current(known) == HOSPITAL
    assert (entry.kind, entry.actor, entry.happened_at, entry.tags) == (
        "estate.adopted",
        WHO,
        NOON,
        ("estate",),
    )
    assert entry.fields["document"] == to_document(HOSPITAL)
    assert entry.fields["digest"] == adoption.digest == digest(to_document(HOSPITAL))
    assert entry.fields["file"] == "hospital.yaml"
    assert entry.fields["changes"] == [each.line() for each in adoption.changes]


def test_the_digest_can_be_checked_from_the_entry_alone(record: Record) -> None:
    """What was read back gives the digest that was recorded."""
    acts.adopt(record, synthetic.estate(50, 100, seed=3), WHO)
    with record.known() as known:
        (entry,) = known.entries(kinds={"estate.adopted"})
    document = entry.fields["document"]
    assert isinstance(document, dict)
    assert digest(document) == entry.fields["digest"]


def test_adopting_the_same_again_writes_nothing(record: Record) -> None:
    """No change, no receipt, no entry; the order of a list is no change."""
    acts.adopt(record, HOSPITAL, WHO)
    size = record.size()
    again = acts.adopt(record, replace(HOSPITAL, links=HOSPITAL.links[::-1]), WHO)
    assert (again.changes, again.receipt, record.size()) == ((), None, size)


def test_comparing_shows_what_adopting_would_change(record: Record) -> None:
    """The difference is there before anything is written."""
    acts.adopt(record, HOSPITAL, WHO)
    size = record.size()
    other = replace(HOSPITAL, organisation="Hospital of somewhere")
    shown = acts.compare(record, other)
    assert [each.line() for each in shown] == [
        "changed estate/organisation: organisation Hospital of nowhere → Hospital of somewhere"
    ]
    assert record.size() == size
    assert acts.adopt(record, other, WHO).changes == shown


def test_without_a_time_it_happens_now(record: Record) -> None:
    """The world's clock says when."""
    adoption = acts.adopt(record, HOSPITAL, WHO)
    assert adoption.receipt is not None
    with record.known() as known:
        assert known.entry(adoption.receipt.seqs[0]).happened_at == record.world.clock.now()


def test_two_who_adopt_at_once_do_not_overwrite_each_other(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who decided on an older version is told that another came between."""
    acts.adopt(record, HOSPITAL, WHO)
    first = replace(HOSPITAL, organisation="First")
    between = acts.diff

    def meanwhile(*estates: object) -> object:
        monkeypatch.setattr(acts, "diff", between)
        acts.adopt(record, first, WHO)
        return between(*estates)  # type: ignore[arg-type]

    monkeypatch.setattr(acts, "diff", meanwhile)
    with pytest.raises(Conflict):
        acts.adopt(record, replace(HOSPITAL, organisation="Second"), WHO)
    with record.known() as known:
        assert store.current(known) == first


def test_observing_records_each_state(record: Record) -> None:
    """One entry a system, with its own instant, basis, reason and source, tagged with the system."""
    acts.adopt(record, HOSPITAL, WHO)
    receipt = acts.observe(
        record,
        [change(NET, State.CLOSED), change(FILES, State.READ_ONLY, NOON + timedelta(hours=1))],
        WHO,
    )
    with record.known() as known:
        first, second = (known.entry(seq) for seq in receipt.seqs)
    assert first.fields == {
        "system": "net",
        "state": "closed",
        "basis": "source",
        "reason": "Seen on the screen.",
        "source": "log of the day",
    }
    assert (first.happened_at, first.tags) == (NOON, ("system:net",))
    assert (second.fields["state"], second.happened_at) == ("read_only", NOON + timedelta(hours=1))


def test_an_unknown_system_is_refused_whole(record: Record) -> None:
    """One wrong name among right ones: nothing is recorded, and the nearest is suggested."""
    acts.adopt(record, HOSPITAL, WHO)
    size = record.size()
    with pytest.raises(UnknownName, match="There is no system called fils") as caught:
        acts.observe(record, [change(NET, State.OPEN), change(SystemId("fils"), State.OPEN)], WHO)
    assert str(caught.value.todo) == "Did you mean files?"
    assert record.size() == size


def test_observing_needs_something_to_observe(record: Record) -> None:
    """Without an estate there are no systems; without changes there is nothing to record."""
    with pytest.raises(BadInput, match="No estate has been adopted yet"):
        acts.observe(record, [change(NET, State.OPEN)], WHO)
    acts.adopt(record, HOSPITAL, WHO)
    with pytest.raises(BadInput, match="There is no state to record"):
        acts.observe(record, [], WHO)


def test_observing_what_another_version_took_away_is_a_conflict(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A version adopted between looking and recording is noticed."""
    acts.adopt(record, HOSPITAL, WHO)
    looked = store.systems

    def meanwhile(*known: object) -> object:
        found = looked(*known)  # type: ignore[arg-type]
        acts.adopt(record, replace(HOSPITAL, organisation="Other"), WHO)
        return found

    monkeypatch.setattr(store, "systems", meanwhile)
    with pytest.raises(Conflict):
        acts.observe(record, [change(NET, State.CLOSED)], WHO)


def test_a_draft_may_name_the_decision_that_it_carries_out() -> None:
    """Then it is tagged with the decision too, and needs no source."""
    bare = replace(change(NET, State.CLOSED), source=None)
    draft = acts.state_draft(bare, WHO, decision="D1")
    assert draft.fields == {
        "system": "net",
        "state": "closed",
        "basis": "source",
        "reason": "Seen on the screen.",
        "decision": "D1",
    }
    assert draft.tags == ("system:net", "decision:D1")
    assert acts.state_draft(bare, WHO).tags == ("system:net",)


def test_seeing_does_not_open_what_a_decision_closed(record: Record) -> None:
    """What was closed by decision is reopened by decision; what was only seen closed may be seen open."""
    acts.adopt(record, HOSPITAL, WHO)
    by_decision = acts.state_draft(change(FILES, State.CLOSED), WHO, decision="D1")
    record.append([by_decision])
    acts.observe(record, [change(NET, State.CLOSED)], WHO)
    size = record.size()
    with pytest.raises(Refused, match="closed by a decision") as caught:
        acts.observe(record, [change(FILES, State.OPEN, NOON + timedelta(hours=1))], WHO)
    assert (caught.value.exit_code, record.size()) == (3, size)
    acts.observe(record, [change(NET, State.OPEN, NOON + timedelta(hours=1))], WHO)


def test_saying_it_again_does_not_begin_a_state_anew(record: Record) -> None:
    """Since is when the present run of one state began."""
    acts.adopt(record, HOSPITAL, WHO)
    for hours, state in ((0, State.OPEN), (1, State.CLOSED), (2, State.CLOSED)):
        acts.observe(record, [change(NET, state, NOON + timedelta(hours=hours))], WHO)
    with record.known() as known:
        found = store.states(known, NOON + timedelta(hours=3))[NET]
    assert (found.state, found.since) == (State.CLOSED, NOON + timedelta(hours=1))
