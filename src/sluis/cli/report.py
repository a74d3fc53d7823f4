# SPDX-License-Identifier: EUPL-1.2
"""`sluis report`: the report of an inquiry, on paper, for a browser and for machines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sluis.cli.home import opened
from sluis.cli.language import said
from sluis.cli.options import AsJson, command, of
from sluis.cli.record import instant, zone_of
from sluis.kit.errors import BadInput, StorageFailed
from sluis.kit.texts import Text
from sluis.record.model import Size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sluis.house import House
    from sluis.report.model import Question, Report

app = command()


@app.command()
def report(
    context: typer.Context,
    pdf: Annotated[Path | None, typer.Option(metavar="FILE", help=said(Text("Write a PDF.")))] = None,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help=said(Text("Write one HTML page that stands alone.")))
    ] = None,
    data: Annotated[Path | None, typer.Option(metavar="FILE", help=said(Text("Write JSON.")))] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="WHEN", help=said(Text("As known then: a number of entries, a day or an instant."))
        ),
    ] = None,
    questions: Annotated[
        str | None,
        typer.Option(metavar="CASE", help=said(Text("Answer the questions of a case, such as om-2025."))),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write what is asked for; without files the document goes to standard output as JSON."""
    from sluis.report.document import document

    out = of(context).out(as_json=as_json)
    asked = _asked(questions, of(context).home)
    with opened(of(context).home) as house:
        made = _gather(house, as_of, asked, of(context).lang)
    if pdf:
        from sluis.report.pdf import write as paper

        _save(pdf, paper(made))
    if html:
        from sluis.report.html import write as page

        _save(html, page(made).encode())
    body = document(made)
    schema = str(body.pop("schema", "sluis.report/1"))
    if data:
        import json

        _save(data, json.dumps({"schema": schema, **body}, ensure_ascii=False, indent=1).encode())
    if as_json or not (pdf or html or data):
        out.document(schema, body)
        return
    for file in (pdf, html, data):
        if file:
            out.say(Text("{file}: what was known at {size} entries.", file=str(file), size=made.size))


def _asked(case: str | None, home: Path) -> Sequence[Question]:
    """Return the questions of `case`; without one those that the home carries, if any."""
    from sluis.drill.case import QUESTIONS, find
    from sluis.drill.case import questions as read

    if case is not None:
        return read(find(case) / QUESTIONS)
    carried = home / QUESTIONS
    return read(carried) if carried.is_file() else ()


def _gather(house: House, as_of: str | None, questions: Sequence[Question], lang: str) -> Report:
    from sluis.report.gather import gather, head_of

    record = house.record
    if as_of is None:
        picture = record.known()
    elif as_of.isdecimal():
        picture = record.known(Size(int(as_of)))
    else:
        picture = record.known(recorded_until=instant(as_of, zone_of(record)))
    with picture as known:
        return gather(known, questions, lang=lang, head=head_of(record, known))


def _save(file: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    if file.is_dir():
        raise BadInput(Text("This is a folder, not a file."), file=str(file))
    beside = file.with_name(f".{file.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(file)
    except OSError as error:
        raise StorageFailed(
            Text("{file} cannot be written: {why}", file=str(file), why=error.strerror or str(error))
        ) from error
