# SPDX-License-Identifier: EUPL-1.2
"""Salted commitments: an entry's public bytes bind every field and tell none.

The commitment to a field is SHA-256(salt ‖ JCS([name, value])) with a salt of 16 bytes. All salts
of an entry come from one SHAKE-128 call over 32 random bytes (FIPS 202). Decoys fill the number up
to a multiple of 8, and sorting hides the order: the digests of random salts sort at random, as in
selective disclosure for JWT (RFC 9901). Without its salt a value cannot be guessed from its
commitment, so destroying the salt is destroying the link.
"""

from __future__ import annotations

from hashlib import sha256, shake_128
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
    fields = len(spelled)
    decoys = -fields % MULTIPLE
    salt_bytes = SALT_BYTES * fields
    stream = shake_128(seed).digest(salt_bytes + DIGEST_BYTES * decoys)
    digests = [
        sha256(stream[at : at + SALT_BYTES] + pair.encode()).digest()
        for at, pair in zip(range(0, salt_bytes, SALT_BYTES), spelled, strict=True)
    ]
    digests += [stream[at : at + DIGEST_BYTES] for at in range(salt_bytes, len(stream), DIGEST_BYTES)]
    digests.sort()
    return stream[:salt_bytes], b"".join(digests)


def commitment(salt: bytes, spelled: str) -> bytes:
    """Return the commitment to one field."""
    return sha256(salt + spelled.encode()).digest()


def first_unbound(salts: bytes, spelled: Sequence[str], commitments: bytes) -> int | None:
    """Return the place of the first field that `commitments` does not bind; None when all are bound."""
    committed = {commitments[at : at + DIGEST_BYTES] for at in range(0, len(commitments), DIGEST_BYTES)}
    for place, pair in enumerate(spelled):
        salt = salts[place * SALT_BYTES : (place + 1) * SALT_BYTES]
        if sha256(salt + pair.encode()).digest() not in committed:
            return place
    return None
