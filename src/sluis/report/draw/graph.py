# SPDX-License-Identifier: EUPL-1.2
"""The estate as a graph: systems by layer with their links and states.

What others need lies left of what needs it. Beyond 40 systems they are taken together by kind, with
a count for each state. Systems without any recorded link stand apart: that nobody recorded one does
not say that there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sluis.estate.model import LinkType, State, SystemId
from sluis.kit.svg import Element, el, group
from sluis.kit.texts import Text
from sluis.report.draw.frame import WIDTH, framed
from sluis.report.draw.layers import Layout, layout
from sluis.report.draw.marks import (
    COLOURS,
    FILLS,
    INK,
    MUTED,
    NAMES,
    PAPER,
    WARN,
    legend,
    mark,
    shortened,
    width_of,
    words,
)
from sluis.report.draw.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sluis.estate.model import Estate, StateAt

READABLE: Final = 40
"""Most systems that are drawn one by one."""
_MARGIN: Final = 8.0
_BOX: Final = 30.0
_ROW: Final = 38.0
_TOP: Final = 34.0
_APART_COLUMNS: Final = 5
_WORST: Final = (State.CLOSED, State.UNKNOWN, State.READ_ONLY, State.TRIAL, State.OPEN)

LINK_NAMES: Final[Mapping[LinkType, Text]] = {
    LinkType.HARD: Text("stops without"),
    LinkType.DEGRADED: Text("works less well without"),
    LinkType.FRESHNESS: Text("goes stale without"),
    LinkType.TO_RESTART_ONLY: Text("runs on, but cannot start again without"),
    LinkType.SUBSTITUTE: Text("has a substitute for"),
    LinkType.DATA_ORDER: Text("is entered after"),
    LinkType.UNKNOWN: Text("nobody knows what it does without"),
    LinkType.NONE: Text("does not need"),
}
_STROKES: Final[Mapping[LinkType, tuple[str, float, str | None]]] = {
    LinkType.HARD: (INK, 1.3, None),
    LinkType.DEGRADED: (INK, 1.0, "6 3"),
    LinkType.FRESHNESS: (INK, 1.0, "1.5 2.5"),
    LinkType.TO_RESTART_ONLY: (INK, 1.0, "8 3 1.5 3"),
    LinkType.SUBSTITUTE: (MUTED, 0.8, "3 3"),
    LinkType.DATA_ORDER: (COLOURS[State.READ_ONLY], 1.0, "10 2"),
    LinkType.UNKNOWN: (WARN, 1.3, "2 3"),
}


@dataclass(frozen=True, slots=True)
class Node:
    """A box: one system, or all of a kind."""

    id: str
    label: str
    state: State
    counts: tuple[tuple[State, int], ...] = ()
    """How many systems are in each state, for a box that stands for several."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A line: `user` needs `needs`."""

    user: str
    needs: str
    type: LinkType


def nodes_and_ties(
    estate: Estate, states: Mapping[SystemId, StateAt], *, readable: int = READABLE
) -> tuple[tuple[Node, ...], tuple[Tie, ...]]:
    """Return the boxes and lines that are drawn: systems, or kinds beyond `readable` systems.

    A system of which no state is known is `unknown`. Links that say that there is no dependency
    are not drawn. Of several links between two kinds the first of `LinkType` is kept.
    """
    now = {
        system.id: states[system.id].state if system.id in states else State.UNKNOWN
        for system in estate.systems
    }
    drawn = [link for link in estate.links if link.type is not LinkType.NONE]
    if len(estate.systems) <= readable:
        return (
            tuple(Node(system.id, system.name, now[system.id]) for system in estate.systems),
            tuple(Tie(link.system, link.needs, link.type) for link in drawn),
        )
    kind = {system.id: system.kind for system in estate.systems}
    order = list(LinkType)
    best = dict[tuple[str, str], LinkType]()
    for link in drawn:
        pair = (kind.get(link.system, ""), kind.get(link.needs, ""))
        if "" not in pair and pair[0] != pair[1]:
            best[pair] = min(best.get(pair, link.type), link.type, key=order.index)
    boxes = tuple(
        _kind_node(name, [now[system] for system, found in kind.items() if found == name])
        for name in dict.fromkeys(kind.values())
    )
    return boxes, tuple(Tie(user, needs, type_) for (user, needs), type_ in best.items())


def _kind_node(name: str, states: Sequence[State]) -> Node:
    counts = tuple((state, states.count(state)) for state in _WORST if state in states)
    return Node(name, f"{name} ({len(states)})", counts[0][0], counts)


def draw(
    estate: Estate,
    states: Mapping[SystemId, StateAt],
    *,
    lang: str,
    name: str = "graph",
    readable: int = READABLE,
) -> str:
    """Return the graph as SVG."""
    boxes, ties = nodes_and_ties(estate, states, readable=readable)
    linked = {end for tie in ties for end in (tie.user, tie.needs)}
    inside = [box for box in boxes if box.id in linked]
    apart = [box for box in boxes if box.id not in linked]
    found = layout([box.id for box in inside], [(tie.needs, tie.user) for tie in ties])
    grid = _Grid(found)
    parts = [legend(lang, _MARGIN, 14)]
    parts += [_tie(tie, grid, lang) for tie in ties if (tie.needs, tie.user) in found.routes]
    parts += [_box(box, *grid.corner(*found.places[box.id]), grid.box_width, lang) for box in inside]
    below = _TOP + found.rows * _ROW + 6
    if apart:
        parts.append(
            words(Text("No link is recorded for:").say(lang), _MARGIN, below + 10, colour=MUTED, size=10.5)
        )
        wide = (WIDTH - 2 * _MARGIN) / _APART_COLUMNS
        for index, box in enumerate(apart):
            row, column = divmod(index, _APART_COLUMNS)
            parts.append(_box(box, _MARGIN + column * wide, below + 18 + row * (_ROW - 4), wide - 10, lang))
        below += 18 + -(-len(apart) // _APART_COLUMNS) * (_ROW - 4)
    keys = _keys(ties, below + 16, lang)
    parts += keys[0]
    title = Text("Systems of {organisation} and what they need", organisation=estate.organisation).say(lang)
    return framed(parts, keys[1], title=title, description=sentence(boxes, ties, lang), name=name)


def sentence(boxes: Sequence[Node], ties: Sequence[Tie], lang: str) -> str:
    """Return how many systems are in each state, and how many links nobody knows."""
    totals = dict.fromkeys(State, 0)
    for box in boxes:
        for state, count in box.counts or ((box.state, 1),):
            totals[state] += count
    counts = ", ".join(f"{count} {NAMES[state].say(lang)}" for state, count in totals.items() if count)
    return Text(
        "{systems} systems: {counts}. {links} links, of which {unknown} unknown.",
        systems=sum(totals.values()),
        counts=counts,
        links=len(ties),
        unknown=sum(tie.type is LinkType.UNKNOWN for tie in ties),
    ).say(lang)


class _Grid:
    """Turns layers and rows into coordinates."""

    def __init__(self, found: Layout) -> None:
        layers = max(found.layers, 1)
        self.box_width = min(150.0, (WIDTH - 2 * _MARGIN) / layers * 0.84)
        self._pitch = (WIDTH - 2 * _MARGIN - self.box_width) / max(layers - 1, 1)
        self.routes = found.routes

    def corner(self, layer: int, row: float) -> tuple[float, float]:
        """Return the upper left corner of a box."""
        return _MARGIN + layer * self._pitch, _TOP + row * _ROW

    def path(self, needs: str, user: str) -> tuple[str, tuple[float, float]]:
        """Return the path of an edge, and its middle; one that runs back bends around."""
        places = self.routes[needs, user]
        corners = [self.corner(*place) for place in places]
        middles = [(x, y + _BOX / 2) for x, y in corners]
        (x1, y1), (x2, y2) = middles[0], middles[-1]
        if x2 <= x1:
            bend = f"{x1 - 30:.1f} {y1 + 26:.1f} {x2 - 30:.1f} {y2 + 26:.1f}"
            written = f"M{x1:.1f} {y1:.1f}C{bend} {x2:.1f} {y2:.1f}"
            return written, (min(x1, x2) - 16, (y1 + y2) / 2 + 16)
        points = [
            (x1 + self.box_width, y1),
            *((x + side, y) for x, y in middles[1:-1] for side in (0.0, self.box_width)),
            (x2, y2),
        ]
        written = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
        for index in range(1, len(points)):
            (ax, ay), (bx, by) = points[index - 1], points[index]
            if index % 2 == 0:
                written += f"L{bx:.1f} {by:.1f}"
            else:
                half = (bx - ax) / 2
                written += f"C{ax + half:.1f} {ay:.1f} {bx - half:.1f} {by:.1f} {bx:.1f} {by:.1f}"
        (ax, ay), (bx, by) = points[-2], points[-1]
        return written, ((ax + bx) / 2, (ay + by) / 2)


def _tie(tie: Tie, grid: _Grid, lang: str) -> Element:
    path, middle = grid.path(tie.needs, tie.user)
    colour, wide, dashes = _STROKES[tie.type]
    parts = [
        el("title", f"{tie.user} {LINK_NAMES[tie.type].say(lang)} {tie.needs}"),
        el(
            "path",
            d=path,
            fill="none",
            stroke=colour,
            stroke_width=wide,
            stroke_dasharray=dashes,
            opacity=0.75,
        ),
    ]
    if tie.type is LinkType.UNKNOWN:
        parts += [
            el("circle", cx=middle[0], cy=middle[1], r=6, fill=PAPER, stroke=WARN),
            words("?", middle[0], middle[1] + 3.5, size=10, colour=WARN, anchor="middle", weight="bold"),
        ]
    return group(parts, class_=f"link link-{tie.type.value}")


def _box(box: Node, x: float, y: float, wide: float, lang: str) -> Element:
    states = ", ".join(f"{count} {NAMES[state].say(lang)}" for state, count in box.counts)
    colour = COLOURS[box.state]
    return group(
        (
            el("title", f"{box.label}: {states or NAMES[box.state].say(lang)}"),
            el(
                "rect",
                x=x,
                y=y,
                width=wide,
                height=_BOX,
                rx=4,
                fill=FILLS[box.state],
                stroke=colour,
                stroke_width=1.1,
                stroke_dasharray="3 2" if box.state is State.UNKNOWN else None,
            ),
            mark(box.state, x + 11, y + _BOX / 2, 4.6),
            *_label(box.label, x + 21, y + _BOX / 2, wide - 25),
        ),
        class_=f"system state-{box.state.value}",
        data_system=box.id,
    )


def _label(label: str, x: float, middle: float, wide: float) -> list[Element]:
    """Return a name on one line or two, the second cut where it does not fit."""
    first, size = label, 10.0
    while " " in first and width_of(first, size) > wide:
        first = first.rpartition(" ")[0]
    rest = label[len(first) :].strip()
    if not rest:
        return [words(shortened(label, wide, size), x, middle + 3.4, size=size)]
    return [
        words(shortened(first, wide, size), x, middle - 2, size=size),
        words(shortened(rest, wide, size), x, middle + 9.2, size=size),
    ]


def _keys(ties: Iterable[Tie], top: float, lang: str) -> tuple[list[Element], float]:
    """Return the legend of the kinds of link that occur, and where the picture ends."""
    present = [type_ for type_ in _STROKES if any(tie.type is type_ for tie in ties)]
    parts, x, y = list[Element](), _MARGIN, top
    for type_ in present:
        said = LINK_NAMES[type_].say(lang)
        wide = 44 + width_of(said, 10)
        if x + wide > WIDTH:
            x, y = _MARGIN, y + 15
        colour, thick, dashes = _STROKES[type_]
        parts += [
            el(
                "line",
                x1=x,
                y1=y - 3,
                x2=x + 26,
                y2=y - 3,
                stroke=colour,
                stroke_width=thick,
                stroke_dasharray=dashes,
            ),
            words(said, x + 31, y, size=10, colour=MUTED),
        ]
        x += wide
    return parts, y + 8


def as_table(estate: Estate, states: Mapping[SystemId, StateAt], lang: str) -> Table:
    """Return one row a system, with its state and what it needs; every system, however many."""
    names = {system.id: system.name for system in estate.systems}
    needs = dict[str, list[str]]()
    for link in estate.links:
        other = names.get(link.needs, link.needs)
        needs.setdefault(link.system, []).append(f"{LINK_NAMES[link.type].say(lang)} {other}")
    nothing = Text("no link recorded").say(lang)
    return Table(
        Text("Systems of {organisation} and what they need", organisation=estate.organisation).say(lang),
        (Text("System").say(lang), Text("State").say(lang), Text("Links").say(lang)),
        tuple(
            (
                system.name,
                NAMES[states[system.id].state if system.id in states else State.UNKNOWN].say(lang),
                "; ".join(needs.get(system.id, [nothing])),
            )
            for system in estate.systems
        ),
    )
