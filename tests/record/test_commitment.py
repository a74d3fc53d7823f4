# SPDX-License-Identifier: EUPL-1.2
"""Commitments bind every field, and tell neither which it is nor how many there are."""

from __future__ import annotations

from hashlib import sha256, shake_128

from hypothesis import given
from hypothesis import strategies as st

from sluis.record.commitment import DIGEST_BYTES, MULTIPLE, SALT_BYTES, commit, commitment, first_unbound

SPELLED = st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=30)
SEEDS = st.binary(min_size=32, max_size=32)


def parts(commitments: bytes) -> list[bytes]:
    """Return the commitments one by one."""
    return [commitments[at : at + DIGEST_BYTES] for at in range(0, len(commitments), DIGEST_BYTES)]


@given(SPELLED, SEEDS)
def test_every_field_is_bound(spelled: list[str], seed: bytes) -> None:
    """Each field's own commitment is among those published."""
    salts, commitments = commit(spelled, seed)
    assert first_unbound(salts, spelled, commitments) is None
    for place, pair in enumerate(spelled):
        assert commitment(salts[place * SALT_BYTES :][:SALT_BYTES], pair) in parts(commitments)


@given(SPELLED, SEEDS)
def test_number_and_order_are_hidden(spelled: list[str], seed: bytes) -> None:
    """The number is a multiple of eight, none appears twice, and they stand in the order of their digits."""
    _, commitments = commit(spelled, seed)
    found = parts(commitments)
    assert len(found) % MULTIPLE == 0
    assert len(found) - len(spelled) < MULTIPLE
    assert found == sorted(set(found))


@given(SPELLED, SEEDS, st.data())
def test_a_changed_field_is_found(spelled: list[str], seed: bytes, data: st.DataObject) -> None:
    """The place of the first field that differs is named."""
    salts, commitments = commit(spelled, seed)
    place = data.draw(st.integers(0, len(spelled) - 1))
    changed = [*spelled[:place], spelled[place] + "x", *spelled[place + 1 :]]
    assert first_unbound(salts, changed, commitments) == place


def test_a_changed_salt_is_found() -> None:
    """A value under another salt is not the one committed to."""
    salts, commitments = commit(['["a",1]', '["b",2]'], bytes(32))
    assert first_unbound(salts[:-1] + b"!", ['["a",1]', '["b",2]'], commitments) == 1


def test_salts_come_from_one_call_of_shake() -> None:
    """Anyone can recompute salts and decoys of a vector: 16 bytes a field, then 32 a decoy."""
    seed = bytes(range(32))
    salts, commitments = commit(['["a",1]'], seed)
    stream = shake_128(seed).digest(16 + 7 * 32)
    assert salts == stream[:16]
    expected = [sha256(stream[:16] + b'["a",1]').digest()]
    expected += [stream[16 + at * 32 : 48 + at * 32] for at in range(7)]
    assert commitments == b"".join(sorted(expected))


def test_equal_fields_of_two_entries_look_different() -> None:
    """The same value under two seeds cannot be told to be the same."""
    _, one = commit(['["a",1]'], bytes(32))
    _, two = commit(['["a",1]'], bytes([1] * 32))
    assert not set(parts(one)) & set(parts(two))
