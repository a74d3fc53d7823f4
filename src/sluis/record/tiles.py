# SPDX-License-Identifier: EUPL-1.2
"""Tiles: the tree in pieces of 256 hashes, and entries in bundles of 256 (C2SP tlog-tiles)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sluis.kit.errors import Corrupt
from sluis.kit.texts import Text
from sluis.record.tree import HASH_BYTES, TILE_HEIGHT, node_hash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sluis.record.tree import Top

WIDTH: Final = 1 << TILE_HEIGHT
"""Hashes in a full tile, and entries in a full bundle."""
ENTRIES: Final = "entries"
"""The name that bundles have in the place of a level."""


class Row(NamedTuple):
    """Consecutive hashes of one tile level, from index `start`, strung together; all of one tile."""

    level: int
    start: int
    hashes: bytes


def rows(first: int, leaves: Sequence[bytes], tops: Iterable[Top]) -> list[Row]:
    """Return the rows that hold the leaf hashes from number `first` on, and the full tiles' roots."""
    found = list[Row]()
    at = 0
    while at < len(leaves):
        end = min(len(leaves), at + WIDTH - (first + at) % WIDTH)
        found.append(Row(0, first + at, b"".join(leaves[at:end])))
        at = end
    found += [Row(top.level, top.index, top.hash) for top in tops]
    return found


def widths(size: int) -> Iterator[tuple[int, int, int]]:
    """Yield (level, tile number, width in hashes) of every tile of a tree of `size` leaves."""
    level = 0
    while size:
        for number in range(size // WIDTH):
            yield level, number, WIDTH
        if size % WIDTH:
            yield level, size // WIDTH, size % WIDTH
        level, size = level + 1, size // WIDTH


def path(level: int | str, number: int, width: int) -> str:
    """Return where a tile or bundle lies below the log's address: `tile/0/x001/x234/067`, `….p/12`."""
    parts = [f"{number % 1000:03d}"]
    while number := number // 1000:
        parts.insert(0, f"x{number % 1000:03d}")
    partial = "" if width == WIDTH else f".p/{width}"
    return f"tile/{level}/{'/'.join(parts)}{partial}"


def bundle(entries: Iterable[bytes]) -> bytes:
    """Return a bundle: each entry after its length in two bytes, big-endian."""
    return b"".join([len(entry).to_bytes(2, "big") + entry for entry in entries])


def unbundle(data: bytes) -> list[bytes]:
    """Return the entries of a bundle; raises Corrupt when it ends in the middle of one."""
    entries, at = list[bytes](), 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if at + 2 > len(data) or end > len(data):
            raise Corrupt(Text("A bundle of entries ends in the middle of one."))
        entries.append(data[at + 2 : end])
        at = end
    return entries


def split(hashes: bytes) -> list[bytes]:
    """Return hashes that were strung together as a list."""
    return [hashes[at : at + HASH_BYTES] for at in range(0, len(hashes), HASH_BYTES)]


def from_tiles(tile: Callable[[int, int], bytes]) -> Callable[[int, int], bytes]:
    """Return `perfect(level, index)` for `tree.range_hash`, reading whole or partial tiles.

    `tile(level, number)` gives a tile's hashes strung together. Raises Corrupt when a tile is too short.
    """

    def perfect(level: int, index: int) -> bytes:
        tile_level, height = divmod(level, TILE_HEIGHT)
        number, place = divmod(index << height, WIDTH)
        hashes = split(tile(tile_level, number))[place : place + (1 << height)]
        if len(hashes) != 1 << height or len(hashes[-1]) != HASH_BYTES:
            raise Corrupt(Text("A tile of the tree lacks hashes."))
        while len(hashes) > 1:
            hashes = [node_hash(hashes[at], hashes[at + 1]) for at in range(0, len(hashes), 2)]
        return hashes[0]

    return perfect
