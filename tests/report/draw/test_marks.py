# SPDX-License-Identifier: EUPL-1.2
"""Symbols of states, and words that must fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluis.estate.model import State
from sluis.report.draw.marks import (
    ACCENT,
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


def _luminance(colour: str) -> float:
    """Return relative luminance (WCAG 2.2, definition of relative luminance)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_name_colour_and_symbol(state: State) -> None:
    """No state is left without a symbol of its own."""
    assert NAMES[state].say("en")
    assert f"state-{state.value}" in mark(state, 10, 10).markup


def test_symbols_differ_without_their_colour() -> None:
    """With colours and class names taken away, five states still give five drawings."""
    drawings = set()
    for state in State:
        markup = mark(state, 10, 10).markup.replace(COLOURS[state], "").replace(state.value, "")
        drawings.add(markup)
    assert len(drawings) == len(State)


@pytest.mark.parametrize("colour", [*COLOURS.values(), INK, MUTED, ACCENT, WARN])
def test_words_are_legible_on_paper(colour: str) -> None:
    """Every colour that words have stands at least 4.5 : 1 off the paper (WCAG 2.2, 1.4.3)."""
    assert _contrast(colour, PAPER) >= 4.5


@pytest.mark.parametrize("state", list(State))
def test_symbols_stand_off_their_fill(state: State) -> None:
    """A symbol stands at least 3 : 1 off the fill behind it (WCAG 2.2, 1.4.11), ink at least 4.5 : 1."""
    assert _contrast(COLOURS[state], FILLS[state]) >= 3
    assert _contrast(INK, FILLS[state]) >= 4.5


def test_the_legend_names_every_state() -> None:
    """All five names are there, in English and in Dutch."""
    for lang in ("en", "nl"):
        markup = legend(lang, 0, 20).markup
        assert all(name.say(lang) in markup for name in NAMES.values())


def test_words_are_escaped() -> None:
    """What people wrote never becomes markup."""
    assert "&lt;b&gt;" in words("<b>", 1, 2).markup


def test_short_words_stay_whole() -> None:
    """What fits is not touched."""
    assert shortened("Mail", 200) == "Mail"


@given(st.text(min_size=1, max_size=80), st.floats(min_value=20, max_value=300))
def test_shortened_words_fit(text: str, width: float) -> None:
    """Whatever comes back is at most as wide as asked, or is the ellipsis alone."""
    found = shortened(text, width)
    assert width_of(found) <= width or found == "…"


@given(st.text(max_size=60))
def test_longer_words_are_not_narrower(text: str) -> None:
    """Adding a letter never makes words narrower."""
    assert width_of(text + "x") > width_of(text)
