# SPDX-License-Identifier: EUPL-1.2
"""The section of the backlog."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sluis.report.pages.ahead import section
from sluis.report.pages.blocks import Card, Figure, Points, Prose, Rows
from tests.report.samples import report

if TYPE_CHECKING:
    from sluis.report.model import ForecastSeen

SEEN = report().forecasts[0]


def _card(seen: ForecastSeen) -> Card:
    card = section(report(forecasts=(seen,))).blocks[0]
    assert isinstance(card, Card)
    return card


def test_fan_and_odds_each_with_their_numbers() -> None:
    """A warning that volumes are assumed, the fan, the sentence, the curve, and tables."""
    card = _card(SEEN)
    assert (card.title, card.badge) == ("Criminal cases", "entry 7, 17 July 2025, 22:00")
    assert [type(block) for block in card.blocks] == [Prose, Figure, Rows, Prose, Figure, Rows]
    assert card.blocks[0] == Prose(
        "Volumes are assumed: this is the outcome of a model, and no fact.", "warn"
    )


def test_what_is_measured_carries_no_warning() -> None:
    """Only assumed volumes are warned about."""
    assert type(_card(replace(SEEN, basis=None)).blocks[0]) is Figure


def test_the_definition_of_caught_up_is_said() -> None:
    """A curve without its definition would mean nothing."""
    curve = _card(SEEN).blocks[4]
    assert isinstance(curve, Figure)
    assert curve.caption == "Caught up means: at most 550 cases"


def test_half_a_forecast_is_shown_as_it_is() -> None:
    """Without quantiles there is no fan, without odds no curve; notes are told."""
    half = _card(replace(SEEN, fan=None, notes=("Two days were repaired.",)))
    assert [type(block) for block in half.blocks] == [Prose, Prose, Figure, Rows, Points]
    assert [type(block) for block in _card(replace(SEEN, odds=None)).blocks] == [Prose, Figure, Rows]


def test_pictures_of_two_streams_do_not_share_ids() -> None:
    """Two forecasts on one page have different ids."""
    made = report(forecasts=(SEEN, replace(SEEN, stream="other")))
    figures = [
        block.svg
        for card in section(made).blocks
        if isinstance(card, Card)
        for block in card.blocks
        if isinstance(block, Figure)
    ]
    ids = [svg.split('id="')[1].split('"')[0] for svg in figures]
    assert len(set(ids)) == 4


def test_no_forecast_is_said() -> None:
    """The section is there and says that none is recorded."""
    assert section(report(forecasts=())).blocks == (Prose("No forecast is recorded.", "warn"),)
