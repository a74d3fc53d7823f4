# SPDX-License-Identifier: EUPL-1.2
"""States in words, for tables."""

from __future__ import annotations

from typing import Final

from sluis.estate.model import State
from sluis.kit.texts import Text

STATES: Final = {
    State.OPEN: Text("open"),
    State.TRIAL: Text("on trial"),
    State.READ_ONLY: Text("read only"),
    State.CLOSED: Text("closed"),
    State.UNKNOWN: Text("unknown"),
}
