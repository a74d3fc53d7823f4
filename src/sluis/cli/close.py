# SPDX-License-Identifier: EUPL-1.2
"""`sluis close`: the price first, then the typed name, then the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sluis.cli.home import actor, opened
from sluis.cli.language import said
from sluis.cli.options import AsJson, By, Check, command, day, of
from sluis.cli.words import STATES
from sluis.estate.model import State
from sluis.kit.errors import BadInput
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from sluis.cli.out import Out
    from sluis.record.model import Json
    from sluis.switch.model import Outcome, Price

app = command()
EVERYTHING = "everything"
"""What is typed to close all."""


@app.command()
def close(  # noqa: PLR0913, PLR0917 - one argument for each option
    context: typer.Context,
    targets: Annotated[
        list[str] | None, typer.Argument(metavar="TARGET…", help=said(Text("Systems by id.")))
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help=said(Text("Close everything.")))] = False,
    read_only: Annotated[bool, typer.Option("--read-only", help=said(Text("Leave reading open.")))] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help=said(Text("Show the price and its alternatives; change nothing."))),
    ] = False,
    reason: Annotated[str, typer.Option(metavar="TEXT", help=said(Text("Why; it enters the record.")))] = "",
    check: Check = None,
    by: By = None,
    yes: Annotated[
        str | None, typer.Option(metavar="NAME", help=said(Text("The name that would be typed to go on.")))
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Close after showing what it costs."""
    from sluis.switch.acts import close as carry_out
    from sluis.switch.document import price_document
    from sluis.switch.model import Particulars
    from sluis.switch.quote import quote
    from sluis.switch.targets import everything as all_of

    out = of(context).out(as_json=as_json)
    to = State.READ_ONLY if read_only else State.CLOSED
    if bool(targets) == everything:
        raise BadInput(Text("Name what to close, or give --all."), field="TARGET")
    with opened(of(context).home) as house:
        record = house.record
        with record.known() as known:
            from sluis.estate.store import current

            names = all_of(current(known)) if everything else tuple(targets or ())
            price = quote(known, names, at=house.world.clock.now(), to=to)
        if dry_run and as_json:
            body = price_document(price, lang=out.lang)
            out.document(str(body.pop("schema", "sluis.price/1")), body)
            return
        if not as_json:
            show_price(out, price)
        if dry_run:
            return
        require_reason(reason)
        out.confirm(EVERYTHING if everything else ",".join(names), yes)
        outcome = carry_out(
            record,
            names,
            actor(),
            reason=reason,
            check_on=day(check),
            more=Particulars(decided_by=by, to=to, picture=price.as_of),
        )
    show_outcome(out, outcome)


def require_reason(reason: str) -> None:
    """Raise `BadInput` for an empty reason."""
    if not reason.strip():
        raise BadInput(
            Text("A decision needs a reason."), Text("Give it with --reason TEXT."), field="--reason"
        )


def show_price(out: Out, price: Price) -> None:
    """Show what closing costs: streams, people, what nobody knows, and what else could be done."""
    from sluis.switch.words import EFFECT_NAMES

    columns = (Text("Stream"), Text("Effect"), Text("Cases a day"), Text("Basis"), Text("Through"))
    rows = [
        (one.id, EFFECT_NAMES[one.effect], one.cases_per_day, one.basis.value, " → ".join(one.path))
        for one in price.streams
    ]
    out.table(columns, rows)
    out.plain("")
    for name, reached in ((Text("System"), price.systems), (Text("Application"), price.applications)):
        if reached:
            heads = (name, Text("Effect"), Text("Through"))
            out.table(heads, [(one.id, EFFECT_NAMES[one.effect], " → ".join(one.path)) for one in reached])
            out.plain("")
    if price.people.groups:
        heads = (Text("Group"), Text("Effect"), Text("People"), Text("Basis"))
        hit = [(one.id, EFFECT_NAMES[one.effect], one.people, one.basis.value) for one in price.people.groups]
        out.table(heads, hit)
        out.plain("")
    cost = price.cost
    out.say(
        Text(
            "A day costs {cases} cases of streams that stop, and touches {touched} more; {people} people "
            "cannot work.",
            cases=f"{cost.cases_per_day:g}",
            touched=f"{cost.cases_touched_per_day:g}",
            people=cost.people,
        )
    )
    if price.unknown:
        out.say(Text("Nobody knows:"))
        for unknown in price.unknown:
            out.plain(f"  {unknown.what.say(out.lang)}")
    if price.alternatives:
        out.plain("")
        heads = (Text("Instead"), Text("Cases a day"), Text("People"), Text("Unknown"), Text("What remains"))
        out.table(
            heads,
            [
                (one.name, f"{one.cases_per_day:g}", one.people, one.unknowns, one.risk_left)
                for one in price.alternatives
            ],
        )


def show_outcome(out: Out, outcome: Outcome) -> None:
    """Show what was decided, and what was so already."""
    if out.as_json:
        body: dict[str, Json] = {
            "decision": outcome.decision,
            "entries": list(outcome.receipt.seqs) if outcome.receipt else [],
            "changed": list(outcome.changed),
            "already": [
                {"id": one.system, "state": one.state.value, "entry": one.seq} for one in outcome.already
            ],
        }
        out.document("sluis.decision/1", body)
        return
    for one in outcome.already:
        out.say(
            Text(
                "{system} is {state} already, by entry {entry}.",
                system=one.system,
                state=STATES[one.state],
                entry=one.seq,
            )
        )
    if outcome.receipt:
        out.say(
            Text(
                "Decision {decision}, entry {entry}: {systems}.",
                decision=outcome.decision,
                entry=outcome.receipt.seqs[0],
                systems=", ".join(outcome.changed),
            )
        )
