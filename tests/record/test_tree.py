# SPDX-License-Identifier: EUPL-1.2
"""The tree against RFC 6962's recursive definition, against public vectors, and against tampering."""

from __future__ import annotations

import json
from base64 import b64decode
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluis.record.tree import (
    EMPTY_ROOT,
    Frontier,
    Top,
    consistency_ranges,
    inclusion_ranges,
    leaf_hash,
    range_hash,
    verify_consistency,
    verify_inclusion,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

LEAVES = [leaf_hash(str(number).encode()) for number in range(600)]


INPUTS = [bytes.fromhex(text) for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")]
INPUTS.append(bytes(range(0x60, 0x70)))
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""Roots over the first 1 to 8 of `INPUTS`: the test values of Certificate Transparency's own code."""


def naive(leaves: Sequence[bytes]) -> bytes:
    """Return the root as RFC 6962 section 2.1 defines it."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else sha256(b"").digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\x01" + naive(leaves[:half]) + naive(leaves[half:])).digest()


def perfect(leaves: Sequence[bytes]) -> Callable[[int, int], bytes]:
    """Return the roots of perfect subtrees of `leaves`."""
    return lambda level, index: naive(leaves[index << level : (index + 1) << level])


def proof(ranges: Sequence[tuple[int, int]]) -> list[bytes]:
    """Return the hashes of `ranges` of the example leaves."""
    return [range_hash(perfect(LEAVES), start, end) for start, end in ranges]


def test_leaf_and_root_of_one_entry_are_those_of_the_rfc() -> None:
    """The empty tree and the empty leaf have the hashes that RFC 9162 examples give."""
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_of_certificate_transparency(size: int) -> None:
    """The eight trees that every implementation of RFC 6962 is tried on, and all proofs in them."""
    leaves = [leaf_hash(data) for data in INPUTS[:size]]
    root = Frontier().extended(leaves).root()
    assert root.hex() == ROOTS[size - 1]
    for index, leaf in enumerate(leaves):
        path = [range_hash(perfect(leaves), start, end) for start, end in inclusion_ranges(index, size)]
        assert verify_inclusion(leaf, index, size, path, root)
        old = [range_hash(perfect(leaves), start, end) for start, end in consistency_ranges(index + 1, size)]
        assert verify_consistency(index + 1, size, old, bytes.fromhex(ROOTS[index]), root)


@given(st.lists(st.binary(max_size=8), max_size=80), st.integers(0, 80))
def test_frontier_gives_the_root_of_the_recursive_definition(entries: list[bytes], cut: int) -> None:
    """However the leaves are split over batches, the root is the same."""
    leaves = [leaf_hash(entry) for entry in entries]
    grown = Frontier().extended(leaves[:cut]).extended(leaves[cut:])
    assert grown.root() == naive(leaves)
    assert grown.size == len(leaves)
    assert Frontier.parse(grown.size, grown.packed) == grown


def test_frontier_refuses_hashes_that_do_not_fit_its_size() -> None:
    """A size has exactly as many perfect subtrees as it has bits set."""
    with pytest.raises(ValueError, match="32 bytes"):
        Frontier.parse(3, bytes(32))


def test_frontier_reports_the_roots_of_full_tiles() -> None:
    """Every 256 leaves complete a tile, whose root stands a level higher."""
    tops: list[Top] = []
    Frontier().extended(LEAVES[:100]).extended(LEAVES[100:], tops)
    assert tops == [Top(1, 0, naive(LEAVES[:256])), Top(1, 1, naive(LEAVES[256:512]))]


@given(st.integers(1, 200).flatmap(lambda size: st.tuples(st.integers(0, size - 1), st.just(size))))
def test_inclusion_proofs_verify_and_bind_place_and_size(case: tuple[int, int]) -> None:
    """A proof holds for its own leaf, place and tree, and for no other."""
    index, size = case
    path, root = proof(inclusion_ranges(index, size)), naive(LEAVES[:size])
    assert verify_inclusion(LEAVES[index], index, size, path, root)
    assert not verify_inclusion(LEAVES[index + 1], index, size, path, root)
    assert not verify_inclusion(LEAVES[index], index, size, [*path, root], root)
    assert not verify_inclusion(LEAVES[index], size, size, path, root)
    if path:
        assert not verify_inclusion(LEAVES[index], index, size, path[1:], root)
        assert not verify_inclusion(LEAVES[index], index ^ 1, size, path, root)


@given(st.integers(1, 200).flatmap(lambda new: st.tuples(st.integers(1, new), st.just(new))))
def test_consistency_proofs_verify_and_bind_both_trees(case: tuple[int, int]) -> None:
    """A proof holds between its own two trees, and for no other."""
    old, new = case
    path = proof(consistency_ranges(old, new))
    old_root, new_root = naive(LEAVES[:old]), naive(LEAVES[:new])
    assert verify_consistency(old, new, path, old_root, new_root)
    assert not verify_consistency(old, new, path, LEAVES[0] + b"x", new_root)
    assert not verify_consistency(old, new, path, old_root, b"x")
    if path:
        assert not verify_consistency(old, new, path[:-1], old_root, new_root)
        assert not verify_consistency(old, new, [*path, path[0]], old_root, new_root)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 2)])
def test_no_inclusion_in_a_tree_without_that_leaf(index: int, size: int) -> None:
    """There is no proof for a leaf that a tree does not have."""
    with pytest.raises(ValueError, match="no leaf"):
        inclusion_ranges(index, size)


@pytest.mark.parametrize(("old", "new"), [(0, 0), (0, 4), (5, 4)])
def test_no_consistency_from_nothing_or_backwards(old: int, new: int) -> None:
    """The empty tree proves nothing, and a smaller tree does not extend a larger."""
    with pytest.raises(ValueError, match="no proof"):
        consistency_ranges(old, new)
    assert not verify_consistency(old, new, [], EMPTY_ROOT, EMPTY_ROOT)


def test_an_empty_leaf_hash_is_never_included() -> None:
    """Nothing passes for a hash of 32 bytes, even when leaf and root agree."""
    assert not verify_inclusion(b"", 0, 1, [], b"")


def test_equal_sizes_compare_roots_of_any_length() -> None:
    """A comparison of roots is only that: what they are is for who signed them."""
    assert verify_consistency(1, 1, [], b"twelve bytes", b"twelve bytes")
    assert not verify_consistency(1, 1, [], b"twelve bytes", b"other")


def vectors(shared: Path, kind: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the public vectors of one kind with their paths."""
    folder = shared / "data" / "record" / "merkle-proof-vectors" / "testdata" / kind
    return [(str(file), json.loads(file.read_text())) for file in sorted(folder.rglob("*.json"))]


def decoded(texts: list[str] | None) -> list[bytes]:
    """Return a proof of a vector."""
    return [b64decode(text) for text in texts or []]


def test_all_public_inclusion_vectors(shared: Path) -> None:
    """Every one of the 98 public vectors is accepted or refused as it says."""
    cases = vectors(shared, "inclusion")
    assert len(cases) == 98
    for name, case in cases:
        accepted = verify_inclusion(
            b64decode(case["leafHash"] or ""),
            case["leafIdx"],
            case["treeSize"],
            decoded(case["proof"]),
            b64decode(case["root"] or ""),
        )
        assert accepted is not case["wantErr"], name


def test_all_public_consistency_vectors(shared: Path) -> None:
    """Every one of the 98 public vectors is accepted or refused as it says."""
    cases = vectors(shared, "consistency")
    assert len(cases) == 98
    for name, case in cases:
        accepted = verify_consistency(
            case["size1"],
            case["size2"],
            decoded(case["proof"]),
            b64decode(case["root1"] or ""),
            b64decode(case["root2"] or ""),
        )
        assert accepted is not case["wantErr"], name
