# SPDX-License-Identifier: EUPL-1.2
"""The risk ledger: raised by whom, to whom, seen, decided, closed, or silent for so many hours.

Silence runs from the moment at which a risk was raised until somebody showed that it was seen or
decided on it. As of N it runs until the moment of N, and not a minute of later knowledge is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sluis.report.kinds import RISK_CLOSED, RISK_DECIDED, RISK_KINDS, RISK_RAISED, RISK_SEEN
from sluis.report.model import Outcome, RiskId, RiskLine, Standing
from sluis.report.words import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sluis.record.model import Entry

_HOUR_S: Final = 3600.0


def ledger(entries: Iterable[Entry], as_of: datetime | None, lang: str) -> tuple[RiskLine, ...]:
    """Return the risks among `entries` as they stood at `as_of`; the longest silent first, then by age.

    Entries of other kinds are passed over, and so are moves of a risk that was never raised.
    """
    moves: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.kind in RISK_KINDS:
            moves.setdefault(str(entry.fields["risk"]), []).append(entry)
    found = [
        _line(found, as_of, lang) for found in moves.values() if found and found[0].kind == RISK_RAISED.name
    ]
    return tuple(sorted(found, key=lambda line: (not line.silent, line.raised_at)))


def _line(moves: Sequence[Entry], as_of: datetime | None, lang: str) -> RiskLine:
    raised = moves[0]
    seen, decided, closed = (_last(moves, kind.name) for kind in (RISK_SEEN, RISK_DECIDED, RISK_CLOSED))
    answers = [move.happened_at for move in moves[1:]]
    until = min(answers, default=max(as_of or raised.recorded_at, raised.happened_at))
    fields = raised.fields
    outcome = decided.fields["outcome"] if decided else None
    return RiskLine(
        id=RiskId(str(fields["risk"])),
        text=said(fields["text"], lang),
        raised_by=str(fields["raised_by"]),
        raised_to=str(fields["raised_to"]),
        raised_at=raised.happened_at,
        recorded_at=raised.recorded_at,
        source=str(fields["source"]) if fields.get("source") else None,
        standing=_standing(seen, decided, closed),
        silence_hours=max((until - raised.happened_at).total_seconds() / _HOUR_S, 0.0),
        seen_at=seen.happened_at if seen else None,
        seen_by=str(seen.fields["seen_by"]) if seen else None,
        decided_at=decided.happened_at if decided else None,
        decided_by=str(decided.fields["decided_by"]) if decided else None,
        outcome=Outcome(outcome) if outcome in set(Outcome) else None,
        reason=_reason(decided, closed, lang),
        closed_at=closed.happened_at if closed else None,
        entries=tuple(move.seq for move in moves),
    )


def _last(moves: Sequence[Entry], kind: str) -> Entry | None:
    return next((move for move in reversed(moves) if move.kind == kind), None)


def _standing(seen: Entry | None, decided: Entry | None, closed: Entry | None) -> Standing:
    if closed:
        return Standing.CLOSED
    if decided:
        return Standing.DECIDED
    return Standing.SEEN if seen else Standing.RAISED


def _reason(decided: Entry | None, closed: Entry | None, lang: str) -> str | None:
    last = closed or decided
    return said(last.fields["reason"], lang) if last else None
