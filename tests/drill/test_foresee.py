# SPDX-License-Identifier: EUPL-1.2
"""The forecast of a case: marked as assumed, and made from what was known that day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest

from sluis.drill.foresee import foresee
from sluis.estate.model import StreamId
from sluis.kit.errors import UnknownName
from sluis.record.model import Actor

if TYPE_CHECKING:
    from sluis.drill.model import Case
    from sluis.house import House

WHO = Actor("replay", "test")


def test_the_forecast_is_marked_as_assumed(house: House, case: Case) -> None:
    """It stands at its own instant, with its seed, and every stream says that its counts are assumed."""
    with house.record.known() as known:
        (entry,) = known.entries(kinds=["forecast.made"])
    document = cast("dict[str, Any]", entry.fields["document"])
    assert entry.recorded_at == entry.happened_at == case.forecast.at
    assert (entry.fields["basis"], document["basis"]) == ("assumed", "assumed")
    assert [stream["stream"] for stream in document["streams"]] == list(case.forecast.streams)
    for stream in document["streams"]:
        assert stream["notes"], "it says how its counts were made"
        assert 0 <= stream["not_within_horizon"] <= 1
        odds = [one["probability"] for one in stream["caught_up"]["by"]]
        assert odds == sorted(odds)


def test_the_same_wish_gives_the_same_forecast(house: House, case: Case) -> None:
    """Seeded: made again from the same record up to that day, it comes out the same."""
    with house.record.known() as known:
        (first,) = known.entries(kinds=["forecast.made"])
    foresee(house.record, wish=case.forecast, actor=WHO)
    with house.record.known() as known:
        *_, again = known.entries(kinds=["forecast.made"])
    old, new = (cast("dict[str, Any]", entry.fields["document"]) for entry in (first, again))
    assert [stream["dates"] for stream in new["streams"]] == [stream["dates"] for stream in old["streams"]]
    assert new["seed"] == old["seed"]


@pytest.mark.parametrize("name", ["nothing", "tags"])
def test_a_stream_without_a_volume_has_no_forecast(house: House, case: Case, name: str) -> None:
    """An unknown stream, or one whose volume nobody knows, is refused rather than guessed."""
    with pytest.raises(UnknownName):
        foresee(house.record, wish=replace(case.forecast, streams=(StreamId(name),)), actor=WHO)
