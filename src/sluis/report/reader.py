# SPDX-License-Identifier: EUPL-1.2
"""For whom entries are put in words: the language, the organisation's clock, and the names of things."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from sluis.estate.model import State
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sluis.estate.model import Estate

STATE_NAMES: Final[Mapping[str, Text]] = {
    State.OPEN: Text("open"),
    State.TRIAL: Text("trial"),
    State.READ_ONLY: Text("read-only"),
    State.CLOSED: Text("closed"),
    State.UNKNOWN: Text("unknown"),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom entries are put in words."""

    lang: str
    organisation: str = ""
    zone: str = "UTC"
    names: Mapping[str, str] = field(default_factory=dict)
    """Names of systems, streams and gates by id, from the estate as known."""

    def name(self, thing: object) -> str:
        """Return the name of an id, or the id itself."""
        return self.names.get(str(thing), str(thing))

    @property
    def clock(self) -> ZoneInfo:
        """The organisation's time zone."""
        return ZoneInfo(self.zone)

    def state(self, state: object) -> Text:
        """Return the name of a state; of one that this release does not know, the word itself."""
        return STATE_NAMES.get(str(state), Text("{state}", state=state))

    def names_of(self, things: object) -> str:
        """Return the names of a list of ids, with commas."""
        return (
            ", ".join(self.name(thing) for thing in things) if isinstance(things, list) else self.name(things)
        )


def reader_of(estate: Estate | None, lang: str) -> Reader:
    """Return for whom entries are put in words: language, clock and the names of things.

    Without an estate clocks are read in UTC, and ids stand for names.
    """
    if estate is None:
        return Reader(lang)
    things = (*estate.systems, *estate.streams, *estate.groups, *estate.applications)
    names = {str(thing.id): thing.name for thing in things}
    names |= {str(gate.id): gate.text for gate in estate.gates}
    return Reader(lang, estate.organisation, estate.zone, names)
