# SPDX-License-Identifier: EUPL-1.2
"""The report as data: one JSON document with `schema` `sluis.report/1`. Fields are only ever added.

Instants are ISO 8601 in UTC; durations carry their unit in the name; texts are in the report's
language. What is not known is null, and a question without an answer says `not_recorded: true`.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Final

from sluis.report.model import Answer

if TYPE_CHECKING:
    from datetime import datetime

    from sluis.record.model import Json
    from sluis.report.model import (
        Answered,
        Completeness,
        DecisionSheet,
        ForecastSeen,
        Report,
        RiskLine,
        TimelineLine,
    )

SCHEMA: Final = "sluis.report/1"


def document(report: Report) -> dict[str, Json]:
    """Return `report` as a document that JSON can hold."""
    lang, head = report.lang, report.head
    return {
        "schema": SCHEMA,
        "lang": lang,
        "organisation": report.organisation,
        "zone": report.zone,
        "known_entries": report.size,
        "as_of": instant(report.recorded_at),
        "head": None
        if head is None
        else {"origin": head.origin, "entries": head.size, "root": head.root, "vkey": head.vkey},
        "systems": [
            {
                "id": state.system,
                "state": state.state.value,
                "since": instant(state.since),
                "entry": state.seq,
            }
            for state in report.states
        ],
        "timeline": [_line(line, lang) for line in report.timeline],
        "decisions": [_sheet(sheet, lang) for sheet in report.decisions],
        "risks": [_risk(risk) for risk in report.risks],
        "forecasts": [_forecast(seen) for seen in report.forecasts],
        "questions": [answered(asked, lang) for asked in report.questions],
        "completeness": _whole(report.completeness),
    }


def instant(when: datetime | None) -> str | None:
    """Return an instant in UTC as ISO 8601 writes it, or None."""
    return None if when is None else when.astimezone(UTC).isoformat().replace("+00:00", "Z")


def answered(asked: Answered, lang: str) -> dict[str, Json]:
    """Return a question with its answer or `not_recorded`, and the entries that say so."""
    question, reply = asked.question, asked.reply
    found: dict[str, Json] = {
        "id": question.id,
        "asked_by": question.asked_by,
        "asked_on": None if question.date is None else question.date.isoformat(),
        "topic": question.topic,
    }
    if isinstance(reply, Answer):
        said = " ".join(text.say(lang) for text in reply.text)
        return found | {"answer": said, "entries": [*reply.entries]}
    return found | {"not_recorded": True, "why": reply.why.say(lang), "entries": [*reply.said]}


def _line(line: TimelineLine, lang: str) -> dict[str, Json]:
    return {
        "entry": line.seq,
        "kind": line.kind,
        "happened_at": instant(line.happened_at),
        "precision": line.precision.value,
        "recorded_at": instant(line.recorded_at),
        "late": line.late,
        "known_from": [
            {"who": knower.who.say(lang), "since": instant(knower.since)} for knower in line.known_from
        ],
        "recorded_by": line.actor,
        "text": line.text.say(lang),
        "source": line.source,
        "basis": line.basis,
        "date_basis": line.date_basis,
        "confidence": line.confidence,
        "conflict": line.conflict,
        "recognised": line.recognised,
    }


def _sheet(sheet: DecisionSheet, lang: str) -> dict[str, Json]:
    return {
        "id": sheet.id,
        "entry": sheet.seq,
        "title": sheet.title.say(lang),
        "decided_at": instant(sheet.decided_at),
        "recorded_at": instant(sheet.recorded_at),
        "decided_by": sheet.actor,
        "picture_entries": sheet.picture,
        "not_open_then": [*sheet.closed_then],
        "alternatives": [
            {
                "name": option.name.say(lang),
                "price": [price.say(lang) for price in option.price],
                "chosen": option.chosen,
            }
            for option in sheet.options
        ],
        "reason": sheet.reason,
        "check_on": None if sheet.check_on is None else sheet.check_on.isoformat(),
        "dissent": sheet.dissent,
        "basis": sheet.basis,
        "source": sheet.source,
    }


def _risk(risk: RiskLine) -> dict[str, Json]:
    return {
        "id": risk.id,
        "text": risk.text,
        "raised_by": risk.raised_by,
        "raised_to": risk.raised_to,
        "raised_at": instant(risk.raised_at),
        "recorded_at": instant(risk.recorded_at),
        "standing": risk.standing.value,
        "silent": risk.silent,
        "silence_hours": round(risk.silence_hours, 2),
        "seen_at": instant(risk.seen_at),
        "seen_by": risk.seen_by,
        "decided_at": instant(risk.decided_at),
        "decided_by": risk.decided_by,
        "outcome": risk.outcome,
        "reason": risk.reason,
        "closed_at": instant(risk.closed_at),
        "source": risk.source,
        "entries": [*risk.entries],
    }


def _forecast(seen: ForecastSeen) -> dict[str, Json]:
    fan, odds = seen.fan, seen.odds
    return {
        "entry": seen.seq,
        "made_at": instant(seen.made_at),
        "stream": seen.stream,
        "basis": seen.basis,
        "notes": [*seen.notes],
        "dates": [when.isoformat() for when in fan.dates] if fan else [],
        "levels": [*fan.levels] if fan else [],
        "values": [[*row] for row in fan.values] if fan else [],
        "caught_up": None
        if odds is None
        else {
            "definition": odds.definition,
            "by": [{"date": when.isoformat(), "probability": share} for when, share in odds.by],
            "not_within_horizon": odds.not_within_horizon,
        },
    }


def _whole(whole: Completeness) -> dict[str, Json]:
    return {
        "entries": whole.size,
        "missing": [*whole.holes],
        "kinds": dict(whole.counts),
        "assumed": [*whole.assumed],
        "late": [*whole.late],
        "unrecognised": [*whole.unrecognised],
        "clock_held": [*whole.clock_held],
    }
