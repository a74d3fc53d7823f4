# SPDX-License-Identifier: EUPL-1.2
"""Steps of the calendar, definitions in words, and the document of a forecast."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluis.backlog.model import (
    LEVELS,
    CaughtUp,
    Forecast,
    Span,
    SpanKind,
    StreamForecast,
    forecast_document,
    recorded_document,
    step,
)
from sluis.estate.model import Basis
from sluis.kit.texts import Text
from sluis.kit.units import Period
from tests.backlog.made import on

RULE = CaughtUp(1100.04, 1000.0, 14, 7, Period.DAY, given=False, before=date(2025, 7, 17))
STREAM = StreamForecast(
    stream="letters",
    period=Period.DAY,
    dates=(on(1), on(2)),
    levels=LEVELS,
    values=((1.0, 2.0, 3.04, 4.0, 5.0, 6.0, 7.0), (2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.06)),
    definition=RULE,
    by=((on(1), 0.123456), (on(2), 0.5)),
    not_within_horizon=0.5,
    history=((on(0), 4.44),),
    notes=(Text("The file is empty."),),
    counted_until=on(0),
    members=("flow",),
)
FORECAST = Forecast(on(0), (STREAM,), 7, 2000, Basis.ASSUMED)


@pytest.mark.parametrize(
    ("day", "period", "count", "found"),
    [
        ("2024-01-31", Period.DAY, 1, "2024-02-01"),
        ("2024-01-31", Period.WEEK, -1, "2024-01-24"),
        ("2024-01-31", Period.MONTH, 1, "2024-02-29"),
        ("2024-12-01", Period.MONTH, 1, "2025-01-01"),
        ("2024-01-15", Period.MONTH, -1, "2023-12-15"),
        ("2024-01-01", Period.QUARTER, 5, "2025-04-01"),
        ("2024-02-29", Period.YEAR, 1, "2025-02-28"),
    ],
)
def test_steps_of_the_calendar(day: str, period: Period, count: int, found: str) -> None:
    """Months and years are those of the calendar, and a day that is not there becomes the last one."""
    assert step(date.fromisoformat(day), period, count) == date.fromisoformat(found)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-40, 40))
def test_ends_of_months_stay_ends(day: date, count: int) -> None:
    """With `month_end` the day after is the first of a month, whatever the step."""
    moved = step(day, Period.MONTH, count, month_end=True)
    assert (date.fromordinal(moved.toordinal() + 1)).day == 1


def test_a_span_holds_its_days() -> None:
    """Both ends are included; without an end it goes on."""
    span = Span(on(2), on(3), SpanKind.CLOSURE)
    assert [span.holds(on(day)) for day in range(1, 5)] == [False, True, True, False]
    assert Span(on(2), None, SpanKind.CLOSURE).holds(on(900))


def test_the_definition_in_words() -> None:
    """It names the level, how long it is held and where it comes from, in the reader's language."""
    words = "at most 1,100 cases, 14 days on end: 110% of 1,000, which was usual before 17 July 2025"
    assert RULE.text("en") == words
    given_ = CaughtUp(50.0, 50.0, 1, 1, Period.MONTH, given=True)
    assert given_.text("en") == "at most 50 cases, 1 month on end"
    plain = CaughtUp(110.0, 100.0, 2, 1, Period.WEEK, given=False)
    assert plain.text("en").endswith("2 weeks on end: 110% of 100, the median of all that was counted")


def test_the_document_keeps_the_contract() -> None:
    """`sluis.forecast/1`: dates, levels, values by both, caught up by each date, and what is beyond."""
    document = forecast_document(FORECAST)
    assert document["schema"] == "sluis.forecast/1"
    assert (document["as_of"], document["seed"], document["basis"]) == ("2024-01-01", 7, "assumed")
    (stream,) = json.loads(json.dumps(document))["streams"]
    assert stream["dates"] == ["2024-01-02", "2024-01-03"]
    assert stream["levels"] == list(LEVELS)
    assert stream["values"][1][6] == 8.1
    assert stream["caught_up"]["by"][0] == {"date": "2024-01-02", "probability": 0.1235}
    assert stream["caught_up"]["not_within_horizon"] == stream["not_within_horizon"] == 0.5
    assert stream["notes"] == ["The file is empty."]
    assert (stream["period"], stream["members"], stream["history"]) == (
        "day",
        ["flow"],
        [["2024-01-01", 4.4]],
    )


def test_the_record_keeps_each_language() -> None:
    """Sentences go in for every reader; all else is the same."""
    (stream,) = json.loads(json.dumps(recorded_document(FORECAST)))["streams"]
    (plain,) = json.loads(json.dumps(forecast_document(FORECAST)))["streams"]
    assert set(stream["caught_up"]["definition"]) == set(stream["notes"][0]) == {"en", "nl"}
    assert stream["caught_up"]["definition"]["en"] == plain["caught_up"]["definition"]
    assert {**stream, "caught_up": 0, "notes": 0} == {**plain, "caught_up": 0, "notes": 0}


def test_the_words_of_this_room_are_cheap() -> None:
    """Model, kinds, store and acts load no NumPy: `sluis status` reads some of them."""
    code = (
        "import sys, sluis.backlog.model, sluis.backlog.kinds, sluis.backlog.store, sluis.backlog.acts, "
        "sluis.backlog.reading; sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
