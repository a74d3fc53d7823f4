# SPDX-License-Identifier: EUPL-1.2
"""A CSV file as rows that know their line, plain or gzipped; faults are collected and told together."""

from __future__ import annotations

import csv
import gzip
import io
import math
import zlib
from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from sluis.kit.errors import BadInput, Faults
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

MOST_FAULTS: Final = 50
"""Faults that are told at once; a file in the wrong shape would have one a line."""
NAN: Final = math.nan


class CsvTable:
    """The rows of a CSV file (RFC 4180, UTF-8) with their line numbers; collects faults.

    Raises `BadInput` when the file cannot be read, is empty, or names a column twice.
    """

    def __init__(self, path: Path) -> None:
        self.file = str(path)
        self.faults: list[BadInput] = []
        try:
            raw = path.read_bytes()
            text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
        except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
            raise BadInput(Text("This cannot be read: {why}", why=str(error)), file=self.file) from error
        self._reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        self.names = [name.strip() for name in self._next() or ()]
        if not any(self.names):
            raise BadInput(Text("The file is empty."), file=self.file)
        twice = next((name for name in self.names if self.names.count(name) > 1), None)
        if twice is not None:
            raise BadInput(Text("The column {name} is there twice.", name=twice), file=self.file, line=1)

    def _next(self) -> list[str] | None:
        try:
            return next(self._reader, None)
        except csv.Error as error:
            raise BadInput(
                Text("This is no CSV: {why}", why=str(error)), file=self.file, line=self._reader.line_num
            ) from error

    def rows(
        self, passed: Callable[[Mapping[str, str]], bool] | None = None
    ) -> Iterator[tuple[int, Mapping[str, str]]]:
        """Yield line number and fields of every row that is not blank; too few fields are empty ones.

        A row for which `passed` is true is passed over before anything about it is checked.
        """
        width = len(self.names)
        while (fields := self._next()) is not None:
            if not any(field.strip() for field in fields):
                continue
            padded = [*fields, *[""] * (width - len(fields))][:width]
            row = {name: field.strip() for name, field in zip(self.names, padded, strict=True)}
            if passed is not None and passed(row):
                continue
            if len(fields) > width:
                self.fault(
                    self._reader.line_num,
                    None,
                    Text("This line has more fields than the first line has names."),
                )
                continue
            yield self._reader.line_num, row

    def expect(self, needed: Sequence[str], optional: Sequence[str] = ()) -> tuple[str, ...]:
        """Check the columns, and return the names of those that nobody uses.

        Raises `BadInput` for one that is missing, and for one that looks like a misspelt other.
        """
        unused = tuple(name for name in self.names if name and name not in {*needed, *optional})
        absent = [name for name in (*needed, *optional) if name not in self.names]
        for name in absent:
            near = get_close_matches(name, unused, n=1, cutoff=0.75)
            if near:
                raise BadInput(
                    Text("There is no column {name}, but there is {near}.", name=name, near=near[0]),
                    Text("Names of columns must be exact."),
                    file=self.file,
                    line=1,
                    field=near[0],
                )
        missing = next((name for name in absent if name in needed), None)
        if missing is not None:
            raise BadInput(Text("The column {name} is missing.", name=missing), file=self.file, line=1)
        return unused

    def fault(self, line: int, field: str | None, what: Text) -> None:
        """Keep a fault; when there are too many, stop."""
        self.faults.append(BadInput(what, file=self.file, line=line, field=field))
        if len(self.faults) >= MOST_FAULTS:
            self.settle()

    def settle(self) -> None:
        """Raise what was found."""
        if self.faults:
            raise Faults(self.faults) if len(self.faults) > 1 else self.faults[0]

    def instant(self, line: int, row: Mapping[str, str], field: str) -> tuple[date, datetime | None] | None:
        """Return a day, and the instant where a time was given; None after keeping the fault."""
        text = row[field]
        try:
            if len(text) == 10:  # noqa: PLR2004 - YYYY-MM-DD
                return date.fromisoformat(text), None
            found = datetime.fromisoformat(text)
        except ValueError:
            self.fault(line, field, Text("{value} is not a day; write 2025-07-17.", value=repr(text)))
            return None
        return found.date(), found

    def day(self, line: int, row: Mapping[str, str], field: str) -> date | None:
        """Return a day, or None after keeping the fault; an instant counts as its day."""
        found = self.instant(line, row, field)
        return None if found is None else found[0]

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
