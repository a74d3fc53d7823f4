# SPDX-License-Identifier: EUPL-1.2
"""Beeld: the crisis manager's picture. What is so, what waits for a decision, what it costs to wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Final

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse

from sluis.access.model import Right
from sluis.estate import store as estate_store
from sluis.estate.model import Estate, State, StateAt, SystemId
from sluis.report.draw import fan, graph, odds, waves
from sluis.report.forecasts import FORECAST_MADE, Past, forecasts
from sluis.report.kinds import RISK_KINDS
from sluis.report.model import ForecastSeen, RiskLine, Standing
from sluis.report.reader import reader_of
from sluis.report.risks import ledger
from sluis.web.clocks import clocks, times
from sluis.web.console import Visitor, needs
from sluis.web.drawing import Drawing
from sluis.web.known import as_of
from sluis.web.pages import page
from sluis.web.waiting import lines

if TYPE_CHECKING:
    from sluis.record.log import Known

FORECASTS: Final = 3
"""Streams whose forecast is shown, the one that is caught up last first."""
MOST: Final = 6
"""Lines of a list; what is more is counted, and stands in the report."""
router: Final = APIRouter()


@dataclass(frozen=True, slots=True)
class Ahead:
    """One stream's forecast in words and pictures."""

    seen: ForecastSeen
    words: str
    pictures: tuple[Drawing, ...]


@router.get("/beeld")
def show(who: Annotated[Visitor, Depends(needs(Right.SEE_BEELD))]) -> HTMLResponse:
    """Show the picture as it is known now."""
    now = who.console.house.world.clock.now()
    with who.console.record.known() as known:
        estate = estate_store.adopted(known)
        if estate is None:
            return page(who, "nothing.html", as_of=as_of(known, now, "UTC"))
        states, found = estate_store.states(known, now), times(known)
        return page(
            who,
            "beeld.html",
            as_of=as_of(known, now, estate.zone),
            estate=estate,
            counts=counts(states),
            day=found.day(now, estate.zone),
            clocks=clocks(found, now, who.lang, estate.zone),
            waiting=lines(known, now, who.lang),
            ages=ages(states),
            most=MOST,
            systems=systems(estate, states, who.lang),
            reopening=reopening(known, estate, now, who.lang),
            ahead=ahead(known, estate, who.lang),
            risks=undecided(known, now, who.lang),
        )


def counts(states: dict[SystemId, StateAt]) -> dict[State, int]:
    """Return how many systems are in each state, in the order of the states."""
    found = [one.state for one in states.values()]
    return {state: found.count(state) for state in State}


def ages(states: dict[SystemId, StateAt]) -> dict[State, datetime | None]:
    """Return for each state when a system last came into it; None for a state that none is in."""
    return {
        state: max((one.since for one in states.values() if one.state is state and one.since), default=None)
        for state in State
    }


def systems(estate: Estate, states: dict[SystemId, StateAt], lang: str) -> Drawing:
    """Return the systems with their links."""
    boxes, ties = graph.nodes_and_ties(estate, states)
    return Drawing(
        graph.draw(estate, states, lang=lang),
        graph.sentence(boxes, ties, lang),
        graph.as_table(estate, states, lang),
    )


def reopening(known: Known, estate: Estate, now: datetime, lang: str) -> Drawing | None:
    """Return the states over time of the systems that were ever not open; None when there are none."""
    names = {system.id: system.name for system in estate.systems}
    lanes = [
        lane
        for lane in waves.lanes(estate_store.history(known), names)
        if any(piece.state is not State.OPEN for piece in lane.pieces)
    ]
    if not lanes:
        return None
    first = min(piece.first for lane in lanes for piece in lane.pieces if piece.state is not State.OPEN)
    return Drawing(
        waves.draw(lanes, as_of=now, lang=lang, zone=estate.zone, since=first - timedelta(days=1)),
        waves.sentence(lanes, lang),
        waves.as_table(lanes, lang, estate.zone),
    )


def ahead(known: Known, estate: Estate, lang: str) -> tuple[Ahead, ...]:
    """Return the last forecast of each stream, the one with the worst odds first."""
    entries = list(known.entries(kinds={FORECAST_MADE.name}))
    seen = forecasts(entries, Past(estate, estate_store.history(known)), reader_of(estate, lang))
    found = sorted(seen, key=_worst, reverse=True)
    return tuple(_ahead(one, lang) for one in found[:FORECASTS])


def undecided(known: Known, now: datetime, lang: str) -> tuple[RiskLine, ...]:
    """Return the risks on which nobody decided, the silent ones first, then by age."""
    found = ledger(known.entries(kinds=RISK_KINDS), now, lang)
    return tuple(line for line in found if line.standing in {Standing.RAISED, Standing.SEEN})


def _worst(one: ForecastSeen) -> float:
    return one.odds.not_within_horizon if one.odds else 0.0


def _ahead(one: ForecastSeen, lang: str) -> Ahead:
    pictures: list[Drawing] = []
    words = ""
    if one.odds is not None:
        words = odds.sentence(one.odds, lang)
    if one.fan is not None:
        name = f"fan-{one.stream}"
        svg = fan.draw(one.fan, lang=lang, name=name)
        pictures.append(Drawing(svg, fan.sentence(one.fan, lang), fan.as_table(one.fan, lang)))
    if one.odds is not None:
        svg = odds.draw(one.odds, lang=lang, name=f"odds-{one.stream}")
        pictures.append(Drawing(svg, words, odds.as_table(one.odds, lang)))
    return Ahead(one, words, tuple(pictures))
