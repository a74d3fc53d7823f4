# SPDX-License-Identifier: EUPL-1.2
"""The words of a drill: a case, its facts with two times, its decisions, and what is asked about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from sluis.estate.model import Basis, GateId, State, StateChange, StreamId, SystemId
    from sluis.kit.units import Horizon
    from sluis.report.model import Fact, Outcome, Question, Risk
    from sluis.report.words import Words

CaseId = NewType("CaseId", str)


class DateBasis(StrEnum):
    """How the day of a fact, or of its becoming known, is known."""

    STATED = "stated"
    INFERRED = "inferred"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact and the instant from which it was known: there it enters the record."""

    at: datetime
    fact: Fact


@dataclass(frozen=True, slots=True)
class Wave:
    """Systems that came back together, as observed."""

    id: str
    day: int
    at: datetime
    to: State
    systems: tuple[SystemId, ...]
    words: Words
    basis: Basis
    source: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """Something that could have been closed instead; no targets: nothing."""

    targets: tuple[SystemId, ...]
    words: Words
    basis: Basis


@dataclass(frozen=True, slots=True)
class Closing:
    """A decision to close."""

    id: str
    at: datetime
    actor: str
    targets: tuple[SystemId, ...]
    words: Words
    check: date
    basis: Basis
    source: str
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Reopening:
    """A decision to reopen `systems` in state `to`."""

    id: str
    at: datetime
    actor: str
    wave: str
    systems: tuple[SystemId, ...]
    to: State
    words: Words
    check: date
    basis: Basis
    source: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was brought to a gate, for which systems."""

    gate: GateId
    systems: tuple[SystemId, ...]
    at: datetime
    actor: str
    words: Words
    basis: Basis
    source: str


@dataclass(frozen=True, slots=True)
class Output:
    """What was issued while the source that it rests on was dark or stale."""

    id: str
    issued_at: datetime
    until: datetime
    at: datetime
    system: SystemId
    stream: StreamId
    stale: SystemId
    stale_since: datetime
    words: Words
    basis: Basis
    source: str


@dataclass(frozen=True, slots=True)
class Seen:
    """The one whom a risk was flagged to showed that it had been seen."""

    at: datetime
    words: Words | None


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided on a risk."""

    at: datetime
    outcome: Outcome
    words: Words


@dataclass(frozen=True, slots=True)
class RiskStory:
    """A risk and what came of it; no `decided`: the public record is silent."""

    risk: Risk
    seen: Seen | None
    decided: Decided | None


@dataclass(frozen=True, slots=True)
class ForecastWish:
    """The forecast that the drill makes at `at`, on counts that are assumed from `history_from` on."""

    at: datetime
    history_from: date
    horizon: Horizon
    replications: int
    seed: int
    streams: tuple[StreamId, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A whole case; everything in the order of its files."""

    id: CaseId
    folder: Path
    words: Words
    zone: ZoneInfo
    begin: datetime
    """From here the replay's clock runs."""
    day_0: date
    stops: tuple[int, ...]
    """Days counted from `day_0` at whose end the drill looks at what was known."""
    estate_adopted: datetime
    forecast: ForecastWish
    facts: tuple[KnownFact, ...]
    states: tuple[StateChange, ...]
    """`recorded_at` is filled in: the instant at which the change enters the record."""
    waves: tuple[Wave, ...]
    closings: tuple[Closing, ...]
    evidence: tuple[Evidence, ...]
    reopenings: tuple[Reopening, ...]
    outputs: tuple[Output, ...]
    risks: tuple[RiskStory, ...]
    questions: tuple[Question, ...]

    @property
    def estate_file(self) -> Path:
        """The organisation of the case."""
        return self.folder / "estate.yaml"
