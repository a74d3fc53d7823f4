# SPDX-License-Identifier: EUPL-1.2
"""Decision sheets, as the decision lay on the table: every figure is the one in its own entry.

Nothing is computed again, so nothing that came later can get in. Which systems were not open in the
picture follows from the entries before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from sluis.estate.kinds import SYSTEM_STATE
from sluis.estate.model import Basis, State, SystemId
from sluis.kit.texts import Text, number
from sluis.record.model import Seq, Size
from sluis.report.model import DecisionSheet, Option
from sluis.report.words import said
from sluis.switch.kinds import DECISION_MADE
from sluis.switch.words import name_of_alternative

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sluis.record.log import Known
    from sluis.record.model import Entry, Json
    from sluis.report.reader import Reader

CLOSE: Final = "close"
REOPEN: Final = "reopen"
ASKED: Final = frozenset({"asked", REOPEN})
"""Ids of the alternative that was asked for: its name is that of the decision."""


@dataclass(frozen=True, slots=True)
class Closing:
    """A decision to close: its entry, what closes, and its price as recorded."""

    seq: Seq
    happened_at: datetime
    targets: tuple[SystemId, ...]
    price: Mapping[str, Json]


def closings(known: Known) -> tuple[Closing, ...]:
    """Return the known decisions to close, in the order of recording."""
    return tuple(
        Closing(entry.seq, entry.happened_at, _systems(entry), _object(entry.fields.get("price")))
        for entry in known.entries(kinds=[DECISION_MADE.name])
        if entry.fields.get("act") == CLOSE
    )


def sheets(entries: Sequence[Entry], reader: Reader) -> tuple[DecisionSheet, ...]:
    """Return a sheet for each decision among `entries`, the first decided first."""
    found = [_sheet(entry, entries, reader) for entry in entries if entry.kind == DECISION_MADE.name]
    return tuple(sorted(found, key=lambda sheet: (sheet.decided_at, sheet.seq)))


def title(entry: Entry, reader: Reader) -> Text:
    """Return what was decided, in words."""
    systems = ", ".join(reader.name(system) for system in _systems(entry))
    to = str(entry.fields.get("to"))
    if entry.fields.get("act") == CLOSE and to == State.CLOSED:
        return Text("Close {systems}", systems=systems)
    if entry.fields.get("act") == CLOSE:
        return Text("Restrict {systems} to {state}", systems=systems, state=reader.state(to))
    return Text("Reopen {systems} to {state}", systems=systems, state=reader.state(to))


def price_texts(price: Mapping[str, Json], reader: Reader) -> tuple[Text, ...]:
    """Return a recorded price in words; what is not known is said, and nothing is left out as zero."""
    lang = reader.lang
    streams = _list(price.get("streams_stopped"))
    texts = list[Text]()
    if streams:
        names = ", ".join(reader.name(stream) for stream in streams)
        texts.append(Text("stops: {names}", names=names))
    cases, missing = _number(price.get("cases_per_day")), _number(price.get("volumes_unknown"))
    if cases or missing:
        least = Text("at least {cases} cases a day", cases=number(cases, lang))
        texts.append(least if missing else Text("{cases} cases a day", cases=number(cases, lang)))
    touched = _number(price.get("cases_touched_per_day"))
    if touched:
        texts.append(Text("{cases} cases a day go worse or stale", cases=number(touched, lang)))
    people, groups = _number(price.get("people")), _number(price.get("people_unknown"))
    if people or groups:
        least = Text("at least {people} people cannot work", people=number(people, lang))
        texts.append(least if groups else Text("{people} people cannot work", people=number(people, lang)))
    unknown = _list(price.get("unknown"))
    if unknown:
        names = ", ".join(reader.name(thing) for thing in unknown)
        texts.append(Text("nobody can tell about: {names}", names=names))
    elif _number(price.get("unknowns")):
        count = number(_number(price.get("unknowns")), lang)
        texts.append(Text("nobody can tell about {count} things", count=count))
    return tuple(texts) or (Text("no cases and no people are lost"),)


def _sheet(entry: Entry, entries: Iterable[Entry], reader: Reader) -> DecisionSheet:
    fields = entry.fields
    picture = fields.get("picture")
    size = Size(picture) if isinstance(picture, int) else None
    basis = fields.get("basis")
    return DecisionSheet(
        id=str(fields["decision"]),
        seq=entry.seq,
        title=title(entry, reader),
        decided_at=entry.happened_at,
        recorded_at=entry.recorded_at,
        actor=str(fields.get("decided_by") or entry.actor.id),
        picture=size,
        closed_then=_not_open(entries, size, entry.happened_at, reader),
        options=_options(entry, reader),
        reason=said(fields.get("reason"), reader.lang),
        check_on=_day(fields.get("check_on")),
        check_text=said(fields.get("check_text"), reader.lang) or None,
        dissent=said(fields.get("dissent"), reader.lang) or None,
        basis=Basis(basis) if basis in set(Basis) else None,
        source=str(fields["source"]) if fields.get("source") else None,
    )


def _options(entry: Entry, reader: Reader) -> tuple[Option, ...]:
    """Return the alternatives; where none is marked as chosen, what was asked comes first, chosen."""
    listed = [_object(each) for each in _list(entry.fields.get("alternatives"))]
    options = tuple(
        Option(
            title(entry, reader) if each.get("id") in ASKED else _name(each, reader),
            _returns(entry, reader)
            if each.get("id") == REOPEN
            else price_texts(_object(each.get("price")), reader),
            bool(each.get("chosen")),
        )
        for each in listed
    )
    if any(option.chosen for option in options):
        return options
    asked = Option(title(entry, reader), price_texts(_object(entry.fields.get("price")), reader), chosen=True)
    return (asked, *options)


def _returns(entry: Entry, reader: Reader) -> tuple[Text, ...]:
    """Return what a reopening brings back: the price of not doing it."""
    price = _object(entry.fields.get("price"))
    if not any(price.values()):
        return (Text("no work comes back by this alone"),)
    return (Text("comes back: what waiting costs"), *price_texts(price, reader))


def _name(alternative: Mapping[str, Json], reader: Reader) -> Text:
    if alternative.get("text"):
        return Text("{words}", words=said(alternative["text"], reader.lang))
    kind, colon, left_out = str(alternative.get("id")).partition(":")
    return name_of_alternative(f"{kind}{colon}{reader.name(left_out)}" if colon else kind)


def _not_open(
    entries: Iterable[Entry], picture: Size | None, at: datetime, reader: Reader
) -> tuple[str, ...]:
    """Return the names of the systems that were not open at `at`, by the first `picture` entries."""
    states = [
        entry
        for entry in entries
        if entry.kind == SYSTEM_STATE.name
        and picture is not None
        and entry.seq < picture
        and entry.happened_at <= at
    ]
    states.sort(key=lambda entry: (entry.happened_at, entry.seq))
    last = {str(entry.fields["system"]): str(entry.fields["state"]) for entry in states}
    return tuple(reader.name(system) for system, state in last.items() if state != State.OPEN)


def _systems(entry: Entry) -> tuple[SystemId, ...]:
    listed = _list(entry.fields.get("systems")) or _list(entry.fields.get("targets"))
    return tuple(SystemId(str(system)) for system in listed)


def _day(value: Json) -> date | None:
    return date.fromisoformat(value[:10]) if isinstance(value, str) else None


def _object(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, dict) else {}


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _number(value: Json) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
