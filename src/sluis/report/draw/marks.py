# SPDX-License-Identifier: EUPL-1.2
"""State as a symbol: open ●, trial ◐, read-only ◑, closed ■, unknown ?. Colour only repeats it.

The symbols are drawn, not typed: a font that lacks one would show an empty box. Colours have at
least 4.5 : 1 against white (WCAG 2.2, 1.4.3) as text and 3 : 1 as shapes (1.4.11).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sluis.estate.model import State
from sluis.kit.svg import Element, el, group
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

INK: Final = "#1c2430"
MUTED: Final = "#56616f"
LINE: Final = "#d3d9e0"
ACCENT: Final = "#1d4e89"
WARN: Final = "#8a4b00"
PAPER: Final = "#ffffff"
BANDS: Final = ("#dbe6f3", "#b5cde7", "#85add8")
"""Shades of a fan, widest band first."""
FONT: Final = "Libertinus Serif, system-ui, sans-serif"

COLOURS: Final[Mapping[State, str]] = {
    State.OPEN: "#12613f",
    State.TRIAL: "#8a5a00",
    State.READ_ONLY: "#1d4e89",
    State.CLOSED: "#96222c",
    State.UNKNOWN: "#56616f",
}
FILLS: Final[Mapping[State, str]] = {
    State.OPEN: "#e3f1ea",
    State.TRIAL: "#fbf0d9",
    State.READ_ONLY: "#e2ebf6",
    State.CLOSED: "#f8e4e4",
    State.UNKNOWN: "#eef0f2",
}
NAMES: Final[Mapping[State, Text]] = {
    State.OPEN: Text("open"),
    State.TRIAL: Text("trial"),
    State.READ_ONLY: Text("read-only"),
    State.CLOSED: Text("closed"),
    State.UNKNOWN: Text("unknown"),
}


def mark(state: State, x: float, y: float, radius: float = 5.0) -> Element:
    """Return the symbol of `state`, centred on `x`, `y`."""
    colour = COLOURS[state]
    kind = f"mark state-{state.value}"
    if state is State.CLOSED:
        side = radius * 1.7
        square = el("rect", x=x - side / 2, y=y - side / 2, width=side, height=side, rx=1, fill=colour)
        return group((square,), class_=kind)
    ring = el(
        "circle",
        cx=x,
        cy=y,
        r=radius - 0.6,
        fill=colour if state is State.OPEN else PAPER,
        stroke=colour,
        stroke_width=1.2,
    )
    if state is State.OPEN:
        return group((ring,), class_=kind)
    if state is State.UNKNOWN:
        inside = el(
            "path",
            d=_question(x, y, radius),
            fill="none",
            stroke=colour,
            stroke_width=1.2,
            stroke_linecap="round",
        )
        dot = el("circle", cx=x, cy=y + radius * 0.55, r=0.8, fill=colour)
        return group((ring, inside, dot), class_=kind)
    sweep = 0 if state is State.TRIAL else 1
    half = el(
        "path",
        d=f"M{x:g} {y - radius:g}A{radius:g} {radius:g} 0 0 {sweep} {x:g} {y + radius:g}Z",
        fill=colour,
    )
    return group((ring, half), class_=kind)


def _question(x: float, y: float, radius: float) -> str:
    """Return the hook of a question mark as a path."""
    reach = radius * 0.36
    top = y - radius * 0.3
    return (
        f"M{x - reach:g} {top:g}A{reach:g} {reach:g} 0 1 1 {x:g} {top + reach:g}L{x:g} {y + radius * 0.22:g}"
    )


def words(
    text: str,
    x: float,
    y: float,
    *,
    size: float = 11.0,
    colour: str = INK,
    anchor: str | None = None,
    weight: str | None = None,
) -> Element:
    """Return a line of text with its baseline at `y`; `anchor` is start (None), middle or end."""
    return el("text", text, x=x, y=y, font_size=size, fill=colour, text_anchor=anchor, font_weight=weight)


def width_of(text: str, size: float = 11.0) -> float:
    """Return about how wide `text` is at `size`, a little on the safe side."""
    narrow = sum(letter in "iljtfr.,:;'| " for letter in text)
    return size * (0.59 * (len(text) - narrow) + 0.33 * narrow)


def shortened(text: str, width: float, size: float = 11.0) -> str:
    """Return `text`, cut with an ellipsis where it is wider than `width`."""
    if width_of(text, size) <= width:
        return text
    while text and width_of(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip(" ,;(-") + "…"


def legend(lang: str, x: float, y: float) -> Element:
    """Return the five states side by side, each symbol with its name."""
    parts = list[Element]()
    for state, name in NAMES.items():
        said = name.say(lang)
        parts += [mark(state, x + 5, y - 3.5), words(said, x + 14, y, colour=MUTED)]
        x += 30 + width_of(said)
    return group(parts, class_="legend")
