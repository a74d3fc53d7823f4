# SPDX-License-Identifier: EUPL-1.2
"""Exported folders: laid out as C2SP tlog-tiles says, verified, ours and another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sluis.kit.errors import BadInput, Corrupt
from sluis.record.export import export, verify_folder
from sluis.record.note import Signer, Verifier
from sluis.record.tiles import unbundle
from sluis.record.verify import Verification
from tests.record.examples import note, tamper

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sluis.record.log import Record
    from tests.record.examples import Home


def key(record: Record) -> Verifier:
    """Return the public key of a record."""
    return Verifier.parse(record.vkey)


@pytest.fixture
def folder(record: Record, tmp_path: Path) -> Path:
    """Return the export of a record of 600 entries."""
    record.append([note(f"secret {number}") for number in range(599)])
    export(record.database, key(record), tmp_path / "out")
    return tmp_path / "out"


def test_the_layout_is_that_of_the_specification(folder: Path) -> None:
    """Two full tiles and a partial one, their roots a level up, and bundles beside them."""
    assert sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()) == [
        "checkpoint",
        "tile/0/000",
        "tile/0/001",
        "tile/0/002.p/88",
        "tile/1/000.p/2",
        "tile/entries/000",
        "tile/entries/001",
        "tile/entries/002.p/88",
        "vkey",
    ]
    assert len((folder / "tile/0/000").read_bytes()) == 8192


def test_an_export_verifies_and_shows_nothing_private(folder: Path, record: Record) -> None:
    """Anyone with the key checks it, and no value leaves the house."""
    assert verify_folder(folder, key(record)) == Verification(ok=True, entries=600, checkpoints=1)
    assert (folder / "vkey").read_text() == record.vkey + "\n"
    assert not any(b"secret" in file.read_bytes() for file in folder.rglob("*") if file.is_file())
    with record.known() as known:
        stored = known.connection.exec_driver_sql("SELECT bytes FROM entry WHERE seq < 256 ORDER BY seq")
        assert unbundle((folder / "tile/entries/000").read_bytes()) == [row[0] for row in stored]


def test_an_export_of_an_earlier_size(record: Record, tmp_path: Path) -> None:
    """An export as of N is of the newest checkpoint that is not past N."""
    record.append([note(1), note(2)])
    record.append([note(3)])
    assert export(record.database, key(record), tmp_path / "out", 3).entries == 3
    assert export(record.database, key(record), tmp_path / "less", 2).entries == 1
    assert export(record.database, key(record), tmp_path / "none", 0).entries == 0


def test_an_export_from_either_database(any_record: Record, tmp_path: Path) -> None:
    """The folder is the same whatever the record is kept in."""
    any_record.append([note(number) for number in range(300)])
    assert export(any_record.database, key(any_record), tmp_path / "out").ok
    assert verify_folder(tmp_path / "out", key(any_record)).entries == 301


def test_nothing_is_overwritten(record: Record, tmp_path: Path) -> None:
    """A folder that holds something stays as it is; an empty one may be filled."""
    (tmp_path / "there").mkdir()
    export(record.database, key(record), tmp_path / "there")
    with pytest.raises(BadInput):
        export(record.database, key(record), tmp_path / "there")
    (tmp_path / "file").touch()
    with pytest.raises(BadInput):
        export(record.database, key(record), tmp_path / "file")


def test_a_damaged_record_is_not_exported(
    home: Home, opened: Callable[[Record], Record], tmp_path: Path
) -> None:
    """What would not verify gets no name, and nothing is left behind."""
    record = opened(home.create())
    record.append([note(1), note(2)])
    tamper(home.file, "UPDATE entry SET bytes = bytes || ' ' WHERE seq = 2")
    (tmp_path / "exports").mkdir()
    with pytest.raises(Corrupt, match="Entry 2"):
        export(record.database, key(record), tmp_path / "exports" / "out")
    assert list((tmp_path / "exports").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "at", "first_bad"),
    [
        ("tile/entries/000", 100, 0),
        ("tile/entries/002.p/88", -1, 599),
        ("tile/0/001", 32 * 7, 263),
        ("tile/1/000.p/2", 33, 256),
    ],
)
def test_a_changed_byte_is_found_and_its_entry_named(
    folder: Path, record: Record, name: str, at: int, first_bad: int
) -> None:
    """Entries, tiles and upper tiles: the first entry concerned is named."""
    data = bytearray((folder / name).read_bytes())
    data[at] ^= 1
    (folder / name).write_bytes(bytes(data))
    found = verify_folder(folder, key(record))
    assert (found.ok, found.first_bad) == (False, first_bad)


@pytest.mark.parametrize("name", ["checkpoint", "tile/0/000", "tile/1/000.p/2", "tile/entries/001"])
@pytest.mark.parametrize("keep", [None, 0, 100])
def test_missing_and_cut_files_are_found(folder: Path, record: Record, name: str, keep: int | None) -> None:
    """A file that is gone, empty or short does not verify."""
    data = (folder / name).read_bytes()
    (folder / name).unlink()
    if keep is not None:
        (folder / name).write_bytes(data[: min(keep, len(data) - 1)])
    assert not verify_folder(folder, key(record)).ok


def test_a_whole_tree_of_another_is_found(folder: Path, record: Record, tmp_path: Path) -> None:
    """A checkpoint of another size, or by another key, does not fit."""
    export(record.database, key(record), tmp_path / "small", 1)
    (tmp_path / "small" / "checkpoint").write_bytes(record.checkpoint())
    assert not verify_folder(tmp_path / "small", key(record)).ok
    assert not verify_folder(folder, Signer(record.origin, bytes(32)).verifier).ok


def test_the_log_of_another_product_verifies(shared: Path) -> None:
    """Every size of the log that Tessera publishes verifies, and one changed byte does not."""
    folder = shared / "data" / "record" / "tessera-log"
    vkey = Verifier.parse((folder / "vkey").read_text())
    for size in range(16):
        found = verify_folder(folder / "testdata" / "log", vkey, f"checkpoint.{size}")
        assert (found.ok, found.entries) == (True, size)
