# SPDX-License-Identifier: EUPL-1.2
"""A YAML file as plain values that know their lines.

It is read from the parser's events in one pass, so that 25,000 things load fast and every fault has
its line without a second look. Of YAML only what a description needs is taken: mappings, lists and
scalars, resolved by the core schema (YAML 1.2.2, section 10.3.2: `no` and `22:45` are text). Anchors,
tags, a second document and a name that occurs twice are refused: each would say something that the
reader of the file does not see.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import yaml

from sluis.kit.errors import BadInput
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from pathlib import Path
    from typing import NoReturn

MAX_BYTES: Final = 64 * 1024 * 1024
"""A description of an organisation is far smaller; what is larger was given by mistake."""
MAX_DEPTH: Final = 16
_INTEGER: Final = re.compile(r"[-+]?[0-9]{1,18}|0o[0-7]{1,20}|0x[0-9a-fA-F]{1,15}")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?")
_WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_FIRST: Final = frozenset("-+.0123456789")


class Row(dict[str, Any]):
    """A mapping that knows the line (from 1) of itself and of each of its names."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Rows(list[Any]):
    """A list that knows the line (from 1) of each of its values."""

    __slots__ = ("lines",)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[int] = []


def read(file: Path) -> Row:
    """Return the mapping in `file`.

    Raises `BadInput` with the line for what is not YAML, is refused (see above), or is no mapping.
    """
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise BadInput(
                Text("This has {size} bytes; {most} at most.", size=size, most=MAX_BYTES), file=str(file)
            )
        content = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(Text("This cannot be read: {why}", why=str(error)), file=str(file)) from error
    return _Builder(content, str(file)).whole()


def line_of(document: Row, path: tuple[str | int, ...]) -> int:
    """Return the line (from 1) of the value at `path`; of the nearest around it when it has none."""
    line = document.line
    at: Any = document
    for part in path:
        lines: Any = at.lines if isinstance(at, Row | Rows) else ()
        if not (part in lines if isinstance(part, str) else part < len(lines)):
            break
        line, at = lines[part], at[part]
    return line


class _Builder:
    """Turns the events of one file into values."""

    def __init__(self, content: str, file: str) -> None:
        self._file = file
        try:
            self._events = yaml.CSafeLoader(content)
        except yaml.YAMLError as error:
            raise self._not_yaml(error) from error

    def whole(self) -> Row:
        """Return the one document of the file."""
        try:
            self._next()
            if isinstance(self._next(), yaml.StreamEndEvent):
                self._refuse(1, Text("The file is empty."))
            found = self._value(self._next(), 0)
            self._next()
            if not isinstance(after := self._next(), yaml.StreamEndEvent):
                self._refuse(_line(after), Text("A second document begins here; one is read."))
        except yaml.YAMLError as error:
            raise self._not_yaml(error) from error
        if not isinstance(found, Row):
            self._refuse(1, Text("This must be a mapping of names to values."))
        return found

    def _next(self) -> yaml.Event:
        event = self._events.get_event()
        if event is None:
            self._refuse(1, Text("The file ends too early."))
        return event

    def _value(self, event: yaml.Event, depth: int) -> Any:  # noqa: ANN401 - whatever the file says
        if type(event) is yaml.ScalarEvent:
            return self._scalar(event)
        if not isinstance(event, yaml.NodeEvent) or isinstance(event, yaml.AliasEvent):
            self._refuse(_line(event), Text("An alias is not taken here: write the value out."))
        if depth == MAX_DEPTH:
            self._refuse(_line(event), Text("This is nested too deeply."))
        self._check_plain(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(Row(_line(event)), depth + 1)
        return self._list(depth + 1)

    def _mapping(self, row: Row, depth: int) -> Row:
        while type(key := self._next()) is not yaml.MappingEndEvent:
            line = _line(key)
            if type(key) is not yaml.ScalarEvent:
                self._refuse(line, Text("A name must stand here."))
            name = key.value
            if name in row:
                self._refuse(
                    line,
                    Text("{name} is given twice, first in line {line}.", name=name, line=row.lines[name]),
                    name,
                )
            row.lines[name] = line
            row[name] = self._value(self._next(), depth)
        return row

    def _list(self, depth: int) -> Rows:
        rows = Rows()
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            rows.lines.append(_line(event))
            rows.append(self._value(event, depth))
        return rows

    def _scalar(self, event: yaml.ScalarEvent) -> str | float | bool | None:
        if event.tag is not None or event.anchor is not None:
            self._check_plain(event)
        return resolved(event.value) if event.implicit[0] else event.value

    def _check_plain(self, event: yaml.NodeEvent) -> None:
        """Refuse anchors and tags."""
        if event.anchor is not None:
            self._refuse(_line(event), Text("An anchor is not taken here: write the value out."))
        if getattr(event, "tag", None) is not None:
            self._refuse(_line(event), Text("A tag is not taken here."))

    def _refuse(self, line: int, what: Text, field: str | None = None) -> NoReturn:
        raise BadInput(what, file=self._file, line=line, field=field)

    def _not_yaml(self, error: yaml.YAMLError) -> BadInput:
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        why = error.problem if isinstance(error, yaml.MarkedYAMLError) else str(error)
        return BadInput(
            Text("This is not YAML: {why}", why=why or "?"),
            file=self._file,
            line=mark.line + 1 if mark else None,
        )


def resolved(text: str) -> str | float | bool | None:
    """Return what a plain scalar means by the core schema; infinities and "not a number" stay text."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _FIRST:
        if _INTEGER.fullmatch(text):
            return int(text, 0 if text[:2] in {"0o", "0x"} else 10)
        if _FLOAT.fullmatch(text):
            number = float(text)
            return number if abs(number) != float("inf") else text
    return text


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
