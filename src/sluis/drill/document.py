# SPDX-License-Identifier: EUPL-1.2
"""A rehearsal as a document for machines: `sluis.drill/1`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sluis.report.model import Answer
from sluis.report.words import said

if TYPE_CHECKING:
    from datetime import datetime

    from sluis.drill.days import DayKnown
    from sluis.drill.model import Wave
    from sluis.drill.run import Rehearsal
    from sluis.record.model import Json
    from sluis.report.model import Answered

SCHEMA: Final = "sluis.drill/1"


def document(rehearsal: Rehearsal, lang: str) -> dict[str, Json]:
    """Return the fields of the document; sentences are in `lang`.

    `dark` is left out: it is there where a gate runs.
    """
    case = rehearsal.case
    return {
        "case": case.id,
        "title": said(case.words, lang),
        "ran_at": _stamp(rehearsal.ran_at),
        "zone": case.zone.key,
        "entries": rehearsal.entries,
        "days": [_day(day) for day in rehearsal.days],
        "waves": [_wave(wave, lang) for wave in case.waves],
        "questions": [_question(one, lang) for one in rehearsal.answers],
    }


def _day(day: DayKnown) -> dict[str, Json]:
    return {
        "day": day.day,
        "date": day.date.isoformat(),
        "as_of": _stamp(day.at),
        "states": {system: state.value for system, state in day.states.items()},
        "known_entries": day.known_entries,
    }


def _wave(wave: Wave, lang: str) -> dict[str, Json]:
    return {
        "id": wave.id,
        "day": wave.day,
        "at": _stamp(wave.at),
        "to": wave.to.value,
        "systems": list(wave.systems),
        "what": said(wave.words, lang),
        "basis": wave.basis.value,
        "source": wave.source,
    }


def _question(answered: Answered, lang: str) -> dict[str, Json]:
    """Return a question with `answer`, or with `not_recorded` and why."""
    question, reply = answered.question, answered.reply
    asked: dict[str, Json] = {
        "id": question.id,
        "question": said(question.text, lang),
        "asked_by": question.asked_by,
        "date": question.date.isoformat() if question.date else None,
    }
    if isinstance(reply, Answer):
        lines = [line.say(lang) for line in reply.text]
        return asked | {"answer": "\n".join(lines), "entries": list(reply.entries)}
    return asked | {"not_recorded": True, "why": reply.why.say(lang), "entries": list(reply.said)}


def _stamp(instant: datetime) -> str:
    return instant.isoformat(timespec="seconds").replace("+00:00", "Z")
