# SPDX-License-Identifier: EUPL-1.2
"""The private half of an entry: its values and their salts, under a key of its own.

Layout: one byte 0x01, the number of fields (2 bytes, big-endian), 16 bytes of salt a field, and the
canonical JSON (RFC 8785) of a list of `[name, value]` in the same order. It is encrypted with
AES-256-GCM (NIST SP 800-38D) under a key that serves this entry alone, so the nonce is zero; that key
is wrapped by the home's master key with AES-256-GCM under a random nonce of 12 bytes. Destroying the
wrapped key erases the entry's content, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, cast

from sluis.kit.errors import Corrupt
from sluis.kit.texts import Text
from sluis.record.canonical import read
from sluis.record.commitment import SALT_BYTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from sluis.record.model import Json

KEY_BYTES: Final = 32
"""AES-256."""
NONCE_BYTES: Final = 12
"""Length of a GCM nonce (SP 800-38D section 5.2.1.1)."""
_ZERO_NONCE: Final = bytes(NONCE_BYTES)
_LAYOUT: Final = b"\x01"
_BODY: Final = b"sluis.body/1"
_KEY: Final = b"sluis.key/1"
_INDEX: Final = b"sluis.key-ix/1"


def pack(salts: bytes, spelled: Sequence[str]) -> bytes:
    """Return the layout of a body from its salts and the canonical spelling of each `[name, value]`."""
    return _LAYOUT + len(spelled).to_bytes(2, "big") + salts + f"[{','.join(spelled)}]".encode()


def unpack(packed: bytes) -> tuple[bytes, list[tuple[str, Json]]]:
    """Return (salts, fields) of a body; raises Corrupt when it is not in its layout."""
    start = 3 + int.from_bytes(packed[1:3], "big") * SALT_BYTES
    try:
        pairs = [
            (name, value) for name, value in cast("list[tuple[str, Json]]", read(packed[start:].decode()))
        ]
    except (ValueError, TypeError) as error:
        raise _unreadable() from error
    if packed[:1] != _LAYOUT or len(pairs) * SALT_BYTES + 3 != start:
        raise _unreadable()
    return packed[3:start], pairs


def _unreadable() -> Corrupt:
    return Corrupt(Text("The private part of an entry cannot be read."))


@dataclass(frozen=True)
class Vault:
    """Encrypts and decrypts bodies under the home's master key (32 bytes)."""

    master: bytes

    def __repr__(self) -> str:
        """Keep the key out of logs."""
        return "Vault(…)"

    @cached_property
    def _master(self) -> AESGCM:
        return self._aes(self.master)

    @cached_property
    def _aes(self) -> type[AESGCM]:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - slow to import; status reads none

        return AESGCM

    def seal(self, packed: bytes, key: bytes, nonce: bytes) -> tuple[bytes, bytes]:
        """Return (ciphertext, wrapped key) for a body, a fresh `key` and a fresh `nonce`."""
        ciphertext = self._aes(key).encrypt(_ZERO_NONCE, packed, _BODY)
        return ciphertext, nonce + self._master.encrypt(nonce, key, _KEY)

    def unseal(self, ciphertext: bytes, wrapped: bytes) -> bytes:
        """Return the body; raises Corrupt when a byte of either was changed, or the master is another's."""
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - as in `_aes`

        try:
            key = self._master.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], _KEY)
            return self._aes(key).decrypt(_ZERO_NONCE, ciphertext, _BODY)
        except (InvalidTag, ValueError) as error:
            raise Corrupt(
                Text("The private part of an entry does not open with this home's master key.")
            ) from error

    def blind(self, key: str) -> bytes:
        """Return what the idempotency column holds for `key`: 32 bytes that tell nothing on their own."""
        return blake2b(key.encode(), key=self.master, person=_INDEX, digest_size=32).digest()
