# SPDX-License-Identifier: EUPL-1.2
"""Signed notes and verifier keys (C2SP signed-note), with Ed25519 signatures (RFC 8032).

A note is text that ends in a newline, an empty line, and signature lines. Signatures of unknown keys
are ignored; one of a known key that fails spoils the whole note.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from sluis.kit.errors import BadInput, Corrupt
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519: Final = b"\x01"
"""Signature type of a plain Ed25519 signature (C2SP signed-note, "Signature types")."""
MAX_SIGNATURES: Final = 64
"""More than this on one note is refused; the specification asks for at least 16."""
_KEY_ID_BYTES: Final = 4
_KEY_BYTES: Final = 32
_MARK: Final = "\u2014 "


def _malformed(what: Text) -> BadInput:
    return BadInput(what, Text("Ask the one who gave it to you for a fresh copy."))


def key_id(name: str, type_: bytes, public: bytes) -> bytes:
    """Return the 4-byte id of a key: the start of SHA-256(name, newline, type, public key)."""
    return sha256(name.encode() + b"\n" + type_ + public).digest()[:_KEY_ID_BYTES]


def valid_name(name: str) -> bool:
    """Say whether `name` may name a key: not empty, no white space, no plus, no control characters."""
    return bool(name) and name.isprintable() and not any(sign.isspace() or sign == "+" for sign in name)


@dataclass(frozen=True)
class Verifier:
    """A public key with the name under which it signs."""

    name: str
    public: bytes

    @classmethod
    def parse(cls, vkey: str) -> Verifier:
        """Read a verifier key, `name+id+key`; raises BadInput when it is malformed."""
        name, _, rest = vkey.strip().partition("+")
        id_text, _, key_text = rest.partition("+")
        try:
            key = b64decode(key_text, validate=True)
        except binascii.Error:
            key = b""
        if not valid_name(name) or len(key) != _KEY_BYTES + 1 or key[:1] != ED25519:
            raise _malformed(Text("This is not a verifier key for Ed25519."))
        found = cls(name, key[1:])
        if found.id.hex() != id_text:
            raise _malformed(Text("The id in this verifier key is not that of its key."))
        return found

    @cached_property
    def id(self) -> bytes:
        """The 4-byte key id."""
        return key_id(self.name, ED25519, self.public)

    @property
    def vkey(self) -> str:
        """The key in the form that others configure: `name+id+key`."""
        return f"{self.name}+{self.id.hex()}+{b64encode(ED25519 + self.public).decode()}"

    @cached_property
    def _key(self) -> Ed25519PublicKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415 - slow to import; only who verifies needs it

        return Ed25519PublicKey.from_public_bytes(self.public)

    def accepts(self, text: bytes, signature: bytes) -> bool:
        """Say whether `signature` (64 bytes) is this key's over `text`."""
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - as in `_key`

        try:
            self._key.verify(signature, text)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class Signer:
    """A private key with the name under which it signs. `seed` is the 32 bytes of RFC 8032."""

    name: str
    seed: bytes = field(repr=False)

    @cached_property
    def _key(self) -> Ed25519PrivateKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - slow to import; only who signs needs it

        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @cached_property
    def verifier(self) -> Verifier:
        """The public half."""
        return Verifier(self.name, self._key.public_key().public_bytes_raw())

    def sign(self, text: str) -> str:
        """Return the signed note over `text`, which ends in a newline."""
        signature = self.verifier.id + self._key.sign(text.encode())
        return f"{text}\n{_MARK}{self.name} {b64encode(signature).decode()}\n"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: the key's name and 4-byte id, and the bytes that its algorithm made."""

    name: str
    id: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A text and the signatures on it, not verified yet."""

    text: str
    signatures: tuple[Signature, ...]

    @classmethod
    def parse(cls, data: bytes) -> Note:
        """Take a signed note apart; raises BadInput when it is malformed."""
        try:
            whole = data.decode()
        except UnicodeDecodeError as error:
            raise _malformed(Text("This note is not UTF-8.")) from error
        body, gap, lines = whole.rpartition("\n\n")
        if not gap or not lines.endswith("\n") or any(sign < " " and sign != "\n" for sign in whole):
            raise _malformed(Text("This is not a signed note."))
        signatures = tuple(_signature(line) for line in lines[:-1].split("\n"))
        if len(signatures) > MAX_SIGNATURES:
            raise _malformed(Text("This note has more than {most} signatures.", most=MAX_SIGNATURES))
        return cls(body + "\n", signatures)

    def signed_by(self, keys: Iterable[Verifier]) -> tuple[Verifier, ...]:
        """Return those of `keys` that signed.

        Raises Corrupt when a known key's signature fails, or none is known.
        """
        known = {(key.name, key.id): key for key in keys}
        found = list[Verifier]()
        for signature in self.signatures:
            key = known.get((signature.name, signature.id))
            if key is None:
                continue
            if not key.accepts(self.text.encode(), signature.signature):
                raise Corrupt(Text("The signature of {name} does not fit this text.", name=key.name))
            found.append(key)
        if not found:
            raise Corrupt(Text("No key that we trust signed this."))
        return tuple(found)


def _signature(line: str) -> Signature:
    name, _, coded = line.removeprefix(_MARK).partition(" ")
    try:
        decoded = b64decode(coded, validate=True)
    except (binascii.Error, ValueError):
        decoded = b""
    if not line.startswith(_MARK) or not valid_name(name) or len(decoded) <= _KEY_ID_BYTES:
        raise _malformed(Text("This is not a signature line: {line}", line=line[:80]))
    return Signature(name, decoded[:_KEY_ID_BYTES], decoded[_KEY_ID_BYTES:])
