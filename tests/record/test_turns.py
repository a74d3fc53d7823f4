# SPDX-License-Identifier: EUPL-1.2
"""Leader and followers: one writer at a time, nobody left waiting."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest

from sluis.kit.errors import StorageFailed
from sluis.record.batch import Request
from sluis.record.model import Receipt, Seq, Size
from sluis.record.turns import MAX_REQUESTS, Turns

if TYPE_CHECKING:
    from collections.abc import Callable

RECEIPT = Receipt((Seq(0),), Size(1))
Batch = Sequence[Request]


def accept(batch: Batch) -> None:
    """Give every request a receipt."""
    for request in batch:
        request.receipt = RECEIPT


def together(count: int, call: Callable[[int], None]) -> None:
    """Run `call` in `count` threads and wait for all of them."""
    threads = [threading.Thread(target=call, args=(number,), daemon=True) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)


def test_a_caller_alone_leads() -> None:
    """Without others, a caller writes for itself, at once."""
    batches: list[int] = []
    turns = Turns(lambda batch: (batches.append(len(batch)), accept(batch))[1])
    for _ in range(3):
        turns.take(Request(()))
    assert batches == [1, 1, 1]


def test_every_caller_is_served_once_and_never_two_write() -> None:
    """Of many callers, each request is written once, by one writer at a time."""
    writing = threading.Lock()
    seen: list[int] = []

    def write(batch: Batch) -> None:
        assert writing.acquire(blocking=False)
        seen.extend(id(request) for request in batch)
        accept(batch)
        writing.release()

    turns = Turns(write)
    requests = [[Request(()) for _ in range(50)] for _ in range(24)]

    def call(number: int) -> None:
        for request in requests[number]:
            turns.take(request)
            assert request.receipt is RECEIPT

    together(24, call)
    assert sorted(seen) == sorted(id(request) for own in requests for request in own)


def test_those_who_wait_are_written_together() -> None:
    """While one writes, the others gather; the next leader takes them all."""
    first, gathered = threading.Event(), threading.Event()
    batches: list[int] = []

    def write(batch: Batch) -> None:
        batches.append(len(batch))
        if len(batches) == 1:
            first.set()
            gathered.wait(60)
        accept(batch)

    turns = Turns(write)

    def call(number: int) -> None:
        if number:
            first.wait(60)
            if number == 9:
                while len(turns._waiting) < 8:
                    threading.Event().wait(0.001)
                gathered.set()
        turns.take(Request(()))

    together(10, call)
    assert sum(batches) == 10
    assert max(batches) >= 8


def test_a_batch_is_bounded() -> None:
    """However many wait, a leader takes a bounded number, and the rest follow."""
    batches: list[int] = []

    def write(batch: Batch) -> None:
        batches.append(len(batch))
        accept(batch)

    turns = Turns(write)
    queued = [Request(()) for _ in range(MAX_REQUESTS + 5)]
    turns._waiting = list(queued)
    turns._led = True
    queued[0].leads = True
    turns._lead()
    assert batches == [MAX_REQUESTS]
    assert queued[MAX_REQUESTS].leads
    assert all(request.receipt is RECEIPT for request in queued[:MAX_REQUESTS])


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_a_stopped_writer_leaves_nobody_waiting(stop: type[BaseException]) -> None:
    """When the leader is stopped in the middle, its followers get an error and another can lead."""

    def write(batch: Batch) -> None:
        batch[0].receipt = None
        raise stop

    turns = Turns(write)
    request = Request(())
    with pytest.raises(stop):
        turns.take(request)
    assert isinstance(request.error, StorageFailed)
    turns._write = accept
    again = Request(())
    turns.take(again)
    assert again.receipt is RECEIPT


def test_an_interrupt_while_waiting_is_raised_after_the_outcome() -> None:
    """Who is interrupted at the gate waits for the outcome, wakes the next, and only then stops."""

    class Gate:
        """A gate at which the first wait is interrupted."""

        def __init__(self) -> None:
            self.waits = 0

        def acquire(self) -> bool:
            """Be interrupted once, then pass."""
            self.waits += 1
            if self.waits == 1:
                raise KeyboardInterrupt
            return True

        def release(self) -> None:
            """Nobody asks."""

    turns = Turns(accept)
    turns._led = True
    request, after = Request(()), Request(())
    request.gate = Gate()  # type: ignore[assignment] # pyrefly: ignore[bad-assignment]
    request.after = after
    with pytest.raises(KeyboardInterrupt):
        turns.take(request)
    assert after.gate.acquire(blocking=False)
