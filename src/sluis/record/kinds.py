# SPDX-License-Identifier: EUPL-1.2
"""Kinds of entries, and how old shapes are read.

A kind's shape never changes; a new shape is a new version. Entries are never written again: an
upcaster, a pure function over the fields, lifts an old version to the next when it is read. A kind or
version that this release does not know is kept as it is and shown raw.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from sluis.kit.errors import BadInput
from sluis.kit.texts import Text
from sluis.record.model import Json, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sluis.record.model import Entry

STARTED: Final = Kind("record.started", 1, ("origin", "vkey", "format"))
"""The first entry: the log's name and verifier key, and the format that everything after is in."""
CLOCK_JUMPED: Final = Kind("clock.jumped", 1, ("jumped_s", "expected", "found"))
"""The writer's wall clock moved by more than 2 s against its monotonic clock, since its last commit."""

Upcaster: TypeAlias = "Callable[[dict[str, Json]], dict[str, Json]]"
"""Turns the fields of one version into those of the next; pure."""


@dataclass(frozen=True)
class Kinds:
    """The kinds of this release, and the upcasters from one version to the next by (name, old version)."""

    newest: Mapping[str, Kind]
    upcasters: Mapping[tuple[str, int], Upcaster] = field(default_factory=dict)

    @classmethod
    def of(cls, kinds: Iterable[Kind], upcasters: Mapping[tuple[str, int], Upcaster] | None = None) -> Kinds:
        """Collect `kinds` (one version a name) with the record's own; raises BadInput on two of one name."""
        newest = dict[str, Kind]()
        for kind in (STARTED, CLOCK_JUMPED, *kinds):
            if newest.setdefault(kind.name, kind) != kind:
                raise BadInput(Text("Two kinds are called {name}.", name=kind.name))
        return cls(newest, upcasters or {})

    def knows(self, entry: Entry) -> bool:
        """Say whether `entry` has a kind and version of this release; if not, it is shown raw."""
        kind = self.newest.get(entry.kind)
        return kind is not None and kind.version == entry.version

    def lift(self, entry: Entry) -> Entry:
        """Return `entry` in the newest shape that upcasters lead to; unknown ones come back unchanged."""
        if not self.upcasters:
            return entry
        fields, version = entry.fields, entry.version
        while (upcaster := self.upcasters.get((entry.kind, version))) is not None:
            fields, version = upcaster(dict(fields)), version + 1
        return entry if version == entry.version else replace(entry, fields=fields, version=version)
