# SPDX-License-Identifier: EUPL-1.2
"""The section with two clocks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sluis.estate.model import Basis
from sluis.kit.texts import Text
from sluis.report.model import Confidence, Knower, Precision, Report
from sluis.report.pages.blocks import Cell, Figure, Rows, Sources
from sluis.report.pages.happened import happened, qualifiers, section, start
from tests.report.samples import SHEET, T0, line, report


def _rows(made: Report) -> Rows:
    table = section(made, Sources()).blocks[1]
    assert isinstance(table, Rows)
    return table


def test_every_line_is_a_row() -> None:
    """Number, both moments, the words with their source, and who could know before."""
    row = _rows(report()).rows[2]
    assert row == (
        Cell("5", tone="muted"),
        Cell("17 July 2025, 22:00"),
        Cell("17 July 2025, 23:00"),
        Cell("The board decided.", source=1),
        Cell("Board, at once"),
    )


def test_late_is_said_with_how_late() -> None:
    """Not by colour alone: a triangle and a duration."""
    late = _rows(report()).rows[1][2]
    assert (late.small, late.tone) == ("▲ 2 d 12 h late", "warn")


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        (Precision.MINUTE, "17 July 2025, 22:00"),
        (Precision.PART, "17 July 2025, 22:00"),
        (Precision.DAY, "17 July 2025"),
        (Precision.WEEK, "17 July 2025"),
        (Precision.MONTH, "July 2025"),
    ],
)
def test_a_moment_is_no_more_exact_than_is_known(precision: Precision, words: str) -> None:
    """No hour is given for a day, and no day for a month."""
    assert happened(line(0, precision=precision), "en", "Europe/Amsterdam") == words


def test_how_a_line_is_known_stands_below_it() -> None:
    """Assumed, unsure, inferred, contradicted and unknown kinds are said."""
    told = line(
        0,
        basis=Basis.ASSUMED,
        confidence=Confidence.LOW,
        date_basis="inferred",
        conflict="The press says later.",
        recognised=False,
    )
    assert qualifiers(told, "en") == (
        "assumed · low confidence · the day is inferred · this release does not know this kind of entry · "
        "but: The press says later."
    )
    assert qualifiers(line(0, confidence=Confidence.HIGH, date_basis="stated"), "en") == ""


def test_who_could_know_from_another_moment() -> None:
    """A source that says when the organisation could know is given with that moment."""
    knowers = (
        Knower(Text("NCSC"), T0),
        Knower(Text("Bureau"), T0 + timedelta(days=2)),
        Knower(Text("readers of the record"), T0 + timedelta(days=3)),
    )
    made = report(lines=[line(0, known_from=knowers)])
    assert _rows(made).rows[0][4].text == "NCSC, at once; Bureau, 19 July 2025, 22:00"
    alone = report(lines=[line(0, known_from=knowers[-1:])])
    assert _rows(alone).rows[0][4].text == "–"


def test_the_picture_begins_two_weeks_before_the_first_decision() -> None:
    """What lies further back is counted, not drawn; without a decision all is drawn."""
    assert start(report()) == SHEET.decided_at - timedelta(days=14)
    assert start(report(decisions=())) is None
    old = report(lines=[line(0, hours=-24 * 400), line(5, kind="decision.made")])
    figure = section(old, Sources()).blocks[0]
    assert isinstance(figure, Figure)
    assert "1 entries lie outside this picture" in figure.svg
    assert "5 · Close Internet &amp; links" in figure.svg


def test_the_lead_names_the_clock() -> None:
    """Times are those of the organisation's zone."""
    assert "Europe/Amsterdam" in section(report(), Sources()).lead
