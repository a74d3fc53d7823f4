# SPDX-License-Identifier: EUPL-1.2
"""Reads what was decided in a case: closings, evidence, reopenings, outputs and risks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sluis.drill.model import Alternative, Closing, Decided, Evidence, Output, Reopening, RiskStory, Seen
from sluis.drill.read import words
from sluis.estate.model import Basis, GateId, State, StreamId, SystemId
from sluis.kit.texts import Text
from sluis.report.model import Outcome, Risk, RiskId

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from sluis.drill.read import Piece

NOON: Final = 12
"""Hour at which something known by its day alone enters the record."""


def closing(piece: Piece, zone: ZoneInfo) -> Closing:
    """Read a decision to close."""
    fields = piece.fields("id at actor targets en nl check basis source alternatives")
    return Closing(
        id=fields["id"].text(),
        at=fields["at"].instant(zone, hour=NOON),
        actor=fields["actor"].text(),
        targets=_systems(fields["targets"]),
        words=words(fields),
        check=fields["check"].day(),
        basis=fields["basis"].one_of(Basis),
        source=fields["source"].text(),
        alternatives=tuple(_alternative(item) for item in fields["alternatives"].items()),
    )


def _alternative(piece: Piece) -> Alternative:
    fields = piece.fields("targets en nl basis")
    return Alternative(_systems(fields["targets"]), words(fields), fields["basis"].one_of(Basis))


def _systems(piece: Piece) -> tuple[SystemId, ...]:
    return tuple(SystemId(name.text()) for name in piece.items())


def evidence(piece: Piece, zone: ZoneInfo) -> Evidence:
    """Read what was brought to a gate."""
    fields = piece.fields("gate systems at actor en nl basis source")
    return Evidence(
        gate=GateId(fields["gate"].text()),
        systems=_systems(fields["systems"]),
        at=fields["at"].instant(zone, hour=NOON),
        actor=fields["actor"].text(),
        words=words(fields),
        basis=fields["basis"].one_of(Basis),
        source=fields["source"].text(),
    )


def reopening(piece: Piece, zone: ZoneInfo) -> Reopening:
    """Read a decision to reopen."""
    fields = piece.fields("id at actor wave systems to en nl check basis source")
    return Reopening(
        id=fields["id"].text(),
        at=fields["at"].instant(zone, hour=NOON),
        actor=fields["actor"].text(),
        wave=fields["wave"].text(),
        systems=_systems(fields["systems"]),
        to=fields["to"].one_of(State),
        words=words(fields),
        check=fields["check"].day(),
        basis=fields["basis"].one_of(Basis),
        source=fields["source"].text(),
    )


def output(piece: Piece, zone: ZoneInfo) -> Output:
    """Read what was issued on stale data."""
    fields = piece.fields("id issued until at system stream stale stale_since en nl basis source")
    return Output(
        id=fields["id"].text(),
        issued_at=fields["issued"].instant(zone),
        until=fields["until"].instant(zone),
        at=fields["at"].instant(zone, hour=NOON),
        system=SystemId(fields["system"].text()),
        stream=StreamId(fields["stream"].text()),
        stale=SystemId(fields["stale"].text()),
        stale_since=fields["stale_since"].instant(zone),
        words=words(fields),
        basis=fields["basis"].one_of(Basis),
        source=fields["source"].text(),
    )


def risk(piece: Piece, zone: ZoneInfo) -> RiskStory:
    """Read a risk and what came of it; it cannot be seen or decided before it was flagged."""
    fields = piece.fields("id at by to en nl basis source seen decided", optional="about")
    at = fields["at"].instant(zone, hour=NOON)
    story = RiskStory(
        Risk(
            id=RiskId(fields["id"].text()),
            text=words(fields),
            raised_by=fields["by"].text(),
            raised_to=fields["to"].text(),
            happened_at=at,
            source=fields["source"].text(),
            basis=fields["basis"].one_of(Basis),
            about=fields["about"].tags() if "about" in fields else (),
        ),
        _seen(fields["seen"], zone),
        _decided(fields["decided"], zone),
    )
    for name, step in (("seen", story.seen), ("decided", story.decided)):
        if step and step.at < at:
            fields[name].refuse(Text("This is before the risk was flagged."))
    return story


def _seen(piece: Piece, zone: ZoneInfo) -> Seen | None:
    if piece.missing():
        return None
    fields = piece.fields("at basis", optional="en nl")
    return Seen(
        fields["at"].instant(zone, hour=NOON), words(fields) if {"en", "nl"} <= fields.keys() else None
    )


def _decided(piece: Piece, zone: ZoneInfo) -> Decided | None:
    if piece.missing():
        return None
    fields = piece.fields("at basis outcome en nl")
    return Decided(fields["at"].instant(zone, hour=NOON), fields["outcome"].one_of(Outcome), words(fields))
