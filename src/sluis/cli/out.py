# SPDX-License-Identifier: EUPL-1.2
"""What goes to the terminal: one document of JSON, a table, or lines with tabs when piped.

Answers go to standard output; progress, questions and errors to standard error. Rich is loaded for
a terminal alone: it costs 50 ms. It heeds `NO_COLOR`.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final, TypeAlias

from sluis.kit.errors import BadInput
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sluis.kit.errors import SluisError
    from sluis.record.model import Json

Cell: TypeAlias = "Text | str | int | float | datetime | date | None"

BLANKS: Final = str.maketrans("\t\r\n", "   ")


@dataclass(frozen=True, slots=True)
class Out:
    """How this run speaks: `lang` for people, `as_json` for machines."""

    lang: str
    as_json: bool = False

    def document(self, schema: str, body: Mapping[str, Json]) -> None:
        """Print one JSON document that says its `schema`."""
        indent = 2 if sys.stdout.isatty() else None
        _print(json.dumps({"schema": schema, **body}, ensure_ascii=False, indent=indent))

    def table(self, columns: Sequence[Text], rows: Iterable[Sequence[Cell]]) -> None:
        """Print rows: a table on a terminal, else a line a row with tabs between, headings first."""
        heads = [column.say(self.lang) for column in columns]
        cells = [[self.cell(value) for value in row] for row in rows]
        if not sys.stdout.isatty():
            for line in (heads, *cells):
                _print("\t".join(text.translate(BLANKS) for text in line))
            return
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text as Plain

        table = Table(*heads, header_style="bold", box=None, pad_edge=False)
        for line in cells:
            table.add_row(*(Plain(text) for text in line))
        Console().print(table)

    def cell(self, value: Cell) -> str:
        """Return a value as one cell; None is empty, instants are ISO 8601 in UTC to the second."""
        if isinstance(value, Text):
            return value.say(self.lang)
        if isinstance(value, datetime):
            return stamp(value)
        return "" if value is None else str(value)

    def say(self, text: Text) -> None:
        """Print a sentence of the answer."""
        _print(text.say(self.lang))

    def plain(self, text: str) -> None:
        """Print text as it is."""
        _print(text)

    def flush(self) -> None:
        """Send what was printed on its way now."""
        sys.stdout.flush()

    def progress(self, text: Text) -> None:
        """Tell on standard error what is being done."""
        _tell(text.say(self.lang))

    def fail(self, error: SluisError) -> None:
        """Explain an error on standard error: what happened, then what to do."""
        said = error.explain()
        _tell(Text("Error: {what}", what=said.what).say(self.lang))
        if said.todo:
            _tell(said.todo.say(self.lang))

    def confirm(self, name: str, given: str | None) -> None:
        """Make sure that somebody means it: `name` was typed, here or as `--yes NAME`.

        Raises `BadInput` for anything else, and where nobody can type.
        """
        answer = given
        if answer is None and sys.stdin.isatty():
            _tell(Text("Type {name} to go on:", name=name).say(self.lang), end=" ")
            answer = sys.stdin.readline().strip()
        if answer != name:
            raise BadInput(
                Text("Nothing was done: the name was not typed."),
                Text("Type it when asked, or give --yes {name}.", name=name),
                field="--yes",
            )


def stamp(instant: datetime) -> str:
    """Return an instant as documents carry it: ISO 8601, UTC, to the second."""
    return instant.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _tell(line: str, end: str = "\n") -> None:
    sys.stderr.write(line + end)
    sys.stderr.flush()
