# SPDX-License-Identifier: EUPL-1.2
"""When the backlogs are gone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from sluis.backlog.kinds import FORECAST_MADE
from sluis.record.model import Draft, Size
from sluis.report.draw.odds import Odds
from sluis.report.model import Answer, NotRecorded, Reply
from sluis.report.replies.asking import Asking
from sluis.report.replies.caught_up import caught_up, within
from tests.report.samples import WHO, forecast_fields, question

if TYPE_CHECKING:
    from sluis.record.log import Record

ODDS = Odds("x", ((date(2026, 1, 1), 0.2), (date(2026, 6, 1), 0.5)), 0.5)


def _forecast(record: Record, **fields: object) -> None:
    made = Draft(FORECAST_MADE, record.world.clock.now(), WHO, forecast_fields(**fields))  # type: ignore[arg-type] - JSON
    record.append([made])


def _ask(record: Record, asked: date | None, size: int | None = None) -> Reply:
    with record.known(None if size is None else Size(size)) as known:
        return caught_up(Asking(known, question("caught_up", asked=asked), "en"))


def test_the_odds_are_told_for_each_stream(story: Record) -> None:
    """The sentence of the curve, on the day of the forecast, and that volumes are assumed."""
    _forecast(story)
    found = _ask(story, None)
    assert isinstance(found, Answer)
    assert [str(text) for text in found.text] == [
        (
            "Criminal cases, as forecast on 19 July 2025: By 1 September 2025 the odds of being caught up "
            "are 60%; 40% says not before then."
        ),
        "Volumes are assumed: this is the outcome of a model, and no fact.",
    ]
    assert found.entries == (19,)


def test_a_question_about_a_year_gets_its_odds(story: Record) -> None:
    """Where the forecast reaches a year beyond the question, the odds that it takes longer are given."""
    _forecast(story)
    found = _ask(story, date(2024, 8, 15))
    assert isinstance(found, Answer)
    assert str(found.text[1]) == (
        "The odds that it takes longer than a year from the question, 15 August 2025, are 90%."
    )


def test_beyond_the_horizon_nothing_is_claimed(story: Record) -> None:
    """A forecast that ends sooner than a year says nothing about that year."""
    _forecast(story)
    found = _ask(story, date(2025, 9, 19))
    assert isinstance(found, Answer)
    assert not any("longer than a year" in str(text) for text in found.text)


def test_without_a_forecast_it_is_not_recorded(story: Record) -> None:
    """As of before the forecast, nobody had one."""
    size = story.size()
    _forecast(story)
    assert isinstance(_ask(story, None, size), NotRecorded)


@pytest.mark.parametrize(
    ("limit", "share"),
    [
        (date(2025, 12, 1), 0.0),
        (date(2026, 1, 1), 0.2),
        (date(2026, 5, 31), 0.2),
        (date(2026, 6, 1), 0.5),
        (date(2026, 6, 2), None),
    ],
)
def test_odds_by_a_day(limit: date, share: float | None) -> None:
    """The last known odds by that day; none beyond the last date."""
    assert within(ODDS, limit) == share


def test_an_empty_curve_says_nothing() -> None:
    """No dates, no odds."""
    assert within(Odds("x", (), 1.0), date(2026, 1, 1)) is None
