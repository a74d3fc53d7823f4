# SPDX-License-Identifier: EUPL-1.2
"""Turns a case into a script: what enters the record, and when.

The first entry says plainly that this is a replay. At one instant the order is: what was known, what
was decided on it, what was then seen of the systems, and which risks were on the table.
"""

from __future__ import annotations

from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from sluis.drill.deciding import decisions
from sluis.drill.foresee import foresee
from sluis.drill.replay import Happening
from sluis.estate import acts as estate_acts
from sluis.estate.model import Basis
from sluis.kit.texts import LANGUAGES, Text
from sluis.record.model import Actor
from sluis.report import acts as report_acts
from sluis.report.model import Confidence, Fact, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sluis.drill.model import Case, RiskStory
    from sluis.estate.model import Estate

REPLAY: Final = Actor("replay", "drill")
"""Who writes every entry of a replay: the program, never the people of the case."""


def script(case: Case, estate: Estate, ran_at: datetime) -> tuple[Happening, ...]:
    """Return everything that enters the record of `case`; `ran_at` is when the replay really runs."""
    return (
        Happening(case.begin, partial(report_acts.note, facts=[preface(case, ran_at)], actor=REPLAY)),
        Happening(
            case.estate_adopted, partial(estate_acts.adopt, estate=estate, actor=REPLAY, file="estate.yaml")
        ),
        *facts(case),
        *decisions(case, REPLAY),
        *states(case),
        *risks(case),
        Happening(case.forecast.at, partial(foresee, wish=case.forecast, actor=REPLAY)),
    )


def preface(case: Case, ran_at: datetime) -> Fact:
    """Return the fact that this record is a replay."""
    said = Text(
        "Replay of public facts about {case}, made on {day} from published pages; it was not written while "
        "it happened. Each entry is recorded at the time at which it became known. What was filled in to "
        "make the case run is marked as assumed.",
        case=case.id,
        day=ran_at.date().isoformat(),
    )
    return Fact(
        event={lang: said.say(lang) for lang in LANGUAGES},
        by="sluis drill",
        category="replay",
        happened_at=case.begin,
        source=None,
        basis=Basis.SOURCE,
        confidence=Confidence.HIGH,
        precision=Precision.DAY,
        reference=f"replay:{case.id}",
    )


def facts(case: Case) -> Iterator[Happening]:
    """Yield each fact at the instant from which it was known."""
    for known in case.facts:
        yield Happening(known.at, partial(report_acts.note, facts=[known.fact], actor=REPLAY))


def states(case: Case) -> Iterator[Happening]:
    """Yield what was seen of the systems, all that was seen at one instant together."""
    ordered = sorted((change for change in case.states if change.recorded_at), key=attrgetter("recorded_at"))
    for at, changes in groupby(ordered, key=attrgetter("recorded_at")):
        yield Happening(at, partial(estate_acts.observe, changes=tuple(changes), actor=REPLAY))


def risks(case: Case) -> Iterator[Happening]:
    """Yield each risk as it was flagged, seen and decided; a silence yields nothing."""
    for story in case.risks:
        yield from _risk(story)


def _risk(story: RiskStory) -> Iterator[Happening]:
    risk = story.risk
    yield Happening(risk.happened_at, partial(report_acts.raise_risk, risk=risk, actor=REPLAY))
    if seen := story.seen:
        act = partial(
            report_acts.see_risk,
            risk=risk.id,
            actor=REPLAY,
            seen_by=risk.raised_to,
            happened_at=seen.at,
            source=risk.source,
        )
        yield Happening(seen.at, act)
    if decided := story.decided:
        yield Happening(
            decided.at,
            partial(
                report_acts.decide_risk,
                risk=risk.id,
                actor=REPLAY,
                outcome=decided.outcome,
                reason=decided.words,
                decided_by=risk.raised_to,
                happened_at=decided.at,
                source=risk.source,
            ),
        )
