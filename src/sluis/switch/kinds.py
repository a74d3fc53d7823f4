# SPDX-License-Identifier: EUPL-1.2
"""The kinds of entry that this room writes.

    decision.made       somebody closed or reopened, on this picture, at this price, for this reason
    decision.checked    on the date that was set, expected and real effect were laid side by side
    gate.evidence       a decider said whether a gate is met, and on what ground
    reopening.refused   somebody wanted to reopen while a gate lacked evidence
    output.issued       something was issued; the register finds out whether its source was dark
    output.rechecked    it was looked at again

A sentence (`reason`, `text`, `found`, `check_text`) is a string, or an object with one string for each
language.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NewType

from sluis.record.model import Kind

DecisionId = NewType("DecisionId", str)
OutputId = NewType("OutputId", str)


class Act(StrEnum):
    """What a decision does."""

    CLOSE = "close"
    REOPEN = "reopen"


DECISION_MADE: Final = Kind(
    "decision.made",
    1,
    (
        "decision",
        "act",
        "targets",
        "systems",
        "to",
        "picture",
        "price",
        "alternatives",
        "choice",
        "reason",
        "decided_by",
    ),
    ("second", "check_on", "check_text", "dissent", "gates", "already", "carried_out", "basis", "source"),
)
"""`act` is `close` or `reopen`; `targets` the ids that were asked for, `systems` those whose state
changes, `to` the state they go to. `picture` is the size of the record that it rested on. `price` is a
summary: `streams_stopped` (ids), `cases_per_day`, `cases_touched_per_day`, `volumes_unknown`, `people`,
`people_unknown`, `unknowns`, and `unknown` (ids); for `reopen` it is what comes back. `alternatives` is a
list of `id`, `targets`, `to`, `price` (as above, without `unknown`), `chosen`, and where a person named it
`text` and `basis`. `choice` is the `id` of the alternative that was chosen. `check_on` is a day (ISO 8601).
`gates` is a list of `gate` and `evidence` (numbers of the entries). `already` are systems that were in that
state before. Where `carried_out` is false, the entries of the systems' states were written apart."""

DECISION_CHECKED: Final = Kind(
    "decision.checked",
    1,
    ("decision", "found", "expected", "now"),
    ("measured", "basis", "source"),
)
"""`expected` is the price as decided, `now` the price of the same closing with the estate as known now, both
shaped like `price` of `decision.made`; `measured` gives cases a day by stream, as people counted them."""

GATE_EVIDENCE: Final = Kind(
    "gate.evidence",
    1,
    ("gate", "text", "decided_by", "met"),
    ("systems", "expires_at", "basis", "source"),
)
"""`decided_by` says whether gate `gate` is `met`, and `text` why; `systems` limits it to some of what the
gate guards; from `expires_at` on it counts no more."""

REOPENING_REFUSED: Final = Kind("reopening.refused", 1, ("systems", "to", "lacking", "reason"), ("picture",))
"""`lacking` is a list of `gate`, `why` (a word of `model.Lack`) and the `systems` that it holds."""

OUTPUT_ISSUED: Final = Kind(
    "output.issued",
    1,
    ("output", "system", "text"),
    ("stream", "count", "reference", "until", "rests_on", "stale_since", "basis", "source"),
)
"""`system` issued something from `happened_at` (to `until`); `count` is how many, when known. `rests_on` is
the system whose content it used, `stale_since` the instant from which somebody says that it was stale."""

OUTPUT_RECHECKED: Final = Kind(
    "output.rechecked",
    1,
    ("output", "outcome", "complete", "text"),
    ("count", "basis", "source"),
)
"""`outcome` is sound, corrected, withdrawn or unknown, for `count` of them; `complete` says that all were
looked at."""

KINDS: Final = (
    DECISION_MADE,
    DECISION_CHECKED,
    GATE_EVIDENCE,
    REOPENING_REFUSED,
    OUTPUT_ISSUED,
    OUTPUT_RECHECKED,
)
