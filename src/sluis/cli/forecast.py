# SPDX-License-Identifier: EUPL-1.2
"""`sluis forecast`: when a backlog will be caught up, in odds."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from sluis.cli.home import actor, opened
from sluis.cli.language import said
from sluis.cli.options import AsJson, command, day, of
from sluis.kit.errors import BadInput
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sluis.cli.out import Out

app = command()
SHOWN = 8
"""Dates that are shown for each stream."""
LEVELS = (0.05, 0.5, 0.95)
"""Levels that are shown for each date."""


@app.command()
def forecast(  # noqa: PLR0913, PLR0917 - one argument for each option
    context: typer.Context,
    data: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help=said(Text("Events or counts (CSV); without it the last forecast on record."))
        ),
    ] = None,
    calendar: Annotated[
        Path | None, typer.Option(metavar="FILE", help=said(Text("Closures: from, to, kind, stream (CSV).")))
    ] = None,
    stream: Annotated[str | None, typer.Option(metavar="NAME", help=said(Text("One stream only.")))] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DAY", help=said(Text("Last day that may be used; else today.")))
    ] = None,
    horizon: Annotated[
        str,
        typer.Option(
            metavar="N[d|w|m|q|y]",
            help=said(Text("How far to look; a bare number counts the data's own periods.")),
        ),
    ] = "90d",
    level: Annotated[
        float | None,
        typer.Option(
            min=0, metavar="CASES", help=said(Text("Caught up at this level; else 110% of what was usual."))
        ),
    ] = None,
    publish: Annotated[
        bool, typer.Option("--publish", help=said(Text("Put the forecast on record, to be scored later.")))
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Forecast from a file, or show what was forecast last."""
    out = of(context).out(as_json=as_json)
    if data is None:
        _show(out, _on_record(context, stream, out.lang))
        return
    from sluis.backlog.forecast import forecast as foresee
    from sluis.backlog.model import forecast_document
    from sluis.backlog.reading import read, read_calendar
    from sluis.kit.units import horizon as far

    last = day(as_of, "--as-of") or datetime.now(UTC).astimezone().date()
    spans = read_calendar(calendar) if calendar else ()
    counts = read(data, last)
    made = foresee(counts, spans, last, far(horizon), stream=stream, level=level)
    if publish:
        from sluis.backlog.acts import publish as record

        with opened(of(context).home) as house:
            used = [each for each in counts if stream in {None, each.stream}]
            record(house.record, made, used, actor(), file=data.name)
    _show(out, forecast_document(made, out.lang))


def _on_record(context: typer.Context, stream: str | None, lang: str) -> dict[str, Any]:
    """Return the last forecast on record as a document in `lang`. Raises `BadInput` when there is none."""
    from sluis.backlog.store import latest
    from sluis.report.words import said as worded

    with opened(of(context).home) as house, house.record.known() as known:
        found = latest(known)
        if stream is not None:
            found = {name: seq for name, seq in found.items() if name == stream}
        if not found:
            raise BadInput(
                Text("No forecast is on record."),
                Text("Make one from a file with --data FILE."),
                field="--data",
            )
        newest = max(found.values())
        document = cast("dict[str, Any]", known.entry(newest).fields["document"])
        streams = [
            one
            | {
                "caught_up": one["caught_up"] | {"definition": worded(one["caught_up"]["definition"], lang)},
                "notes": [worded(note, lang) for note in one["notes"]],
            }
            for one in document["streams"]
            if stream in {None, one["stream"]}
        ]
        return document | {"streams": streams, "entry": newest}


def _show(out: Out, document: Mapping[str, Any]) -> None:
    """Show a forecast as the document of `sluis.forecast/1`, or a few dates for each stream."""
    if out.as_json:
        out.document(
            "sluis.forecast/1", {name: value for name, value in document.items() if name != "schema"}
        )
        return
    columns = (
        Text("Stream"),
        Text("Date"),
        Text("5% below"),
        Text("Half below"),
        Text("95% below"),
        Text("Caught up by then"),
    )
    rows: list[tuple[str, ...]] = []
    for stream in document["streams"]:
        rows += _rows(stream)
    out.table(columns, rows)
    for stream in document["streams"]:
        for note in stream.get("notes", ()):
            out.progress(Text("{stream}: {note}", stream=stream["stream"], note=note))
        caught = stream["caught_up"]
        out.progress(
            Text(
                "{stream}: caught up means {definition}. Not within the horizon: {odds}.",
                stream=stream["stream"],
                definition=caught["definition"],
                odds=f"{caught['not_within_horizon']:.0%}",
            )
        )
    out.progress(Text("Basis: {basis}.", basis=document["basis"]))


def _rows(stream: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Return a few dates, evenly spread, the last among them."""
    columns = [stream["levels"].index(level) for level in LEVELS]
    odds = {one["date"]: one["probability"] for one in stream["caught_up"]["by"]}
    dates = stream["dates"]
    places = sorted({(len(dates) - 1) * step // (SHOWN - 1) for step in range(SHOWN)})
    return [
        (
            stream["stream"],
            dates[place],
            *(f"{stream['values'][place][column]:.0f}" for column in columns),
            f"{odds.get(dates[place], 0):.0%}",
        )
        for place in places
    ]
