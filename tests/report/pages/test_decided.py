# SPDX-License-Identifier: EUPL-1.2
"""The section of decisions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sluis.estate.model import Basis
from sluis.report.pages.blocks import Card, Cell, Pairs, Prose, Rows, Sources
from sluis.report.pages.decided import MOST_NAMED, section
from tests.report.samples import SHEET, report

if TYPE_CHECKING:
    from sluis.report.model import DecisionSheet


def _card(sheet: DecisionSheet) -> Card:
    card = section(report(decisions=(sheet,)), Sources()).blocks[0]
    assert isinstance(card, Card)
    return card


def _pairs(sheet: DecisionSheet) -> dict[str, Cell]:
    pairs = _card(sheet).blocks[0]
    assert isinstance(pairs, Pairs)
    return dict(pairs.rows)


def test_a_sheet_says_who_when_and_why() -> None:
    """Both moments, the decider, the reason, the picture and the day to look again."""
    card = _card(SHEET)
    assert (card.title, card.badge) == ("Close Internet & links", "decision D1, entry 5")
    assert {label: (cell.text, cell.small) for label, cell in _pairs(SHEET).items()} == {
        "Decided": ("17 July 2025, 22:00", ""),
        "Recorded": ("17 July 2025, 23:00", ""),
        "Decided by": ("Board", ""),
        "Reason": ("Waiting takes too long.", ""),
        "Picture": ("the first 4 entries", "not open then: Desk phones"),
        "To be looked at again": ("24 July 2025", ""),
    }
    assert _pairs(SHEET)["Decided"].source == 1


def test_what_is_missing_is_said() -> None:
    """No reason and no day to look again are shown as such."""
    found = _pairs(replace(SHEET, reason="", check_on=None, picture=None))
    assert found["Reason"].text == "not recorded"
    assert (found["To be looked at again"].text, found["To be looked at again"].tone) == (
        "no date recorded",
        "warn",
    )
    assert "Picture" not in found


def test_dissent_and_assumption_are_shown() -> None:
    """Who disagreed, and that a decision is assumed."""
    found = _pairs(replace(SHEET, dissent="The CIO did not agree.", basis=Basis.ASSUMED))
    assert found["Dissent"].text == "The CIO did not agree."
    assert (found["Basis"].text, found["Basis"].tone) == ("assumed", "warn")


def test_a_long_picture_is_shortened() -> None:
    """Beyond eight names the rest is a number."""
    many = tuple(f"System {at}" for at in range(MOST_NAMED + 2))
    assert _pairs(replace(SHEET, closed_then=many))["Picture"].small.endswith("System 7 and 2 more")
    assert _pairs(replace(SHEET, closed_then=()))["Picture"].small == ""


def test_alternatives_stand_beside_the_choice() -> None:
    """The chosen one is marked in words; one without a price says so."""
    table = _card(SHEET).blocks[1]
    assert isinstance(table, Rows)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Close everything", "120 cases a day", "chosen"],
        ["Wait", "not computed", "–"],
    ]


def test_no_alternatives_give_no_table() -> None:
    """A decision without alternatives has no empty table."""
    assert len(_card(replace(SHEET, options=())).blocks) == 1


def test_no_decision_is_said() -> None:
    """The section is there and says that nothing was decided."""
    assert section(report(decisions=()), Sources()).blocks == (Prose("No decision is recorded."),)
