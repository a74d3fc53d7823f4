# SPDX-License-Identifier: EUPL-1.2
"""`sluis estate`: look at the organisation, compare it with a file, adopt a new version."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from sluis.cli.home import actor, opened
from sluis.cli.language import said
from sluis.cli.options import AsJson, command, of
from sluis.cli.record import instant, zone_of
from sluis.estate.model import State, SystemId
from sluis.kit.errors import BadInput
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sluis.cli.out import Out
    from sluis.estate.diff import Change
    from sluis.record.model import Json

app = command(several=True)
File: TypeAlias = Annotated[
    Path, typer.Argument(metavar="FILE", help=said(Text("An estate: one YAML file, or a folder of them.")))
]


@app.callback()
def group() -> None:
    """Keep the commands apart."""


@app.command(help=said(Text("Show the systems of the adopted version, and what nobody wrote down yet.")))
def show(context: typer.Context, as_json: AsJson = False) -> None:
    """Show the estate that decisions rest on."""
    from sluis.estate import store
    from sluis.estate.document import to_document
    from sluis.estate.gaps import gaps

    out = of(context).out(as_json=as_json)
    with opened(of(context).home) as house, house.record.known() as known:
        estate = store.current(known)
    missing = gaps(estate)
    if as_json:
        out.document(
            "sluis.estate/1",
            to_document(estate)
            | {
                "gaps": [
                    {"id": gap.id, "what": gap.what.say(out.lang), "hangs": gap.hangs} for gap in missing
                ]
            },
        )
        return
    columns = (Text("System"), Text("Name"), Text("Kind"), Text("Owner"), Text("Needs"))
    needs = {
        system.id: ", ".join(
            f"{link.needs} ({link.type})" for link in estate.links if link.system == system.id
        )
        for system in estate.systems
    }
    out.table(columns, [(one.id, one.name, one.kind, one.owner, needs[one.id]) for one in estate.systems])
    out.progress(
        Text(
            "{count} things are not written down yet; --json lists them, the most telling first.",
            count=len(missing),
        )
    )


@app.command(help=said(Text("Show what adopting a file would change; nothing is written.")))
def diff(context: typer.Context, file: File, as_json: AsJson = False) -> None:
    """Compare a file with the adopted version."""
    from sluis.estate.acts import compare
    from sluis.estate.reading import read

    estate = read(file)
    out = of(context).out(as_json=as_json)
    with opened(of(context).home) as house:
        _changes(out, compare(house.record, estate), entry=None)


@app.command(
    help=said(Text("Make a file the version that decisions rest on; makes the home when there is none."))
)
def adopt(context: typer.Context, file: File, as_json: AsJson = False) -> None:
    """Adopt a version, after showing what changes."""
    from sluis.estate import acts
    from sluis.estate.reading import read

    estate = read(file)
    out = of(context).out(as_json=as_json)
    with opened(of(context).home, create=True) as house:
        if not as_json:
            _changes(out, acts.compare(house.record, estate), entry=None)
        adoption = acts.adopt(house.record, estate, actor(), file=file.name)
    entry = adoption.receipt.seqs[0] if adoption.receipt else None
    if as_json:
        _changes(out, adoption.changes, entry=entry)
    elif entry is not None:
        out.progress(Text("Adopted as entry {seq}.", seq=entry))


@app.command(
    help=said(
        Text("Record in which state systems are, as somebody saw it; closing is a decision of its own.")
    )
)
def observe(
    context: typer.Context,
    seen: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SYSTEM=STATE…", help=said(Text("States: open, trial, read_only, closed, unknown."))
        ),
    ] = None,
    everything: Annotated[
        State | None, typer.Option("--all", metavar="STATE", help=said(Text("State of every other system.")))
    ] = None,
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help=said(Text("How it is known; it enters the record.")))
    ] = "",
    since: Annotated[
        str | None,
        typer.Option(metavar="WHEN", help=said(Text("Since when: a day or an instant; else now."))),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Record what was seen, all or none."""
    from sluis.estate import acts, store
    from sluis.estate.model import Basis, StateChange

    out = of(context).out(as_json=as_json)
    told = dict(_seen(one) for one in seen or ())
    if not reason.strip():
        raise BadInput(
            Text("What was seen needs a reason."), Text("Give it with --reason TEXT."), field="--reason"
        )
    if not told and everything is None:
        raise BadInput(Text("Name a system and its state, or give --all STATE."), field="SYSTEM=STATE")
    with opened(of(context).home) as house:
        at = instant(since, zone_of(house.record), last=False) if since else house.world.clock.now()
        with house.record.known() as known:
            systems = store.system_ids(known)
        if everything is not None:
            told = dict.fromkeys(systems, everything) | told
        changes = [StateChange(name, state, at, Basis.SOURCE, reason) for name, state in told.items()]
        receipt = acts.observe(house.record, changes, actor())
    if as_json:
        rows: list[Json] = [{"id": one.system, "state": one.state.value} for one in changes]
        out.document("sluis.observed/1", {"systems": rows, "entries": list(receipt.seqs)})
    else:
        out.say(
            Text("{count} states recorded, from entry {seq} on.", count=len(changes), seq=receipt.seqs[0])
        )


def _seen(text: str) -> tuple[SystemId, State]:
    """Read `SYSTEM=STATE`. Raises `BadInput`."""
    system, equals, state = text.partition("=")
    if not (system and equals and state in set(State)):
        raise BadInput(
            Text("{text} is no state of a system.", text=repr(text)),
            Text("Write it as mail=open; states: {known}.", known=", ".join(State)),
            field="SYSTEM=STATE",
        )
    return SystemId(system), State(state)


def _changes(out: Out, changes: Sequence[Change], entry: int | None) -> None:
    if out.as_json:
        rows: list[Json] = [{"noun": one.noun, "id": one.id, "what": one.what} for one in changes]
        out.document("sluis.estate-diff/1", {"changes": rows, "entry": entry})
        return
    for change in changes:
        out.say(change.text())
    if not changes:
        out.progress(Text("Nothing changes."))
