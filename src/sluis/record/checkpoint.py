# SPDX-License-Identifier: EUPL-1.2
"""Checkpoints: the size and root of the tree, signed (C2SP tlog-checkpoint)."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sluis.kit.errors import BadInput
from sluis.kit.texts import Text
from sluis.record.note import Note
from sluis.record.tree import HASH_BYTES

if TYPE_CHECKING:
    from sluis.record.note import Signer, Verifier

_FIXED_LINES = 3


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of the log named `origin`: `size` leaves with Merkle root `root` (32 bytes)."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The note text that is signed."""
        lines = (self.origin, str(self.size), b64encode(self.root).decode(), *self.extensions)
        return "\n".join(lines) + "\n"

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """Read a note text; raises BadInput unless it is spelled exactly as the specification asks."""
        lines = text.split("\n")
        if len(lines) <= _FIXED_LINES or lines.pop() or not all(lines):
            raise BadInput(Text("A checkpoint is at least three lines: origin, size and root."))
        origin, size, root, *extensions = lines
        try:
            found = cls(origin, int(size), b64decode(root, validate=True), tuple(extensions))
        except (binascii.Error, ValueError) as error:
            raise BadInput(Text("A checkpoint needs a number on line 2 and base64 on line 3.")) from error
        if len(found.root) != HASH_BYTES or found.size < 0 or found.text != text:
            raise BadInput(Text("The size or root of this checkpoint is not in its one right spelling."))
        return found

    def signed(self, signer: Signer) -> bytes:
        """Return the checkpoint as a note signed by the log's key."""
        return signer.sign(self.text).encode()


def open_checkpoint(note: bytes, key: Verifier) -> Checkpoint:
    """Verify a signed checkpoint against the log's key and read it.

    Raises BadInput when it is malformed, Corrupt when `key` did not sign it or signs for another origin.
    """
    parsed = Note.parse(note)
    parsed.signed_by([key])
    checkpoint = Checkpoint.parse(parsed.text)
    if checkpoint.origin != key.name:
        raise BadInput(
            Text("This checkpoint is of {found}, not of {wanted}.", found=checkpoint.origin, wanted=key.name)
        )
    return checkpoint
