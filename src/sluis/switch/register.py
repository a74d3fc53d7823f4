# SPDX-License-Identifier: EUPL-1.2
"""The register of stale outputs: what was issued while the source of its content was dark.

Whether a source was dark is not stated by hand but found from the states of systems, on the links of
the estate: each time in which closing reached what issues through a link of freshness (or stopped it,
or left it unknown) is a spell. An output whose own time meets a spell is on the register.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sluis.estate import store as estates
from sluis.estate.graph import Graph
from sluis.estate.model import Effect, LinkType, State
from sluis.switch import store
from sluis.switch.model import Freshness, RecheckStatus, Spell, StaleOutput

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sluis.estate.model import Estate, StateChange, SystemId
    from sluis.record.log import Known
    from sluis.switch.model import Output, Recheck


def register(known: Known, at: datetime) -> tuple[StaleOutput, ...]:
    """Return every output, up to `at` as known, that rested on a stale source or may have, oldest first."""
    return tuple(each for each in judged(known, at) if each.freshness is not Freshness.FRESH)


def judged(known: Known, at: datetime) -> tuple[StaleOutput, ...]:
    """Return every output up to `at` with what it rested on, the fresh ones too, oldest first."""
    found = [each for each in store.outputs(known) if each[0].happened_at <= at]
    if not found:
        return ()
    estate, history = estates.current(known), estates.history(known)
    return tuple(
        judge(estate, history, output, [one for one in rechecks if _before(one, at)], at)
        for output, rechecks in sorted(found, key=lambda pair: pair[0].happened_at)
    )


def judge(
    estate: Estate,
    history: Sequence[StateChange],
    output: Output,
    rechecks: Sequence[Recheck],
    at: datetime,
) -> StaleOutput:
    """Return on what one output rested, and how far looking at it again has come."""
    end = output.happened_at if output.until is None else min(output.until, at)
    spells = tuple(
        spell
        for spell in (*_stated(output), *stale_spells(estate, history, output.system, at))
        if spell.since <= end and (spell.until is None or spell.until > output.happened_at)
    )
    kinds = {spell.freshness for spell in spells}
    freshness = next(
        (each for each in (Freshness.STALE, Freshness.CANNOT_TELL) if each in kinds), Freshness.FRESH
    )
    counts = [each.count for each in rechecks]
    return StaleOutput(
        output,
        freshness,
        spells,
        _status(output, rechecks),
        None if None in counts else sum(each or 0 for each in counts),
        tuple(rechecks),
    )


def stale_spells(
    estate: Estate, history: Sequence[StateChange], system: SystemId, at: datetime
) -> tuple[Spell, ...]:
    """Return when up to `at` the content of `system` was stale, or nobody can tell; oldest first.

    Costs one look at what is upstream of `system` for each change there.
    """
    above = _upstream(estate, system)
    within = above | {system}
    graph = Graph(
        replace(
            estate,
            systems=tuple(each for each in estate.systems if each.id in within),
            links=tuple(link for link in estate.links if link.system in within and link.needs in above),
            streams=(),
            applications=(),
            groups=(),
        )
    )
    moments: dict[datetime, list[StateChange]] = {}
    for change in history:
        if change.system in above and change.happened_at <= at:
            moments.setdefault(change.happened_at, []).append(change)
    states: dict[SystemId, State] = {}
    spells: list[Spell] = []
    for moment in sorted(moments):
        states.update({change.system: change.state for change in moments[moment]})
        freshness, path = _look(graph, states, system)
        if spells and spells[-1].until is None:
            if (spells[-1].freshness, spells[-1].path) == (freshness, path):
                continue
            spells[-1] = replace(spells[-1], until=moment)
        if freshness is not Freshness.FRESH:
            spells.append(Spell(moment, None, freshness, path))
    return tuple(spells)


def _look(graph: Graph, states: dict[SystemId, State], system: SystemId) -> tuple[Freshness, tuple[str, ...]]:
    """Return what `system` rests on in these states, and through which path."""
    dark = {name: state for name, state in states.items() if state is not State.OPEN}
    for one in graph.consequences(dark):
        if one.what == "system" and one.target == system:
            if one.effect is Effect.UNKNOWN:
                return Freshness.CANNOT_TELL, one.path
            if one.effect in {Effect.STALE, Effect.STOPS}:
                return Freshness.STALE, one.path
    return Freshness.FRESH, ()


def _upstream(estate: Estate, system: SystemId) -> set[SystemId]:
    """Return every system that `system` needs, directly or through others, without itself."""
    needs: dict[SystemId, list[SystemId]] = {}
    for link in estate.links:
        if link.type is not LinkType.NONE:
            needs.setdefault(link.system, []).append(link.needs)
    found: set[SystemId] = set()
    waiting = [system]
    while waiting:
        for each in needs.get(waiting.pop(), ()):
            if each not in found and each != system:
                found.add(each)
                waiting.append(each)
    return found


def _stated(output: Output) -> Iterable[Spell]:
    """Yield the spell that a person stated, where one did."""
    if output.stale_since is not None:
        path = (output.rests_on or output.system, output.system)
        yield Spell(output.stale_since, None, Freshness.STALE, path)


def _before(recheck: Recheck, at: datetime) -> bool:
    return recheck.happened_at is None or recheck.happened_at <= at


def _status(output: Output, rechecks: Sequence[Recheck]) -> RecheckStatus:
    """Return how far it is: done when somebody said so, or when as many were looked at as were issued."""
    if not rechecks:
        return RecheckStatus.OPEN
    looked = sum(each.count or 0 for each in rechecks)
    whole = output.count is not None and looked >= output.count
    return RecheckStatus.DONE if whole or any(each.complete for each in rechecks) else RecheckStatus.PARTLY
