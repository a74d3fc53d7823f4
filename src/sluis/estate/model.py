# SPDX-License-Identifier: EUPL-1.2
"""The words of the estate: what an organisation runs, what depends on what, and who works with it.

Everything is frozen. Ids are `NewType`s over `str`, so that a stream never passes for a system.
`Basis` says how we know a fact; `unknown` is a value of its own wherever it can occur.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime  # noqa: TC003 - dataclass fields are resolved at run time by readers
from enum import StrEnum
from typing import NewType

SystemId = NewType("SystemId", str)
StreamId = NewType("StreamId", str)
GroupId = NewType("GroupId", str)
UnitId = NewType("UnitId", str)
SiteId = NewType("SiteId", str)
TeamId = NewType("TeamId", str)
GateId = NewType("GateId", str)
ApplicationId = NewType("ApplicationId", str)


class State(StrEnum):
    """State of a system at an instant."""

    OPEN = "open"
    TRIAL = "trial"
    READ_ONLY = "read_only"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class LinkType(StrEnum):
    """What losing the needed system does to the one that needs it."""

    HARD = "hard"
    DEGRADED = "degraded"
    FRESHNESS = "freshness"
    TO_RESTART_ONLY = "to_restart_only"
    SUBSTITUTE = "substitute"
    DATA_ORDER = "data_order"
    UNKNOWN = "unknown"
    NONE = "none"
    """Known *not* to depend: somebody looked. Without a link nobody may have."""


class Basis(StrEnum):
    """How a fact is known."""

    SOURCE = "source"
    DERIVED = "derived"
    ASSUMED = "assumed"


class Effect(StrEnum):
    """What closing does to a system, stream, application or group."""

    STOPS = "stops"
    DEGRADES = "degrades"
    STALE = "stale"
    LATCHES = "latches"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class System:
    """A system, service, partner system, device or process that has a state."""

    id: SystemId
    name: str
    kind: str
    owner: str | None = None
    rto_hours: float | None = None
    rpo_hours: float | None = None
    human_impact: int | None = None
    """0 none, 1 low, 2 medium, 3 high, 4 very high (SSVC human impact)."""
    basis: Basis = Basis.SOURCE
    source: str | None = None
    note: str | None = None
    assumed: tuple[str, ...] = ()
    """Names of fields that were filled in, whatever `basis` says of the rest."""


@dataclass(frozen=True, slots=True)
class Link:
    """`system` needs `needs`, in the way that `type` says."""

    system: SystemId
    needs: SystemId
    type: LinkType
    basis: Basis = Basis.SOURCE
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """Something that people open; it works while all the systems it needs are open."""

    id: ApplicationId
    name: str
    needs: tuple[SystemId, ...]
    basis: Basis = Basis.SOURCE
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Stream:
    """A work stream: cases flow through while the systems it needs are open."""

    id: StreamId
    name: str
    needs: tuple[SystemId, ...]
    cases_per_day: float | None = None
    """Mean inflow per calendar day; None is unknown."""
    volume_basis: Basis = Basis.ASSUMED
    volume_source: str | None = None
    term_days: int | None = None
    """Statutory term in days; None where there is none or it is unknown."""
    unit: UnitId | None = None
    note: str | None = None
    basis: Basis = Basis.ASSUMED
    """How it is known what the stream needs."""
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the organisation that chooses its own working regime."""

    id: UnitId
    name: str
    regime: str = "unknown"
    basis: Basis = Basis.SOURCE
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """A location with desks; `desks` None is unknown."""

    id: SiteId
    name: str
    desks: int | None = None
    basis: Basis = Basis.ASSUMED
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """People who do the same work; `people` None is unknown."""

    id: GroupId
    name: str
    people: int | None = None
    unit: UnitId | None = None
    site: SiteId | None = None
    needs: tuple[SystemId, ...] = ()
    streams: tuple[StreamId, ...] = ()
    basis: Basis = Basis.ASSUMED
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """A crisis or recovery team."""

    id: TeamId
    name: str
    task: str
    people: int | None = None
    basis: Basis = Basis.SOURCE
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition for reopening, who may decide on it, and what it guards (empty: everything)."""

    id: GateId
    text: str
    decider: str
    systems: tuple[SystemId, ...] = ()
    source: str | None = None
    basis: Basis = Basis.SOURCE
    assumed: tuple[str, ...] = ()
    """Names of fields that were filled in, whatever `basis` says of the rest."""


@dataclass(frozen=True, slots=True)
class Estate:
    """One adopted version of the organisation, in reading order."""

    organisation: str
    zone: str
    """IANA time zone in which the organisation reads clocks."""
    systems: tuple[System, ...]
    links: tuple[Link, ...] = ()
    applications: tuple[Application, ...] = ()
    streams: tuple[Stream, ...] = ()
    units: tuple[Unit, ...] = ()
    sites: tuple[Site, ...] = ()
    groups: tuple[Group, ...] = ()
    teams: tuple[Team, ...] = ()
    gates: tuple[Gate, ...] = ()
    data_order: tuple[str, ...] = ()
    """Steps of the process in the order in which missing data must be entered."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """What closing does to one thing, and along which path."""

    target: str
    """Id of a system, stream, application or group."""
    what: str
    """`system`, `stream`, `application` or `group`."""
    effect: Effect
    path: tuple[str, ...] = field(default=())
    """Ids from the closed system to the target."""
    via: LinkType | None = None
    """The weakest kind of link on the path: the one that decides the effect."""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class StateChange:
    """A system is in `state` from `happened_at`; `seq` is None before it is recorded."""

    system: SystemId
    state: State
    happened_at: datetime
    basis: Basis
    reason: str
    source: str | None = None
    seq: int | None = None
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StateAt:
    """State of a system at an instant, as known at some size of the record."""

    system: SystemId
    state: State
    since: datetime | None
    """Instant of the change; None when no entry ever said so (then the state is unknown)."""
    basis: Basis | None
    reason: str | None
    seq: int | None
