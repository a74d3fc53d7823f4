# SPDX-License-Identifier: EUPL-1.2
"""Symbols and words of screens."""

from __future__ import annotations

from sluis.estate.model import Basis, Effect
from sluis.web.words import EFFECT_SYMBOLS, basis


def test_each_effect_has_a_shape_of_its_own() -> None:
    """Without colour, no two effects look alike."""
    assert set(EFFECT_SYMBOLS) == set(Effect)
    assert len(set(EFFECT_SYMBOLS.values())) == len(Effect)


def test_each_basis_has_words() -> None:
    """How a fact is known is always said, and not knowing is said too."""
    assert len({str(basis(value)) for value in (*Basis, None)}) == len(Basis) + 1
