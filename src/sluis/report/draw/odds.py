# SPDX-License-Identifier: EUPL-1.2
"""The odds of being caught up by each date, as a curve and as a sentence.

What does not fit in the horizon is part of the answer: the curve ends below 100 %, and the rest is
named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sluis.kit.svg import Element, el, group, points
from sluis.kit.texts import Text, day, percent
from sluis.report.draw.axes import Scale, days
from sluis.report.draw.frame import WIDTH, date_axis, framed, span
from sluis.report.draw.marks import ACCENT, BANDS, INK, LINE, MUTED, PAPER, words
from sluis.report.draw.table import Table

if TYPE_CHECKING:
    from datetime import date

HEIGHT: Final = 220.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 62.0, WIDTH - 92.0, 26.0, HEIGHT - 30.0
_SHARES: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
_MILESTONES: Final = (0.5, 0.8, 0.95)
_TABLE_ROWS: Final = 12
_HARDLY: Final = 0.01


@dataclass(frozen=True, slots=True)
class Odds:
    """Probability (0 … 1, never falling) of being caught up by each date, dates rising."""

    name: str
    by: tuple[tuple[date, float], ...]
    not_within_horizon: float
    definition: str = ""

    def reached(self, share: float) -> date | None:
        """Return the first date by which the odds are at least `share`; None: not within the horizon."""
        return next((when for when, odds in self.by if odds >= share), None)


def told(share: float, lang: str) -> str:
    """Return odds as a whole percentage; what rounds to nothing or all is "less than 1%" or "more than 99%".

    A share comes from a number of runs: none of them is not never, and all of them is not always.
    """
    if share < _HARDLY:
        return Text("less than {share}", share=percent(_HARDLY, lang)).say(lang)
    if share > 1 - _HARDLY:
        return Text("more than {share}", share=percent(1 - _HARDLY, lang)).say(lang)
    return percent(share, lang)


def sentence(odds: Odds, lang: str) -> str:
    """Return the odds in one or two sentences: the 70 % date, or that there is none, and the rest."""
    if not odds.by:
        return Text("There is no forecast for {stream}.", stream=odds.name).say(lang)
    last = day(odds.by[-1][0], lang)
    likely, rest = odds.reached(0.7), told(odds.not_within_horizon, lang)
    if likely is None:
        best = told(odds.by[-1][1], lang)
        return Text(
            "By {last} the odds of being caught up are {best}; {rest} says not before then.",
            last=last,
            best=best,
            rest=rest,
        ).say(lang)
    if odds.not_within_horizon <= 0:
        return Text(
            "Caught up by {day} with 70% odds, and by {last} in every run.", day=day(likely, lang), last=last
        ).say(lang)
    return Text(
        "Caught up by {day} with 70% odds; {rest} says not before {last}.",
        day=day(likely, lang),
        rest=rest,
        last=last,
    ).say(lang)


def draw(odds: Odds, *, lang: str, name: str = "odds") -> str:
    """Return the curve as SVG."""
    if not odds.by:
        empty = words(sentence(odds, lang), _LEFT, HEIGHT / 2, colour=MUTED)
        return framed((empty,), HEIGHT, title=_title(odds, lang), description=sentence(odds, lang), name=name)
    x = Scale(*span(when for when, _ in odds.by), _LEFT, _RIGHT)
    y = Scale(0.0, 1.0, _BOTTOM, _TOP)
    curve = [(x(days(when)), y(share)) for when, share in odds.by]
    area = [(curve[0][0], _BOTTOM), *curve, (curve[-1][0], _BOTTOM)]
    parts = [
        *(_share(share, y, lang) for share in _SHARES),
        date_axis(x, _TOP, _BOTTOM, lang),
        el("polygon", points=points(area), fill=BANDS[0], class_="band"),
        el(
            "polyline",
            points=points(curve),
            fill="none",
            stroke=ACCENT,
            stroke_width=1.8,
            stroke_linejoin="round",
            class_="odds",
        ),
        *_milestones(odds, x, y, lang),
    ]
    if odds.not_within_horizon > 0:
        parts.append(_rest(odds, y, lang))
    return framed(parts, HEIGHT, title=_title(odds, lang), description=sentence(odds, lang), name=name)


def _title(odds: Odds, lang: str) -> str:
    return Text("Odds that {stream} is caught up", stream=odds.name).say(lang)


def _share(share: float, y: Scale, lang: str) -> Element:
    return group(
        (
            el("line", x1=_LEFT, y1=y(share), x2=_RIGHT, y2=y(share), stroke=LINE, stroke_width=0.7),
            words(percent(share, lang), _LEFT - 7, y(share) + 3.5, colour=MUTED, anchor="end", size=10.5),
        ),
        class_="axis",
    )


def _milestones(odds: Odds, x: Scale, y: Scale, lang: str) -> list[Element]:
    """Return a dot with its date where the curve reaches each milestone."""
    parts = list[Element]()
    for share in _MILESTONES:
        when = odds.reached(share)
        if when is None:
            continue
        at = x(days(when))
        late = at > (_LEFT + _RIGHT) / 2
        label = Text("{share} by {day}", share=percent(share, lang), day=day(when, lang, short=True))
        parts += [
            el("circle", cx=at, cy=y(share), r=3.4, fill=ACCENT, stroke=PAPER, stroke_width=1.2),
            words(
                label.say(lang),
                at - 8 if late else at + 8,
                y(share) + (-5 if late else 10),
                colour=INK,
                anchor="end" if late else None,
                size=10.5,
            ),
        ]
    return parts


def _rest(odds: Odds, y: Scale, lang: str) -> Element:
    """Return the bracket at the right end that names what lies beyond the horizon."""
    top, bottom = y(1.0), y(odds.by[-1][1])
    x = _RIGHT + 5
    return group(
        (
            el("path", d=f"M{x:g} {top:g}h4V{bottom:g}h-4", fill="none", stroke=MUTED, stroke_width=1),
            words(
                percent(odds.not_within_horizon, lang), x + 9, (top + bottom) / 2, size=10.5, weight="bold"
            ),
            words(Text("not by then").say(lang), x + 9, (top + bottom) / 2 + 11, size=9.5, colour=MUTED),
        ),
        class_="beyond",
    )


def as_table(odds: Odds, lang: str) -> Table:
    """Return the odds as rows: at most 12 dates evenly chosen, then what lies beyond."""
    step = max(1, -(-len(odds.by) // _TABLE_ROWS))
    chosen = sorted({*range(len(odds.by) - 1, -1, -step)})
    rows = [(day(odds.by[index][0], lang), told(odds.by[index][1], lang)) for index in chosen]
    beyond = (Text("Not within the horizon").say(lang), told(odds.not_within_horizon, lang))
    return Table(_title(odds, lang), (Text("By").say(lang), Text("Odds").say(lang)), (*rows, beyond))
