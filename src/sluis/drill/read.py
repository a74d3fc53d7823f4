# SPDX-License-Identifier: EUPL-1.2
"""Reads the YAML of a case so that every mistake names its file, line and field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, NoReturn, TypeVar

import yaml

from sluis.kit.errors import BadInput
from sluis.kit.texts import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from enum import StrEnum
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from sluis.report.words import Words

    Kind = TypeVar("Kind", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Piece:
    """A value in a YAML file with the place where it stands."""

    node: yaml.Node
    file: str
    field: str

    def refuse(self, what: Text, todo: Text | None = None) -> NoReturn:
        """Raise `BadInput` at this place."""
        raise BadInput(
            what, todo, file=self.file, line=self.node.start_mark.line + 1, field=self.field or None
        )

    def keys(self, known: Iterable[str]) -> dict[str, Piece]:
        """Return the fields of a mapping; a field that is not `known` is an error."""
        if not isinstance(self.node, yaml.MappingNode):
            self.refuse(Text("This must be a mapping of fields."))
        allowed = frozenset(known)
        found: dict[str, Piece] = {}
        for key, value in self.node.value:
            piece = Piece(value, self.file, f"{self.field}.{key.value}".lstrip("."))
            if key.value not in allowed:
                Piece(key, self.file, piece.field).refuse(
                    Text("There is no field called {name} here.", name=key.value),
                    Text("Fields here: {fields}.", fields=", ".join(sorted(allowed))),
                )
            found[key.value] = piece
        return found

    def fields(self, needed: str, optional: str = "") -> dict[str, Piece]:
        """Return the fields of a mapping that must have those in `needed` (names with spaces between)."""
        found = self.keys((*needed.split(), *optional.split()))
        for name in needed.split():
            if name not in found:
                self.refuse(Text("The field {name} is missing.", name=name))
        return found

    def pairs(self) -> Iterator[tuple[str, Piece]]:
        """Yield name and value of a mapping with free names."""
        if not isinstance(self.node, yaml.MappingNode):
            self.refuse(Text("This must be a mapping of fields."))
        for key, value in self.node.value:
            yield key.value, Piece(value, self.file, f"{self.field}.{key.value}".lstrip("."))

    def items(self) -> Iterator[Piece]:
        """Yield the values of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            self.refuse(Text("This must be a list."))
        for number, value in enumerate(self.node.value):
            yield Piece(value, self.file, f"{self.field}[{number}]")

    def text(self) -> str:
        """Return a text that is not empty."""
        if not isinstance(self.node, yaml.ScalarNode) or not str(self.node.value).strip():
            self.refuse(Text("This must be a text."))
        return str(self.node.value)

    def tags(self) -> tuple[str, ...]:
        """Return a list of tags, each with a colon: `system:mail`."""
        found = tuple(item.text() for item in self.items())
        for tag in found:
            if not all(tag.partition(":")):
                self.refuse(Text("{tag} is not a tag.", tag=tag), Text("Write it as system:mail."))
        return found

    def missing(self) -> bool:
        """Tell whether the value is null."""
        return isinstance(self.node, yaml.ScalarNode) and self.node.tag == "tag:yaml.org,2002:null"

    def whole(self) -> int:
        """Return a whole number."""
        try:
            return int(self.text())
        except ValueError:
            self.refuse(Text("{text} is not a whole number.", text=self.text()))

    def truth(self) -> bool:
        """Return true or false."""
        if self.text() not in {"true", "false"}:
            self.refuse(Text("{text} is neither true nor false.", text=self.text()))
        return self.text() == "true"

    def one_of(self, kind: type[Kind]) -> Kind:
        """Return a member of `kind`."""
        try:
            return kind(self.text())
        except ValueError:
            self.refuse(
                Text("{text} is not known here.", text=self.text()),
                Text("Choose one of: {known}.", known=", ".join(kind)),
            )

    def day(self) -> date:
        """Return a day, written `2025-07-17`."""
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            self.refuse(Text("{text} is not a day.", text=self.text()), Text("Write it as 2025-07-17."))

    def month_or_day(self) -> tuple[date, bool]:
        """Return a day, or the first of a month written `2025-05`, and whether it was a month."""
        month = len(self.text()) == len("2025-05")
        try:
            return date.fromisoformat(f"{self.text()}-01" if month else self.text()), month
        except ValueError:
            self.refuse(
                Text("{text} is not a day.", text=self.text()), Text("Write it as 2025-07-17 or 2025-07.")
            )

    def instant(self, zone: ZoneInfo, hour: int = 0) -> datetime:
        """Return an instant in UTC: `2025-07-17T22:00` on the clock of `zone`, a bare day at `hour`."""
        try:
            local = datetime.fromisoformat(self.text())
        except ValueError:
            self.refuse(
                Text("{text} is neither a day nor an instant.", text=self.text()),
                Text("Write it as 2025-07-17 or 2025-07-17T22:00."),
            )
        if "T" not in self.text():
            local = datetime.combine(local.date(), time(hour))
        return (local if local.tzinfo else local.replace(tzinfo=zone)).astimezone(UTC)


def words(fields: dict[str, Piece]) -> Words:
    """Return the sentence in the fields `en` and `nl`."""
    return {lang: fields[lang].text() for lang in LANGUAGES}


def read(file: Path) -> Piece:
    """Return the whole of a YAML file.

    Raises `BadInput` when it is not there, is empty or is not YAML.
    """
    try:
        node = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except FileNotFoundError:
        raise BadInput(Text("The case has no file {name}.", name=file.name), file=str(file)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(Text("It cannot be read: {why}", why=str(error)), file=str(file)) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise BadInput(
            Text("This is not YAML: {why}", why=str(error.problem)), file=str(file), line=line
        ) from error
    except yaml.YAMLError as error:
        raise BadInput(Text("This is not YAML: {why}", why=str(error)), file=str(file)) from error
    if node is None:
        raise BadInput(Text("The file is empty."), file=str(file))
    return Piece(node, str(file), "")
