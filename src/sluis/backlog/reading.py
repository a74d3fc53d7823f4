# SPDX-License-Identifier: EUPL-1.2
"""Reads event files, counts and calendars, checks them, and says what was derived or looks odd.

A file of events has `case_id, stream, arrival, completion[, priority, due]`, a file of counts
`date, stream, arrivals, completions, backlog`, where each of the last three may be empty or missing
where it follows from the others by

    backlog(t) = backlog(t-1) + arrivals(t) - completions(t)

Rows after the as-of day are passed over unread, so that they cannot matter.
"""

from __future__ import annotations

import csv
import gzip
import math
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from sluis.backlog.model import Counts, Span, SpanKind, step
from sluis.kit.errors import BadInput, Faults
from sluis.kit.texts import Text
from sluis.kit.units import Period

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

EVENTS: Final = ("case_id", "arrival")
COUNTS: Final = ("date",)
CALENDAR: Final = ("from", "to", "kind")
MOST_FAULTS: Final = 50
"""Faults that are told at once; a file in the wrong shape would have one a line."""
_GAPS: Final = {Period.DAY: (1, 1), Period.WEEK: (7, 7), Period.MONTH: (28, 31), Period.QUARTER: (89, 92)}
_HALF: Final = 0.5
NAN: Final = math.nan


class _Table:
    """The rows of a CSV file, plain or gzipped, with their line numbers; collects faults."""

    def __init__(self, path: Path) -> None:
        self.file = str(path)
        self.faults: list[BadInput] = []
        try:
            raw = path.read_bytes()
            text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
        except (OSError, EOFError, UnicodeDecodeError) as error:
            raise BadInput(Text("This cannot be read: {why}", why=str(error)), file=self.file) from error
        lines = text.splitlines()
        if not lines:
            raise BadInput(Text("The file is empty."), file=self.file)
        self.names = [name.strip() for name in next(csv.reader(lines[:1]))]
        self._lines = lines[1:]

    def rows(self) -> Iterator[tuple[int, Mapping[str, str]]]:
        """Yield line number and fields of every row that is not blank."""
        for number, fields in enumerate(csv.reader(self._lines), start=2):
            if not any(field.strip() for field in fields):
                continue
            if len(fields) > len(self.names):
                self.fault(number, None, Text("This line has more fields than the first line has names."))
                continue
            padded = [*fields, *[""] * (len(self.names) - len(fields))]
            yield number, {name: field.strip() for name, field in zip(self.names, padded, strict=True)}

    def fault(self, line: int, field: str | None, what: Text) -> None:
        """Keep a fault; when there are too many, stop."""
        self.faults.append(BadInput(what, file=self.file, line=line, field=field))
        if len(self.faults) >= MOST_FAULTS:
            self.settle()

    def settle(self) -> None:
        """Raise what was found."""
        if self.faults:
            raise Faults(self.faults) if len(self.faults) > 1 else self.faults[0]

    def day(self, line: int, row: Mapping[str, str], field: str) -> date | None:
        """Return a day, or None after keeping the fault; an instant counts as its day."""
        try:
            return date.fromisoformat(row[field][:10])
        except ValueError:
            self.fault(line, field, Text("{value} is not a day; write 2025-07-17.", value=repr(row[field])))
            return None

    def number(self, line: int, row: Mapping[str, str], field: str) -> float:
        """Return a count (at least 0), or nan where the field is empty or missing."""
        text = row.get(field, "")
        if not text:
            return NAN
        try:
            value = float(text)
        except ValueError:
            value = math.inf
        if not math.isfinite(value):
            self.fault(line, field, Text("{value} is not a number.", value=repr(text)))
            return NAN
        if value < 0:
            self.fault(line, field, Text("A count cannot be below zero."))
        return value


def read(path: Path, as_of: date) -> tuple[Counts, ...]:
    """Return the counts of every stream in `path` up to and including `as_of`, streams by name.

    Raises `BadInput` or `Faults` with file, line and field of what cannot be.
    """
    table = _Table(path)
    if all(name in table.names for name in EVENTS):
        found = _events(table, as_of)
    elif all(name in table.names for name in COUNTS):
        found = _counts(table, as_of, path.name.split(".")[0])
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
    """Return the spans of a calendar file (`from, to, kind, stream`); an empty `to` is still so."""
    table = _Table(path)
    missing = [name for name in CALENDAR if name not in table.names]
    if missing:
        raise BadInput(Text("The column {name} is missing.", name=missing[0]), file=table.file, line=1)
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


def _events(table: _Table, as_of: date) -> tuple[Counts, ...]:
    """Count arrivals and completions a day; a case completed after `as_of` is still open."""
    came: dict[str, Counter[date]] = defaultdict(Counter)
    went: dict[str, Counter[date]] = defaultdict(Counter)
    seen: dict[str, int] = {}
    for line, row in table.rows():
        arrival = table.day(line, row, "arrival")
        if arrival is None or arrival > as_of:
            continue
        first = seen.setdefault(row["case_id"], line)
        if first != line:
            table.fault(line, "case_id", Text("This case is there already, in line {first}.", first=first))
        stream = row.get("stream") or "all"
        came[stream][arrival] += 1
        if row.get("completion") and row["completion"][:10] <= as_of.isoformat():
            completion = table.day(line, row, "completion")
            if completion and completion < arrival:
                table.fault(line, "completion", Text("A case cannot be completed before it arrives."))
            elif completion:
                went[stream][completion] += 1
    table.settle()
    return tuple(_counted(stream, came[stream], went[stream], as_of) for stream in sorted(came))


def _counted(stream: str, came: Counter[date], went: Counter[date], as_of: date) -> Counts:
    first = min(came)
    dates = tuple(first + timedelta(days=number) for number in range((as_of - first).days + 1))
    arrivals = tuple(float(came[day]) for day in dates)
    completions = tuple(float(went[day]) for day in dates)
    backlog = tuple(accumulate(into - out for into, out in zip(arrivals, completions, strict=True)))
    return Counts(stream, Period.DAY, dates, arrivals, completions, backlog)


def _counts(table: _Table, as_of: date, only: str) -> tuple[Counts, ...]:
    rows: dict[str, dict[date, tuple[int, float, float, float]]] = defaultdict(dict)
    for line, row in table.rows():
        day = table.day(line, row, "date")
        if day is None or day > as_of:
            continue
        stream = row.get("stream") or only
        if day in rows[stream]:
            table.fault(
                line, "date", Text("This day is there already, in line {first}.", first=rows[stream][day][0])
            )
            continue
        values = (table.number(line, row, name) for name in ("arrivals", "completions", "backlog"))
        rows[stream][day] = (line, *values)  # type: ignore[assignment] - three numbers
    table.settle()
    found = tuple(_series(table, stream, rows[stream]) for stream in sorted(rows))
    table.settle()
    return found


def _series(table: _Table, stream: str, rows: dict[date, tuple[int, float, float, float]]) -> Counts:
    """Put the rows of one stream on an even calendar, and derive what follows from the rest."""
    known = sorted(rows)
    period = _period(table, known, rows)
    month_end = len(known) > 1 and all((day + timedelta(days=1)).day == 1 for day in known)
    dates, count = [known[0]], 1
    while dates[-1] < known[-1] and len(dates) <= (known[-1] - known[0]).days + 1:
        dates.append(step(known[0], period, count, month_end=month_end))
        count += 1
    off = next((day for day in known if day not in set(dates)), None)
    if off is not None:
        table.fault(rows[off][0], "date", Text("This day is not a whole number of periods after the first."))
    notes: list[Text] = []
    missing = len(dates) - len(known)
    if missing > 0:
        notes.append(Text("{n} periods are missing; they are taken as not counted.", n=missing))
    values = [rows.get(day, (0, NAN, NAN, NAN))[1:] for day in dates]
    arrivals, completions, backlog = ([row[column] for row in values] for column in range(3))
    _derive(arrivals, completions, backlog, notes)
    _check(arrivals, completions, backlog, notes)
    return Counts(
        stream, period, tuple(dates), tuple(arrivals), tuple(completions), tuple(backlog), tuple(notes)
    )


def _period(table: _Table, days: list[date], rows: dict[date, tuple[int, float, float, float]]) -> Period:
    """Return the period that most neighbouring rows are apart."""
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    if not gaps:
        return Period.DAY
    usual = sorted(gaps)[len(gaps) // 2]
    for period, (least, most) in _GAPS.items():
        if least <= usual <= most:
            return period
    if 360 <= usual <= 370:  # noqa: PLR2004 - a year, give or take
        return Period.YEAR
    table.fault(
        rows[days[1]][0],
        "date",
        Text("Rows are {n} days apart: no day, week, month, quarter or year.", n=usual),
    )
    return Period.DAY


def _derive(arrivals: list[float], completions: list[float], backlog: list[float], notes: list[Text]) -> None:
    """Fill what follows from the identity; where no backlog was counted, its lowest point is taken as 0."""
    derived = Counter[str]()
    for now in range(1, len(backlog)):
        flow = backlog[now] - backlog[now - 1]
        if math.isnan(arrivals[now]) and not math.isnan(flow + completions[now]):
            arrivals[now] = max(0.0, flow + completions[now])
            derived["arrivals"] += 1
        elif math.isnan(completions[now]) and not math.isnan(flow + arrivals[now]):
            completions[now] = max(0.0, arrivals[now] - flow)
            derived["completions"] += 1
    for now in range(1, len(backlog)):
        if math.isnan(backlog[now]) and not math.isnan(backlog[now - 1] + arrivals[now] - completions[now]):
            backlog[now] = max(0.0, backlog[now - 1] + arrivals[now] - completions[now])
            derived["backlog"] += 1
    notes += [
        Text("{name}: {n} values follow from the others.", name=name, n=n) for name, n in derived.items()
    ]
    if all(math.isnan(value) for value in backlog):
        net = [
            0.0 if math.isnan(into - out) else into - out
            for into, out in zip(arrivals, completions, strict=True)
        ]
        level = list(accumulate(net))
        backlog[:] = [value - min(level) for value in level]
        notes.append(
            Text("No backlog was counted: it follows from the flows, with its lowest point taken as 0.")
        )


def _check(arrivals: list[float], completions: list[float], backlog: list[float], notes: list[Text]) -> None:
    """Report the residual of the identity, and a last period that looks half filled."""
    left = [
        backlog[now] - backlog[now - 1] - arrivals[now] + completions[now] for now in range(1, len(backlog))
    ]
    left = [value for value in left if not math.isnan(value)]
    if left and max(abs(value) for value in left) > _HALF:
        mean = sum(left) / len(left)
        spread = math.sqrt(sum((value - mean) ** 2 for value in left) / len(left))
        notes.append(
            Text(
                "The counts do not add up: a period has {mean} cases too many on average (spread {spread}).",
                mean=round(mean, 1),
                spread=round(spread, 1),
            )
        )
    for series in (arrivals, completions):
        before = sorted(value for value in series[-7:-1] if not math.isnan(value))
        if len(before) >= 6 and series[-1] < _HALF * before[0]:  # noqa: PLR2004 - half a year of months
            notes.append(
                Text("The last period may be half filled: it is below half of each of the six before.")
            )
            return
