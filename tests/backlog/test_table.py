# SPDX-License-Identifier: EUPL-1.2
"""A CSV file gives rows with their lines, and every fault names file, line and field."""

from __future__ import annotations

import gzip
import math
from datetime import date
from typing import TYPE_CHECKING

import pytest

from sluis.backlog.table import MOST_FAULTS, CsvTable
from sluis.kit.errors import BadInput, Faults
from sluis.kit.texts import Text
from tests.backlog.made import text

if TYPE_CHECKING:
    from pathlib import Path


def table(tmp_path: Path, *lines: str) -> CsvTable:
    """Return a table of `lines`."""
    return CsvTable(text(tmp_path / "a.csv", *lines))


def test_rows_know_their_lines(tmp_path: Path) -> None:
    """Blank lines are passed over, values are stripped, and lines are counted as an editor shows them."""
    found = list(table(tmp_path, "a, b", "1, 2", "", " , ", "3").rows())
    assert found == [(2, {"a": "1", "b": "2"}), (5, {"a": "3", "b": ""})]


def test_a_field_may_hold_line_breaks(tmp_path: Path) -> None:
    """A quoted field over two lines is one field, and the lines after it keep their numbers."""
    found = list(table(tmp_path, "a,b", '"x', 'y",1', "z,2").rows())
    assert found[0][1]["a"] == "x\ny"
    assert found[1] == (4, {"a": "z", "b": "2"})


def test_a_byte_order_mark_is_no_part_of_a_name(tmp_path: Path) -> None:
    """A file as spreadsheets write it has its first column."""
    path = tmp_path / "a.csv"
    path.write_bytes("\ufeffdate,stream\n".encode())
    assert CsvTable(path).names == ["date", "stream"]


def test_a_gzipped_file_is_read(tmp_path: Path) -> None:
    """A name that ends in .gz is opened as such."""
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"a\n1\n", mtime=0))
    assert list(CsvTable(path).rows()) == [(2, {"a": "1"})]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.csv", b"\n\n"),
        ("a.csv", b"\xff\xfe"),
        ("a.csv.gz", b"no gzip"),
        ("a.csv.gz", gzip.compress(b"a\n1\n", mtime=0)[:-9]),
        ("a.csv", b'a\n"b"c\n'),
        ("a.csv", b"a,a\n"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    """Empty, torn, wrongly encoded and ambiguous files are refused with their name."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadInput) as refused:
        list(CsvTable(path).rows())
    assert refused.value.file == str(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A wrong path is bad input, not a crash."""
    with pytest.raises(BadInput, match="cannot be read"):
        CsvTable(tmp_path / "none.csv")


def test_a_row_with_too_many_fields_is_a_fault(tmp_path: Path) -> None:
    """More fields than names cannot be right."""
    found = table(tmp_path, "a,b", "1,2,3")
    assert list(found.rows()) == []
    assert found.faults[0].line == 2


def test_rows_that_are_passed_over_are_not_checked(tmp_path: Path) -> None:
    """What somebody wants to pass over may have any shape."""
    found = table(tmp_path, "a,b", "9,2,3", "1,2")
    assert list(found.rows(lambda row: row["a"] == "9")) == [(3, {"a": "1", "b": "2"})]
    assert found.faults == []


def test_columns_that_are_missing_are_named(tmp_path: Path) -> None:
    """A needed column that is not there is refused, an optional one is not."""
    found = table(tmp_path, "date,other")
    assert found.expect(("date",), ("backlog",)) == ("other",)
    with pytest.raises(BadInput, match="stream is missing"):
        found.expect(("date", "stream"))


def test_a_misspelt_column_is_refused(tmp_path: Path) -> None:
    """A name that nearly fits is not passed over in silence, although the column may be left out."""
    with pytest.raises(BadInput, match="no column arrivals, but there is arivals") as refused:
        table(tmp_path, "date,arivals").expect(("date",), ("arrivals",))
    assert (refused.value.line, refused.value.field) == (1, "arivals")


def test_faults_are_told_together(tmp_path: Path) -> None:
    """One fault is itself, several come as one error; none raises nothing."""
    found = table(tmp_path, "a")
    found.settle()
    found.fault(2, "a", Text("Wrong."))
    with pytest.raises(BadInput, match=r"a\.csv:2: a: Wrong\."):
        found.settle()
    found.fault(3, "a", Text("Wrong too."))
    with pytest.raises(Faults) as several:
        found.settle()
    assert len(several.value.faults) == 2


def test_a_file_in_the_wrong_shape_stops_early(tmp_path: Path) -> None:
    """After fifty faults nobody reads on."""
    found = table(tmp_path, "a")
    for line in range(1, MOST_FAULTS):
        found.fault(line, "a", Text("Wrong."))
    with pytest.raises(Faults):
        found.fault(MOST_FAULTS, "a", Text("Wrong."))
    assert len(found.faults) == MOST_FAULTS


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-07-17", date(2025, 7, 17)),
        ("2025-07-17T22:45", date(2025, 7, 17)),
        ("2025-07-17 22:45:01+02:00", date(2025, 7, 17)),
    ],
)
def test_days_and_instants_are_read(tmp_path: Path, value: str, day: date) -> None:
    """An instant counts as the day that is written, whatever its zone."""
    assert table(tmp_path, "d").day(2, {"d": value}, "d") == day


@pytest.mark.parametrize("value", ["", "17-07-2025", "2025-07-17x", "2025-02-30", "yesterday"])
def test_what_is_no_day_is_a_fault(tmp_path: Path, value: str) -> None:
    """Other ways to write a day are refused, not guessed at."""
    found = table(tmp_path, "d")
    assert found.day(7, {"d": value}, "d") is None
    assert (found.faults[0].line, found.faults[0].field) == (7, "d")


def test_counts_are_numbers_from_zero(tmp_path: Path) -> None:
    """Numbers are read, empty and missing fields are unknown."""
    found = table(tmp_path, "n")
    assert found.number(2, {"n": "12.5"}, "n") == 12.5
    assert math.isnan(found.number(2, {"n": ""}, "n"))
    assert math.isnan(found.number(2, {}, "n"))
    assert found.faults == []


@pytest.mark.parametrize("value", ["-1", "many", "nan", "inf", "1e999"])
def test_what_is_no_count_is_a_fault(tmp_path: Path, value: str) -> None:
    """Negative, endless and unreadable counts are refused."""
    found = table(tmp_path, "n")
    found.number(3, {"n": value}, "n")
    assert [fault.line for fault in found.faults] == [3]
