# SPDX-License-Identifier: EUPL-1.2
"""States in words."""

from __future__ import annotations

from sluis.cli.words import STATES
from sluis.estate.model import State


def test_every_state_has_words_of_its_own() -> None:
    """None is forgotten, and no two are called the same."""
    assert set(STATES) == set(State)
    assert len({str(text) for text in STATES.values()}) == len(STATES)
