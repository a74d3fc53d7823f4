# SPDX-License-Identifier: EUPL-1.2
"""Files of events, counts and calendars are read; what cannot be is refused with its place."""

from __future__ import annotations

import gzip
import math
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from sluis.backlog.model import Span, SpanKind
from sluis.backlog.reading import read, read_calendar
from sluis.kit.errors import BadInput, Faults
from sluis.kit.units import Period
from tests.backlog.made import COUNT_NAMES, EVENT_NAMES, MONDAY, on, text, write

if TYPE_CHECKING:
    from pathlib import Path

    from sluis.backlog.model import Counts

LAST = on(9)


def events(tmp_path: Path, *lines: str, names: str = EVENT_NAMES) -> tuple[Counts, ...]:
    """Read lines as a file of events, as of the tenth day."""
    return read(text(tmp_path / "events.csv", names, *lines), LAST)


def flows(tmp_path: Path, *lines: str, names: str = COUNT_NAMES, as_of: date = LAST) -> tuple[Counts, ...]:
    """Read lines as a file of counts."""
    return read(text(tmp_path / "counts.csv", names, *lines), as_of)


def notes(counts: Counts) -> str:
    """Return the notes of a stream as one text."""
    return "\n".join(str(note) for note in counts.notes)


def test_events_are_counted_by_day(tmp_path: Path) -> None:
    """Arrivals, completions and the backlog of each stream follow from its cases, up to the as-of day."""
    letters, notices = events(
        tmp_path,
        "1,notices,2024-01-01T08:00,2024-01-03T09:00",
        "2,notices,2024-01-01,",
        "3,letters,2024-01-02,2024-01-02",
    )
    assert (letters.stream, letters.dates[0], letters.dates[-1]) == ("letters", on(1), LAST)
    assert notices.arrivals[:4] == (2, 0, 0, 0)
    assert notices.completions[:4] == (0, 0, 1, 0)
    assert notices.backlog[:4] == (2, 2, 1, 1)
    assert notices.period is Period.DAY


def test_a_case_completed_later_is_still_open(tmp_path: Path) -> None:
    """A completion after the as-of day is not known on it."""
    (found,) = events(tmp_path, "1,a,2024-01-01,2024-01-20", "2,a,2024-01-08,")
    assert found.backlog[-1] == 2


@pytest.mark.parametrize(
    "later",
    ["1,a,2024-01-11,2024-01-12", ",,2024-01-11,never", "x,b,2024-03-01T10:00,2023-01-01"],
)
def test_events_after_the_day_cannot_matter(tmp_path: Path, later: str) -> None:
    """Whatever a later row holds, also nonsense, every number stays the same."""
    now = ("1,a,2024-01-01,2024-01-05", "2,a,2024-01-08,")
    assert events(tmp_path, *now, later) == events(tmp_path, *now)


@pytest.mark.parametrize(
    ("row", "field", "why"),
    [
        ("1,a,2024-01-02,", "case_id", "there already, in line 2"),
        (",a,2024-01-02,", "case_id", "names no case"),
        ("2,,2024-01-02,", "stream", "names no stream"),
        ("2,a,soon,", "arrival", "is not a day"),
        ("2,a,,2024-01-02", "arrival", "is not a day"),
        ("2,a,2024-01-05,done", "completion", "is not a day"),
        ("2,a,2024-01-05,2024-01-04", "completion", "before it arrives"),
        ("2,a,2024-01-05T10:00,2024-01-05T09:00", "completion", "before it arrives"),
        ("2,a,2024-01-05T10:00Z,2024-01-06T09:00", "completion", "time zone"),
    ],
)
def test_events_that_cannot_be_are_refused(tmp_path: Path, row: str, field: str, why: str) -> None:
    """Each fault names its line and field."""
    with pytest.raises(BadInput, match=why) as refused:
        events(tmp_path, "1,a,2024-01-01,", row)
    assert (refused.value.line, refused.value.field) == (3, field)


def test_a_file_that_ended_is_not_a_standstill(tmp_path: Path) -> None:
    """Silence of more than five weeks at the end is the end of the file; shorter silence is counted."""
    rows = [(number, "a", on(number), on(number + 1)) for number in range(60)]
    path = write(tmp_path / "events.csv", EVENT_NAMES, rows)
    assert read(path, on(60 + 35))[0].dates[-1] == on(95)
    assert read(path, on(60 + 36))[0].dates[-1] == on(60)


def test_columns_of_events_that_are_optional(tmp_path: Path) -> None:
    """Priority and due may be there, a stream may be left out, and other columns are named in a note."""
    (found,) = events(tmp_path, "1,2024-01-01,,high,x", names="case_id,arrival,completion,priority,clerk")
    assert found.stream == "all"
    assert notes(found) == "Columns that were not used: clerk."


def test_events_without_completions_are_refused(tmp_path: Path) -> None:
    """Without the column every case would seem open."""
    with pytest.raises(BadInput, match="completion is missing"):
        events(tmp_path, "1,a,2024-01-01", names="case_id,stream,arrival")


def test_counts_are_read_by_stream(tmp_path: Path) -> None:
    """Each stream keeps its own days, whatever the order of the rows."""
    one, two = flows(
        tmp_path,
        "2024-01-02,b,4,5,9",
        "2024-01-01,a,1,2,3",
        "2024-01-01,b,5,5,10",
        "2024-01-02,a,1,2,2",
    )
    assert (one.stream, one.backlog) == ("a", (3, 2))
    assert (two.stream, two.dates, two.arrivals) == ("b", (on(0), on(1)), (5, 4))
    assert one.notes == two.notes == ()


def test_missing_columns_are_derived(tmp_path: Path) -> None:
    """A whole column may be absent where it follows from the others."""
    (found,) = flows(
        tmp_path, "2024-01-01,1,10", "2024-01-02,3,11", "2024-01-03,3,12", names="date,arrivals,backlog"
    )
    assert found.completions[1:] == (2, 2)
    assert found.stream == "all"
    assert "2 counts of completions were missing" in notes(found)


@pytest.mark.parametrize(
    ("second", "third", "period"),
    [
        ("2024-01-02", "2024-01-03", Period.DAY),
        ("2024-01-08", "2024-01-15", Period.WEEK),
        ("2024-02-01", "2024-03-01", Period.MONTH),
        ("2024-04-01", "2024-07-01", Period.QUARTER),
        ("2025-01-01", "2026-01-01", Period.YEAR),
    ],
)
def test_the_period_is_seen_from_the_dates(tmp_path: Path, second: str, third: str, period: Period) -> None:
    """Days, weeks, months, quarters and years are told apart."""
    rows = [f"{day},a,1,1,5" for day in ("2024-01-01", second, third)]
    (found,) = flows(tmp_path, *rows, as_of=date(2030, 1, 1))
    assert found.period is period
    assert len(found.dates) == 3


def test_ends_of_months_are_one_apart(tmp_path: Path) -> None:
    """Quarters that are named by their last day stay so."""
    ends = ("2023-03-31", "2023-06-30", "2023-09-30", "2023-12-31")
    (found,) = flows(tmp_path, *(f"{day},a,1,1,5" for day in ends), as_of=date(2024, 1, 1))
    assert [day.isoformat() for day in found.dates] == list(ends)


@pytest.mark.parametrize(
    ("row", "field", "why"),
    [
        ("2024-01-03,a,-4,1,1", "arrivals", "below zero"),
        ("2024-01-03,a,1,some,1", "completions", "not a number"),
        ("2024-01-02,a,1,1,5", "date", "there already, in line 3"),
        ("3 January,a,1,1,1", "date", "is not a day"),
        ("2024-01-03,,1,1,1", "stream", "names no stream"),
    ],
)
def test_counts_that_cannot_be_are_refused(tmp_path: Path, row: str, field: str, why: str) -> None:
    """Each fault names its line and field."""
    with pytest.raises(BadInput, match=why) as refused:
        flows(tmp_path, "2024-01-01,a,1,1,5", "2024-01-02,a,1,1,5", row)
    assert (refused.value.line, refused.value.field) == (4, field)


def test_several_faults_are_told_at_once(tmp_path: Path) -> None:
    """A planner mends a file in one go."""
    with pytest.raises(Faults) as refused:
        flows(tmp_path, "2024-01-01,a,-1,1,5", "2024-01-02,a,1,x,5")
    assert [fault.line for fault in refused.value.faults] == [2, 3]


def test_mixed_periods_are_refused(tmp_path: Path) -> None:
    """A week among months lies on no even calendar."""
    days = ("2024-01-01", "2024-02-01", "2024-02-08", "2024-03-01", "2024-04-01")
    with pytest.raises(BadInput, match="not a whole number of periods") as refused:
        flows(tmp_path, *(f"{day},a,1,1,5" for day in days), as_of=date(2024, 6, 1))
    assert refused.value.line == 4


def test_rows_that_are_no_period_apart_are_refused(tmp_path: Path) -> None:
    """Every third day is no period that people plan in."""
    with pytest.raises(BadInput, match="Rows are 3 days apart"):
        flows(tmp_path, "2024-01-01,a,1,1,5", "2024-01-04,a,1,1,5", "2024-01-07,a,1,1,5")


@pytest.mark.parametrize(
    "later",
    [
        "2024-01-11,a,900,0,900",
        "2024-01-11,a,-5,x,nan",
        "2024-05-05,,,,",
        "2024-01-11,a,1,1,1,,,",
        "2024-01-11x,a,1,1,1",
    ],
)
def test_counts_after_the_day_cannot_matter(tmp_path: Path, later: str) -> None:
    """Later rows are passed over unread."""
    now = ("2024-01-01,a,1,1,5", "2024-01-02,a,1,1,5")
    assert flows(tmp_path, *now, later) == flows(tmp_path, *now)


def test_gaps_are_kept_as_unknown_and_said(tmp_path: Path) -> None:
    """A day without a row is not a day without cases."""
    (found,) = flows(
        tmp_path, "2024-01-01,a,4,4,8", "2024-01-02,a,4,4,8", "2024-01-05,a,4,4,9", "2024-01-06,a,4,4,9"
    )
    assert math.isnan(found.arrivals[2])
    assert "2 periods are missing" in notes(found)


def test_rows_without_a_backlog_at_the_end_are_left_out(tmp_path: Path) -> None:
    """A forecast starts where the backlog is known."""
    (found,) = flows(tmp_path, "2024-01-01,a,4,4,8", "2024-01-02,a,4,4,8", "2024-01-03,a,,,")
    assert found.dates[-1] == on(1)
    assert "The last 1 periods have no backlog" in notes(found)


def test_a_gzipped_file_of_counts_is_read(tmp_path: Path) -> None:
    """The name decides."""
    path = tmp_path / "counts.csv.gz"
    path.write_bytes(gzip.compress(f"{COUNT_NAMES}\n2024-01-01,a,1,1,5\n".encode()))
    assert read(path, LAST)[0].backlog == (5,)


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    """The error says which columns are read."""
    with pytest.raises(BadInput, match="neither") as refused:
        read(text(tmp_path / "a.csv", "name,age"), LAST)
    assert "case_id, stream, arrival" in str(refused.value.todo)


def test_a_file_that_begins_later_is_refused(tmp_path: Path) -> None:
    """Nothing up to the as-of day is no ground for a forecast."""
    with pytest.raises(BadInput, match="no row up to 2023-12-31"):
        flows(tmp_path, "2024-01-01,a,1,1,5", as_of=MONDAY - timedelta(days=1))


def test_a_calendar_is_read(tmp_path: Path) -> None:
    """Both days are included; an empty end is still so, an empty stream is every stream."""
    path = text(
        tmp_path / "calendar.csv",
        "from,to,kind,stream",
        "2024-01-01,2024-01-05,closure,a",
        "2024-02-01,,degraded,",
    )
    assert read_calendar(path) == (
        Span(on(0), on(4), SpanKind.CLOSURE, "a"),
        Span(date(2024, 2, 1), None, SpanKind.DEGRADED, None),
    )


@pytest.mark.parametrize(
    ("row", "field"),
    [("2024-01-05,2024-01-01,closure,", "to"), ("2024-01-05,,shut,", "kind"), ("x,,closure,", "from")],
)
def test_a_calendar_that_cannot_be_is_refused(tmp_path: Path, row: str, field: str) -> None:
    """Ends before beginnings, unknown kinds and unreadable days are named."""
    with pytest.raises(BadInput) as refused:
        read_calendar(text(tmp_path / "calendar.csv", "from,to,kind,stream", row))
    assert (refused.value.line, refused.value.field) == (2, field)


def test_a_calendar_needs_its_columns(tmp_path: Path) -> None:
    """A file without kinds is no calendar."""
    with pytest.raises(BadInput, match="kind is missing"):
        read_calendar(text(tmp_path / "calendar.csv", "from,to"))
