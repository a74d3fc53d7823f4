# SPDX-License-Identifier: EUPL-1.2
"""Which risks were flagged, by whom and to whom, and which of them stayed without an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sluis.kit.texts import Text
from sluis.kit.units import duration
from sluis.report.kinds import RISK_KINDS
from sluis.report.model import Answer, NotRecorded, Standing
from sluis.report.risks import ledger
from sluis.report.sayings import STANDING_NAMES

if TYPE_CHECKING:
    from sluis.report.model import Reply, RiskLine
    from sluis.report.replies.asking import Asking

_HOUR_S = 3600.0


def risks(asking: Asking) -> Reply:
    """Return the ledger in words: a count of each standing, then each risk in order of age."""
    found = ledger(asking.entries(*RISK_KINDS), asking.known.recorded_at, asking.lang)
    if not found:
        return NotRecorded(Text("No risk was recorded."))
    standings = [risk.standing for risk in found]
    first = Text(
        "Risks raised: {count}; silent {silent}, seen without a decision {seen}, "
        "decided {decided}, closed {closed}.",
        count=len(found),
        silent=standings.count(Standing.RAISED),
        seen=standings.count(Standing.SEEN),
        decided=standings.count(Standing.DECIDED),
        closed=standings.count(Standing.CLOSED),
    )
    by_age = sorted(found, key=lambda risk: risk.raised_at)
    return Answer(
        (first, *(_told(risk, asking) for risk in by_age)),
        tuple(sorted(seq for risk in found for seq in risk.entries)),
    )


def _told(risk: RiskLine, asking: Asking) -> Text:
    silence = duration(risk.silence_hours * _HOUR_S)
    became = Text("silent for {silence}", silence=silence) if risk.silent else STANDING_NAMES[risk.standing]
    return Text(
        "{day}, {by} to {to}: {text} ({became})",
        day=asking.day(risk.raised_at),
        by=risk.raised_by,
        to=risk.raised_to,
        text=risk.text,
        became=became,
    )
