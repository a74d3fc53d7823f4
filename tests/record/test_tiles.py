# SPDX-License-Identifier: EUPL-1.2
"""Tiles and bundles as C2SP tlog-tiles describes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluis.kit.errors import Corrupt
from sluis.record.tiles import ENTRIES, bundle, from_tiles, path, rows, split, unbundle, widths
from sluis.record.tree import Frontier, Top, leaf_hash, range_hash

LEAVES = [leaf_hash(str(number).encode()) for number in range(700)]


@pytest.mark.parametrize(
    ("level", "number", "width", "expected"),
    [
        (0, 1_234_067, 256, "tile/0/x001/x234/067"),
        (0, 0, 256, "tile/0/000"),
        (1, 999, 12, "tile/1/999.p/12"),
        (2, 1000, 1, "tile/2/x001/000.p/1"),
        (ENTRIES, 0, 15, "tile/entries/000.p/15"),
    ],
)
def test_paths_are_those_of_the_specification(
    level: int | str, number: int, width: int, expected: str
) -> None:
    """Three digits a folder, `x` before all but the last, `.p/W` for a partial one."""
    assert path(level, number, width) == expected


def test_a_tree_of_70000_has_the_tiles_of_the_specification() -> None:
    """The example of tlog-tiles: 273 full and one of 112; one full and one of 17; one of 1."""
    found = list(widths(70_000))
    assert [width for level, _, width in found if level == 0] == [256] * 273 + [112]
    assert [width for level, _, width in found if level == 1] == [256, 17]
    assert [width for level, _, width in found if level == 2] == [1]
    assert list(widths(256)) == [(0, 0, 256), (1, 0, 1)]
    assert list(widths(0)) == []


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_bundles_come_apart_as_they_were_put_together(entries: list[bytes]) -> None:
    """Lengths in front make any bytes possible."""
    assert unbundle(bundle(entries)) == entries


@given(st.lists(st.binary(max_size=9), min_size=1, max_size=5), st.data())
def test_a_cut_bundle_is_corrupt_or_shorter(entries: list[bytes], data: st.DataObject) -> None:
    """A bundle that ends inside an entry is noticed."""
    whole = bundle(entries)
    cut = data.draw(st.integers(0, len(whole) - 1))
    borders = {len(bundle(entries[:count])) for count in range(len(entries))}
    if cut in borders:
        assert unbundle(whole[:cut]) == entries[: len(unbundle(whole[:cut]))]
    else:
        with pytest.raises(Corrupt):
            unbundle(whole[:cut])


@given(st.integers(0, 600), st.integers(1, 600))
def test_rows_cover_the_leaves_and_stay_inside_tiles(first: int, count: int) -> None:
    """Every hash has its place once, and no row crosses the edge of a tile."""
    leaves = [index.to_bytes(32, "big") for index in range(first, first + count)]
    found = rows(first, leaves, [Top(1, 3, bytes(32))])
    assert found.pop() == (1, 3, bytes(32))
    covered = [(row.start + place, hash_) for row in found for place, hash_ in enumerate(split(row.hashes))]
    assert covered == list(enumerate(leaves, first))
    assert all(row.start // 256 == (row.start + len(row.hashes) // 32 - 1) // 256 for row in found)


@pytest.mark.parametrize("size", [1, 255, 256, 257, 511, 512, 700])
def test_tiles_give_every_subtree(size: int) -> None:
    """Root and subtrees computed from tiles equal those computed from leaves."""
    tops: list[Top] = []
    frontier = Frontier().extended(LEAVES[:size], tops)
    level_one = b"".join(top.hash for top in tops)
    stored = {(0, number): b"".join(LEAVES[:size][number * 256 :][:256]) for number in range(3)}
    perfect = from_tiles(lambda level, number: stored[level, number] if level == 0 else level_one)
    assert range_hash(perfect, 0, size) == frontier.root()


def test_a_short_tile_is_corrupt() -> None:
    """A tile without the hash that is asked for is not passed over."""
    perfect = from_tiles(lambda _level, _number: LEAVES[0])
    assert perfect(0, 0) == LEAVES[0]
    with pytest.raises(Corrupt):
        perfect(0, 1)
    with pytest.raises(Corrupt):
        perfect(1, 0)
