# SPDX-License-Identifier: EUPL-1.2
"""The clocks of a crisis: from warning to decision, and since the decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from sluis.kit.texts import Text, moment
from sluis.kit.units import duration
from sluis.report.decisions import closings
from sluis.report.kinds import FACT_NOTED

if TYPE_CHECKING:
    from sluis.record.log import Known

WARNING: Final = "warning"
"""Category of the facts that start the clock."""
LOOK_BACK: Final = timedelta(days=30)
"""A warning longer before the decision than this was about something else."""


@dataclass(frozen=True, slots=True)
class Clock:
    """One figure with its words, and from when until when it ran."""

    words: Text
    figure: Text
    more: Text | None = None


@dataclass(frozen=True, slots=True)
class Times:
    """When the first decision to close was taken, and the warning before it; None where there is none."""

    warned_at: datetime | None
    decided_at: datetime | None

    def day(self, now: datetime, zone: str) -> int | None:
        """Return the number of today, the day of the decision being 0."""
        if self.decided_at is None:
            return None
        place = ZoneInfo(zone)
        return (now.astimezone(place).date() - self.decided_at.astimezone(place).date()).days


def times(known: Known) -> Times:
    """Return the moments that the clocks run from.

    The warning is the first that happened, and was known, in the 30 days before the decision; without a
    decision, the newest one.
    """
    decided = min((one.happened_at for one in closings(known)), default=None)
    warned = sorted(
        (entry.happened_at, entry.recorded_at)
        for entry in known.entries(kinds={FACT_NOTED.name})
        if entry.fields.get("category") == WARNING
    )
    if decided is None:
        return Times(warned[-1][0] if warned else None, None)
    before = [at for at, learned in warned if decided - LOOK_BACK <= at and max(at, learned) <= decided]
    return Times(before[0] if before else None, decided)


def clocks(found: Times, now: datetime, lang: str, zone: str) -> tuple[Clock, ...]:
    """Return the clocks that run or ran; none before there was a warning or a decision."""
    shown: list[Clock] = []
    if found.warned_at is not None:
        until = found.decided_at or now
        words = Text("from warning to decision") if found.decided_at else Text("since the warning, undecided")
        since = Text("warned on {moment}", moment=moment(found.warned_at, lang, zone))
        shown.append(Clock(words, duration((until - found.warned_at).total_seconds()), since))
    if found.decided_at is not None:
        since = Text("decided on {moment}", moment=moment(found.decided_at, lang, zone))
        lasted_s = (now - found.decided_at).total_seconds()
        shown.append(Clock(Text("since the decision to close"), duration(lasted_s), since))
    return tuple(shown)
