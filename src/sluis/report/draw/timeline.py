# SPDX-License-Identifier: EUPL-1.2
"""Two clocks: above when it happened, below when it was recorded, a line between the two.

A line that stands upright was recorded at once; one that leans was not. Later than 24 hours it is
drawn in another colour, thicker, and ends in a triangle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from sluis.kit.svg import Element, el, group
from sluis.kit.texts import Text, moment
from sluis.report.draw.axes import Scale, days
from sluis.report.draw.frame import WIDTH, date_axis, framed, span
from sluis.report.draw.marks import ACCENT, INK, MUTED, PAPER, WARN, shortened, width_of, words
from sluis.report.draw.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sluis.record.model import Seq

HEIGHT: Final = 250.0
_LEFT, _RIGHT = 84.0, WIDTH - 22.0
_HAPPENED, _RECORDED, _BOTTOM = 112.0, 196.0, 222.0
_FLAG_ROWS: Final = 4
_FLAG_WIDTH: Final = 190.0


class Line(Protocol):
    """What a line must have to be drawn; `model.Line` has it."""

    @property
    def seq(self) -> Seq:
        """The number of its entry."""
        ...

    @property
    def kind(self) -> str:
        """The kind of its entry."""
        ...

    @property
    def happened_at(self) -> datetime:
        """When it was so."""
        ...

    @property
    def recorded_at(self) -> datetime:
        """When we knew."""
        ...

    @property
    def late(self) -> bool:
        """Whether more than 24 hours lie between."""
        ...

    @property
    def actor(self) -> str:
        """Who recorded it."""
        ...

    @property
    def text(self) -> Text:
        """What happened, in words."""
        ...


Drawn = TypeVar("Drawn", bound=Line)


def draw(
    lines: Sequence[Line],
    *,
    lang: str,
    zone: str,
    since: datetime | None = None,
    until: datetime | None = None,
    flags: Mapping[Seq, str] | None = None,
    name: str = "timeline",
) -> str:
    """Return the lines whose both moments lie in `since` … `until` as SVG.

    Decisions carry a flag: what `flags` says for their entry, else their own words. How many lines
    fall outside is written in the corner.
    """
    shown = within(lines, since, until)
    outside = len(lines) - len(shown)
    parts: list[Element] = []
    if shown:
        moments = [moment for line in shown for moment in (line.happened_at, line.recorded_at)]
        x = Scale(*span(moments), _LEFT, _RIGHT)
        parts += [date_axis(x, _HAPPENED - 14, _BOTTOM, lang), *_lanes(lang)]
        parts += [_beat(line, x, lang, zone) for line in sorted(shown, key=lambda line: line.late)]
        parts += _flags([line for line in shown if line.kind == "decision.made"], x, flags or {}, lang)
    if outside:
        left_out = Text("{count} entries lie outside this picture", count=outside).say(lang)
        parts.append(words(left_out, _RIGHT, 12, colour=MUTED, anchor="end", size=10))
    title = Text("When it happened and when it was recorded").say(lang)
    return framed(parts, HEIGHT, title=title, description=sentence(lines, lang), name=name)


def within(lines: Sequence[Drawn], since: datetime | None, until: datetime | None) -> list[Drawn]:
    """Return the lines that happened and were recorded from `since` to `until`, both included."""
    return [
        line
        for line in lines
        if (since is None or min(line.happened_at, line.recorded_at) >= since)
        and (until is None or max(line.happened_at, line.recorded_at) <= until)
    ]


def sentence(lines: Sequence[Line], lang: str) -> str:
    """Return how many entries there are and how many were recorded late."""
    late = sum(line.late for line in lines)
    return Text(
        "{entries} entries; {late} were recorded more than 24 hours after they happened.",
        entries=len(lines),
        late=late,
    ).say(lang)


def _lanes(lang: str) -> list[Element]:
    parts = list[Element]()
    for y, label in ((_HAPPENED, Text("happened")), (_RECORDED, Text("recorded"))):
        parts += [
            el("line", x1=_LEFT, y1=y, x2=_RIGHT, y2=y, stroke=INK, stroke_width=1),
            words(label.say(lang), _LEFT - 10, y + 3.5, anchor="end", weight="bold"),
        ]
    return parts


def _beat(line: Line, x: Scale, lang: str, zone: str) -> Element:
    start, end = x(days(line.happened_at)), x(days(line.recorded_at))
    colour = WARN if line.late else ACCENT
    decision = line.kind.startswith("decision.")
    title = Text(
        "Entry {seq}: {text} Happened {happened}, recorded {recorded}.",
        seq=line.seq,
        text=line.text,
        happened=moment(line.happened_at, lang, zone),
        recorded=moment(line.recorded_at, lang, zone),
    )
    top = (
        el("path", d=f"M{start:.1f} {_HAPPENED - 6:g}l6 6l-6 6l-6-6z", fill=INK, stroke=PAPER)
        if decision
        else el("circle", cx=start, cy=_HAPPENED, r=3.2, fill=colour, stroke=PAPER, stroke_width=0.8)
    )
    foot = (
        el("path", d=f"M{end:.1f} {_RECORDED - 5:g}l5 9h-10z", fill=WARN, stroke=PAPER, stroke_width=0.8)
        if line.late
        else el("circle", cx=end, cy=_RECORDED, r=2.6, fill=PAPER, stroke=colour, stroke_width=1.2)
    )
    between = el(
        "line",
        x1=start,
        y1=_HAPPENED,
        x2=end,
        y2=_RECORDED,
        stroke=colour,
        stroke_width=1.3 if line.late else 0.8,
        opacity=0.85 if line.late else 0.6,
    )
    return group(
        (el("title", title.say(lang)), between, top, foot),
        class_="entry late" if line.late else "entry",
    )


def _flags(decisions: Sequence[Line], x: Scale, flags: Mapping[Seq, str], lang: str) -> list[Element]:
    """Return a name above each decision, on the first of four rows where it fits; else none."""
    free = [0.0] * _FLAG_ROWS
    parts = list[Element]()
    for line in sorted(decisions, key=lambda line: line.happened_at):
        at = x(days(line.happened_at))
        label = shortened(f"{line.seq} · {flags.get(line.seq) or line.text.say(lang)}", _FLAG_WIDTH, 10)
        wide = width_of(label, 10)
        left = min(at, _RIGHT - wide)
        row = next((row for row in range(_FLAG_ROWS) if free[row] <= left), None)
        if row is None:
            continue
        free[row] = left + wide + 10
        y = 30 + row * 16
        parts += [
            el("line", x1=at, y1=y + 3, x2=at, y2=_HAPPENED - 6, stroke=MUTED, stroke_width=0.7),
            words(label, left + 3, y, size=10),
        ]
    return parts


def as_table(lines: Sequence[Line], lang: str, zone: str) -> Table:
    """Return one row a line, in the order given."""
    late, in_time = Text("late").say(lang), ""
    return Table(
        Text("When it happened and when it was recorded").say(lang),
        tuple(
            heading.say(lang)
            for heading in (
                Text("Entry"),
                Text("Happened"),
                Text("Recorded"),
                Text("Late"),
                Text("Recorded by"),
                Text("What"),
            )
        ),
        tuple(
            (
                str(line.seq),
                moment(line.happened_at, lang, zone),
                moment(line.recorded_at, lang, zone),
                late if line.late else in_time,
                line.actor,
                line.text.say(lang),
            )
            for line in lines
        ),
    )
