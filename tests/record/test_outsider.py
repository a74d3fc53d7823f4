# SPDX-License-Identifier: EUPL-1.2
"""Verify as an outsider would: from the page that explains the format, with none of our code.

Nothing of `sluis.record` is used to verify here, only to make what is verified.
"""

from __future__ import annotations

import json
from base64 import b64decode
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sluis.record.body import unpack
from sluis.record.export import export
from sluis.record.note import Verifier
from sluis.record.store import Raw, read_back
from tests.record.examples import note, state

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sluis.record.log import Record


FROZEN_ROOT = "ad264f4d677bc3f78d972c6cabf5044835cbd69df18fc591dd55081f6c2489cf"
FROZEN_CHECKPOINT = (
    "sluis.example/test\n2\nrSZPTWd7w/eNlyxsq/UESDXL1p3xj8WR3VUIH2wkic8=\n\n"
    "\u2014 sluis.example/test "
    "L9st6y+RWhRo6OQzLsodPcXf6eGHRK5S/Q550DN0RbOT5rQTBevgcheGQD6IOqz20r+97rzQQt1EbvsiiAGDdImdVw0=\n"
)


def signed_root(folder: Path) -> tuple[str, int, bytes]:
    """Verify the checkpoint of an exported folder; return origin, size and root."""
    name, id_text, key_text = (folder / "vkey").read_text().strip().split("+", 2)
    key = b64decode(key_text)
    assert key[:1] == b"\x01"
    assert sha256(name.encode() + b"\n" + key).digest()[:4].hex() == id_text
    text, _, lines = (folder / "checkpoint").read_text().rpartition("\n\n")
    mark, signer, coded = lines.split()
    assert (mark, signer, b64decode(coded)[:4].hex()) == ("\u2014", name, id_text)
    Ed25519PublicKey.from_public_bytes(key[1:]).verify(b64decode(coded)[4:], (text + "\n").encode())
    origin, size, root = text.split("\n")
    return origin, int(size), b64decode(root)


def entries(folder: Path, size: int) -> list[bytes]:
    """Return the public bytes of all entries from their bundles."""
    found: list[bytes] = []
    while len(found) < size:
        number, width = len(found) // 256, min(256, size - len(found))
        data = (folder / f"tile/entries/{number:03}{'' if width == 256 else f'.p/{width}'}").read_bytes()
        while data:
            length = int.from_bytes(data[:2], "big")
            found.append(data[2 : 2 + length])
            data = data[2 + length :]
    return found


def root_of(hashes: Sequence[bytes]) -> bytes:
    """Return the root of a Merkle tree, as RFC 6962 section 2.1 defines it."""
    if len(hashes) == 1:
        return hashes[0]
    half = 1 << ((len(hashes) - 1).bit_length() - 1)
    return sha256(b"\x01" + root_of(hashes[:half]) + root_of(hashes[half:])).digest()


@pytest.fixture
def folder(record: Record, tmp_path: Path) -> Path:
    """Return the exported folder of a record of 400 entries."""
    record.append([state("files", "closed", why="warned"), note({"amount": 12.5, "to": ["a", None]})])
    record.append([note(f"\u00e9 {number}", "tag", key=f"key-{number}") for number in range(397)])
    export(record.database, Verifier.parse(record.vkey), tmp_path / "out")
    return tmp_path / "out"


def test_the_entries_are_those_that_were_signed(folder: Path) -> None:
    """Signature, size and root fit the entries in the bundles."""
    origin, size, root = signed_root(folder)
    found = entries(folder, size)
    assert (origin, size, len(found)) == ("sluis.example/test", 400, 400)
    assert root_of([sha256(b"\x00" + entry).digest() for entry in found]) == root


def test_every_entry_is_canonical_and_in_its_place(folder: Path) -> None:
    """Public bytes are canonical JSON with the members of the format, numbered without holes."""
    for seq, data in enumerate(entries(folder, 400)):
        read = json.loads(data)
        assert rfc8785.dumps(read) == data
        assert set(read) == {"v", "type", "version", "seq", "recorded_at", "node", "commitments"}
        assert (read["v"], read["seq"]) == (1, seq)
        commitments = b64decode(read["commitments"])
        cut = [commitments[at : at + 32] for at in range(0, len(commitments), 32)]
        assert cut == sorted(set(cut))
        assert len(cut) % 8 == 0


def disclosed(record: Record, seq: int) -> list[tuple[bytes, str, Any]]:
    """Return salt, name and value of each field of an entry, as the house would hand them out."""
    with record.database.reading() as connection:
        ((_, _, ciphertext, wrapped),) = read_back(Raw(connection), seq, seq + 1)
    salts, fields = unpack(record._keys.vault.unseal(ciphertext, wrapped))
    return [(salts[at * 16 :][:16], name, value) for at, (name, value) in enumerate(fields)]


@pytest.mark.parametrize("seq", [0, 1, 2, 399])
def test_each_field_that_is_handed_out_can_be_checked(folder: Path, record: Record, seq: int) -> None:
    """Who is given one field with its salt checks it against the tree, without the others."""
    committed = b64decode(json.loads(entries(folder, 400)[seq])["commitments"])
    for salt, name, value in disclosed(record, seq):
        digest = sha256(salt + rfc8785.dumps([name, value])).digest()
        assert any(committed[at : at + 32] == digest for at in range(0, len(committed), 32)), name
        other = sha256(salt + rfc8785.dumps([name, "something else"])).digest()
        assert other not in {committed[at : at + 32] for at in range(0, len(committed), 32)}


def test_what_is_handed_out_is_all_there_is(record: Record, folder: Path) -> None:
    """The fields of an entry are the kind's and the record's own, and nothing besides."""
    assert folder.is_dir()
    assert {name: value for _, name, value in disclosed(record, 1)} == {
        "@happened_at": "2025-07-16T09:30:00.000000Z",
        "@actor": "ciso:j.devries",
        "@origin": "cli",
        "@tags": ["system:files"],
        "system": "files",
        "state": "closed",
        "why": "warned",
    }


def test_a_rewritten_history_does_not_pass(folder: Path) -> None:
    """A changed entry changes the root, and a changed root breaks the signature."""
    _, size, root = signed_root(folder)
    found = entries(folder, size)
    found[7] = found[7].replace(b"node-1", b"node-2")
    forged = root_of([sha256(b"\x00" + entry).digest() for entry in found])
    assert forged != root
    text = (folder / "checkpoint").read_text()
    (folder / "checkpoint").write_text(text.replace("\n400\n", "\n399\n"))
    with pytest.raises(InvalidSignature):
        signed_root(folder)


def test_the_format_is_frozen(record: Record) -> None:
    """A seeded world writes these very bytes: whoever changes the format changes this, and its version."""
    record.append([state("files", "closed", key="one", why={"b": 1.0, "a": [None, True, "\u20ac"]})])
    with record.known() as known:
        assert known.root().hex() == FROZEN_ROOT
    assert record.checkpoint().decode() == FROZEN_CHECKPOINT
