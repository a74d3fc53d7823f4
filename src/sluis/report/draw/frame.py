# SPDX-License-Identifier: EUPL-1.2
"""The frame that all pictures share: one width, one typeface, a date axis, a line for "now"."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from sluis.kit.svg import Element, el, group, picture
from sluis.kit.texts import number
from sluis.report.draw.axes import Scale, date_labels, date_ticks, days
from sluis.report.draw.marks import FONT, INK, LINE, MUTED, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH: Final = 690.0
"""Of every picture, in its own units; text of 11 is 8 pt on a printed page."""


def framed(children: Iterable[Element], height: float, *, title: str, description: str, name: str) -> str:
    """Return a whole picture of `WIDTH` × `height`."""
    inside = group(children, font_family=FONT, class_="words")
    return picture(inside, width=WIDTH, height=height, title=title, description=description, name=name).markup


def span(moments: Iterable[date | datetime]) -> tuple[float, float]:
    """Return the first and last moment in days, at least one day apart; raises ValueError when empty."""
    found = [days(moment) for moment in moments]
    first, last = min(found), max(found)
    return first, max(last, first + 1.0)


def date_axis(scale: Scale, top: float, bottom: float, lang: str, *, count: int = 9) -> Element:
    """Return vertical hairlines with dates below, from `top` to `bottom`; `scale` is in days."""
    ticks = date_ticks(_date(scale.low, up=True), _date(scale.high), count)
    parts = list[Element]()
    for tick, label in zip(ticks, date_labels(ticks, lang), strict=True):
        x = scale(days(tick))
        parts += [
            el("line", x1=x, y1=top, x2=x, y2=bottom, stroke=LINE, stroke_width=0.7),
            words(label, x, bottom + 14, colour=MUTED, anchor="middle", size=10.5),
        ]
    return group(parts, class_="axis axis-date")


def number_axis(scale: Scale, ticks: Sequence[float], left: float, right: float, lang: str) -> Element:
    """Return horizontal hairlines with numbers at the left."""
    parts = list[Element]()
    decimals = 0 if all(tick == int(tick) for tick in ticks) else 2
    for tick in ticks:
        y = scale(tick)
        parts += [
            el("line", x1=left, y1=y, x2=right, y2=y, stroke=LINE, stroke_width=0.7),
            words(number(tick, lang, decimals), left - 7, y + 3.5, colour=MUTED, anchor="end", size=10.5),
        ]
    return group(parts, class_="axis axis-number")


def moment_line(x: float, top: float, bottom: float, label: str) -> Element:
    """Return the line of one moment, with its label on top, kept within the picture."""
    anchor = "end" if x > WIDTH * 0.85 else "start" if x < WIDTH * 0.15 else "middle"
    return group(
        (
            el("line", x1=x, y1=top, x2=x, y2=bottom, stroke=INK, stroke_width=1.1),
            el("path", d=f"M{x - 3.5:g} {top - 1:g}h7l-3.5 5z", fill=INK),
            words(label, x, top - 5, anchor=anchor, size=10.5, weight="bold"),
        ),
        class_="moment",
    )


def _date(value_days: float, *, up: bool = False) -> date:
    whole = int(-(-value_days // 1)) if up else int(value_days // 1)
    return date.fromordinal(date(1970, 1, 1).toordinal() + whole)
