# SPDX-License-Identifier: EUPL-1.2
"""What a page rests on: the size of the record, and how old that knowledge is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from sluis.record.log import Known


@dataclass(frozen=True, slots=True)
class AsOf:
    """A page shows what was known once `size` entries were recorded."""

    size: int
    recorded_at: datetime | None
    now: datetime
    zone: str

    @property
    def age_s(self) -> float:
        """Return the seconds since the last entry, never below 0."""
        return max((self.now - self.recorded_at).total_seconds(), 0.0) if self.recorded_at else 0.0


def as_of(known: Known, now: datetime, zone: str) -> AsOf:
    """Return what a page that shows `known` at `now` rests on."""
    return AsOf(int(known.size), known.recorded_at, now, zone)
