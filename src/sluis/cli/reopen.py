# SPDX-License-Identifier: EUPL-1.2
"""`sluis reopen`: gates first, then the decision; evidence can be brought in the same breath."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sluis.cli.close import require_reason, show_outcome
from sluis.cli.home import actor, opened
from sluis.cli.language import said
from sluis.cli.options import AsJson, By, Check, command, day, of
from sluis.estate.model import GateId, State, SystemId
from sluis.estate.store import current
from sluis.kit.errors import BadInput, UnknownName
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sluis.cli.out import Out
    from sluis.record.log import Known
    from sluis.record.model import Json
    from sluis.switch.model import GateState

app = command()


@app.command()
def reopen(  # noqa: PLR0913, PLR0917 - one argument for each option
    context: typer.Context,
    targets: Annotated[list[str], typer.Argument(metavar="TARGET…", help=said(Text("Systems by id.")))],
    to: Annotated[
        State, typer.Option(help=said(Text("State that they go to: open, trial or read_only.")))
    ] = State.OPEN,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=said(Text("Show the gates; change nothing.")))
    ] = False,
    evidence: Annotated[
        list[str] | None,
        typer.Option(
            metavar="GATE=TEXT",
            help=said(Text("Evidence that a gate is met, for these systems; may be repeated.")),
        ),
    ] = None,
    reason: Annotated[str, typer.Option(metavar="TEXT", help=said(Text("Why; it enters the record.")))] = "",
    check: Check = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Reopen, or refuse and say which gate lacks what."""
    from sluis.switch import acts
    from sluis.switch.model import Evidence, Particulars

    out = of(context).out(as_json=as_json)
    brought, check_on = [_brought(one) for one in evidence or ()], day(check)
    with opened(of(context).home) as house:
        record = house.record
        if dry_run:
            with record.known() as known:
                _show_gates(out, _gates(known, targets, house.world.clock.now()))
            return
        require_reason(reason)
        with record.known() as known:
            gates = [gate.id for gate in current(known).gates]
        for gate, _ in brought:
            if gate not in gates:
                raise UnknownName(Text("gate"), gate, gates)
        for gate, text in brought:
            given = Evidence(gate, text, decided_by=by, systems=tuple(SystemId(name) for name in targets))
            acts.add_evidence(record, given, actor())
        outcome = acts.reopen(
            record,
            targets,
            actor(),
            to=to,
            reason=reason,
            check_on=check_on,
            more=Particulars(decided_by=by),
        )
    show_outcome(out, outcome)


def _brought(text: str) -> tuple[GateId, str]:
    """Read `GATE=TEXT`. Raises `BadInput`."""
    gate, equals, said_of_it = text.partition("=")
    if not (gate.strip() and equals and said_of_it.strip()):
        raise BadInput(
            Text("{text} is no evidence.", text=repr(text)), Text("Write it as G1=TEXT."), field="--evidence"
        )
    return GateId(gate.strip()), said_of_it.strip()


def _gates(known: Known, targets: Sequence[str], at: datetime) -> tuple[GateState, ...]:
    from sluis.switch.quote import gates_of, ground_of
    from sluis.switch.targets import resolve

    ground = ground_of(known, at)
    return gates_of(known, ground, resolve(ground.estate, targets), at)


def _show_gates(out: Out, states: tuple[GateState, ...]) -> None:
    """Show where each gate stands."""
    from sluis.switch.words import gate_line

    if out.as_json:
        rows: list[Json] = [
            {
                "gate": one.gate.id,
                "text": one.gate.text,
                "decider": one.gate.decider,
                "met": one.met,
                "lack": one.lack.value if one.lack else None,
                "held": list(one.held),
                "evidence": one.evidence.seq if one.evidence else None,
            }
            for one in states
        ]
        out.document("sluis.gates/1", {"gates": rows})
        return
    columns = (Text("Gate"), Text("Decider"), Text("Met"), Text("Condition"))
    yes, no = Text("yes"), Text("no")
    out.table(
        columns,
        [
            (
                one.gate.id,
                one.gate.decider,
                yes if one.met else no,
                one.gate.text if one.met else gate_line(one),
            )
            for one in states
        ],
    )
