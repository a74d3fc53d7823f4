# SPDX-License-Identifier: EUPL-1.2
"""The words of the report: lines with two clocks, risks with their silence, sheets, questions, answers.

Everything is frozen and was gathered at one size N of the record: nothing here knows more than was
known then. Hours and days carry their unit in the name; `Text` is said in the reader's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - dataclass fields are resolved at run time by readers
from enum import StrEnum
from typing import TYPE_CHECKING, NewType, TypeAlias

from sluis.report.kinds import RiskId, Standing

if TYPE_CHECKING:
    from datetime import date

    from sluis.estate.model import Basis, Estate, StateAt, StateChange
    from sluis.kit.texts import Text
    from sluis.record.model import Seq, Size
    from sluis.report.draw.fan import Fan
    from sluis.report.draw.odds import Odds
    from sluis.report.words import Words

QuestionId = NewType("QuestionId", str)


class Confidence(StrEnum):
    """How sure we are of a fact."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNKNOWN = "unknown"


class Precision(StrEnum):
    """How exactly the moment of a fact is known: `part` is a part of the day, such as an evening."""

    MINUTE = "minute"
    PART = "part"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Outcome(StrEnum):
    """What can be decided about a risk."""

    ACCEPTED = "accepted"
    MITIGATED = "mitigated"
    AVOIDED = "avoided"
    PASSED_ON = "passed_on"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened, as somebody noted it."""

    event: Words
    by: str
    """Who did or said it; the entry's own actor is who recorded it."""
    category: str
    happened_at: datetime
    source: str | None
    basis: Basis
    confidence: Confidence = Confidence.UNKNOWN
    precision: Precision = Precision.MINUTE
    known_at: datetime | None = None
    """From when the organisation could know it; None: from the moment of recording."""
    known_basis: str | None = None
    date_basis: str | None = None
    """How the day is known (stated, inferred, assumed); `basis` is how the fact itself is."""
    conflict: Words | None = None
    """What another source says; conflicts are kept, not solved."""
    reference: str | None = None
    """Id in the list it came from. Noting the same reference again adds nothing."""
    about: tuple[str, ...] = ()
    """Tags: `system:ID`, `stream:ID`, …; `answers:TOPIC` and `topic:TOPIC` lead questions to it."""


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk as it is raised."""

    id: RiskId
    text: Words
    raised_by: str
    raised_to: str
    happened_at: datetime
    source: str | None = None
    basis: Basis | None = None
    about: tuple[str, ...] = ()
    """Tags beside `risk:ID`."""


@dataclass(frozen=True, slots=True)
class Knower:
    """`who` could know it from `since`."""

    who: Text
    since: datetime


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One entry in words."""

    seq: Seq
    kind: str
    happened_at: datetime
    recorded_at: datetime
    known_from: tuple[Knower, ...]
    late: bool
    """Recorded more than 24 hours after it happened."""
    actor: str
    text: Text
    source: str | None = None
    basis: Basis | None = None
    precision: Precision = Precision.MINUTE
    date_basis: str | None = None
    confidence: Confidence | None = None
    conflict: str | None = None
    recognised: bool = True
    """False when this release does not know the kind: the fields are shown raw."""


@dataclass(frozen=True, slots=True)
class RiskLine:
    """A risk with what became of it, and for how long nobody said anything."""

    id: RiskId
    text: str
    raised_by: str
    raised_to: str
    raised_at: datetime
    recorded_at: datetime
    source: str | None
    standing: Standing
    silence_hours: float
    """From being raised until it was first seen or decided, or until the time of N."""
    seen_at: datetime | None = None
    seen_by: str | None = None
    decided_at: datetime | None = None
    decided_by: str | None = None
    outcome: Outcome | None = None
    reason: str | None = None
    closed_at: datetime | None = None
    entries: tuple[Seq, ...] = ()

    @property
    def silent(self) -> bool:
        """Whether it still waits for anyone to have seen or decided it."""
        return self.standing is Standing.RAISED


@dataclass(frozen=True, slots=True)
class Option:
    """One alternative of a decision, with its price as computed then."""

    name: Text
    price: tuple[Text, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class DecisionSheet:
    """A decision as it lay on the table: nothing later than the entry itself is on it."""

    id: str
    seq: Seq
    title: Text
    decided_at: datetime
    recorded_at: datetime
    actor: str
    picture: Size | None
    """The size of the record on which it rested."""
    closed_then: tuple[str, ...]
    """Names of the systems that were not open in that picture."""
    options: tuple[Option, ...]
    reason: str
    check_on: date | None
    """The day on which it is to be looked at again."""
    check_text: str | None = None
    dissent: str | None = None
    basis: Basis | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question that somebody asked; `topic` names the function that answers it."""

    id: QuestionId
    text: Words
    asked_by: str
    date: date | None
    topic: str
    subjects: tuple[str, ...] = ()
    """Ids that the question is about, such as the system whose survival is asked for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the record says, and by which entries."""

    text: tuple[Text, ...]
    entries: tuple[Seq, ...]


@dataclass(frozen=True, slots=True)
class NotRecorded:
    """The record does not say; `why` tells what is missing.

    `said` are entries that touch upon the question without answering it.
    """

    why: Text
    said: tuple[Seq, ...] = ()


Reply: TypeAlias = "Answer | NotRecorded"


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its reply."""

    question: Question
    reply: Reply


@dataclass(frozen=True, slots=True)
class Completeness:
    """How whole the record is that the report rests on."""

    size: Size
    holes: tuple[Seq, ...]
    """Numbers that are missing from 0 … size - 1; empty in a sound record."""
    counts: tuple[tuple[str, int], ...]
    """Entries for each kind, most first."""
    assumed: tuple[Seq, ...]
    """Entries that were filled in rather than known."""
    late: tuple[Seq, ...]
    unrecognised: tuple[Seq, ...]
    clock_held: tuple[Seq, ...]
    """Entries written while the writer's clock stood behind."""


@dataclass(frozen=True, slots=True)
class Head:
    """What outsiders check the record against."""

    origin: str
    size: Size
    root: str
    """Root hash of the tree, base64 as in a checkpoint (C2SP tlog-checkpoint)."""
    vkey: str
    """Verifier key (C2SP signed-note)."""


@dataclass(frozen=True, slots=True)
class ForecastSeen:
    """The forecast of one stream, as it was recorded."""

    seq: Seq
    made_at: datetime
    stream: str
    name: str
    fan: Fan | None
    odds: Odds | None
    basis: Basis | None
    notes: tuple[str, ...] = ()
    """What was derived, repaired or looked odd in what it rests on."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one report says, at size N, in one language."""

    lang: str
    organisation: str
    zone: str
    size: Size
    recorded_at: datetime | None
    """Of the last known entry; None for an empty record."""
    estate: Estate | None
    states: tuple[StateAt, ...]
    history: tuple[StateChange, ...]
    timeline: tuple[TimelineLine, ...]
    decisions: tuple[DecisionSheet, ...]
    risks: tuple[RiskLine, ...]
    completeness: Completeness
    questions: tuple[Answered, ...] = ()
    head: Head | None = None
    forecasts: tuple[ForecastSeen, ...] = ()
