# SPDX-License-Identifier: EUPL-1.2
"""The words of the record are values: equal when they say the same, and never changed."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from sluis.record.model import Expect, Kind, Receipt, Seq, Size
from tests.record.examples import ACTOR, state


def test_words_are_values() -> None:
    """Two drafts that say the same are the same."""
    assert state("files", "open") == state("files", "open")
    assert state("files", "open") != state("files", "closed")
    assert Kind("a", 1, ("b",)) != Kind("a", 2, ("b",))


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (ACTOR, "id"),
        (state("files", "open"), "key"),
        (Expect((), Size(0)), "known"),
        (Receipt((Seq(1),), Size(2)), "size"),
    ],
)
def test_words_are_frozen(value: object, name: str) -> None:
    """Nobody changes what somebody else decided on."""
    with pytest.raises(FrozenInstanceError):
        setattr(value, name, "other")
