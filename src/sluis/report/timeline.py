# SPDX-License-Identifier: EUPL-1.2
"""Turns every kind of entry into a line: two moments, who could know it from when, and words.

The words of each kind stand in `sayings`. A kind that this release does not know is shown raw,
field by field, and marked as not recognised: nothing in the record is left out.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from sluis.estate.model import Basis
from sluis.kit.texts import Text
from sluis.report.kinds import FACT_NOTED, RISK_RAISED
from sluis.report.model import Confidence, Knower, Precision, TimelineLine
from sluis.report.sayings import say
from sluis.report.words import said

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum
    from typing import TypeVar

    from sluis.record.model import Entry, Json
    from sluis.report.reader import Reader

    Value = TypeVar("Value", bound=StrEnum)

LATE_AFTER: Final = timedelta(hours=24)
"""An entry recorded longer than this after it happened is late."""
SPANS: Final = {
    Precision.MINUTE: timedelta(0),
    Precision.PART: timedelta(hours=6),
    Precision.DAY: timedelta(days=1),
    Precision.WEEK: timedelta(days=7),
    Precision.MONTH: timedelta(days=31),
}
"""How long a stated moment may last: within it nobody can say that the entry was late."""


def lines(entries: Iterable[Entry], reader: Reader) -> tuple[TimelineLine, ...]:
    """Return a line for each entry, in order of when it happened; at one moment, as recorded."""
    found = [line(entry, reader) for entry in entries]
    return tuple(sorted(found, key=lambda found: (found.happened_at, found.seq)))


def line(entry: Entry, reader: Reader) -> TimelineLine:
    """Return the line of one entry."""
    fields = entry.fields
    text = say(entry, reader)
    precision = _one(Precision, fields.get("precision")) or Precision.MINUTE
    return TimelineLine(
        seq=entry.seq,
        kind=entry.kind,
        happened_at=entry.happened_at,
        recorded_at=entry.recorded_at,
        known_from=_knowers(entry, reader),
        late=is_late(entry.happened_at, entry.recorded_at, precision),
        actor=entry.actor.id,
        text=text or raw(entry),
        source=_text(fields.get("source")),
        basis=_one(Basis, fields.get("basis")),
        precision=precision,
        date_basis=_text(fields.get("date_basis")),
        confidence=_one(Confidence, fields.get("confidence")),
        conflict=said(fields["conflict"], reader.lang) if fields.get("conflict") else None,
        recognised=text is not None,
    )


def is_late(happened_at: datetime, recorded_at: datetime, precision: Precision) -> bool:
    """Tell whether it was certainly recorded more than 24 hours after it happened.

    recorded_at − happened_at > 24 h + the span within which it may have happened.
    """
    return recorded_at - happened_at > LATE_AFTER + SPANS[precision]


def raw(entry: Entry) -> Text:
    """Return the kind and the fields of an entry as they were written."""
    fields = "; ".join(f"{name}: {value}" for name, value in sorted(entry.fields.items()))
    return Text("{kind} (version {version}): {fields}", kind=entry.kind, version=entry.version, fields=fields)


def _knowers(entry: Entry, reader: Reader) -> tuple[Knower, ...]:
    """Return who could know it from when; last, whoever reads the record.

    Who did something knew it as it happened. Who was told of a risk could know it from then on. The
    organisation could know a fact from `known_at` where the source says so.
    """
    fields = entry.fields
    told = list[Knower]()
    if entry.kind == RISK_RAISED.name:
        names = (fields.get("raised_by"), fields.get("raised_to"))
        told += [Knower(_name(name), entry.happened_at) for name in names if name]
    elif entry.kind == FACT_NOTED.name and fields.get("by"):
        told.append(Knower(_name(fields["by"]), entry.happened_at))
    elif entry.kind.startswith("decision."):
        told.append(Knower(_name(fields.get("decided_by") or entry.actor.id), entry.happened_at))
    known_at = fields.get("known_at")
    if isinstance(known_at, str):
        told.append(Knower(_name(reader.organisation), datetime.fromisoformat(known_at)))
    return (*told, Knower(Text("readers of the record"), entry.recorded_at))


def _name(name: Json) -> Text:
    return Text("{name}", name=str(name))


def _text(value: Json) -> str | None:
    return value if isinstance(value, str) and value else None


def _one(kind: type[Value], value: Json) -> Value | None:
    return kind(value) if isinstance(value, str) and value in set(kind) else None
