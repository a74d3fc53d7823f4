# SPDX-License-Identifier: EUPL-1.2
"""The error tree: every error says what happened and what to do.

    SluisError            1  failed
    ├── BadInput          2  bad usage or input: names file, line and field; nothing was changed
    │   ├── UnknownName   2  a name that nothing has; suggests the nearest
    │   └── Faults        2  several faults in one input, all named at once
    ├── Refused           3  a gate lacks evidence
    ├── Stale             4  the data are too old to act on
    ├── Conflict          1  something relevant happened since you looked
    ├── Denied            1  this person may not do that
    ├── StorageFailed     1  the database refused; nothing was acknowledged
    └── Corrupt           1  what is stored is not what was written

The number is the exit status of the command line.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable


SHOWN: Final = 50
"""Faults of one input that are explained; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The human half of an error."""

    what: Text
    todo: Text | None


class SluisError(Exception):
    """Root of every error that a person may see."""

    exit_code: ClassVar[int] = 1

    def __init__(self, what: Text, todo: Text | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.todo = todo

    def __str__(self) -> str:
        """Return what happened, in English."""
        return str(self.what)

    def explain(self) -> Explanation:
        """Return what happened and what to do about it."""
        return Explanation(self.what, self.todo)


class BadInput(SluisError):
    """Usage or input that cannot be right; nothing was changed."""

    exit_code = 2

    def __init__(
        self,
        what: Text,
        todo: Text | None = None,
        *,
        file: str | None = None,
        line: int | None = None,
        field: str | None = None,
    ) -> None:
        super().__init__(what, todo)
        self.file = file
        self.line = line
        self.field = field

    @property
    def where(self) -> str:
        """Return `file:line: field`, as far as known."""
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        return ": ".join(part for part in (place, self.field) if part)

    def __str__(self) -> str:
        """Return the place and what is wrong there, in English."""
        return f"{self.where}: {self.what}" if self.where else str(self.what)

    def explain(self) -> Explanation:
        """Return what is wrong with its place in front."""
        if not self.where:
            return Explanation(self.what, self.todo)
        return Explanation(Text("{where}: {what}", where=self.where, what=self.what), self.todo)


class UnknownName(BadInput):
    """A name that nothing has."""

    def __init__(self, kind: Text, name: str, known: Iterable[str]) -> None:
        nearest = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
        todo = Text("Did you mean {name}?", name=nearest[0]) if nearest else None
        super().__init__(Text("There is no {kind} called {name}.", kind=kind, name=name), todo)


class Faults(BadInput):
    """Several faults in one input, in the order of its lines."""

    def __init__(self, faults: Iterable[BadInput]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.file or "", fault.line or 0)))
        first = self.faults[0]
        super().__init__(
            Text("{n} faults in the input; nothing was changed.", n=len(self.faults)),
            first.todo,
            file=first.file,
            line=first.line,
            field=first.field,
        )

    def __str__(self) -> str:
        """Return every fault on a line of its own, in English."""
        return "\n".join(str(fault) for fault in self.faults)

    def explain(self) -> Explanation:
        """Return the first faults, each with its place and what to do about it."""
        whole: Text | None = None
        for fault in self.faults[:SHOWN]:
            said = fault.explain()
            line = said.what if said.todo is None else Text("{what} {todo}", what=said.what, todo=said.todo)
            whole = line if whole is None else Text("{before}\n{line}", before=whole, line=line)
        if len(self.faults) > SHOWN:
            more = Text("… and {n} more.", n=len(self.faults) - SHOWN)
            whole = Text("{before}\n{line}", before=whole, line=more)
        return Explanation(whole or self.what, None)


class Refused(SluisError):
    """A gate stands between here and there, and lacks its evidence."""

    exit_code = 3


class Stale(SluisError):
    """The data are too old to act on."""

    exit_code = 4


class Conflict(SluisError):
    """Something relevant was recorded after the picture on which this rests."""


class Denied(SluisError):
    """This person may not do that."""


class StorageFailed(SluisError):
    """The storage refused; nothing was acknowledged."""


class Corrupt(SluisError):
    """What is stored is not what was written."""
