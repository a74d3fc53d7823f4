# SPDX-License-Identifier: EUPL-1.2
"""Forecasts as they were recorded."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sluis.estate.model import Basis, State
from sluis.report.forecasts import Past, forecasts, read, standstills
from sluis.report.reader import reader_of
from tests.report.samples import DAY, ESTATE, MAIL, NET, T0, changes, fact, forecast_fields, recorded

if TYPE_CHECKING:
    from sluis.record.model import Entry, Json

EN = reader_of(ESTATE, "en")
NEVER = Past(ESTATE, ())


def _made(seq: int = 4, *, happened_at: datetime = T0, **fields: Json) -> Entry:
    return recorded(seq, "forecast.made", forecast_fields(**fields), happened_at=happened_at)


def test_a_forecast_is_read_as_it_was_made() -> None:
    """Dates, levels and values are those of the entry, name and clock those of the organisation."""
    found = forecasts([fact(1), _made()], NEVER, EN)
    assert [(seen.stream, seen.name, seen.seq) for seen in found] == [("cases", "Criminal cases", 4)]
    shown = found[0].fan
    assert shown is not None
    assert shown.dates == (date(2025, 8, 1), date(2025, 9, 1))
    assert shown.levels == (0.1, 0.5, 0.9)
    assert shown.values == ((90.0, 100.0, 110.0), (80.0, 95.0, 120.0))
    assert shown.history == ((date(2025, 7, 1), 50.0),)
    assert shown.as_of == date(2025, 7, 17)
    assert shown.target == 60.0


def test_the_odds_are_read_with_what_lies_beyond() -> None:
    """The curve, the definition, and the share that is not caught up within the horizon."""
    shown = forecasts([_made()], NEVER, EN)[0].odds
    assert shown is not None
    assert shown.by == ((date(2025, 8, 1), 0.1), (date(2025, 9, 1), 0.6))
    assert shown.not_within_horizon == 0.4
    assert shown.definition == "level at most 60"


def test_without_a_stated_rest_it_follows_from_the_curve() -> None:
    """What is not reached by the last date lies beyond."""
    streams: Json = [{"stream": "cases", "caught_up": {"by": [{"date": "2025-08-01", "probability": 0.25}]}}]
    shown = forecasts([_made(streams=streams)], NEVER, EN)[0].odds
    assert shown is not None
    assert shown.not_within_horizon == 0.75


def test_the_last_forecast_of_a_stream_counts() -> None:
    """An older forecast of the same stream is not shown beside it."""
    found = forecasts([_made(4), _made(9)], NEVER, EN)
    assert [seen.seq for seen in found] == [9]


def test_what_is_assumed_is_marked() -> None:
    """The basis of a stream, else that of the entry."""
    assert forecasts([_made(basis="assumed")], NEVER, EN)[0].basis is Basis.ASSUMED
    assert forecasts([_made(basis=None)], NEVER, EN)[0].basis is None


def test_a_stream_without_dates_has_no_fan() -> None:
    """Nothing to draw is None, not an empty picture; a nameless stream is left out."""
    found = read(_made(streams=[{"stream": "cases"}, {"dates": []}]), NEVER, EN)  # type: ignore[arg-type] - as recorded
    assert [(seen.fan, seen.odds) for seen in found] == [(None, None)]


def test_a_gap_is_never_drawn_as_zero() -> None:
    """A forecast that lacks a value has no fan; one that somebody did not count has no point."""
    stream: dict[str, Json] = {
        "stream": "cases",
        "dates": ["2025-08-01"],
        "levels": [0.1, 0.9],
        "values": [[5.0]],
        "history": [["2025-07-01", None], ["2025-07-02", 4.0]],
    }
    assert read(_made(streams=[stream]), NEVER, EN)[0].fan is None
    whole = stream | {"values": [[5.0, 7.0]]}
    shown = read(_made(streams=[whole]), NEVER, EN)[0].fan
    assert shown is not None
    assert shown.history == ((date(2025, 7, 2), 4.0),)
    assert shown.values == ((5.0, 7.0),)


def test_an_entry_of_another_shape_forecasts_nothing() -> None:
    """Without streams there is nothing, and no error."""
    assert forecasts([_made(streams="none")], NEVER, EN) == ()


def test_a_stream_stands_still_while_what_it_needs_is_closed() -> None:
    """By the links of the estate: the stream needs mail, mail needs the internet."""
    history = changes(
        (NET, State.CLOSED, 0), (NET, State.OPEN, 3), (MAIL, State.TRIAL, 5), (MAIL, State.CLOSED, 9)
    )
    made = _made(90, happened_at=T0 + 20 * DAY)
    shown = forecasts([made], Past(ESTATE, history), EN)[0].fan
    assert shown is not None
    assert [(shade.first, shade.last, shade.label, shade.worse) for shade in shown.closures] == [
        (date(2025, 7, 17), date(2025, 7, 20), "stood still", False),
        (date(2025, 7, 22), date(2025, 7, 26), "ran worse", True),
        (date(2025, 7, 26), None, "stood still", False),
    ]


def test_what_closed_later_is_not_shaded() -> None:
    """Neither what happened after the forecast, nor what was recorded after it, nor without an estate."""
    made = _made(1)
    assert standstills("cases", ESTATE, changes((NET, State.CLOSED, 5)), made, "en") == ()
    late = changes((MAIL, State.OPEN, -9), (NET, State.CLOSED, -5))
    assert standstills("cases", ESTATE, late, made, "en") == ()
    assert standstills("cases", None, changes((NET, State.CLOSED, -5)), _made(9), "en") == ()
