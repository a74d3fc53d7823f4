# SPDX-License-Identifier: EUPL-1.2
"""`sluis record`: read what happened, verify it, take it along, look back."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from sluis.cli.home import opened
from sluis.cli.language import said
from sluis.cli.options import AsJson, command, of
from sluis.cli.out import stamp
from sluis.kit.errors import BadInput, Corrupt
from sluis.kit.texts import Text
from sluis.record.model import Size

if TYPE_CHECKING:
    from sluis.record.log import Known, Record
    from sluis.record.model import Entry, Json
    from sluis.record.verify import Verification

app = command(several=True)
COLUMNS = (
    Text("Entry"),
    Text("Recorded"),
    Text("Happened"),
    Text("Kind"),
    Text("Who"),
    Text("What"),
)
LONGEST = 160
"""Characters of an entry's fields that are shown in a line."""


@app.callback()
def group() -> None:
    """Keep the commands apart."""


@app.command(help=said(Text("Show the last entries.")))
def tail(
    context: typer.Context,
    lines: Annotated[int, typer.Option("-n", "--lines", min=1, help=said(Text("How many.")))] = 20,
    as_json: AsJson = False,
) -> None:
    """Show the newest entries, oldest of them first."""
    with opened(of(context).home) as house, house.record.known() as known:
        _show(context, known, lines, as_json=as_json)


@app.command("as-of", help=said(Text("Show the last entries that were known at a time.")))
def as_of(
    context: typer.Context,
    when: Annotated[
        str,
        typer.Argument(
            metavar="WHEN",
            help=said(Text("A number of entries, a day (at its end) or an instant (ISO 8601).")),
        ),
    ],
    lines: Annotated[int, typer.Option("-n", "--lines", min=1, help=said(Text("How many.")))] = 20,
    as_json: AsJson = False,
) -> None:
    """Show what was known at a size of the record, or at the end of a day."""
    with opened(of(context).home) as house:
        if when.isdecimal():
            picture = house.record.known(Size(int(when)))
        else:
            picture = house.record.known(recorded_until=instant(when, zone_of(house.record)))
        with picture as known:
            _show(context, known, lines, as_json=as_json)


@app.command(help=said(Text("Recompute the whole record; the first entry that is not as written is named.")))
def verify(
    context: typer.Context,
    offline: Annotated[
        Path | None,
        typer.Option(metavar="BUNDLE", help=said(Text("Verify an exported folder; no home is needed."))),
    ] = None,
    vkey: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help=said(Text("Key to verify an export with; else the one beside it."))
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Verify a home, or a copy of one, or an export; leave with 1 when something is wrong."""
    out = of(context).out(as_json=as_json)
    found = _verify_export(offline, vkey) if offline else _verify_home(of(context).home)
    if as_json:
        body: dict[str, Json] = {
            "ok": found.ok,
            "entries": found.entries,
            "first_bad": found.first_bad,
            "why": None if found.why is None else found.why.say(out.lang),
            "bodies": found.bodies,
            "checkpoints": found.checkpoints,
        }
        out.document("sluis.verify/1", body)
    elif found.ok:
        out.say(Text("All {entries} entries are as they were written.", entries=found.entries))
    if found.ok:
        return
    why = found.why or Text("It is not as it was written.")
    if found.first_bad is None:
        out.fail(Corrupt(why))
    else:
        what = Text("Entry {seq} is not as it was written. {why}", seq=found.first_bad, why=why)
        out.fail(Corrupt(what, Text("Keep this copy as it is, and compare it with a backup or an export.")))
    raise typer.Exit(Corrupt.exit_code)


def _verify_home(home: Path) -> Verification:
    """Verify a home without opening it as a house: what was tampered with may not open."""
    from sluis.house import projections
    from sluis.kit.database import Database
    from sluis.kit.settings import load
    from sluis.record.verify import verify_home

    settings = load(home)
    if not settings.keys.is_dir():
        raise BadInput(
            Text("There is no Sluis in {home}.", home=str(home)), Text("Give the right folder with --home.")
        )
    database = Database.open(settings.database_url, read_only=True)
    try:
        return verify_home(database, settings.keys, projections=projections())
    finally:
        database.close()


def _verify_export(folder: Path, vkey: Path | None) -> Verification:
    """Verify an exported folder with the key in `vkey`, or with the one that lies in it."""
    from sluis.record.export import verify_folder
    from sluis.record.keys import VKEY
    from sluis.record.note import Verifier

    key = vkey or folder / VKEY
    try:
        text = key.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            Text("There is no verifier key to read."),
            Text("Give the folder that sluis record export made, or a key with --vkey."),
            file=str(key),
        ) from error
    return verify_folder(folder, Verifier.parse(text.strip()))


@app.command(help=said(Text("Write the record as a tlog-tiles tree that others can verify.")))
def export(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=said(Text("A new or empty folder.")))],
    as_json: AsJson = False,
) -> None:
    """Export checkpoint, tiles, entry bundles and verifier key; private halves stay at home."""
    from sluis.record.export import export as write
    from sluis.record.keys import load_vkey

    out = of(context).out(as_json=as_json)
    with opened(of(context).home) as house:
        made = write(house.database, load_vkey(house.settings.keys), folder).entries
    if as_json:
        out.document("sluis.export/1", {"folder": str(folder), "entries": made})
        return
    out.say(Text("{entries} entries in {folder}.", entries=made, folder=str(folder)))
    out.progress(Text("Anyone can check it: sluis record verify --offline {folder}", folder=str(folder)))


def _show(context: typer.Context, known: Known, lines: int, *, as_json: bool) -> None:
    """Show the last `lines` of what is known."""
    out = of(context).out(as_json=as_json)
    found = list(known.entries(newest_first=True, limit=lines))[::-1]
    if not as_json:
        out.table(COLUMNS, [_row(entry) for entry in found])
        return
    out.document(
        "sluis.entries/1",
        {
            "known_entries": known.size,
            "recorded_at": None if known.recorded_at is None else stamp(known.recorded_at),
            "entries": [_document(entry) for entry in found],
        },
    )


def _row(entry: Entry) -> tuple[int, datetime, datetime, str, str, str]:
    what = ", ".join(f"{name}: {_short(value)}" for name, value in entry.fields.items())
    line = what if len(what) <= LONGEST else what[: LONGEST - 1] + "…"
    return entry.seq, entry.recorded_at, entry.happened_at, entry.kind, entry.actor.id, line


def _short(value: Json) -> str:
    """Return a value in one line: the English half of a sentence in two languages, else its JSON."""
    if isinstance(value, dict) and isinstance(value.get("en"), str):
        return str(value["en"])
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _document(entry: Entry) -> dict[str, Json]:
    return {
        "entry": entry.seq,
        "kind": entry.kind,
        "version": entry.version,
        "recorded_at": stamp(entry.recorded_at),
        "happened_at": stamp(entry.happened_at),
        "actor": entry.actor.id,
        "origin": entry.actor.origin,
        "tags": list(entry.tags),
        "fields": entry.fields,
    }


def instant(text: str, zone: ZoneInfo, *, last: bool = True) -> datetime:
    """Return an instant: `2025-07-21` is the end of that day on the clock of `zone`.

    Without `last` a day is its beginning. Raises `BadInput`.
    """
    try:
        if "T" not in text:
            day = date.fromisoformat(text)
            if not last:
                return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
            after = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
            return after.astimezone(UTC) - timedelta(microseconds=1)
        found = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(
            Text("{text} is neither a day nor an instant.", text=text),
            Text("Write it as 2025-07-21 or 2025-07-21T12:00."),
        ) from None
    return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)


def zone_of(record: Record) -> ZoneInfo:
    """Return the clock that the organisation reads; UTC before an estate was adopted."""
    from sluis.estate import store

    with record.known() as known:
        estate = store.adopted(known)
    return ZoneInfo(estate.zone if estate else "UTC")
