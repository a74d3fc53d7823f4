# SPDX-License-Identifier: EUPL-1.2
"""The kinds of entry that this room writes.

    fact.noted     somebody says that something happened; carries its source and how sure we are
    risk.raised    somebody points somebody else at a risk
    risk.seen      the one it was raised to (or another) has read it
    risk.decided   what was decided about it, and why
    risk.closed    it is no longer a risk, and why

A sentence (`event`, `text`, `reason`, `conflict`) is a string, or an object with one string for
each language (see `words`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NewType

from sluis.record.model import Kind

RiskId = NewType("RiskId", str)


class Standing(StrEnum):
    """How far a risk has come. `raised` means silent: nobody has seen it or decided on it."""

    RAISED = "raised"
    SEEN = "seen"
    DECIDED = "decided"
    CLOSED = "closed"


FACT_NOTED: Final = Kind(
    "fact.noted",
    1,
    ("event", "by", "category", "source", "basis", "confidence"),
    ("precision", "known_at", "known_basis", "date_basis", "conflict", "reference"),
)
"""`by` did or said `event`. `basis` is source, derived or assumed; `known_at` the instant from which
the organisation could know it, where that is not the moment of recording."""

RISK_RAISED: Final = Kind("risk.raised", 1, ("risk", "text", "raised_by", "raised_to", "source"), ("basis",))
"""`raised_by` tells `raised_to` about `text`; `risk` is its id from here on."""

RISK_SEEN: Final = Kind("risk.seen", 1, ("risk", "seen_by"), ("note", "source", "basis"))
"""`seen_by` has taken notice."""

RISK_DECIDED: Final = Kind(
    "risk.decided", 1, ("risk", "outcome", "reason", "decided_by"), ("source", "basis")
)
"""`outcome` is one of `model.Outcome`."""

RISK_CLOSED: Final = Kind("risk.closed", 1, ("risk", "reason"), ("source", "basis"))
"""The risk is gone; `reason` says how that is known."""

RISK_KINDS: Final = frozenset({RISK_RAISED.name, RISK_SEEN.name, RISK_DECIDED.name, RISK_CLOSED.name})
