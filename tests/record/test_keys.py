# SPDX-License-Identifier: EUPL-1.2
"""Keys of a home: made once, readable by their owner alone, refused when damaged."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from sluis.kit.errors import BadInput, Conflict
from sluis.kit.randomness import SeededRandomness
from sluis.record.keys import LOG_KEY, MASTER_KEY, VKEY, Keys, load_vkey
from tests.record.examples import ORIGIN

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with keys."""
    Keys.create(tmp_path / "home" / "keys", ORIGIN, SeededRandomness(1))
    return tmp_path / "home" / "keys"


def test_keys_come_back_as_they_were_made(folder: Path) -> None:
    """What one process made, another reads."""
    keys = Keys.load(folder)
    assert keys == Keys.create(folder.parent / "same", ORIGIN, SeededRandomness(1))
    assert keys.signer.name == ORIGIN
    assert load_vkey(folder) == keys.signer.verifier


def test_only_the_owner_reads_them(folder: Path) -> None:
    """Files are 0600 in a folder that is 0700."""
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}
    assert modes == {LOG_KEY: 0o600, MASTER_KEY: 0o600, VKEY: 0o600}


def test_keys_are_never_made_twice(folder: Path) -> None:
    """Making keys where there are keys would lose the record."""
    before = (folder / LOG_KEY).read_bytes()
    with pytest.raises(Conflict):
        Keys.create(folder, ORIGIN, SeededRandomness(2))
    assert (folder / LOG_KEY).read_bytes() == before


@pytest.mark.parametrize("origin", ["", "two words", "a+b"])
def test_a_log_needs_a_name_that_notes_can_carry(tmp_path: Path, origin: str) -> None:
    """A bad name is refused before anything is written."""
    with pytest.raises(BadInput):
        Keys.create(tmp_path / "keys", origin, SeededRandomness(1))
    assert not (tmp_path / "keys").exists()


@pytest.mark.parametrize("name", [LOG_KEY, MASTER_KEY, VKEY])
@pytest.mark.parametrize("content", [None, b"", b"PRIVATE+KEY+a+b+c", b"\xff\xfe", b"AAAA\n"])
def test_damaged_or_missing_keys_name_their_file(folder: Path, name: str, content: bytes | None) -> None:
    """What cannot be a key is bad input."""
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    with pytest.raises(BadInput):
        Keys.load(folder)


def test_a_verifier_key_of_another_log_is_refused(folder: Path) -> None:
    """The public half beside the signing key must be its own."""
    other = Keys.create(folder.parent / "other", ORIGIN, SeededRandomness(2))
    (folder / VKEY).write_text(other.signer.verifier.vkey)
    with pytest.raises(BadInput) as caught:
        Keys.load(folder)
    assert caught.value.file == str(folder / VKEY)


def test_keys_do_not_show_in_logs(folder: Path) -> None:
    """Printing keys shows neither the signing key nor the master key."""
    keys = Keys.load(folder)
    assert repr(keys.signer.seed) not in repr(keys)
    assert repr(keys.vault.master) not in repr(keys)
