# SPDX-License-Identifier: EUPL-1.2
"""What the calendar lets through on each day to come: shares of usual arrivals and throughput.

A span without an end that holds on the last known day ends at a random time: one that has lasted d days
lasts d more with probability one half (Gott 1993, "Implications of the Copernican principle").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from sluis.backlog.episode import SHUTS, covers, share
from sluis.backlog.model import SpanKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sluis.backlog.model import Span
    from sluis.backlog.smooth import Floats
    from sluis.kit.units import Period

Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]

DEGRADED: Final = (0.3, 0.95)
"""Share of throughput left while a stream runs degraded: assumed, uniform, unless seen before."""
USUAL: Final[dict[SpanKind, tuple[float, float]]] = {
    SpanKind.CLOSURE: (0.0, 0.0),
    SpanKind.INTAKE: (0.0, 1.0),
    SpanKind.HOLIDAY: (1.0, 0.0),
    SpanKind.DEGRADED: (1.0, 1.0),
}
"""Shares of arrivals and of throughput inside each kind, unless seen before."""


@dataclass(frozen=True, slots=True)
class Through:
    """What passes in one period: shares of the usual, one for all replications or one for each.

    `shut` tells in which replications nothing comes in, `stopped` in which the work stops as well; None
    means in none.
    """

    intake: Floats | float
    work: Floats | float
    shut: Mask | None
    stopped: Mask | None


class Regime:
    """The calendar to come for R replications, its open ends drawn once."""

    def __init__(
        self,
        spans: Sequence[Span],
        known_until: date,
        seen: Mapping[SpanKind, tuple[float, float]],
        draw: np.random.Generator,
        replications: int,
    ) -> None:
        self._spans = spans
        self._seen = seen
        self._slower = draw.uniform(*DEGRADED, replications)
        self.replications = replications
        self._ends: dict[int, Floats] = {}
        for number, span in enumerate(spans):
            if span.last is None:
                lasted = max(1, (known_until - span.first).days + 1)
                more = lasted * (1.0 / (1.0 - draw.random(replications)) - 1.0)
                self._ends[number] = known_until.toordinal() + np.ceil(more)

    def through(self, label: date, period: Period) -> Through:
        """Return what passes in the period that `label` names."""
        first, last = covers(label, period)
        intake: Floats | float = 1.0
        work: Floats | float = 1.0
        shut: Mask | None = None
        stopped: Mask | None = None
        for number, span in enumerate(self._spans):
            part: Floats | float = share(span, first, last)
            if not part:
                continue
            if number in self._ends:
                part = part * np.clip(
                    (self._ends[number] - first.toordinal() + 1) / ((last - first).days + 1), 0.0, 1.0
                )
            came, done = self._seen.get(span.kind, USUAL[span.kind])
            able = self._slower if span.kind is SpanKind.DEGRADED and span.kind not in self._seen else done
            intake = np.minimum(intake, 1.0 - part * (1.0 - came))
            work = np.minimum(work, 1.0 - part * (1.0 - able))
            if span.kind in SHUTS:
                now = np.broadcast_to(np.asarray(part) > 0.5, (self.replications,))  # noqa: PLR2004 - most of it
                shut = now if shut is None else shut | now
                if span.kind is SpanKind.CLOSURE:
                    stopped = now if stopped is None else stopped | now
        return Through(intake, work, shut, stopped)
