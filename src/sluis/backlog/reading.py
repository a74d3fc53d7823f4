# SPDX-License-Identifier: EUPL-1.2
"""Reads event files, counts and calendars; refuses what cannot be, and says what was derived or looks odd.

A file of events has `case_id, stream, arrival, completion[, priority, due]`, a file of counts
`date, stream, arrivals, completions, backlog`, where each of the last three may be empty or missing
where it follows from the others (`balance`).

A row belongs to the future when its own date (of an event: its arrival) lies after the as-of day. Of
such a row nothing else is read, so that it cannot matter, whatever it holds. A row whose date cannot be
read cannot be placed, and is refused.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from sluis.backlog.balance import derive, half_filled
from sluis.backlog.model import Counts, Span, SpanKind, step
from sluis.backlog.table import NAN, CsvTable
from sluis.kit.errors import BadInput
from sluis.kit.texts import Text
from sluis.kit.units import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

EVENTS: Final = ("case_id", "arrival", "completion")
EVENTS_OPTIONAL: Final = ("stream", "priority", "due")
FLOWS: Final = ("arrivals", "completions", "backlog")
CALENDAR: Final = ("from", "to", "kind")
SILENT_DAYS: Final = 35
"""A file of events that is silent for longer is taken to have ended, not to tell of a standstill."""
GAPS: Final = {
    Period.DAY: (1, 1),
    Period.WEEK: (7, 7),
    Period.MONTH: (28, 31),
    Period.QUARTER: (89, 93),
    Period.YEAR: (360, 370),
}
"""Days between neighbouring rows, by period."""
_Row = tuple[int, float, float, float]


def read(path: Path, as_of: date) -> tuple[Counts, ...]:
    """Return the counts of every stream in `path` up to and including `as_of`, streams by name.

    Raises `BadInput` or `Faults` with file, line and field of what cannot be.
    """
    table = CsvTable(path)
    if "case_id" in table.names or "arrival" in table.names:
        found = _events(table, as_of)
    elif "date" in table.names:
        found = _counts(table, as_of)
    else:
        raise BadInput(
            Text("This is neither a file of events nor one of counts."),
            Text(
                "Events: case_id, stream, arrival, completion. "
                "Counts: date, stream, arrivals, completions, backlog."
            ),
            file=table.file,
            line=1,
        )
    if not found:
        raise BadInput(Text("There is no row up to {day}.", day=as_of.isoformat()), file=table.file)
    return found


def read_calendar(path: Path) -> tuple[Span, ...]:
    """Return the spans of a calendar file (`from, to, kind[, stream]`), both days included.

    An empty `to` is still so, an empty `stream` is every stream.
    """
    table = CsvTable(path)
    table.expect(CALENDAR, ("stream",))
    spans: list[Span] = []
    kinds = [kind.value for kind in SpanKind]
    for line, row in table.rows():
        first = table.day(line, row, "from")
        last = table.day(line, row, "to") if row["to"] else None
        kind = SpanKind(row["kind"]) if row["kind"] in kinds else None
        if kind is None:
            table.fault(line, "kind", Text("This must be one of {known}.", known=", ".join(kinds)))
        elif first and last and last < first:
            table.fault(line, "to", Text("This is before its beginning."))
        elif first:
            spans.append(Span(first, last, kind, row.get("stream") or None))
    table.settle()
    return tuple(spans)


def _later(field: str, as_of: date) -> Callable[[Mapping[str, str]], bool]:
    """Return a test for rows whose own date lies after `as_of`."""

    def later(row: Mapping[str, str]) -> bool:
        try:
            return date.fromisoformat(row[field][:10]) > as_of
        except ValueError:
            return False

    return later


def _stream(table: CsvTable, line: int, row: Mapping[str, str]) -> str | None:
    """Return the stream of a row; without such a column the file is one stream."""
    if "stream" not in table.names:
        return "all"
    if not row["stream"]:
        table.fault(line, "stream", Text("This row names no stream."))
    return row["stream"] or None


def _unused(names: tuple[str, ...]) -> tuple[Text, ...]:
    return (Text("Columns that were not used: {names}.", names=", ".join(names)),) if names else ()


def _events(table: CsvTable, as_of: date) -> tuple[Counts, ...]:
    """Count arrivals and completions a day; a case completed after `as_of` is still open."""
    unused = table.expect(EVENTS, EVENTS_OPTIONAL)
    came: dict[str, Counter[date]] = defaultdict(Counter)
    went: dict[str, Counter[date]] = defaultdict(Counter)
    seen: dict[str, int] = {}
    for line, row in table.rows(_later("arrival", as_of)):
        arrival = table.instant(line, row, "arrival")
        if arrival is None:
            continue
        stream = _stream(table, line, row)
        if not row["case_id"]:
            table.fault(line, "case_id", Text("This row names no case."))
        elif (first := seen.setdefault(row["case_id"], line)) != line:
            table.fault(line, "case_id", Text("This case is there already, in line {first}.", first=first))
        completion = table.instant(line, row, "completion") if row["completion"] else None
        if completion is not None and _before(table, line, completion, arrival):
            continue
        if stream is not None:
            came[stream][arrival[0]] += 1
            if completion is not None and completion[0] <= as_of:
                went[stream][completion[0]] += 1
    table.settle()
    last = max((day for days in (*came.values(), *went.values()) for day in days), default=as_of)
    until = as_of if (as_of - last).days <= SILENT_DAYS else last
    return tuple(_counted(stream, came[stream], went[stream], until, unused) for stream in sorted(came))


def _before(
    table: CsvTable,
    line: int,
    completion: tuple[date, datetime | None],
    arrival: tuple[date, datetime | None],
) -> bool:
    """Tell whether a case was completed before it arrived, and keep the fault."""
    early = completion[0] < arrival[0]
    if completion[1] is not None and arrival[1] is not None:
        if (completion[1].tzinfo is None) != (arrival[1].tzinfo is None):
            table.fault(line, "completion", Text("One instant has a time zone and the other has none."))
            return True
        early = completion[1] < arrival[1]
    if early:
        table.fault(line, "completion", Text("A case cannot be completed before it arrives."))
    return early


def _counted(
    stream: str, came: Counter[date], went: Counter[date], until: date, unused: tuple[str, ...]
) -> Counts:
    first = min(came)
    dates = tuple(first + timedelta(days=number) for number in range((until - first).days + 1))
    arrivals = tuple(float(came[day]) for day in dates)
    completions = tuple(float(went[day]) for day in dates)
    backlog = tuple(accumulate(into - out for into, out in zip(arrivals, completions, strict=True)))
    notes = (*_unused(unused), *half_filled(arrivals, completions))
    return Counts(stream, Period.DAY, dates, arrivals, completions, backlog, notes)


def _counts(table: CsvTable, as_of: date) -> tuple[Counts, ...]:
    unused = table.expect(("date",), ("stream", *FLOWS))
    rows: dict[str, dict[date, _Row]] = defaultdict(dict)
    for line, row in table.rows(_later("date", as_of)):
        day = table.day(line, row, "date")
        if day is None:
            continue
        stream = _stream(table, line, row)
        arrivals, completions, backlog = (table.number(line, row, name) for name in FLOWS)
        if stream is None:
            continue
        if day in rows[stream]:
            first = rows[stream][day][0]
            table.fault(line, "date", Text("This day is there already, in line {first}.", first=first))
            continue
        rows[stream][day] = (line, arrivals, completions, backlog)
    table.settle()
    found = tuple(_series(table, stream, rows[stream], unused) for stream in sorted(rows))
    table.settle()
    return found


def _series(table: CsvTable, stream: str, rows: dict[date, _Row], unused: tuple[str, ...]) -> Counts:
    """Put the rows of one stream on an even calendar, and derive what follows from the rest."""
    known = sorted(rows)
    period = _period(table, known, rows)
    month_end = len(known) > 1 and all((day + timedelta(days=1)).day == 1 for day in known)
    dates, count = [known[0]], 1
    while dates[-1] < known[-1]:
        dates.append(step(known[0], period, count, month_end=month_end))
        count += 1
    even = set(dates)
    off = next((day for day in known if day not in even), None)
    if off is not None:
        table.fault(rows[off][0], "date", Text("This day is not a whole number of periods after the first."))
        dates = [day for day in dates if day <= known[-1]]
    values = [rows.get(day, (0, NAN, NAN, NAN))[1:] for day in dates]
    arrivals, completions, backlog = ([row[column] for row in values] for column in range(3))
    notes = [*_unused(unused)]
    if len(dates) > len(known):
        gaps = len(dates) - len(known)
        notes.append(Text("{n} periods are missing; they are taken as not counted.", n=gaps))
    notes += derive(arrivals, completions, backlog)
    kept = len(backlog)
    while kept > 1 and math.isnan(backlog[kept - 1]):
        kept -= 1
    if kept < len(backlog):
        notes.append(Text("The last {n} periods have no backlog and were left out.", n=len(backlog) - kept))
    notes += half_filled(arrivals[:kept], completions[:kept])
    return Counts(
        stream,
        period,
        tuple(dates[:kept]),
        tuple(arrivals[:kept]),
        tuple(completions[:kept]),
        tuple(backlog[:kept]),
        tuple(notes),
    )


def _period(table: CsvTable, days: list[date], rows: dict[date, _Row]) -> Period:
    """Return the period that most neighbouring rows are apart."""
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    if not gaps:
        return Period.DAY
    usual = sorted(gaps)[len(gaps) // 2]
    for period, (least, most) in GAPS.items():
        if least <= usual <= most:
            return period
    table.fault(
        rows[days[1]][0],
        "date",
        Text("Rows are {n} days apart: no day, week, month, quarter or year.", n=usual),
    )
    return Period.DAY
