# SPDX-License-Identifier: EUPL-1.2
"""Symbols and words that only screens use. A symbol carries the meaning; colour only repeats it."""

from __future__ import annotations

from typing import Final

from sluis.estate.model import Basis, Effect
from sluis.kit.texts import Text

EFFECT_SYMBOLS: Final = {
    Effect.STOPS: "■",
    Effect.LATCHES: "▣",
    Effect.DEGRADES: "◐",
    Effect.STALE: "◷",
    Effect.UNKNOWN: "?",
}
"""One shape an effect."""
BASES: Final = {
    Basis.SOURCE: Text("from a source"),
    Basis.DERIVED: Text("derived"),
    Basis.ASSUMED: Text("assumed"),
}


def basis(value: Basis | None) -> Text:
    """Return how a fact is known, in words."""
    return BASES[value] if value else Text("unknown")
