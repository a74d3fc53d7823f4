# SPDX-License-Identifier: EUPL-1.2
"""The words of closing and reopening: prices, decisions, evidence, and what was issued meanwhile.

Everything is frozen. Cases are counted per calendar day. Of the effects, only `stops` loses cases; for
every other effect a figure says how many cases are touched, since nobody knows which share is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime  # noqa: TC003 - dataclass fields are resolved at run time by readers
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from sluis.estate.model import Basis, Effect, State, StreamId, SystemId
from sluis.switch.kinds import Act, DecisionId, OutputId  # noqa: TC001 - others take them from here

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sluis.estate.model import Gate, GateId, GroupId, StateAt
    from sluis.kit.texts import Text
    from sluis.record.model import Json, Receipt, Seq, Size

Words: TypeAlias = "str | Mapping[str, str]"
"""What a person wrote: in one language, or one string for each."""


@dataclass(frozen=True, slots=True)
class StreamPrice:
    """What happens to one stream. `cases_per_day` is what flows through it; None is unknown."""

    id: StreamId
    name: str
    effect: Effect
    cases_per_day: float | None
    basis: Basis
    """How the volume is known."""
    basis_note: str | None
    path: tuple[str, ...]
    """Ids from the system that closes to the stream."""
    term_days: int | None = None

    @property
    def lost_per_day(self) -> float | None:
        """Cases lost a day: all of them when it stops (share 1.0); None where the share is unknown."""
        return self.cases_per_day if self.effect is Effect.STOPS else None


@dataclass(frozen=True, slots=True)
class Affected:
    """A system or application that the change reaches, how, and along which path."""

    id: str
    name: str
    effect: Effect
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupPrice:
    """What happens to the people of a group; `people` None is unknown."""

    id: GroupId
    name: str
    people: int | None
    effect: Effect
    basis: Basis
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Who cannot work. `count` adds up the groups whose size is known."""

    count: int
    groups_unknown: int
    """Groups that cannot work and whose size nobody filled in: then `count` is a lower bound."""
    basis: Basis | None
    """The weakest basis among the groups; None when there is none."""
    groups: tuple[GroupPrice, ...]


class UnknownKind(StrEnum):
    """What it is that nobody knows."""

    LINK = "link"
    """A link on the path is of type unknown."""
    STATE = "state"
    """The state of a system is unknown; it is priced as if it were open."""
    VOLUME = "volume"
    """A stream is hit, and its cases a day are unknown."""
    PEOPLE = "people"
    """A group cannot work, and its size is unknown."""
    NEEDS = "needs"
    """Nobody ever wrote down what a system needs: whether it survives cannot be told."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that blocks a confident answer, and who could take it away."""

    id: str
    kind: UnknownKind
    what: Text
    path: tuple[str, ...]
    who: str | None
    """Owner or unit that could answer; None when the estate names nobody."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a day costs, in one line. Sums cover the known volumes and sizes; the rest is counted beside."""

    streams_stopped: tuple[StreamId, ...]
    cases_per_day: float
    """Cases of stopped streams."""
    cases_touched_per_day: float
    """Cases of streams that degrade, go stale, latch or are unknown; not cases lost."""
    volumes_unknown: int
    """Stopped streams without a volume: above zero, `cases_per_day` is a lower bound."""
    people: int
    people_unknown: int
    """Groups that cannot work and whose size is unknown."""
    unknowns: int
    """Streams and systems whose fate cannot be told."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Something else that could be done, priced in the same picture."""

    id: str
    """`nothing`, `read_only`, `gateways`, `links`, `all_but:ID`, `dark` or `stated:N`; in a decision also
    `asked`, or `reopen` and `wait`."""
    name: Text
    changes: Mapping[SystemId, State]
    """The state that each system would go to."""
    to_state: State
    cost: Cost
    risk_left: Text
    text: Words | None = None
    """What a person called it, where one did."""
    basis: Basis | None = None

    @property
    def targets(self) -> tuple[SystemId, ...]:
        """Return the systems that would change."""
        return tuple(self.changes)

    @property
    def streams_stopped(self) -> tuple[StreamId, ...]:
        """Return the streams that stop."""
        return self.cost.streams_stopped

    @property
    def cases_per_day(self) -> float:
        """Return the cases a day of the streams that stop."""
        return self.cost.cases_per_day

    @property
    def people(self) -> int:
        """Return how many people cannot work."""
        return self.cost.people

    @property
    def unknowns(self) -> int:
        """Return of how many things the fate cannot be told."""
        return self.cost.unknowns


@dataclass(frozen=True, slots=True)
class Price:
    """What closing costs more than what is closed already, as of an entry and an instant."""

    targets: tuple[str, ...]
    """As they were asked for."""
    closes: tuple[SystemId, ...]
    """Systems whose state would change."""
    already: tuple[SystemId, ...]
    """Systems asked for that are as far closed already; they cost nothing more."""
    to_state: State
    as_of: Size | None
    at: datetime | None
    streams: tuple[StreamPrice, ...]
    people: People
    systems: tuple[Affected, ...]
    latches: tuple[Affected, ...]
    unknown: tuple[Unknown, ...]
    terms: tuple[StreamPrice, ...]
    """Stopped streams that have a statutory term, the shortest first."""
    cost: Cost
    alternatives: tuple[Alternative, ...] = ()
    applications: tuple[Affected, ...] = ()
    """What people can no longer open, or with less."""


@dataclass(frozen=True, slots=True)
class Stated:
    """An alternative that a person put on the table; no targets: leave everything as it is."""

    targets: tuple[str, ...]
    text: Words
    to: State = State.CLOSED
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Particulars:
    """What can be said about a decision beyond the usual."""

    choice: str = "asked"
    """Id of the alternative that is carried out."""
    alternatives: tuple[Stated, ...] = ()
    decided_by: str | None = None
    """Who decided, where it is not the actor."""
    check_text: Words | None = None
    dissent: Words | None = None
    basis: Basis | None = None
    source: str | None = None
    reference: str | None = None
    """Id of the decision; None: one is made."""
    to: State = State.CLOSED
    """For closing: `read_only` restricts instead."""
    carry_out: bool = True
    """False: the states were, or will be, recorded apart as they were observed."""
    picture: Size | None = None
    """The size of the record that the person looked at; None: now."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as it was recorded. Prices are the plain values of the entry."""

    id: DecisionId
    seq: Seq
    act: Act
    targets: tuple[str, ...]
    systems: tuple[SystemId, ...]
    to_state: State
    picture: Size
    price: Mapping[str, Json]
    alternatives: tuple[Mapping[str, Json], ...]
    choice: str
    reason: Words
    decided_by: str
    actor: str
    happened_at: datetime
    recorded_at: datetime
    second: str | None = None
    check_on: date | None = None
    check_text: Words | None = None
    dissent: Words | None = None
    basis: Basis | None = None
    source: str | None = None
    checked: Seq | None = None
    """Entry of the newest check."""


class Lack(StrEnum):
    """Why a gate is not met."""

    NONE_GIVEN = "none_given"
    BEFORE_CLOSING = "before_closing"
    EXPIRED = "expired"
    WRONG_DECIDER = "wrong_decider"
    NOT_MET = "not_met"
    """Its decider said that it is not met."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a decider says about a gate; `seq` is None before it is recorded."""

    gate: GateId
    text: Words
    decided_by: str | None = None
    """None: the actor."""
    met: bool = True
    systems: tuple[SystemId, ...] = ()
    """Empty: all that the gate guards."""
    happened_at: datetime | None = None
    """None: now."""
    expires_at: datetime | None = None
    basis: Basis | None = None
    source: str | None = None
    seq: Seq | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """When a system was last closed further (or was decided to reopen), and by which entry."""

    happened_at: datetime
    seq: int


@dataclass(frozen=True, slots=True)
class GateState:
    """Where a gate stands for some systems."""

    gate: Gate
    systems: tuple[SystemId, ...]
    """Those asked about that it guards."""
    evidence: Evidence | None
    """The evidence that counts, the newest; or the newest that does not."""
    lack: Lack | None
    """None: it is met for all of `systems`."""
    held: tuple[SystemId, ...] = ()
    """Those for which it is not met."""

    @property
    def met(self) -> bool:
        """Tell whether it is met for all of `systems`."""
        return self.lack is None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How closing or reopening went. Without a receipt nothing was written: all was so `already`."""

    decision: DecisionId | None
    receipt: Receipt | None
    changed: tuple[SystemId, ...]
    already: tuple[StateAt, ...]
    """Systems that were as far closed (or open) before, since when and by which entry."""
    price: Price | None


class WaitingKind(StrEnum):
    """What it is that waits for somebody."""

    CHECK_OVERDUE = "check_overdue"
    CHECK_DUE = "check_due"
    REOPENING_READY = "reopening_ready"
    """All gates are met, and nobody has decided."""
    GATE_LACKING = "gate_lacking"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits, and what each day of waiting costs."""

    kind: WaitingKind
    id: str
    """The decision, the gate, or the systems with commas between."""
    text: Text
    since: datetime | None
    due: date | None = None
    systems: tuple[SystemId, ...] = ()
    cost: Cost | None = None
    """What comes back when these systems open; None where waiting keeps nothing closed."""
    lack: Lack | None = None

    @property
    def cases_per_day(self) -> float | None:
        """Cases a day that waiting costs; None when no volume is known."""
        if self.cost is None or (self.cost.volumes_unknown and not self.cost.cases_per_day):
            return None
        return self.cost.cases_per_day


@dataclass(frozen=True, slots=True)
class Output:
    """Something that was issued: certificates, letters, signals; or failed to be."""

    id: OutputId
    system: SystemId
    text: Words
    happened_at: datetime
    until: datetime | None = None
    stream: StreamId | None = None
    count: int | None = None
    reference: str | None = None
    """Where they can be found: a range of numbers, a query."""
    rests_on: SystemId | None = None
    stale_since: datetime | None = None
    basis: Basis | None = None
    source: str | None = None
    seq: Seq | None = None


class RecheckOutcome(StrEnum):
    """What looking again showed."""

    SOUND = "sound"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Recheck:
    """Looking again at what was issued."""

    output: OutputId
    outcome: RecheckOutcome
    complete: bool
    text: Words
    count: int | None = None
    happened_at: datetime | None = None
    basis: Basis | None = None
    source: str | None = None
    seq: Seq | None = None


class Freshness(StrEnum):
    """On what an output rested while it was issued."""

    FRESH = "fresh"
    STALE = "stale"
    CANNOT_TELL = "cannot_tell"


class RecheckStatus(StrEnum):
    """How far looking again has come."""

    OPEN = "open"
    PARTLY = "partly"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in which what a system says was stale, or nobody could tell; `until` None: it still is."""

    since: datetime
    until: datetime | None
    freshness: Freshness
    path: tuple[str, ...]
    """Ids from the dark system to the one that issues."""


@dataclass(frozen=True, slots=True)
class StaleOutput:
    """An output on the register, with the times in which its source was dark."""

    output: Output
    freshness: Freshness
    spells: tuple[Spell, ...]
    status: RecheckStatus
    rechecked: int | None
    """How many were looked at again; None when nobody counted."""
    rechecks: tuple[Recheck, ...] = field(default=())
