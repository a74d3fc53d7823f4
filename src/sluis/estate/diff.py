# SPDX-License-Identifier: EUPL-1.2
"""What changes between two versions of an estate, thing by thing and field by field."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from sluis.estate.document import NOUNS, UNKNOWN
from sluis.estate.model import Link, LinkType
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from sluis.estate.model import Estate


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is new, gone or different. `fields` maps a name to its old and new value."""

    noun: str
    id: str
    what: str
    """`added`, `removed` or `changed`."""
    fields: tuple[tuple[str, str, str], ...] = ()

    def line(self) -> str:
        """Return the change as one line for the record: `changed systems/mail: owner unknown → IVOM`."""
        detail = "; ".join(f"{name} {old} → {new}" for name, old, new in self.fields)
        return f"{self.what} {self.noun}/{self.id}" + (f": {detail}" if detail else "")

    def text(self) -> Text:
        """Return the change in words."""
        detail = "; ".join(f"{name}: {old} → {new}" for name, old, new in self.fields)
        if self.what == "added":
            return Text("New in {noun}: {id}", noun=self.noun, id=self.id)
        if self.what == "removed":
            return Text("Gone from {noun}: {id}", noun=self.noun, id=self.id)
        return Text("Changed in {noun}: {id} ({detail})", noun=self.noun, id=self.id, detail=detail)


def identity(thing: Any) -> str:  # noqa: ANN401 - any noun of the estate
    """Return what tells a thing from its like: its id, or the two ends of a link.

    A link of type `data_order` may stand beside another between the same two, and is told apart.
    """
    if not isinstance(thing, Link):
        return str(thing.id)
    ordered = " (data_order)" if thing.type is LinkType.DATA_ORDER else ""
    return f"{thing.system} → {thing.needs}{ordered}"


def diff(old: Estate | None, new: Estate) -> tuple[Change, ...]:
    """Return the changes from `old` (None: nothing yet) to `new`, in reading order."""
    found: list[Change] = []
    for noun in NOUNS:
        was = {identity(thing): thing for thing in getattr(old, noun)} if old else {}
        now = {identity(thing): thing for thing in getattr(new, noun)}
        found += [Change(noun, name, "removed") for name in was if name not in now]
        for name, thing in now.items():
            if name not in was:
                found.append(Change(noun, name, "added"))
            elif thing != was[name]:
                found.append(Change(noun, name, "changed", _different(was[name], thing)))
    if old:
        for name in ("organisation", "zone", "data_order"):
            if getattr(old, name) != getattr(new, name):
                values = ((name, _plain(getattr(old, name)), _plain(getattr(new, name))),)
                found.append(Change("estate", name, "changed", values))
    return tuple(found)


def _different(was: Any, now: Any) -> tuple[tuple[str, str, str], ...]:  # noqa: ANN401 - any noun of the estate
    pairs = ((field.name, getattr(was, field.name), getattr(now, field.name)) for field in fields(now))
    return tuple((name, _plain(old), _plain(new)) for name, old, new in pairs if old != new)


def _plain(value: object) -> str:
    """Return a value as one writes it; what is not there is unknown."""
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value) or "–"
    return UNKNOWN if value is None else str(value)
