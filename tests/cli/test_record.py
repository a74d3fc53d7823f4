# SPDX-License-Identifier: EUPL-1.2
"""`sluis record`: reading, verifying, exporting and looking back."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from sluis.cli.record import instant
from sluis.kit.errors import BadInput

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Sluis

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def test_tail_shows_the_newest_entries_in_order(kept: Sluis) -> None:
    """As many as asked for, the newest last, each with both its times."""
    found = kept("record", "tail", "-n", "3", "--json").document
    assert found["schema"] == "sluis.entries/1"
    numbers = [entry["entry"] for entry in found["entries"]]
    assert numbers == list(range(found["known_entries"] - 3, found["known_entries"]))
    assert {"recorded_at", "happened_at", "kind", "actor", "fields", "tags"} <= found["entries"][-1].keys()


def test_people_get_a_line_an_entry(kept: Sluis) -> None:
    """Headings and rows; a sentence in two languages is shown in one, and long ones are cut."""
    rows = kept("record", "tail", "-n", "5").rows
    assert rows[0] == ["Entry", "Recorded", "Happened", "Kind", "Who", "What"]
    assert len(rows) == 6
    assert all(len(row[-1]) <= 160 and '"nl"' not in row[-1] for row in rows)


@pytest.mark.parametrize(
    ("when", "newest"),
    [
        ("2025-07-17", "2025-07-17T20:45:00Z"),
        ("2025-07-17T20:00", "2025-07-17T18:00:00Z"),
        ("2020-01-01", None),
    ],
)
def test_as_of_shows_what_was_known_then(kept: Sluis, when: str, newest: str | None) -> None:
    """A day counts to its end and an instant to itself, on the organisation's clock."""
    assert kept("record", "as-of", when, "--json").document["recorded_at"] == newest


def test_as_of_takes_a_number_of_entries(kept: Sluis) -> None:
    """With ten entries known, the newest is number nine; more than there are is refused."""
    found = kept("record", "as-of", "10", "--json").document
    assert (found["known_entries"], found["entries"][-1]["entry"]) == (10, 9)
    assert kept("record", "as-of", "100000").status == 2


@pytest.mark.parametrize("when", ["yesterday", "2025-13-01", "2025-07-17T99:00"])
def test_a_time_that_is_none_is_bad_input(kept: Sluis, when: str) -> None:
    """The error says what can be written."""
    ran = kept("record", "as-of", when)
    assert ran.status == 2
    assert "2025-07-21T12:00" in ran.err


def test_instants_are_read_on_the_organisations_clock() -> None:
    """A day ends at its last microsecond; an offset wins over the clock."""
    assert instant("2025-07-17", AMSTERDAM) == datetime(2025, 7, 17, 21, 59, 59, 999999, tzinfo=UTC)
    assert instant("2026-01-13T12:00", AMSTERDAM) == datetime(2026, 1, 13, 11, 0, tzinfo=UTC)
    assert instant("2026-01-13T12:00+00:00", AMSTERDAM) == datetime(2026, 1, 13, 12, 0, tzinfo=UTC)
    with pytest.raises(BadInput):
        instant("soon", AMSTERDAM)


def test_a_sound_record_verifies(kept: Sluis) -> None:
    """Every entry is as it was written, said to people and to machines."""
    found = kept("record", "verify", "--json").document
    assert (found["schema"], found["ok"], found["first_bad"]) == ("sluis.verify/1", True, None)
    assert found["entries"] == found["bodies"] > 150
    assert kept("record", "verify").out.startswith(f"All {found['entries']} entries")


@pytest.mark.parametrize("seq", [0, 60, 120])
@pytest.mark.parametrize(("table", "column"), [("entry", "bytes"), ("body", "ciphertext")])
def test_one_changed_byte_is_named(kept: Sluis, seq: int, table: str, column: str) -> None:
    """Whichever byte of whichever row changed, verification ends with 1 and names the entry."""
    _flip(kept.home / "sluis.db", table, column, seq)
    ran = kept("record", "verify", "--json")
    assert ran.status == 1
    assert (ran.document["ok"], ran.document["first_bad"]) == (False, seq)
    assert f"Entry {seq} " in ran.err
    assert "Traceback" not in ran.err


def _flip(file: Path, table: str, column: str, seq: int) -> None:
    """Change one byte of a committed row behind the program's back."""
    with sqlite3.connect(file, isolation_level=None) as connection:
        for (trigger,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        (data,) = connection.execute(f"SELECT {column} FROM {table} WHERE seq = ?", (seq,)).fetchone()  # noqa: S608 - our own names
        raw = bytearray(data if isinstance(data, bytes) else data.encode())
        raw[len(raw) // 2] ^= 1
        changed = connection.execute(
            f"UPDATE {table} SET {column} = ? WHERE seq = ?",  # noqa: S608 - as above
            (bytes(raw) if isinstance(data, bytes) else raw.decode("latin-1"), seq),
        )
        assert changed.rowcount == 1
    connection.close()


def test_verifying_needs_a_home(sluis: Sluis) -> None:
    """A folder without Sluis is bad input, not a bad record."""
    assert sluis("record", "verify").status == 2


def test_an_export_verifies_without_a_home(kept: Sluis, sluis: Sluis, tmp_path: Path) -> None:
    """The folder has checkpoint, tiles and key; it verifies by itself, and with a key that one has."""
    folder = tmp_path / "export"
    made = kept("record", "export", str(folder), "--json").document
    assert (made["schema"], made["entries"] > 150) == ("sluis.export/1", True)
    assert (folder / "checkpoint").is_file()
    assert (folder / "tile" / "entries").is_dir()
    sluis.home = tmp_path / "nowhere"
    assert sluis("record", "verify", "--offline", str(folder)).status == 0
    key = tmp_path / "key"
    key.write_text((folder / "vkey").read_text())
    again = sluis("record", "verify", "--offline", str(folder), "--vkey", str(key), "--json")
    assert again.document["entries"] == made["entries"]


def test_a_changed_export_does_not_verify(kept: Sluis, tmp_path: Path) -> None:
    """One byte of an entry bundle is enough; the entry is named."""
    folder = tmp_path / "export"
    kept("record", "export", str(folder))
    bundle = next(file for file in (folder / "tile" / "entries").rglob("*") if file.is_file())
    data = bytearray(bundle.read_bytes())
    data[40] ^= 1
    bundle.write_bytes(data)
    ran = kept("record", "verify", "--offline", str(folder), "--json")
    assert ran.status == 1
    assert ran.document["first_bad"] == 0


def test_an_export_does_not_overwrite(kept: Sluis, tmp_path: Path) -> None:
    """A folder that holds something is left alone; a folder without a key cannot be verified."""
    (tmp_path / "file").write_text("mine")
    assert kept("record", "export", str(tmp_path)).status == 2
    assert (tmp_path / "file").read_text() == "mine"
    assert kept("record", "verify", "--offline", str(tmp_path)).status == 2


def test_as_of_a_day_knows_what_the_drill_says_was_known(sluis: Sluis) -> None:
    """Two ways to ask give one answer: as many entries as the drill counts at the end of each day."""
    days = sluis("drill", "om-2025", "--keep", "--json").document["days"]
    for day in days:
        found = sluis("record", "as-of", day["date"], "-n", "1", "--json").document
        assert found["known_entries"] == day["known_entries"]


def test_verifying_writes_nothing(kept: Sluis) -> None:
    """The database is the same to the byte afterwards, sound or not."""
    file = kept.home / "sluis.db"
    before = file.read_bytes()
    assert kept("record", "verify").status == 0
    assert file.read_bytes() == before
    _flip(file, "entry", "bytes", 7)
    damaged = file.read_bytes()
    assert kept("record", "verify").status == 1
    assert file.read_bytes() == damaged


@pytest.mark.parametrize("damage", ["DELETE FROM head", "DROP TABLE body", "DELETE FROM checkpoint"])
def test_a_home_that_no_longer_opens_is_still_verified(kept: Sluis, damage: str) -> None:
    """What keeps other commands from opening the home is told by verification, with status 1."""
    with sqlite3.connect(kept.home / "sluis.db", isolation_level=None) as connection:
        for (trigger,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        connection.execute(damage)
    connection.close()
    ran = kept("record", "verify", "--json")
    assert (ran.status, ran.document["ok"]) == (1, False)
    assert "Traceback" not in ran.err
