# SPDX-License-Identifier: EUPL-1.2
"""The Merkle tree of RFC 6962 section 2.1 and RFC 9162 section 2.1, over SHA-256.

Hashes are 32 bytes. A `Frontier` holds the roots of the perfect subtrees that make up a tree, the
largest first: one for each bit that is set in its size. It is all that a writer needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

HASH_BYTES: Final = 32
"""Length of a SHA-256 hash."""
EMPTY_ROOT: Final = sha256(b"").digest()
"""Root of the tree without leaves (RFC 6962 section 2.1)."""
TILE_HEIGHT: Final = 8
"""A tile spans 8 levels of the tree: 256 hashes (C2SP tlog-tiles)."""
_LEAF: Final = b"\x00"
_NODE: Final = b"\x01"


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of the leaf that holds `data`."""
    return sha256(_LEAF + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of the node over two subtrees."""
    return sha256(_NODE + left + right).digest()


class Top(NamedTuple):
    """Root of the perfect subtree over leaves `[index * 256**level, (index + 1) * 256**level)`."""

    level: int
    index: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Frontier:
    """Roots of the perfect subtrees of the first `size` leaves, largest first."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    @classmethod
    def parse(cls, size: int, packed: bytes) -> Frontier:
        """Read the hashes that `packed` strings together; raises ValueError when their number is wrong."""
        if len(packed) != size.bit_count() * HASH_BYTES:
            msg = f"{len(packed)} bytes are not the perfect subtrees of a tree of {size} leaves"
            raise ValueError(msg)
        return cls(size, tuple(packed[at : at + HASH_BYTES] for at in range(0, len(packed), HASH_BYTES)))

    @property
    def packed(self) -> bytes:
        """The hashes strung together."""
        return b"".join(self.hashes)

    def extended(self, leaves: Iterable[bytes], tops: list[Top] | None = None) -> Frontier:
        """Return the frontier after the leaf hashes `leaves` in their order.

        Every perfect subtree of 256**level leaves that is completed on the way is added to `tops`.
        """
        stack, size = list(self.hashes), self.size
        for leaf in leaves:
            node, above, height = leaf, size, 0
            while above & 1:
                node = sha256(_NODE + stack.pop() + node).digest()
                above >>= 1
                height += 1
                if tops is not None and not height % TILE_HEIGHT:
                    tops.append(Top(height // TILE_HEIGHT, size >> height, node))
            stack.append(node)
            size += 1
        return Frontier(size, tuple(stack))

    def root(self) -> bytes:
        """Return the root of the tree."""
        if not self.hashes:
            return EMPTY_ROOT
        root = self.hashes[-1]
        for left in reversed(self.hashes[:-1]):
            root = node_hash(left, root)
        return root


def _split(size: int) -> int:
    """Return the largest power of two smaller than `size` (at least 2): where RFC 6962 splits a tree."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_ranges(index: int, size: int) -> list[tuple[int, int]]:
    """Return the leaf ranges `[from, to)` whose hashes prove leaf `index` in a tree of `size`, lowest first.

    RFC 9162 section 2.1.3.1. Raises ValueError when the tree has no such leaf.
    """
    if not 0 <= index < size:
        msg = f"a tree of {size} leaves has no leaf {index}"
        raise ValueError(msg)
    start, end, ranges = 0, size, list[tuple[int, int]]()
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def consistency_ranges(old: int, new: int) -> list[tuple[int, int]]:
    """Return the leaf ranges whose hashes prove that the tree of `new` extends that of `old`.

    RFC 9162 section 2.1.4.1. Raises ValueError unless 0 < `old` ≤ `new`.
    """
    if not 0 < old <= new:
        msg = f"no proof leads from a tree of {old} leaves to one of {new}"
        raise ValueError(msg)
    start, end, ranges = 0, new, list[tuple[int, int]]()
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    if start:
        ranges.append((start, end))
    return ranges[::-1]


def range_hash(perfect: Callable[[int, int], bytes], start: int, end: int) -> bytes:
    """Return the hash of the subtree over leaves `[start, end)`.

    `perfect(level, index)` gives the root of the perfect subtree over leaves
    `[index * 2**level, (index + 1) * 2**level)`. `start` is a multiple of the subtree's own power of two.
    """
    parts = list[bytes]()
    while start < end:
        level = (end - start).bit_length() - 1
        parts.append(perfect(level, start >> level))
        start += 1 << level
    root = parts.pop()
    while parts:
        root = node_hash(parts.pop(), root)
    return root


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Say whether `proof` shows the leaf hash `leaf` at `index` in the tree of `size` with `root`.

    RFC 9162 section 2.1.3.2.
    """
    if not 0 <= index < size or len(leaf) != HASH_BYTES:
        return False
    node, last, computed = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            computed = node_hash(sibling, computed)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            computed = node_hash(computed, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and computed == root


def verify_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Say whether `proof` shows that the tree of `new` extends the tree of `old`.

    RFC 9162 section 2.1.4.2. An empty old tree proves nothing and is refused; a protocol that
    allows it handles that itself.
    """
    if not 0 < old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    if not proof or not path:
        return False
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root
