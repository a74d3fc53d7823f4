# SPDX-License-Identifier: EUPL-1.2
"""`sluis drill`: rehearse a case, and show what was known on each day."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from sluis.cli.language import said
from sluis.cli.options import AsJson, command, of
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from sluis.cli.out import Out
    from sluis.drill.run import Rehearsal

app = command()


class Bar:
    """Tells on standard error, each quarter, how far the replay is."""

    def __init__(self, out: Out) -> None:
        self._out = out
        self._told = 0

    def step(self, done: int, total: int) -> None:
        """Hear of one step."""
        quarter = done * 4 // total
        if quarter > self._told:
            self._told = quarter
            self._out.progress(Text("Replayed {done} of {total}.", done=done, total=total))


@app.command()
def drill(
    context: typer.Context,
    case: Annotated[
        str,
        typer.Argument(metavar="CASE", help=said(Text("A case by name, such as om-2025, or its folder."))),
    ],
    keep: Annotated[
        bool, typer.Option("--keep", help=said(Text("Leave the result in the home; else it is thrown away.")))
    ] = False,
    pace: Annotated[
        float,
        typer.Option(
            min=0,
            metavar="SECONDS",
            help=said(Text("Run against the clock: so many seconds a day; 0 is at once.")),
        ),
    ] = 0.0,
    as_json: AsJson = False,
) -> None:
    """Rehearse."""
    from sluis.drill.case import find, load
    from sluis.drill.document import SCHEMA, document
    from sluis.drill.run import rehearse, scratch

    chosen = of(context)
    out = chosen.out(as_json=as_json)
    loaded = load(find(case))
    with nullcontext(chosen.home) if keep else scratch() as home:
        found = rehearse(loaded, home, lang=chosen.lang, day_s=pace, progress=Bar(out))
    if as_json:
        out.document(SCHEMA, document(found, chosen.lang))
        return
    _show(out, found)
    if keep:
        out.progress(Text("Kept in {home}.", home=str(chosen.home)))


def _show(out: Out, found: Rehearsal) -> None:
    """Show the days, then the questions with their answers."""
    from sluis.estate.model import State
    from sluis.report.model import Answer
    from sluis.report.words import said as spoken

    columns = (
        Text("Day"),
        Text("Date"),
        Text("Open"),
        Text("Trial"),
        Text("Read only"),
        Text("Closed"),
        Text("Unknown"),
        Text("Entries known"),
    )
    order = (State.OPEN, State.TRIAL, State.READ_ONLY, State.CLOSED, State.UNKNOWN)
    rows = [(day.day, day.date, *(day.count(one) for one in order), day.known_entries) for day in found.days]
    out.table(columns, rows)
    out.plain("")
    for one in found.answers:
        out.plain(f"{one.question.id}  {spoken(one.question.text, out.lang)}")
        if isinstance(one.reply, Answer):
            for line in one.reply.text:
                out.plain(f"     {line.say(out.lang)}")
        else:
            out.plain(f"     {Text('Not recorded. {why}', why=one.reply.why).say(out.lang)}")
