# SPDX-License-Identifier: EUPL-1.2
"""The whole in short."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sluis.record.model import Seq
from sluis.report.pages.blocks import Points, Prose, Tiles
from sluis.report.pages.brief import section
from tests.report.samples import report

if TYPE_CHECKING:
    from sluis.report.model import Report


def _tiles(made: Report) -> dict[str, tuple[str, str]]:
    tiles = section(made).blocks[0]
    assert isinstance(tiles, Tiles)
    return {tile.small: (tile.text, tile.tone) for tile in tiles.items}


def _points(made: Report) -> list[str]:
    points = section(made).blocks[1]
    assert isinstance(points, Points)
    return [point.text for point in points.items]


def test_six_figures_come_first() -> None:
    """Entries, decisions, systems away, silent risks, late and assumed entries."""
    assert _tiles(report()) == {
        "entries in the record": ("8", ""),
        "decisions": ("1", ""),
        "systems not fully open, 0 of them unknown": ("2", ""),
        "risks that nobody answered": ("1", "bad"),
        "entries recorded late": ("1", "warn"),
        "entries that are assumed": ("1", "warn"),
    }


def test_what_stands_out_is_named() -> None:
    """The first decision, the longest silence, questions, and what is assumed."""
    assert _points(report()) == [
        "The first decision was entry 5: Close Internet & links",
        "Longest silent is risk R1, raised to Board: 2 d 2 h without an answer.",
        "Of 2 questions the record answers 1; the others are not recorded.",
        "What is assumed was filled in to make a run possible: no fact about Bureau of Samples.",
    ]


def test_a_hole_in_the_record_stands_out() -> None:
    """Missing entries are the worst of all."""
    whole = replace(report().completeness, holes=(Seq(3),))
    assert "Entries are missing from the record." in _points(report(completeness=whole))


def test_nothing_to_tell_is_said() -> None:
    """A quiet record gets a quiet page."""
    quiet = replace(report().completeness, assumed=(), late=())
    made = report(decisions=(), risks=(), questions=(), completeness=quiet)
    assert section(made).blocks[1] == Prose("Nothing stands out.")
    assert all(tone == "" for _, tone in _tiles(made).values())
