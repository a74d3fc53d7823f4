# SPDX-License-Identifier: EUPL-1.2
"""The record as a folder of files that anyone can serve and verify (C2SP tlog-tiles).

    checkpoint              size and root, signed
    vkey                    the key that signed it
    tile/L/NNN[.p/W]        the tree, 256 hashes a file
    tile/entries/NNN[.p/W]  the public bytes of the entries, 256 a file

Only public bytes leave the house; the private half stays. The folder is written beside its name, verified,
and only then given its name.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sluis.kit.errors import BadInput, Corrupt, SluisError
from sluis.kit.jobs import Unheard
from sluis.kit.texts import Text
from sluis.record import store, tiles
from sluis.record.audit import Fault
from sluis.record.checkpoint import open_checkpoint
from sluis.record.keys import VKEY
from sluis.record.tree import HASH_BYTES, Frontier, Top, leaf_hash
from sluis.record.verify import Verification

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from sluis.kit.database import Database
    from sluis.kit.jobs import Progress
    from sluis.record.checkpoint import Checkpoint
    from sluis.record.note import Verifier

CHECKPOINT: Final = "checkpoint"


def export(
    database: Database, key: Verifier, folder: Path, size: int | None = None, progress: Progress | None = None
) -> Verification:
    """Write the newest signed tree (of at most `size` entries) to `folder`, and return how it verifies.

    Raises BadInput when `folder` holds something already, Corrupt, with nothing left behind, when what was
    written does not verify.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput(
            Text("{folder} is there already.", folder=str(folder)), Text("Give the name of a new folder.")
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        with database.reading() as connection:
            _write(connection, key, beside, size, progress or Unheard())
        found = verify_folder(beside, key)
        if not found.ok:
            raise Corrupt(
                Text("Entry {seq} does not verify. {why}", seq=found.first_bad, why=found.why),
                Text("Run: sluis record verify"),
            )
        beside.chmod(0o755)
        beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return found


def _write(connection: Connection, key: Verifier, folder: Path, size: int | None, progress: Progress) -> None:
    newest = store.newest_note(connection, size)
    if newest is None:
        raise Corrupt(Text("This database holds no record."))
    for level, number, width in tiles.widths(newest[0]):
        _put(folder / tiles.path(level, number, width), store.tile(connection, level, number, width))
        if level == 0:
            start = number * tiles.WIDTH
            entries = store.public_bytes(connection, start, start + width)
            bundle = tiles.bundle(data if isinstance(data, bytes) else b"" for _, data in entries)
            _put(folder / tiles.path(tiles.ENTRIES, number, width), bundle)
            progress.step(start + width, newest[0])
    _put(folder / VKEY, f"{key.vkey}\n".encode())
    _put(folder / CHECKPOINT, newest[1])


def _put(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def verify_folder(folder: Path, key: Verifier, checkpoint: str = CHECKPOINT) -> Verification:
    """Check a folder in this layout, ours or another's, against the log's public key.

    Every entry is hashed, every tile compared, and the root held against the signed `checkpoint`. Raises
    nothing over what it finds: that is the answer.
    """
    try:
        head = open_checkpoint(_get(folder, checkpoint), key)
    except SluisError as error:
        return Verification(ok=False, entries=0, why=error.what)
    except Fault as fault:
        return Verification(ok=False, entries=0, why=fault.why)
    try:
        _check(folder, head)
    except Fault as fault:
        return Verification(ok=False, entries=head.size, first_bad=fault.seq, why=fault.why)
    return Verification(ok=True, entries=head.size, checkpoints=1)


def _check(folder: Path, head: Checkpoint) -> None:
    frontier, tops = Frontier(), list[Top]()
    upper = dict[tuple[int, int], bytes]()
    for level, number, width in tiles.widths(head.size):
        found = tiles.split(_tile(folder, level, number, width))
        if level:
            computed = [upper.get((level, number * tiles.WIDTH + place)) for place in range(width)]
        else:
            start = number * tiles.WIDTH
            leaves = _leaves(folder, start, width)
            frontier = frontier.extended(leaves, tops)
            upper |= {(top.level, top.index): top.hash for top in tops}
            tops.clear()
            computed = list[bytes | None](leaves)
        for place, (is_, right) in enumerate(zip(found, computed, strict=True)):
            if is_ != right:
                raise Fault(
                    (number * tiles.WIDTH + place) * tiles.WIDTH**level,
                    Text("Its hash is not the one in the tree."),
                )
    if frontier.root() != head.root:
        raise Fault(None, Text("The entries are not those that the checkpoint was signed over."))


def _leaves(folder: Path, start: int, width: int) -> list[bytes]:
    """Return the leaf hashes of the `width` entries from `start` on."""
    name = tiles.path(tiles.ENTRIES, start // tiles.WIDTH, width)
    try:
        entries = tiles.unbundle(_get(folder, name, start))
    except Corrupt as error:
        raise Fault(start, error.what) from error
    if len(entries) != width:
        raise Fault(
            start + min(width, len(entries)), Text("{file} has not the right number of entries.", file=name)
        )
    return [leaf_hash(entry) for entry in entries]


def _tile(folder: Path, level: int, number: int, width: int) -> bytes:
    name = tiles.path(level, number, width)
    first = number * tiles.WIDTH ** (level + 1)
    data = _get(folder, name, first)
    if len(data) != width * HASH_BYTES:
        raise Fault(first, Text("{file} has not the right length.", file=name))
    return data


def _get(folder: Path, name: str, seq: int | None = None) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise Fault(seq, Text("{file} cannot be read.", file=name)) from error
