# SPDX-License-Identifier: EUPL-1.2
"""What a batch lets in: idempotency, expectations, numbers and times."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from sluis.kit.clock import ManualClock
from sluis.kit.errors import BadInput, Conflict
from sluis.kit.randomness import SeededRandomness
from sluis.record.batch import MAX_FIELDS, Request, prepare
from sluis.record.body import Vault
from sluis.record.entry import MAX_BYTES, Header, Spelling
from sluis.record.model import Expect, Kind, Size
from tests.conftest import START
from tests.record.examples import HAPPENED, NODE, note, state

if TYPE_CHECKING:
    from sluis.record.log import Record

VAULT = Vault(bytes(32))


def test_a_retry_returns_the_first_receipt(any_record: Record) -> None:
    """The same append under the same keys is recorded once."""
    drafts = [state("files", "closed", key="act-1"), note("why", "system:files")]
    first = any_record.append(drafts)
    any_record.append([note("between")])
    assert any_record.append(drafts) == first
    later = [replace(draft, happened_at=HAPPENED + timedelta(days=1)) for draft in drafts]
    assert any_record.append(later) == first
    assert any_record.size() == 4


def test_a_retry_in_the_same_batch_is_the_same_entry(record: Record) -> None:
    """Two callers with one key, in one transaction, get one number."""
    requests = [
        Request(prepare([note("x", key="one")], record._keys.vault, record.world.randomness))
        for _ in range(2)
    ]
    record._committer._write(requests)
    assert [request.receipt for request in requests] == [requests[0].receipt] * 2
    assert [request.is_new for request in requests] == [True, False]
    assert record.size() == 2


@pytest.mark.parametrize(
    "drafts",
    [
        [note("other", key="one")],
        [note("x", "tag", key="one")],
        [note("x", key="one"), note("y", key="three")],
        [note("y", key="two"), note("x", key="one")],
        [note("x", key="one"), note("y", key="two"), note("z")],
        [state("x", "open", key="one")],
    ],
)
def test_a_key_used_for_something_else_is_a_conflict(record: Record, drafts: list[object]) -> None:
    """A key means one append; another one under it is refused, and nothing is written."""
    record.append([note("x", key="one"), note("y", key="two")])
    with pytest.raises(Conflict):
        record.append(drafts)  # type: ignore[arg-type] # pyrefly: ignore[bad-argument-type]
    assert record.size() == 3


def test_a_retry_comes_before_what_it_expects(any_record: Record) -> None:
    """A retry of an append that itself made the expectation false is still a retry."""
    draft, expect = state("files", "closed", key="one"), Expect(("system:files",), Size(1))
    first = any_record.append([draft], expect=expect)
    assert any_record.append([draft], expect=expect) == first


def test_something_newer_with_an_expected_tag_is_a_conflict(any_record: Record) -> None:
    """A decision on an old picture is refused, and says what came after."""
    any_record.append([state("files", "closed"), state("mail", "closed")])
    with pytest.raises(Conflict, match="Entry 2 on system:mail") as caught:
        any_record.append([note("x")], expect=Expect(("system:files", "system:mail"), Size(2)))
    assert caught.value.todo is not None
    assert any_record.append([note("x")], expect=Expect(("system:files",), Size(2))).seqs == (3,)
    assert any_record.append([note("x")], expect=Expect((), Size(0))).seqs == (4,)


def test_of_two_decisions_in_one_batch_the_second_is_refused(record: Record) -> None:
    """Requests of one transaction see each other."""
    requests = [
        Request(
            prepare([state("files", value)], record._keys.vault, record.world.randomness),
            Expect(("system:files",), Size(1)),
        )
        for value in ("open", "closed")
    ]
    record._committer._write(requests)
    assert requests[0].receipt is not None
    assert isinstance(requests[1].error, Conflict)
    assert record.size() == 2


def test_one_key_twice_in_one_append_is_bad_input() -> None:
    """A key cannot name two entries."""
    with pytest.raises(BadInput) as caught:
        prepare([note("x", key="k"), note("y", key="k")], VAULT, SeededRandomness(1))
    assert caught.value.field == "key"


def test_the_largest_entry_fits_a_bundle() -> None:
    """The bound on fields keeps public bytes within what a bundle can hold."""
    names = tuple(f"f{number}" for number in range(MAX_FIELDS - 4))
    draft = replace(note("x"), kind=Kind("k" * 64, 1, names), fields=dict.fromkeys(names, 1))
    (prepared,) = prepare([draft], VAULT, SeededRandomness(1))
    public = Spelling.of("k" * 64, 1, "n" * 64, START, held=True).public(2**53, prepared.commitments)
    assert len(public) <= MAX_BYTES
    assert Header.parse(public).kind == "k" * 64
    names = (*names, "one more")
    with pytest.raises(BadInput, match="fields"):
        prepare(
            [replace(draft, kind=Kind("k", 1, names), fields=dict.fromkeys(names, 1))],
            VAULT,
            SeededRandomness(1),
        )


def test_entries_of_one_append_share_their_time(record: Record) -> None:
    """Numbers follow each other, and the batch has one time."""
    clock = record.world.clock
    assert isinstance(clock, ManualClock)
    clock.advance(60)
    receipt = record.append([note(1), note(2)])
    assert (receipt.seqs, receipt.size) == ((1, 2), 3)
    with record.known() as known:
        assert {entry.recorded_at for entry in known.entries(kinds=["test.note"])} == {
            START + timedelta(seconds=60)
        }


def test_a_jump_of_the_clock_is_an_entry_of_its_own(any_record: Record) -> None:
    """Before what is recorded after the jump stands how far the clock moved."""
    clock = any_record.world.clock
    assert isinstance(clock, ManualClock)
    clock.jump(3600)
    receipt = any_record.append([note("after")])
    assert receipt.seqs == (2,)
    assert any_record.append([note("and on")]).seqs == (3,)
    with any_record.known() as known:
        jump = known.entry(1)
    assert (jump.kind, jump.fields["jumped_s"], jump.actor.id) == ("clock.jumped", 3600, "record")
    assert jump.node == NODE


def test_a_clock_set_back_is_held_and_marked(record: Record) -> None:
    """Time in the record never runs backwards."""
    clock = record.world.clock
    assert isinstance(clock, ManualClock)
    clock.jump(-1)
    record.append([note("behind")])
    with record.known() as known:
        entry = known.entry(1)
    assert entry.clock_held
    assert entry.recorded_at == START


def test_a_replay_on_a_manual_clock_is_no_jump(record: Record) -> None:
    """A replay that sets its clock forward by weeks makes no entries about jumps."""
    clock = record.world.clock
    assert isinstance(clock, ManualClock)
    clock.set(START + timedelta(days=21))
    record.append([note("later")])
    with record.known() as known:
        assert [entry.kind for entry in known.entries()] == ["record.started", "test.note"]
