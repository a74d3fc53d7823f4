# SPDX-License-Identifier: EUPL-1.2
"""The kinds of entry that this room writes.

    decision.made      something was decided: the picture, the alternatives with their price, the choice
    decision.checked   on the promised day somebody looked whether it went as expected
    gate.evidence      evidence was brought to a gate
    reopening.refused  somebody asked to reopen while a gate lacked evidence
    output.issued      something was issued while a source that it rests on was dark
    output.rechecked   it was looked at again

A sentence (`reason`, `evidence`, `what`) is a string, or an object with one string for each language.
"""

from __future__ import annotations

from typing import Final

from sluis.record.model import Kind

DECISION_MADE: Final = Kind(
    "decision.made",
    1,
    ("decision", "act", "targets", "to", "reason", "decided_by", "picture", "price", "alternatives"),
    ("second", "check_at", "basis", "source", "wave"),
)
"""`act` is close or reopen; `picture` the size of the record that the decision rests on; `price` and
each of `alternatives` hold what `model.price_document` says, as it was computed then."""

DECISION_CHECKED: Final = Kind(
    "decision.checked", 1, ("decision", "found", "as_expected", "checked_by"), ("basis", "source")
)
GATE_EVIDENCE: Final = Kind(
    "gate.evidence", 1, ("gate", "evidence", "given_by", "basis"), ("source", "expires_at")
)
REOPENING_REFUSED: Final = Kind("reopening.refused", 1, ("targets", "to", "lacking", "asked_by"))
OUTPUT_ISSUED: Final = Kind(
    "output.issued",
    1,
    ("output", "what", "system", "stale", "stale_since", "issued_at", "basis"),
    ("until", "count", "source"),
)
"""`system` issued it, `stale` is the source that was dark since `stale_since`; `until` ends a span."""

OUTPUT_RECHECKED: Final = Kind("output.rechecked", 1, ("output", "found", "checked_by"), ("basis", "source"))
