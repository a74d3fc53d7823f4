# SPDX-License-Identifier: EUPL-1.2
"""How whole the record is: numbers without holes, how many of each kind, what is assumed, what came late."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sluis.estate.model import Basis
from sluis.record.model import Seq
from sluis.report.model import Completeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sluis.record.model import Entry, Size
    from sluis.report.model import TimelineLine


def completeness(entries: Sequence[Entry], lines: Sequence[TimelineLine], size: Size) -> Completeness:
    """Return how whole the first `size` entries are; `lines` are those entries in words."""
    there = {entry.seq for entry in entries}
    counts = Counter(entry.kind for entry in entries)
    return Completeness(
        size=size,
        holes=tuple(Seq(number) for number in range(size) if number not in there),
        counts=tuple(sorted(counts.items(), key=lambda count: (-count[1], count[0]))),
        assumed=tuple(sorted(line.seq for line in lines if line.basis is Basis.ASSUMED)),
        late=tuple(sorted(line.seq for line in lines if line.late)),
        unrecognised=tuple(sorted(line.seq for line in lines if not line.recognised)),
        clock_held=tuple(entry.seq for entry in entries if entry.clock_held),
    )
