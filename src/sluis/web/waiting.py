# SPDX-License-Identifier: EUPL-1.2
"""What waits for a decision, as lines of a table: by when, what a day of waiting costs, on what evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from sluis.kit.texts import Text, number
from sluis.switch.model import WaitingKind
from sluis.switch.quote import gates_of, ground_of
from sluis.switch.waiting import decisions_waiting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sluis.estate.model import SystemId
    from sluis.record.log import Known
    from sluis.switch.ground import Ground
    from sluis.switch.model import Cost, Waiting

CHECKS: Final = frozenset({WaitingKind.CHECK_OVERDUE, WaitingKind.CHECK_DUE})
NAMED: Final = 2
"""Systems that a line names; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits. `cost` and `evidence` None: it costs nothing, or needs none."""

    title: Text
    href: str
    due: date | None = None
    overdue: bool = False
    cost: Text | None = None
    evidence: Text | None = None


def lines(known: Known, now: datetime, lang: str) -> tuple[Line, ...]:
    """Return what waits at `now`: first what keeps systems closed, the costliest in front; then checks.

    Gates that hold the same systems are one line, since one decision opens all of them.
    """
    found = decisions_waiting(known, now)
    held: dict[tuple[SystemId, ...], Waiting] = {}
    for one in found:
        if one.kind not in CHECKS:
            held.setdefault(one.systems, one)
    if not found:
        return ()
    ground = ground_of(known, now)
    costly = sorted(held.values(), key=lambda one: -(one.cases_per_day or 0.0))
    return (
        *(_reopening(known, ground, one, now, lang) for one in costly),
        *(_check(one) for one in found if one.kind in CHECKS),
    )


def _reopening(known: Known, ground: Ground, one: Waiting, now: datetime, lang: str) -> Line:
    states = gates_of(known, ground, one.systems, now)
    return Line(
        title=Text("Reopen {systems}", systems=_named(ground, one.systems, lang)),
        href="/sluis/reopen?" + urlencode([("target", system) for system in one.systems]),
        cost=_cost(one.cost, lang),
        evidence=Text(
            "{met} of {all} gates have evidence", met=sum(state.met for state in states), all=len(states)
        ),
    )


def _check(one: Waiting) -> Line:
    return Line(
        title=Text("Look again at decision {id}", id=one.id),
        href="/verslag/decisions",
        due=one.due,
        overdue=one.kind is WaitingKind.CHECK_OVERDUE,
    )


def _named(ground: Ground, systems: Sequence[SystemId], lang: str) -> str:
    names = {system.id: system.name for system in ground.estate.systems}
    shown = ", ".join(names[system] for system in systems[:NAMED])
    rest = len(systems) - NAMED
    return shown if rest <= 0 else Text("{names} and {n} more", names=shown, n=rest).say(lang)


def _cost(cost: Cost | None, lang: str) -> Text | None:
    """Return what a day of waiting costs; a lower bound says so."""
    if cost is None:
        return None
    cases = number(cost.cases_per_day, lang)
    if cost.volumes_unknown and not cost.cases_per_day:
        return Text("cases a day unknown")
    if cost.volumes_unknown:
        return Text("at least {cases} cases a day", cases=cases)
    return Text("{cases} cases a day", cases=cases)
