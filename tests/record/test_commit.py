# SPDX-License-Identifier: EUPL-1.2
"""The write path: all or nothing, many at once, and nothing acknowledged is lost."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from sluis.kit.errors import Corrupt, StorageFailed
from sluis.record import store
from sluis.record.batch import Request, prepare
from sluis.record.model import Seq
from sluis.record.verify import verify_home
from tests.record.examples import States, note, state, tamper

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from sluis.record.log import Record
    from tests.record.examples import Home

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from pathlib import Path
from sluis.kit.world import World
from tests.record.examples import Home, note
home = Home(Path(sys.argv[1]), sys.argv[2], World.real())
record = home.open()
for number in range(int(sys.argv[3])):
    receipt = record.append([note(f"{sys.argv[4]} {number}")])
    print(receipt.seqs[0], flush=True)
record.database.close()
"""


def writer(home: Home, count: int, name: str) -> subprocess.Popen[str]:
    """Start a process that appends `count` entries and prints each number once it is durable."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(home.folder), home.url, str(count), name],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_many_threads_leave_no_gap(any_home: Home, opened: Callable[[Record], Record]) -> None:
    """Every caller gets a number of its own, numbers have no holes, and everything verifies."""
    record = opened(any_home.create())
    numbers: list[int] = []

    def call(name: int) -> None:
        for number in range(10):
            numbers.extend(record.append([note(f"{name} {number}", f"thread:{name}")]).seqs)

    threads = [threading.Thread(target=call, args=(name,)) for name in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == list(range(1, 161))
    assert verify_home(record.database, any_home.keys).ok
    with record.known() as known:
        own = [entry.fields["text"] for entry in known.entries(tags=["thread:3"])]
    assert own == [f"3 {number}" for number in range(10)]


def test_two_processes_leave_no_gap(any_home: Home, opened: Callable[[Record], Record]) -> None:
    """Two processes on one database take turns; neither signs over the other."""
    record = opened(any_home.create())
    writers = [writer(any_home, 40, name) for name in ("a", "b")]
    numbers = [int(line) for process in writers for line in process.communicate(timeout=120)[0].split()]
    assert [process.returncode for process in writers] == [0, 0]
    assert sorted(numbers) == list(range(1, 81))
    assert record.append([note("and here")]).seqs == (81,)
    assert verify_home(record.database, any_home.keys).ok


@pytest.mark.parametrize("kills_after", [3, 17, 40])
def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(
    any_home: Home, opened: Callable[[Record], Record], kills_after: int
) -> None:
    """After kill -9 every number that was printed is there, and the record goes on."""
    record = opened(any_home.create())
    process = writer(any_home, 10_000, "killed")
    assert process.stdout is not None
    acknowledged = [int(process.stdout.readline()) for _ in range(kills_after)]
    process.send_signal(signal.SIGKILL)
    acknowledged += [
        int(line) for line in process.stdout.read().splitlines(keepends=True) if line.endswith("\n")
    ]
    process.wait(timeout=60)
    process.stdout.close()
    with record.known() as known:
        found = {entry.seq: entry.fields["text"] for entry in known.entries(kinds=["test.note"])}
    assert {seq: found.get(Seq(seq)) for seq in acknowledged} == {
        seq: f"killed {number}" for number, seq in enumerate(acknowledged)
    }
    record.append([note("and on")])
    assert verify_home(record.database, any_home.keys).ok


def test_the_effect_is_in_the_same_transaction(any_record: Record) -> None:
    """An effect is there when the append returns, and a retry does not repeat it."""
    with any_record.database.writing() as connection:
        connection.execute(text("CREATE TABLE effect (seq INTEGER)"))

    def effect(connection: Connection) -> None:
        connection.execute(text("INSERT INTO effect SELECT max(seq) FROM entry"))

    for _ in range(2):
        any_record.append([note("x", key="once")], effect=effect)
    with any_record.database.reading() as connection:
        assert connection.execute(text("SELECT seq FROM effect")).scalars().all() == [1]


def test_an_effect_that_fails_takes_its_entry_with_it(any_record: Record) -> None:
    """No entry without its effect; the next append takes the number that was not used."""

    def effect(connection: Connection) -> None:
        connection.execute(text("INSERT INTO no_such_table VALUES (1)"))

    with pytest.raises(StorageFailed):
        any_record.append([note("lost")], effect=effect)
    assert any_record.append([note("kept")]).seqs == (1,)


def test_one_that_fails_does_not_take_others_with_it(begin: Callable[..., Record]) -> None:
    """Of a batch, only the request whose projection fails is refused."""
    states = States()
    record = begin(states)
    requests = [
        Request(prepare([state("files", value)], record._keys.vault, record.world.randomness))
        for value in ("open", "refuse", "closed")
    ]
    record._committer._write(requests)
    assert [request.receipt.seqs if request.receipt else None for request in requests] == [(1,), None, (2,)]
    assert isinstance(requests[1].error, StorageFailed)
    with record.known() as known:
        assert states.rows(known.connection) == [(1, "files", "open"), (2, "files", "closed")]


def test_a_bug_in_a_projection_reaches_its_caller_alone(record: Record) -> None:
    """An error that is nobody's input is raised to the caller whom it concerns, as it is."""

    def broken(connection: Connection) -> None:
        raise ZeroDivisionError(str(connection.dialect.name))

    with pytest.raises(ZeroDivisionError):
        record.append([note("lost")], effect=broken)
    assert record.append([note("kept")]).seqs == (1,)


def test_a_full_disk_is_said_and_survived(record: Record) -> None:
    """When SQLite may not grow, nothing is acknowledged, the cause is named, and later appends work."""
    with record.database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 4}")
        connection.commit()
    numbers: list[int] = []

    def fill() -> None:
        while True:
            numbers.extend(record.append([note("x" * 3000)]).seqs)

    with pytest.raises(StorageFailed, match="full") as caught:
        fill()
    assert caught.value.todo is not None
    assert record.size() == len(numbers) + 1
    with record.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        connection.commit()
    assert record.append([note("x")]).seqs == (len(numbers) + 1,)


def test_what_reads_back_differently_is_not_signed(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that returns other bytes than it was given gets no signature."""
    real = store.read_back

    def damaged(raw: store.Raw, start: int, end: int) -> list[tuple[int, bytes, bytes, bytes]]:
        rows = real(raw, start, end)
        return [(rows[0][0], rows[0][1][:-1] + b" ", *rows[0][2:]), *rows[1:]]

    before = record.checkpoint()
    monkeypatch.setattr(store, "read_back", damaged)
    with pytest.raises(StorageFailed, match="read back"):
        record.append([note("x")])
    monkeypatch.undo()
    assert record.checkpoint() == before
    assert record.append([note("x")]).seqs == (1,)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE head SET frontier = zeroblob(length(frontier))",
        "UPDATE head SET frontier = x'00'",
        "UPDATE head SET size = 2",
        "DELETE FROM checkpoint WHERE size = 3",
        "UPDATE checkpoint SET note = (SELECT note FROM checkpoint WHERE size = 1) WHERE size = 3",
        "DELETE FROM head",
    ],
)
def test_nothing_is_signed_on_a_head_that_was_not_signed(
    home: Home, opened: Callable[[Record], Record], damage: str
) -> None:
    """Never two heads of one size: a head that is not the last checkpoint's is refused."""
    record = opened(home.create())
    record.append([note("one"), note("two")])
    tamper(home.file, damage)
    with pytest.raises(Corrupt):
        opened(home.open())
    if " head" in damage:
        with pytest.raises(Corrupt):
            record.append([note("three")])
        with record.database.reading() as connection:
            assert store.count(connection, store.entry) == 3


def test_the_same_world_makes_the_same_record(
    tmp_path: Path, home: Home, opened: Callable[[Record], Record]
) -> None:
    """A seeded world gives the same bytes, and so the same root, twice."""
    twin = type(home)(
        tmp_path / "twin",
        f"sqlite:///{tmp_path / 'twin.db'}",
        type(home.world).seeded(1, home.world.clock.now()),
    )
    other = type(home)(
        tmp_path / "other",
        f"sqlite:///{tmp_path / 'other.db'}",
        type(home.world).seeded(1, home.world.clock.now()),
    )
    checkpoints = set()
    for each in (twin, other):
        record = opened(each.create())
        record.append([state("files", "closed"), note("x")])
        checkpoints.add(record.checkpoint())
    assert len(checkpoints) == 1


def test_a_lock_that_is_not_given_is_a_storage_error(record: Record) -> None:
    """Another writer that holds the database too long is said to be so."""
    with record.database.engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        with record.database.engine.connect() as second:
            second.exec_driver_sql("PRAGMA busy_timeout = 1")
            with pytest.raises(DBAPIError, match="locked"):
                second.exec_driver_sql("BEGIN IMMEDIATE")
        connection.exec_driver_sql("ROLLBACK")
    assert record.append([note("x")]).seqs == (1,)
