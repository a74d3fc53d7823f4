# SPDX-License-Identifier: EUPL-1.2
"""The words of a drill."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import TYPE_CHECKING

import pytest

from sluis.drill.model import DateBasis

if TYPE_CHECKING:
    from sluis.drill.model import Case


def test_a_case_cannot_be_changed(case: Case) -> None:
    """Everything is frozen: what a drill shows is what was loaded."""
    with pytest.raises(FrozenInstanceError):
        case.facts[0].at = case.begin  # pyrefly: ignore[read-only]


def test_a_case_knows_its_estate(case: Case) -> None:
    """The organisation lies beside the facts."""
    assert case.estate_file.name == "estate.yaml"
    assert case.estate_file.is_file()


def test_how_a_day_is_known_is_one_of_three() -> None:
    """Stated by a source, inferred from one, or filled in."""
    assert [basis.value for basis in DateBasis] == ["stated", "inferred", "assumed"]
