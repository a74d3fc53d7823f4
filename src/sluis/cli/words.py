# SPDX-License-Identifier: EUPL-1.2
"""States and effects in words, for tables."""

from __future__ import annotations

from typing import Final

from sluis.estate.model import Effect, State
from sluis.kit.texts import Text

STATES: Final = {
    State.OPEN: Text("open"),
    State.TRIAL: Text("on trial"),
    State.READ_ONLY: Text("read only"),
    State.CLOSED: Text("closed"),
    State.UNKNOWN: Text("unknown"),
}
EFFECTS: Final = {
    Effect.STOPS: Text("stops"),
    Effect.DEGRADES: Text("runs worse"),
    Effect.STALE: Text("runs on old data"),
    Effect.LATCHES: Text("runs on, cannot be restarted"),
    Effect.UNKNOWN: Text("unknown"),
}
