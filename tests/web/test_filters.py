# SPDX-License-Identifier: EUPL-1.2
"""What templates may do to a value."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from sluis.estate.model import Effect, State
from sluis.kit.texts import Text
from sluis.web.filters import Filters

EN = Filters("en")
NOON = datetime(2025, 7, 17, 12, 0, tzinfo=UTC)


def test_every_method_is_a_filter() -> None:
    """Templates find each filter under its own name, and nothing else."""
    assert {"say", "moment", "state", "symbol", "svg", "basis", "role"} <= EN.all().keys()
    assert not {"all", "lang"} & EN.all().keys()


def test_instants_stand_on_the_clock_of_the_organisation() -> None:
    """The same instant reads differently in another zone; none at all is unknown."""
    assert EN.moment(NOON, "Europe/Amsterdam") == "17 July 2025, 14:00"
    assert Filters("nl").moment(NOON, "UTC") == "17 juli 2025, 12:00"
    assert EN.moment(None, "UTC") == "unknown"


def test_numbers_and_days() -> None:
    """Separators and months are those of the language."""
    assert EN.number(1234.5) == "1,234"
    assert Filters("nl").number(1234.5, 1) == "1.234,5"
    assert EN.number(None) == "unknown"
    assert EN.day(date(2025, 7, 17)) == "17 July 2025"
    assert EN.duration(90_000) == "1 d 1 h"


@pytest.mark.parametrize("state", list(State))
def test_a_symbol_is_hidden_from_readers(state: State) -> None:
    """The picture is decoration: the word beside it says the same."""
    assert 'aria-hidden="true"' in EN.symbol(state)
    assert EN.state(state)


def test_symbols_differ() -> None:
    """No two states look alike without colour."""
    shapes = {str(EN.symbol(state)).replace(state.value, "") for state in State}
    assert len(shapes) == len(State)


def test_what_people_wrote_is_said_in_their_words() -> None:
    """One language or each, or a sentence of ours: all are said."""
    assert EN.say("as written") == "as written"
    assert Filters("nl").say({"en": "shut", "nl": "dicht"}) == "dicht"
    assert EN.say(Text("n {n}", n=1)) == EN.finish(Text("n {n}", n=1)) == "n 1"
    assert EN.finish(5) == 5


def test_names_of_effects_and_ids() -> None:
    """An effect has a word and a shape; an id without a name is shown as it is."""
    assert EN.effect(Effect.STOPS) == "stops"
    assert EN.effect_symbol(Effect.STOPS) == "■"
    assert EN.name_in("a", {"a": "A"}) == "A"
    assert EN.name_in("b", {}) == "b"
