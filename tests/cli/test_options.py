# SPDX-License-Identifier: EUPL-1.2
"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sluis.cli.options import Chosen, day, default_home
from sluis.kit.errors import BadInput


def test_the_home_comes_from_the_environment_or_the_users_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """SLUIS_HOME wins, then XDG_DATA_HOME, then the usual place below the user's own home."""
    monkeypatch.setenv("SLUIS_HOME", "/srv/sluis")
    assert default_home() == Path("/srv/sluis")
    monkeypatch.delenv("SLUIS_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert default_home() == Path("/data/sluis")
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", "/people/someone")
    assert default_home() == Path("/people/someone/.local/share/sluis")


def test_a_day_is_a_day() -> None:
    """A date is read, nothing stays nothing, and anything else is bad input that names the option."""
    assert day("2025-07-24") == date(2025, 7, 24)
    assert day(None) is None
    with pytest.raises(BadInput, match="--check: tomorrow is not a day"):
        day("tomorrow")


def test_what_was_chosen_says_how_to_speak() -> None:
    """Language and form travel together."""
    out = Chosen(Path("home"), "nl").out(as_json=True)
    assert (out.lang, out.as_json) == ("nl", True)
