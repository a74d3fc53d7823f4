# SPDX-License-Identifier: EUPL-1.2
"""The section of risks and silences."""

from __future__ import annotations

import pytest

from sluis.report.model import Outcome, RiskLine, Standing
from sluis.report.pages.blocks import Cell, Prose, Rows, Sources
from sluis.report.pages.risked import became, section
from tests.report.samples import DAY, T0, report, risk_line

ZONE = "Europe/Amsterdam"


def test_silence_is_said_first() -> None:
    """How many of the risks are silent stands above the table."""
    first = section(report(), Sources()).blocks[0]
    assert first == Prose("1 of 2 risks are silent: raised, and neither seen nor decided.", "bad")


def test_each_risk_is_a_row() -> None:
    """Id, when and by whom to whom, what, what became of it, and how long it was silent."""
    table = section(report(), Sources()).blocks[1]
    assert isinstance(table, Rows)
    assert table.rows[0] == (
        Cell("R1", tone="muted"),
        Cell("17 July 2025, 22:00", "Staff to Board"),
        Cell("Mail is lost.", source=1),
        Cell("nobody answered", tone="bad"),
        Cell("2 d 2 h", "and still silent", tone="bad"),
    )


def test_an_answered_risk_is_not_reproached() -> None:
    """Without a silent risk there is no red line, and its silence has ended."""
    made = report(risks=(risk_line(standing=Standing.SEEN, seen_at=T0, seen_by="Board"),))
    table = section(made, Sources()).blocks[0]
    assert isinstance(table, Rows)
    assert table.rows[0][4] == Cell("2 d 2 h")


@pytest.mark.parametrize(
    ("risk", "cell"),
    [
        (risk_line(), Cell("nobody answered", tone="bad")),
        (
            risk_line(standing=Standing.SEEN, seen_at=T0 + DAY, seen_by="Board"),
            Cell("seen by Board, 18 July 2025, 22:00; no decision", tone="warn"),
        ),
        (
            risk_line(
                standing=Standing.DECIDED, decided_at=T0 + DAY, outcome=Outcome.AVOIDED, reason="Stopped."
            ),
            Cell("avoided, 18 July 2025, 22:00", "Stopped."),
        ),
        (
            risk_line(standing=Standing.DECIDED, decided_at=T0 + DAY),
            Cell("decided, 18 July 2025, 22:00"),
        ),
        (
            risk_line(standing=Standing.CLOSED, closed_at=T0 + DAY, reason="Mail is back."),
            Cell("closed, 18 July 2025, 22:00", "Mail is back.", tone="good"),
        ),
    ],
)
def test_what_became_of_it(risk: RiskLine, cell: Cell) -> None:
    """The last thing that happened, with its reason."""
    assert became(risk, "en", ZONE) == cell


def test_no_risk_is_said() -> None:
    """The section is there and says that none is recorded."""
    assert section(report(risks=()), Sources()).blocks == (Prose("No risk is recorded."),)
