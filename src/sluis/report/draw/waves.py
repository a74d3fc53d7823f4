# SPDX-License-Identifier: EUPL-1.2
"""The state of each system over time: one bar a system, a new piece for each change.

Each piece begins with the symbol of its state, so that the picture reads without colour. Before
the first entry about a system its state is unknown, and nothing is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from sluis.estate.model import State, StateChange, SystemId
from sluis.kit.svg import Element, el, group
from sluis.kit.texts import Text, day, moment
from sluis.report.draw.axes import Scale, days
from sluis.report.draw.frame import WIDTH, date_axis, framed, moment_line, span
from sluis.report.draw.marks import COLOURS, FILLS, INK, LINE, NAMES, legend, mark, shortened, words
from sluis.report.draw.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

_ROW: Final = 19.0
_NAMES_WIDTH: Final = 190.0
_RIGHT: Final = WIDTH - 14.0
_TOP: Final = 52.0
_BAR: Final = 12.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A system was in `state` from `first` until `last`; None: and still is."""

    state: State
    first: datetime
    last: datetime | None
    seq: int | None


@dataclass(frozen=True, slots=True)
class Lane:
    """A system with its pieces in the order of time."""

    system: SystemId
    name: str
    pieces: tuple[Piece, ...]


def lanes(history: Sequence[StateChange], names: Mapping[SystemId, str]) -> tuple[Lane, ...]:
    """Return a lane for each system that has a history, the first to change first.

    Of changes at the same instant the one recorded last holds, as in the states themselves. A
    change to the same state adds nothing.
    """
    found = dict[SystemId, list[StateChange]]()
    for change in sorted(history, key=lambda change: (change.happened_at, change.seq or 0)):
        changes = found.setdefault(change.system, [])
        if changes and changes[-1].happened_at == change.happened_at:
            changes.pop()
        if not changes or changes[-1].state is not change.state:
            changes.append(change)
    return tuple(
        Lane(system, names.get(system, system), _pieces(changes)) for system, changes in found.items()
    )


def _pieces(changes: Sequence[StateChange]) -> tuple[Piece, ...]:
    ends = [change.happened_at for change in changes[1:]]
    return tuple(
        Piece(change.state, change.happened_at, end, change.seq)
        for change, end in zip(changes, [*ends, None], strict=True)
    )


def draw(
    shown: Sequence[Lane],
    *,
    as_of: datetime,
    lang: str,
    zone: str,
    since: datetime | None = None,
    name: str = "waves",
) -> str:
    """Return the lanes as SVG, from `since` (else the first change) to `as_of`."""
    starts = [piece.first for lane in shown for piece in lane.pieces]
    first = since or min(starts, default=as_of)
    x = Scale(*span((first, as_of)), _NAMES_WIDTH, _RIGHT)
    ground = _Ground(x, as_of, lang, zone)
    bottom = _TOP + max(len(shown), 1) * _ROW + 4
    parts = [legend(lang, _NAMES_WIDTH, 14), date_axis(x, _TOP - 4, bottom, lang)]
    parts += [_lane(lane, _TOP + index * _ROW, ground) for index, lane in enumerate(shown)]
    label = Text("as of {day}", day=day(as_of.astimezone(ZoneInfo(zone)), lang)).say(lang)
    parts.append(moment_line(x(days(as_of)), _TOP - 12, bottom, label))
    title = Text("State of each system over time").say(lang)
    return framed(parts, bottom + 24, title=title, description=sentence(shown, lang), name=name)


def sentence(shown: Sequence[Lane], lang: str) -> str:
    """Return how many systems are in which state now, in words."""
    last = [lane.pieces[-1].state for lane in shown if lane.pieces]
    counts = ", ".join(
        f"{last.count(state)} {name.say(lang)}" for state, name in NAMES.items() if state in last
    )
    if not counts:
        return Text("No entry says anything about the state of a system.").say(lang)
    return Text("{systems} systems: {counts}.", systems=len(last), counts=counts).say(lang)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every piece is drawn on."""

    x: Scale
    as_of: datetime
    lang: str
    zone: str


def _lane(lane: Lane, top: float, ground: _Ground) -> Element:
    middle = top + _ROW / 2
    line = el("line", x1=8, y1=top + _ROW, x2=_RIGHT, y2=top + _ROW, stroke=LINE, stroke_width=0.5)
    label = words(shortened(lane.name, _NAMES_WIDTH - 22, 10.5), 8, middle + 3.5, size=10.5, colour=INK)
    return group(
        (line, label, *(_piece(piece, lane.name, middle, ground) for piece in lane.pieces)),
        class_="lane",
    )


def _piece(piece: Piece, name: str, middle: float, ground: _Ground) -> Element:
    x, lang, zone = ground.x, ground.lang, ground.zone
    start, end = x.held(days(piece.first)), x.held(days(piece.last or ground.as_of))
    until = Text("until now").say(lang) if piece.last is None else moment(piece.last, lang, zone)
    title = f"{name}: {NAMES[piece.state].say(lang)}, {moment(piece.first, lang, zone)} – {until}"
    wide = max(end - start, 1.0)
    parts = [
        el("title", title),
        el(
            "rect",
            x=start,
            y=middle - _BAR / 2,
            width=wide,
            height=_BAR,
            rx=2,
            fill=FILLS[piece.state],
            stroke=COLOURS[piece.state],
            stroke_width=0.8,
            stroke_dasharray="2 2" if piece.state is State.UNKNOWN else None,
        ),
    ]
    if wide >= _BAR:
        parts.append(mark(piece.state, start + _BAR / 2 + 0.5, middle, 3.8))
    return group(parts, class_=f"piece state-{piece.state.value}")


def as_table(shown: Sequence[Lane], lang: str, zone: str) -> Table:
    """Return one row for each piece, with the entry that says so."""
    still = Text("still so").say(lang)
    return Table(
        Text("State of each system over time").say(lang),
        tuple(
            heading.say(lang)
            for heading in (Text("System"), Text("State"), Text("From"), Text("Until"), Text("Entry"))
        ),
        tuple(
            (
                lane.name,
                NAMES[piece.state].say(lang),
                moment(piece.first, lang, zone),
                still if piece.last is None else moment(piece.last, lang, zone),
                "" if piece.seq is None else str(piece.seq),
            )
            for lane in shown
            for piece in lane.pieces
        ),
    )
