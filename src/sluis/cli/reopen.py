# SPDX-License-Identifier: EUPL-1.2
"""`sluis reopen`: gates first, then the decision; evidence can be brought in the same breath."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sluis.cli.close import show_outcome
from sluis.cli.home import actor, opened
from sluis.cli.language import said
from sluis.cli.options import AsJson, By, Check, command, day, of
from sluis.cli.words import LACKS
from sluis.estate.model import GateId, State, SystemId
from sluis.kit.errors import BadInput
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sluis.cli.out import Out
    from sluis.record.model import Json
    from sluis.switch.model import GateState

app = command()


@app.command()
def reopen(
    context: typer.Context,
    targets: Annotated[list[str], typer.Argument(metavar="TARGET…", help=said(Text("Systems by id.")))],
    to: Annotated[State, typer.Option(help=said(Text("State that they go to: open, trial or read_only.")))] = State.OPEN,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=said(Text("Show the gates; change nothing.")))
    ] = False,
    evidence: Annotated[
        list[str] | None,
        typer.Option(
            metavar="GATE=TEXT", help=said(Text("Evidence that a gate is met, for these systems; may be repeated."))
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
    brought = [_brought(one) for one in evidence or ()]
    with opened(of(context).home) as house:
        record = house.record
        if dry_run:
            with record.known() as known:
                _show_gates(out, acts.gates_of(known, targets, at=house.world.clock.now()))
            return
        if not reason.strip():
            raise BadInput(
                Text("A decision needs a reason."), Text("Give it with --reason TEXT."), field="--reason"
            )
        for gate, text in brought:
            given = Evidence(gate, text, decided_by=by, systems=tuple(SystemId(name) for name in targets))
            acts.add_evidence(record, given, actor())
        outcome = acts.reopen(
            record,
            targets,
            actor(),
            to=to,
            reason=reason,
            check_on=day(check),
            more=Particulars(decided_by=by),
        )
    show_outcome(out, outcome)
