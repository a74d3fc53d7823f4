# SPDX-License-Identifier: EUPL-1.2
"""Was it enough, and fast enough? The record holds times and no norm: it answers with the times."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from sluis.estate import store as estate_store
from sluis.estate.model import State
from sluis.kit.texts import Text, number
from sluis.record.model import Seq
from sluis.report.model import Answer, NotRecorded
from sluis.switch.kinds import DECISION_MADE, GATE_EVIDENCE, REOPENING_REFUSED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sluis.estate.model import StateChange
    from sluis.report.model import Reply
    from sluis.report.replies.asking import Asking

DAY_S: Final = 86_400.0


def measures(asking: Asking) -> Reply:
    """Return how long systems were away, which are not fully open yet, and what was done at the gates."""
    history = estate_store.history(asking.known)
    away = [change for change in history if change.state is not State.OPEN]
    if not away or asking.known.recorded_at is None:
        return NotRecorded(Text("No system was recorded as anything but open."))
    spans, still = _spans(history, asking.known.recorded_at)
    texts = [
        Text(
            "{away} systems were not fully open at some time, from {first} on; {still} still are not.",
            away=len({change.system for change in away}),
            first=asking.day(away[0].happened_at),
            still=len(still),
        )
    ]
    if spans:
        texts.append(
            Text(
                "Those that came back were away {least} to {most} days, half of them at most {middle} days.",
                least=number(min(spans), asking.lang, 1),
                most=number(max(spans), asking.lang, 1),
                middle=number(median(spans), asking.lang, 1),
            )
        )
    if still:
        texts.append(
            Text("Not fully open yet: {systems}.", systems=", ".join(map(asking.reader.name, still)))
        )
    decided = [entry for entry in asking.entries(DECISION_MADE.name) if entry.fields.get("act") == "reopen"]
    gates, refused = asking.entries(GATE_EVIDENCE.name), asking.entries(REOPENING_REFUSED.name)
    texts += [
        Text(
            "Decisions to reopen: {decisions}; evidence at gates: {gates}; requests refused: {refused}.",
            decisions=len(decided),
            gates=len(gates),
            refused=len(refused),
        ),
        Text("Whether that was enough the record does not say: it holds the times, and no norm."),
    ]
    seqs = {Seq(change.seq) for change in away if change.seq is not None}
    seqs |= {entry.seq for entry in (*decided, *gates, *refused)}
    return Answer(tuple(texts), tuple(sorted(seqs)))


def _spans(history: Sequence[StateChange], until: datetime) -> tuple[list[float], list[str]]:
    """Return how many days each system that came back was away in all, and those still away at `until`."""
    since: dict[str, datetime] = {}
    days: dict[str, float] = {}
    for change in history:
        if change.happened_at > until:
            continue
        if change.state is State.OPEN:
            start = since.pop(change.system, None)
            if start is not None:
                spent = (change.happened_at - start).total_seconds() / DAY_S
                days[change.system] = days.get(change.system, 0.0) + spent
        else:
            since.setdefault(change.system, change.happened_at)
    return [spent for system, spent in days.items() if system not in since], list(since)
