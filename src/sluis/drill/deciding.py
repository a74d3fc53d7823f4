# SPDX-License-Identifier: EUPL-1.2
"""The decisions of a case, made anew through the acts that people use.

Prices and alternatives are worked out from what was known at that moment of the replay. The states
themselves are not carried out: they enter the record as they were observed.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sluis.drill.replay import Happening
from sluis.switch import acts
from sluis.switch.model import Evidence, Output, OutputId, Particulars, Stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sluis.drill import model
    from sluis.record.log import Record
    from sluis.record.model import Actor


def decisions(case: model.Case, actor: Actor) -> Iterator[Happening]:
    """Yield closings, evidence, reopenings and stale outputs, each at its instant."""
    for closing in case.closings:
        yield Happening(closing.at, partial(_close, closing=closing, actor=actor))
    for evidence in case.evidence:
        act = partial(acts.add_evidence, evidence=_evidence(evidence), actor=actor)
        yield Happening(evidence.at, act)
    for reopening in case.reopenings:
        yield Happening(reopening.at, partial(_reopen, reopening=reopening, actor=actor))
    for output in case.outputs:
        yield Happening(output.at, partial(acts.record_output, output=_output(output), actor=actor))


def _stated(way: model.Alternative) -> Stated:
    return Stated(way.targets, way.words, basis=way.basis)


def _close(record: Record, *, closing: model.Closing, actor: Actor) -> None:
    acts.close(
        record,
        closing.targets,
        actor,
        reason=closing.words,
        check_on=closing.check,
        happened_at=closing.at,
        more=Particulars(
            alternatives=tuple(
                Stated(way.targets, way.words, basis=way.basis) for way in closing.alternatives
            ),
            decided_by=closing.actor,
            basis=closing.basis,
            source=closing.source,
            reference=closing.id,
            carry_out=False,
        ),
    )


def _reopen(record: Record, *, reopening: model.Reopening, actor: Actor) -> None:
    acts.reopen(
        record,
        reopening.systems,
        actor,
        to=reopening.to,
        reason=reopening.words,
        check_on=reopening.check,
        happened_at=reopening.at,
        more=Particulars(
            decided_by=reopening.actor,
            basis=reopening.basis,
            source=reopening.source,
            reference=reopening.id,
            carry_out=False,
        ),
    )


def _evidence(given: model.Evidence) -> Evidence:
    return Evidence(
        gate=given.gate,
        text=given.words,
        decided_by=given.actor,
        systems=given.systems,
        happened_at=given.at,
        basis=given.basis,
        source=given.source,
    )


def _output(given: model.Output) -> Output:
    return Output(
        id=OutputId(given.id),
        system=given.system,
        text=given.words,
        happened_at=given.issued_at,
        until=given.until,
        stream=given.stream,
        rests_on=given.stale,
        stale_since=given.stale_since,
        basis=given.basis,
        source=given.source,
    )
