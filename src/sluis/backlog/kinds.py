# SPDX-License-Identifier: EUPL-1.2
"""The kinds of entry that this room writes.

counts.read    a file of counts was read: its digest, what was read, repaired and flagged
forecast.made  a forecast was published, whole, with its seed: it can be made again and scored
"""

from __future__ import annotations

from typing import Final

from sluis.record.model import Kind

COUNTS_READ: Final = Kind("counts.read", 1, ("digest", "streams", "notes", "basis"), ("file",))
"""`digest` is the SHA-256 of the counts as they were used; `notes` say what was derived or looks odd, each
with its `stream` and a sentence for each language."""
FORECAST_MADE: Final = Kind("forecast.made", 1, ("document", "seed", "basis"), ("digest", "source"))
"""`document` is that of `sluis.forecast/1`, each sentence an object with one string for each language."""

KINDS: Final = (COUNTS_READ, FORECAST_MADE)
