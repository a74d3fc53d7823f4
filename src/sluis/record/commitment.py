# SPDX-License-Identifier: EUPL-1.2
"""Salted commitments: an entry's public bytes bind every field and tell none.

The commitment to a field is SHA-256(salt ‖ JCS([name, value])) with a salt of 16 bytes. All salts
of an entry come from one SHAKE-128 call over 32 random bytes (FIPS 202). Decoys fill the number up
to a multiple of 8, and sorting hides the order: the digests of random salts sort at random, as in
selective disclosure for JWT (RFC 9901). Without its salt a value cannot be guessed from its
commitment, so destroying the salt is destroying the link.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256, shake_128
from struct import Struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

SALT_BYTES: Final = 16
"""128 bits: a value cannot be found by trying."""
SEED_BYTES: Final = 32
"""Random bytes that one entry's salts and decoys come from."""
DIGEST_BYTES: Final = 32
"""Length of a commitment."""
MULTIPLE: Final = 8
"""The number of commitments is a multiple of this, so that it does not tell the number of fields."""


def commit(spelled: Sequence[str], seed: bytes) -> tuple[bytes, bytes]:
    """Return (salts, commitments) for the canonical spellings `spelled` of an entry's fields.

    `salts` strings together 16 bytes a field in the order given; `commitments` strings together
    32 bytes each, sorted, with decoys.
    """
    layout = _layout(len(spelled))
    parts: tuple[bytes, ...] = layout.unpack(shake_128(seed).digest(layout.size))
    digests = [
        sha256(salt + pair).digest() for salt, pair in zip(parts, map(str.encode, spelled), strict=False)
    ]
    digests += parts[len(spelled) :]
    digests.sort()
    return b"".join(parts[: len(spelled)]), b"".join(digests)


@lru_cache(maxsize=256)
def _layout(fields: int) -> Struct:
    """Return how the bytes for `fields` fields are cut: their salts, then the decoys."""
    return Struct(f"{SALT_BYTES}s" * fields + f"{DIGEST_BYTES}s" * (-fields % MULTIPLE))


def commitment(salt: bytes, spelled: str) -> bytes:
    """Return the commitment to one field."""
    return sha256(salt + spelled.encode()).digest()


def first_unbound(salts: bytes, spelled: Sequence[str], commitments: bytes) -> int | None:
    """Return the place of the first field that `commitments` does not bind; None when all are bound."""
    committed = {commitments[at : at + DIGEST_BYTES] for at in range(0, len(commitments), DIGEST_BYTES)}
    for place, pair in enumerate(map(str.encode, spelled)):
        if sha256(salts[place * SALT_BYTES : (place + 1) * SALT_BYTES] + pair).digest() not in committed:
            return place
    return None
