# SPDX-License-Identifier: EUPL-1.2
"""The identity of flows, and what follows from it.

    backlog(t) = backlog(t-1) + arrivals(t) - completions(t)

What was counted is never changed. What is missing is filled where it follows; what does not add up is
said, with its mean and spread, and stays in the numbers.
"""

from __future__ import annotations

import math
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTICEABLE: Final = 0.5
"""A residual below half a case is rounding."""
HALF: Final = 0.5
BEFORE: Final = 6
"""Periods with which the last one is compared."""
_NAMES: Final = {
    "arrivals": Text("arrivals"),
    "completions": Text("completions"),
    "backlog": Text("backlog"),
}


def residuals(
    arrivals: Sequence[float], completions: Sequence[float], backlog: Sequence[float]
) -> list[float]:
    """Return what does not add up in each period after the first; nan where something was not counted."""
    return [
        backlog[now] - backlog[now - 1] - arrivals[now] + completions[now] for now in range(1, len(backlog))
    ]


def derive(arrivals: list[float], completions: list[float], backlog: list[float]) -> list[Text]:
    """Fill in place what follows from the identity, and return notes on what was done.

    A flow that would have to be negative is taken as 0: what remains shows up in the simulation as
    unexplained. Without any count of the backlog its lowest point is taken as 0.
    """
    notes = _add_up(residuals(arrivals, completions, backlog))
    derived, below = Counter[str](), 0
    for now in range(1, len(backlog)):
        change = backlog[now] - backlog[now - 1]
        if math.isnan(arrivals[now]) and not math.isnan(change + completions[now]):
            below += change + completions[now] < 0
            arrivals[now] = max(0.0, change + completions[now])
            derived["arrivals"] += 1
        elif math.isnan(completions[now]) and not math.isnan(change + arrivals[now]):
            below += arrivals[now] - change < 0
            completions[now] = max(0.0, arrivals[now] - change)
            derived["completions"] += 1
        elif math.isnan(backlog[now]):
            found = backlog[now - 1] + arrivals[now] - completions[now]
            if not math.isnan(found):
                backlog[now] = max(0.0, found)
                derived["backlog"] += 1
    notes += [
        Text("{n} counts of {name} were missing and follow from the others.", n=n, name=_NAMES[name])
        for name, n in derived.items()
    ]
    if below:
        notes.append(Text("{n} of them would have been below zero and were taken as 0.", n=below))
    if all(math.isnan(value) for value in backlog):
        notes.append(_from_flows(arrivals, completions, backlog))
    return notes


def _from_flows(arrivals: Sequence[float], completions: Sequence[float], backlog: list[float]) -> Text:
    net = [
        0.0 if math.isnan(came - done) else came - done
        for came, done in zip(arrivals, completions, strict=True)
    ]
    level = list(accumulate(net))
    backlog[:] = [value - min(0.0, *level) for value in level]
    return Text("No backlog was counted: it follows from the flows, with its lowest point taken as 0.")


def _add_up(left: Sequence[float]) -> list[Text]:
    """Return a note when counts that are all there do not add up."""
    known = [value for value in left if not math.isnan(value)]
    if not known or max(abs(value) for value in known) <= NOTICEABLE:
        return []
    mean = sum(known) / len(known)
    spread = math.sqrt(sum((value - mean) ** 2 for value in known) / len(known))
    return [
        Text(
            "The counts do not add up: on average {mean} cases a period are unexplained (spread {spread}).",
            mean=round(mean, 1),
            spread=round(spread, 1),
        )
    ]


def half_filled(arrivals: Sequence[float], completions: Sequence[float]) -> list[Text]:
    """Return a note when the last period is below half of each of the six before, in one of the flows."""
    for series in (arrivals, completions):
        before = [value for value in series[-BEFORE - 1 : -1] if not math.isnan(value)]
        if len(before) == BEFORE and series[-1] < HALF * min(before):
            return [Text("The last period may be half filled: it is below half of each of the six before.")]
    return []
