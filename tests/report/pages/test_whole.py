# SPDX-License-Identifier: EUPL-1.2
"""The section on how whole the record is."""

from __future__ import annotations

from dataclasses import replace

from sluis.record.model import Seq, Size
from sluis.report.model import Completeness, Report
from sluis.report.pages.blocks import Cell, Pairs, Points, Prose, Rows
from sluis.report.pages.whole import section
from tests.report.samples import report


def _pairs(made: Report) -> dict[str, Cell]:
    pairs = section(made).blocks[0]
    assert isinstance(pairs, Pairs)
    return dict(pairs.rows)


def test_the_range_and_what_is_odd_in_it() -> None:
    """From 0 to the last, no number missing; late, assumed and unknown ones by number."""
    found = _pairs(report())
    assert found["Numbers"].text == "0 to 7, 8 entries"
    assert found["Missing numbers"] == Cell("none")
    assert found["Recorded late"] == Cell("1", tone="warn")
    assert found["Assumed"] == Cell("1", tone="warn")
    assert found["Of a kind not known here"] == Cell("6", tone="warn")


def test_missing_numbers_are_named() -> None:
    """A hole is the worst that can be found here."""
    whole = replace(report().completeness, holes=(Seq(2), Seq(3), Seq(4)))
    assert _pairs(report(completeness=whole))["Missing numbers"] == Cell("2–4", tone="bad")


def test_kinds_are_counted() -> None:
    """Each kind with its number of entries."""
    table = section(report()).blocks[1]
    assert isinstance(table, Rows)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["fact.noted", "3"],
        ["decision.made", "1"],
    ]


def test_every_assumed_entry_is_told_in_words() -> None:
    """Nobody should have to look them up."""
    _, _, lead, points = section(report()).blocks
    assert lead == Prose("These entries were filled in to make a run possible. They are no facts.", "warn")
    assert isinstance(points, Points)
    assert [cell.text for cell in points.items] == ["Entry 1: Something happened."]


def test_nothing_assumed_gives_no_list() -> None:
    """Without assumptions the section ends with the counts."""
    assert len(section(report(completeness=replace(report().completeness, assumed=()))).blocks) == 2


def test_an_empty_record_has_no_range() -> None:
    """No entries, no numbers."""
    empty = Completeness(Size(0), (), (), (), (), (), ())
    assert _pairs(report(completeness=empty))["Numbers"].text == "none"
