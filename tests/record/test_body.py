# SPDX-License-Identifier: EUPL-1.2
"""Private halves: what is sealed comes back, and only with both keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluis.kit.errors import Corrupt
from sluis.record.body import Vault, pack, unpack

VAULT = Vault(bytes(range(32)))
KEY, NONCE = bytes([7] * 32), bytes([9] * 12)
SPELLED = ['["a",1]', '["b","\u00e9"]']
PACKED = pack(bytes(32), SPELLED)


def test_a_body_unpacks_to_its_salts_and_fields() -> None:
    """Layout: version, number of fields, salts, canonical JSON."""
    assert PACKED.startswith(b"\x01\x00\x02" + bytes(32) + b"[[")
    assert unpack(PACKED) == (bytes(32), [("a", 1), ("b", "\u00e9")])


@pytest.mark.parametrize(
    "spoiled",
    [
        b"",
        b"\x01",
        b"\x02" + PACKED[1:],
        PACKED[:-1],
        PACKED[:2] + b"\x01" + PACKED[3:],
        PACKED[:30],
        b"\x01\x00\x01" + bytes(16) + b"7",
    ],
)
def test_other_layouts_are_corrupt(spoiled: bytes) -> None:
    """A body that is not in its layout is said to be so."""
    with pytest.raises(Corrupt):
        unpack(spoiled)


def test_sealed_bodies_open_again() -> None:
    """Sealing and unsealing are each other's reverse, and the plain text does not show."""
    ciphertext, wrapped = VAULT.seal(PACKED, KEY, NONCE)
    assert VAULT.unseal(ciphertext, wrapped) == PACKED
    assert b'"a"' not in ciphertext
    assert KEY not in wrapped


@given(st.data())
def test_any_changed_bit_is_found(data: st.DataObject) -> None:
    """Authenticated encryption: no bit of ciphertext or wrapped key can change."""
    parts = list(VAULT.seal(PACKED, KEY, NONCE))
    which = data.draw(st.integers(0, 1))
    at = data.draw(st.integers(0, len(parts[which]) - 1))
    changed = bytearray(parts[which])
    changed[at] ^= 1 << data.draw(st.integers(0, 7))
    parts[which] = bytes(changed)
    with pytest.raises(Corrupt):
        VAULT.unseal(*parts)


@pytest.mark.parametrize(
    ("ciphertext", "wrapped"), [(b"", b""), (b"short", b"short"), (bytes(40), bytes(60))]
)
def test_what_was_never_sealed_does_not_open(ciphertext: bytes, wrapped: bytes) -> None:
    """Missing or foreign bytes are corrupt, not a crash."""
    with pytest.raises(Corrupt):
        VAULT.unseal(ciphertext, wrapped)


def test_another_master_key_opens_nothing() -> None:
    """The keys of another home do not read this one."""
    with pytest.raises(Corrupt):
        Vault(bytes(32)).unseal(*VAULT.seal(PACKED, KEY, NONCE))


def test_idempotency_keys_are_blinded_under_the_master_key() -> None:
    """The column tells who has no master key nothing, not even which keys are common words."""
    assert VAULT.blind("retry-1") == VAULT.blind("retry-1")
    assert len({VAULT.blind("retry-1"), VAULT.blind("retry-2"), Vault(bytes(32)).blind("retry-1")}) == 3


def test_a_vault_does_not_show_its_key() -> None:
    """Printing a vault in a log does not give the master key away."""
    assert repr(VAULT) == "Vault(…)"
