# SPDX-License-Identifier: EUPL-1.2
"""What waits for a decision, as lines of a table: by when, what a day of waiting costs, on what evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from sluis.kit.texts import Text, number
from sluis.switch.model import WaitingKind
from sluis.switch.waiting import decisions_waiting
from sluis.switch.words import name_of_lack

if TYPE_CHECKING:
    from sluis.record.log import Known
    from sluis.switch.model import Cost, Waiting

CHECKS: Final = {WaitingKind.CHECK_OVERDUE, WaitingKind.CHECK_DUE}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits."""

    title: Text
    href: str
    due: date | None
    overdue: bool
    cost: Text
    evidence: Text


def lines(known: Known, now: datetime, lang: str) -> tuple[Line, ...]:
    """Return what waits at `now`, in the order of `decisions_waiting`: the most pressing first."""
    return tuple(_line(one, lang) for one in decisions_waiting(known, now))


def _line(one: Waiting, lang: str) -> Line:
    return Line(
        title=one.text,
        href=_href(one),
        due=one.due,
        overdue=one.kind is WaitingKind.CHECK_OVERDUE,
        cost=_cost(one.cost, lang),
        evidence=_evidence(one),
    )


def _href(one: Waiting) -> str:
    if one.kind in CHECKS or not one.systems:
        return "/verslag/decisions"
    return "/sluis/reopen?" + urlencode([("target", system) for system in one.systems])


def _cost(cost: Cost | None, lang: str) -> Text:
    """Return what a day of waiting costs; a lower bound says so."""
    if cost is None:
        return Text("nothing stays closed for it")
    cases = number(cost.cases_per_day, lang)
    if cost.volumes_unknown and not cost.cases_per_day:
        return Text("cases a day unknown")
    if cost.volumes_unknown:
        return Text("at least {cases} cases a day", cases=cases)
    return Text("{cases} cases a day", cases=cases)


def _evidence(one: Waiting) -> Text:
    if one.lack is not None:
        return name_of_lack(one.lack)
    if one.kind is WaitingKind.REOPENING_READY:
        return Text("every gate has evidence")
    return Text("not needed")
