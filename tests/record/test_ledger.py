# SPDX-License-Identifier: EUPL-1.2
"""The ledger reads rows as they are, damaged ones included."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sluis.record.ledger import Ledger, Line
from sluis.record.store import Raw
from tests.conftest import START
from tests.record.examples import note, state, tamper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sluis.record.log import Record
    from tests.record.examples import Home


@contextmanager
def ledger(record: Record) -> Iterator[Ledger]:
    """Open the ledger of a record."""
    with record.database.reading() as connection:
        yield Ledger(Raw(connection), record.database.dialect)


def test_a_page_holds_all_rows_about_its_entries(any_record: Record) -> None:
    """Entries, private halves, index lines and hashes come together, spelled as bytes."""
    any_record.append([state("files", "closed", key="k"), note("x")])
    with ledger(any_record) as found:
        page = found.page(1, 3)
    assert [row.seq for row in page.public] == [1, 2]
    assert [len(row.idempotency_key or b"") for row in page.public] == [32, 0]
    assert set(page.private) == {1, 2}
    assert all(row.ciphertext and row.wrapped for row in page.private.values())
    when = START.isoformat(timespec="microseconds").replace("+00:00", "Z").encode()
    assert page.lines[2] == Line(b"test.note", when, b"2025-07-16T09:30:00.000000Z")
    assert [(start, len(hashes)) for start, hashes in page.hashes] == [(1, 64)]


def test_tags_are_looked_up(any_record: Record) -> None:
    """Of the tags that there should be, those that there are come back."""
    any_record.append([note("x", "a", "b"), note("y", "a")])
    with ledger(any_record) as found:
        assert found.tagged([("a", 1), ("b", 1), ("a", 2), ("b", 2)]) == {("a", 1), ("b", 1), ("a", 2)}
        assert found.tagged([]) == set()
        assert len(found.tagged([("a", number) for number in range(600)])) == 2


def test_what_spans_entries(any_record: Record) -> None:
    """Checkpoints, head, lines on projections and counts."""
    any_record.append([note("x"), note("y")])
    with ledger(any_record) as found:
        assert [size for size, _ in found.notes()] == [0, 1, 3]
        assert [(size, len(frontier), epoch) for size, frontier, epoch in found.heads()] == [(3, 64, 0)]
        assert [(name, version, size) for name, version, size, _ in found.marks()] == [
            (b"record.index", 1, 3)
        ]
        assert (found.count("entry"), found.count("key")) == (3, 3)
        assert found.damage() == []


def test_many_checkpoints_come_in_order(record: Record) -> None:
    """More checkpoints than fit a page."""
    for number in range(300):
        record.append([note(number)])
    with ledger(record) as found:
        assert [size for size, _ in found.notes()] == list(range(302))


def test_other_types_read_as_nothing(home: Home, opened: Callable[[Record], Record]) -> None:
    """What a damaged SQLite row holds in place of bytes fits nothing, and does not stop the reader."""
    record = opened(home.create())
    record.append([note("x", "tag")])
    tamper(
        home.file,
        "UPDATE entry SET bytes = 'text' WHERE seq = 1",
        "UPDATE body SET ciphertext = 7 WHERE seq = 1",
        "UPDATE tile_row SET hashes = 1.5 WHERE start = 1",
        "UPDATE checkpoint SET note = 'x' WHERE size = 2",
        "UPDATE entry_index SET kind = CAST(x'ff' AS TEXT) WHERE seq = 1",
        "UPDATE entry_tag SET tag = CAST(x'ff' AS TEXT)",
    )
    with ledger(record) as found:
        page = found.page(1, 2)
        assert (page.public[0].public, page.private[1].ciphertext, page.hashes) == (b"", b"", ((1, b""),))
        assert page.lines[1].kind == b"\xff"
        assert dict(found.notes())[2] == b""
        assert found.tagged([("tag", 1)]) == set()
