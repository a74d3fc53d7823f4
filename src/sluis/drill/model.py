# SPDX-License-Identifier: EUPL-1.2
"""The words of a drill: a case, its facts with two times, its decisions, and what is asked about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - dataclass fields are resolved at run time by readers
from typing import NewType, TYPE_CHECKING


if TYPE_CHECKING:
    from sluis.estate.model import Basis, GateId, State, StateChange, SystemId
    from zoneinfo import ZoneInfo
    from datetime import date, datetime

CaseId = NewType("CaseId", str)
FactId = NewType("FactId", str)
QuestionId = NewType("QuestionId", str)


class Precision(StrEnum):
    """How exactly a source says when something was."""

    MINUTE = "minute"
    PART = "part"
    """A part of the day; placed at a conventional hour."""
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class DateBasis(StrEnum):
    """How the day of a fact is known."""

    STATED = "stated"
    INFERRED = "inferred"
    ASSUMED = "assumed"


class Confidence(StrEnum):
    """How far a fact can be trusted."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence of the case in both languages."""

    en: str
    nl: str

    def say(self, lang: str) -> str:
        """Return the sentence in `lang`."""
        return self.nl if lang == "nl" else self.en


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that public sources say was so, and from when it was known."""

    id: FactId
    happened_at: datetime
    precision: Precision
    known_at: datetime
    known_basis: DateBasis
    actor: str
    category: str
    words: Words
    source: str
    date_basis: DateBasis
    confidence: Confidence
    conflict: str | None
    planned: bool


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
    """What was brought to a gate."""

    gate: GateId
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
    stale: SystemId
    stale_since: datetime
    words: Words
    basis: Basis
    source: str


@dataclass(frozen=True, slots=True)
class Step:
    """A risk was seen, or decided upon."""

    at: datetime
    basis: Basis
    words: Words | None


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk that somebody flagged; no `decided`: the public record is silent."""

    id: str
    at: datetime
    by: str
    to: str
    words: Words
    basis: Basis
    source: str
    seen: Step | None
    decided: Step | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question that people asked about the case; `topic` says how the record is searched for an answer."""

    id: QuestionId
    topic: str
    subject: str | None
    asked_by: str
    asked: date
    words: Words
    source: str


@dataclass(frozen=True, slots=True)
class ForecastWish:
    """The forecast that the drill makes, on assumed volumes."""

    at: datetime
    horizon_days: int
    words: Words


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
    facts: tuple[Fact, ...]
    states: tuple[StateChange, ...]
    """`recorded_at` is filled in: the instant at which the change enters the record."""
    before_reason: str
    waves: tuple[Wave, ...]
    closings: tuple[Closing, ...]
    evidence: tuple[Evidence, ...]
    reopenings: tuple[Reopening, ...]
    outputs: tuple[Output, ...]
    risks: tuple[Risk, ...]
    questions: tuple[Question, ...]

    @property
    def estate_file(self) -> Path:
        """The organisation of the case."""
        return self.folder / "estate.yaml"
