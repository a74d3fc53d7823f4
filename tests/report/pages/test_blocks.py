# SPDX-License-Identifier: EUPL-1.2
"""What pages are made of."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

import sluis.report
from sluis.report.draw.table import Table
from sluis.report.pages import blocks
from sluis.report.pages.blocks import Cell, Rows, Sources, rows_of

TEMPLATES = Path(sluis.report.__file__).parent / "templates"
NAMES = ("prose", "tiles", "figure", "rows", "pairs", "points", "references", "code", "card")


def test_sources_are_numbered_as_they_come() -> None:
    """The same source keeps its number; no source has none."""
    sources = Sources()
    assert [sources.number(name) for name in ("a", "b", "a", None, "")] == [1, 2, 1, None, None]
    assert sources.all() == ("a", "b")


def test_a_table_of_another_width_is_refused() -> None:
    """Rows, head and widths must agree: a mistake of ours, named by the caption."""
    with pytest.raises(ValueError, match="Counts"):
        Rows("Counts", ("a", "b"), ((Cell("1"),),), (1.0, 1.0))
    with pytest.raises(ValueError, match="Counts"):
        Rows("Counts", ("a", "b"), (), (1.0,))


def test_the_numbers_of_a_picture_become_rows() -> None:
    """Caption, head and cells are those of the table."""
    found = rows_of(Table("Counts", ("Day", "Cases"), (("Monday", "3"),)))
    assert (found.caption, found.head) == ("Counts", ("Day", "Cases"))
    assert found.rows == ((Cell("Monday"), Cell("3")),)
    assert found.widths == (0.0, 0.0)


def test_every_block_is_drawn_on_paper_and_on_screen() -> None:
    """Each kind of block has its macro in the page and its function on paper."""
    page = (TEMPLATES / "report.html").read_text()
    paper = (TEMPLATES / "report.typ").read_text()
    for name in NAMES:
        assert f"macro {name}(b)" in page
        assert name == "card" or re.search(rf"\b{name}: \w", paper)
    assert 'b.block == "card"' in paper


def test_every_block_names_itself() -> None:
    """The names above are those of the blocks."""
    kinds = [getattr(blocks, name) for name in get_args_of_block()]
    assert sorted(kind.__dataclass_fields__["block"].default for kind in kinds) == sorted(NAMES)


def get_args_of_block() -> list[str]:
    """Return the names of the block classes."""
    assert not get_args(blocks.Block)  # a string, resolved by readers
    return [name.strip() for name in str(blocks.Block).split("|")]
