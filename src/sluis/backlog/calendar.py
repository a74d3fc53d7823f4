# SPDX-License-Identifier: EUPL-1.2
"""The calendar of a stream from the states of systems: when it stood still, when it ran degraded."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from sluis.backlog.model import Span, SpanKind
from sluis.estate.graph import Graph
from sluis.estate.model import Effect, State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sluis.estate.model import Estate, StateChange, SystemId

_BY_STATE: Final = {
    State.CLOSED: SpanKind.CLOSURE,
    State.READ_ONLY: SpanKind.DEGRADED,
    State.TRIAL: SpanKind.DEGRADED,
    State.UNKNOWN: SpanKind.DEGRADED,
}
_BY_EFFECT: Final = {
    Effect.STOPS: SpanKind.CLOSURE,
    Effect.DEGRADES: SpanKind.DEGRADED,
    Effect.UNKNOWN: SpanKind.DEGRADED,
}


def closures(estate: Estate, history: Sequence[StateChange]) -> tuple[Span, ...]:
    """Return for every stream the spans in which it stopped or ran degraded, by the typed links.

    A stream that stops is closed; one that degrades, or of which that cannot be told, runs degraded; one
    that goes stale or latches runs on. A span ends on the day before its effect ends; the last one has no
    end while it lasts. Days are those of the organisation's clock.
    """
    graph, zone = Graph(estate), ZoneInfo(estate.zone)
    states: dict[SystemId, State] = {}
    running: dict[str, tuple[SpanKind, date]] = {}
    spans: list[Span] = []
    changes = sorted(history, key=lambda change: (change.happened_at, change.seq or 0))
    for number, change in enumerate(changes):
        states[change.system] = change.state
        day = change.happened_at.astimezone(zone).date()
        if number + 1 < len(changes) and changes[number + 1].happened_at.astimezone(zone).date() == day:
            continue
        now = _kinds(graph, states)
        for stream in sorted({*now, *running}):
            was, first = running.get(stream, (None, day))
            if was is now.get(stream):
                continue
            if was is not None and first < day:
                spans.append(Span(first, day - timedelta(days=1), was, stream))
            running.pop(stream, None)
            if stream in now:
                running[stream] = (now[stream], day)
    spans += [Span(first, None, kind, stream) for stream, (kind, first) in sorted(running.items())]
    return tuple(spans)


def _kinds(graph: Graph, states: dict[SystemId, State]) -> dict[str, SpanKind]:
    """Return what the states do to each stream.

    What was seen of a system wins over what follows from the links: a link of which somebody says that it
    is open is open, also while what it needs is on trial.
    """
    changed = {system: state for system, state in states.items() if state is not State.OPEN}
    follows = {
        one.target: _BY_EFFECT[one.effect]
        for one in graph.consequences(changed)
        if one.what == "system" and one.target not in states and one.effect in _BY_EFFECT
    }
    found: dict[str, SpanKind] = {}
    for stream in graph.estate.streams:
        own = {_BY_STATE.get(states[need]) if need in states else follows.get(need) for need in stream.needs}
        if SpanKind.CLOSURE in own:
            found[stream.id] = SpanKind.CLOSURE
        elif SpanKind.DEGRADED in own:
            found[stream.id] = SpanKind.DEGRADED
    return found
