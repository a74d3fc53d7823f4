# SPDX-License-Identifier: EUPL-1.2
"""The keys of a home: the log's signing key, its public half, and the master key of private bodies.

    keys/log.key      the signing key, as Go's sumdb/note spells it: PRIVATE+KEY+name+id+seed
    keys/vkey         its public half, to hand to anyone who verifies
    keys/master.key   32 bytes in base64; without it no private value can be read again

They are made once, with the home, readable by its owner alone (0600), and never logged. Whoever holds
`log.key` can sign another history from now on, but cannot make the checkpoints that others keep agree.
"""

from __future__ import annotations

import binascii
import os
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sluis.kit.errors import BadInput, Conflict
from sluis.kit.texts import Text
from sluis.record.body import KEY_BYTES, Vault
from sluis.record.note import ED25519, Signer, Verifier, key_id, valid_name

if TYPE_CHECKING:
    from pathlib import Path

    from sluis.kit.randomness import Randomness

LOG_KEY: Final = "log.key"
VKEY: Final = "vkey"
MASTER_KEY: Final = "master.key"
_PREFIX: Final = "PRIVATE+KEY+"


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one home."""

    signer: Signer
    vault: Vault

    @classmethod
    def create(cls, folder: Path, origin: str, randomness: Randomness) -> Keys:
        """Make the keys of a log called `origin` in `folder`; raises Conflict when there are keys already."""
        if not valid_name(origin):
            raise BadInput(
                Text("A log's name has no white space and no plus sign: {name}", name=origin), field="origin"
            )
        keys = cls(Signer(origin, randomness.token(KEY_BYTES)), Vault(randomness.token(KEY_BYTES)))
        try:
            folder.mkdir(mode=0o700, parents=True)
        except FileExistsError as error:
            raise Conflict(Text("There are keys in {folder} already.", folder=str(folder))) from error
        verifier = keys.signer.verifier
        secret = b64encode(ED25519 + keys.signer.seed).decode()
        _write(folder / LOG_KEY, f"{_PREFIX}{origin}+{verifier.id.hex()}+{secret}\n")
        _write(folder / MASTER_KEY, b64encode(keys.vault.master).decode() + "\n")
        _write(folder / VKEY, verifier.vkey + "\n")
        return keys

    @classmethod
    def load(cls, folder: Path) -> Keys:
        """Read the keys in `folder`; raises BadInput naming the file that is missing or malformed."""
        name, _, rest = _read(folder / LOG_KEY).removeprefix(_PREFIX).partition("+")
        id_text, _, coded = rest.partition("+")
        secret, master = _decoded(coded), _decoded(_read(folder / MASTER_KEY))
        if not valid_name(name) or len(secret) != KEY_BYTES + 1 or secret[:1] != ED25519:
            raise _malformed(folder / LOG_KEY)
        if len(master) != KEY_BYTES:
            raise _malformed(folder / MASTER_KEY)
        public = load_vkey(folder)
        if (public.name, public.id.hex()) != (name, id_text) or key_id(
            name, ED25519, public.public
        ) != public.id:
            raise _malformed(folder / VKEY)
        return cls(Signer(name, secret[1:]), Vault(master))


def load_vkey(folder: Path) -> Verifier:
    """Read the public half alone; raises BadInput when it is missing or malformed."""
    return Verifier.parse(_read(folder / VKEY))


def _write(file: Path, text: str) -> None:
    """Write a file that only its owner reads, and make it durable."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            Text("This key cannot be read."),
            Text("Put back the keys of this home from their backup."),
            file=str(file),
        ) from error


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _malformed(file: Path) -> BadInput:
    return BadInput(
        Text("This is not a key of Sluis."),
        Text("Put back the keys of this home from their backup."),
        file=str(file),
    )
