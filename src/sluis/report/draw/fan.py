# SPDX-License-Identifier: EUPL-1.2
"""Fan chart: the backlog that was, the backlog that may come, and when systems were closed.

Bands are pairs of levels around the median, the widest lightest (after the Bank of England's fan
charts, 1996). The median is dashed: it is one line among many, not the plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sluis.kit.svg import Element, el, group, points
from sluis.kit.texts import Text, day, number, percent
from sluis.report.draw.axes import Scale, days, round_ticks
from sluis.report.draw.frame import WIDTH, date_axis, framed, moment_line, number_axis, span
from sluis.report.draw.marks import ACCENT, BANDS, COLOURS, FILLS, INK, MUTED, shortened, words
from sluis.report.draw.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

from sluis.estate.model import State

HEIGHT: Final = 300.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 62.0, WIDTH - 92.0, 40.0, HEIGHT - 30.0
_HALF: Final = 0.5
_TABLE_ROWS: Final = 12


@dataclass(frozen=True, slots=True)
class Shade:
    """A span in which a stream stood still, or ran `worse`; `last` None: and still does.

    A span that has not ended is drawn up to the day of the forecast: the rest is not known.
    """

    first: date
    last: date | None
    label: str
    worse: bool = False


@dataclass(frozen=True, slots=True)
class Fan:
    """What a fan chart shows: cases, per day.

    `values` has a row for each of `dates` and a column for each of `levels` (0 … 1, rising).
    `target` is the backlog at which the stream counts as caught up, where that is a level.
    """

    name: str
    as_of: date
    dates: tuple[date, ...]
    levels: tuple[float, ...]
    values: tuple[tuple[float, ...], ...]
    history: tuple[tuple[date, float], ...] = ()
    closures: tuple[Shade, ...] = ()
    target: float | None = None

    def column(self, level: float) -> tuple[float, ...] | None:
        """Return the backlog at `level` for each date, or None when that level was not forecast."""
        for index, found in enumerate(self.levels):
            if abs(found - level) < 1e-9:  # noqa: PLR2004 - levels are decimal fractions
                return tuple(row[index] for row in self.values)
        return None

    def bands(self) -> tuple[tuple[float, float], ...]:
        """Return the pairs of levels that lie evenly around the median, widest first, at most three."""
        pairs = [
            (low, high)
            for low in self.levels
            for high in self.levels
            if low < _HALF and abs(low + high - 1) < 1e-9  # noqa: PLR2004 - levels are decimal fractions
        ]
        return tuple(pairs if len(pairs) <= len(BANDS) else [pairs[0], pairs[len(pairs) // 2], pairs[-1]])


def sentence(fan: Fan, lang: str) -> str:
    """Return what the last day of the fan says, in words."""
    bands, middle = fan.bands(), fan.column(_HALF)
    if not bands or not middle:
        return Text("There is no forecast for {stream}.", stream=fan.name).say(lang)
    band = next((pair for pair in bands if abs(pair[0] - 0.1) < 1e-9), bands[0])  # noqa: PLR2004 - the 80 % band
    low, high = fan.column(band[0]) or middle, fan.column(band[1]) or middle
    return Text(
        "On {day} between {low} and {high} cases ({share} band), median {middle}.",
        day=day(fan.dates[-1], lang),
        low=number(low[-1], lang),
        high=number(high[-1], lang),
        share=percent(band[1] - band[0], lang),
        middle=number(middle[-1], lang),
    ).say(lang)


def draw(fan: Fan, *, lang: str, name: str = "fan") -> str:
    """Return the fan chart as SVG; with no forecast, the history alone."""
    shown = [when for when, _ in fan.history] + list(fan.dates) + [fan.as_of]
    x = Scale(*span(shown), _LEFT, _RIGHT)
    top = max([cases for _, cases in fan.history] + [max(row) for row in fan.values] + [fan.target or 0.0])
    ticks = round_ticks(top)
    y = Scale(0.0, ticks[-1], _BOTTOM, _TOP)
    parts = [
        *(_shade(shade, fan.as_of, x, lang) for shade in fan.closures),
        number_axis(y, ticks, _LEFT, _RIGHT, lang),
        date_axis(x, _TOP, _BOTTOM, lang),
        *_fan(fan, x, y, lang),
    ]
    if fan.history:
        line = points((x(days(when)), y(cases)) for when, cases in fan.history)
        parts.append(
            el(
                "polyline",
                points=line,
                fill="none",
                stroke=INK,
                stroke_width=1.6,
                stroke_linejoin="round",
                class_="history",
            )
        )
    if fan.target is not None:
        parts.append(_target(fan.target, y, lang))
    parts += [
        words(Text("cases").say(lang), _LEFT - 7, _TOP - 12, colour=MUTED, anchor="end", size=10.5),
        moment_line(x(days(fan.as_of)), _TOP - 8, _BOTTOM, day(fan.as_of, lang, short=True)),
    ]
    title = Text("Backlog of {stream}", stream=fan.name).say(lang)
    return framed(parts, HEIGHT, title=title, description=sentence(fan, lang), name=name)


def _shade(shade: Shade, as_of: date, x: Scale, lang: str) -> Element:
    first = x.held(days(shade.first))
    last = days(shade.last or as_of)
    state = State.TRIAL if shade.worse else State.CLOSED
    wide = max(x.held(last) - first, 1.5)
    until = Text("still so").say(lang) if shade.last is None else day(shade.last, lang)
    return group(
        (
            el("title", f"{shade.label}: {day(shade.first, lang)} – {until}"),
            el(
                "rect",
                x=first,
                y=_TOP,
                width=wide,
                height=_BOTTOM - _TOP,
                fill=FILLS[state],
                class_="closure",
            ),
            words(
                shortened(shade.label, wide - 4, 10),
                first + 3,
                _BOTTOM - 5,
                colour=COLOURS[state],
                size=10,
            ),
        )
    )


def _fan(fan: Fan, x: Scale, y: Scale, lang: str) -> list[Element]:
    """Return bands and median, beginning at the last known value where there is one."""
    if not fan.dates:
        return []
    start = fan.history[-1] if fan.history and fan.history[-1][0] < fan.dates[0] else None
    across = [x(days(when)) for when in ((start[0], *fan.dates) if start else fan.dates)]

    def line(level: float) -> list[float]:
        column = fan.column(level) or ()
        return [y(cases) for cases in ((start[1], *column) if start else column)]

    bands, middle = fan.bands(), line(_HALF)
    shades = BANDS[-len(bands) :] if bands else ()
    parts, ends = list[Element](), list[tuple[float, str, str]]()
    for (low, high), colour in zip(bands, shades, strict=True):
        below, above = line(low), line(high)
        outline = points([*zip(across, above, strict=True), *reversed([*zip(across, below, strict=True)])])
        parts.append(el("polygon", points=outline, fill=colour, class_="band"))
        ends.append((above[-1], percent(high - low, lang), ACCENT))
    if middle:
        path = points(zip(across, middle, strict=True))
        parts.append(
            el(
                "polyline",
                points=path,
                fill="none",
                stroke=ACCENT,
                stroke_width=1.6,
                stroke_dasharray="5 3",
                class_="median",
            )
        )
        ends.append((middle[-1], Text("median").say(lang), ACCENT))
    if fan.target is not None:
        ends.append((y(fan.target), Text("caught up").say(lang), COLOURS[State.OPEN]))
    return [*parts, *_ends(ends)]


def _ends(ends: Sequence[tuple[float, str, str]]) -> list[Element]:
    """Return the names of the lines at their right ends, moved down where they would collide."""
    parts, free = list[Element](), -1e9
    for wanted, label, colour in sorted(ends):
        at = max(wanted, free + 11.5)
        parts.append(words(label, _RIGHT + 6, at + 3.5, colour=colour, size=10))
        free = at
    return parts


def _target(cases: float, y: Scale, lang: str) -> Element:
    return el(
        "line",
        el("title", Text("caught up: {cases} or less", cases=number(cases, lang)).say(lang)),
        x1=_LEFT,
        y1=y(cases),
        x2=_RIGHT,
        y2=y(cases),
        stroke=COLOURS[State.OPEN],
        stroke_width=1.2,
        stroke_dasharray="1.5 2.5",
        class_="target",
    )


def as_table(fan: Fan, lang: str) -> Table:
    """Return the forecast as rows: at most 12 dates evenly chosen, the last among them."""
    step = max(1, -(-len(fan.dates) // _TABLE_ROWS))
    chosen = sorted({*range(len(fan.dates) - 1, -1, -step)})
    return Table(
        Text(
            "Backlog of {stream} in cases, by date and probability of being at most that", stream=fan.name
        ).say(lang),
        (Text("Date").say(lang), *(percent(level, lang) for level in fan.levels)),
        tuple(
            (day(fan.dates[index], lang), *(number(cases, lang) for cases in fan.values[index]))
            for index in chosen
        ),
    )
