# SPDX-License-Identifier: EUPL-1.2
"""Verslag, beside the timeline: decisions as they lay on the table, risks with their silence, questions."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse

from sluis.access.model import Right
from sluis.record.log import Known
from sluis.report.decisions import sheets
from sluis.report.kinds import RISK_KINDS
from sluis.report.model import Answer
from sluis.report.questions import answer
from sluis.report.reader import reader_of
from sluis.report.risks import ledger
from sluis.web.console import Visitor, needs
from sluis.web.questions import of_home
from sluis.web.then import then

DECISIONS: Final = frozenset({"decision.made", "system.state"})
"""Kinds that a sheet is made from: the decision, and what was closed when it was taken."""
router: Final = APIRouter()
Reader = Annotated[Visitor, Depends(needs(Right.SEE_REPORT))]


@router.get("/verslag/decisions")
def decisions(who: Reader) -> HTMLResponse:
    """Show every decision with its picture, its alternatives and their price."""

    def values(known: Known, found: Any) -> dict[str, Any]:  # noqa: ANN401 - the estate or None
        return {"decisions": sheets(tuple(known.entries(kinds=DECISIONS)), reader_of(found, who.lang))[::-1]}

    return then(who, "decisions.html", values)


@router.get("/verslag/risks")
def risks(who: Reader) -> HTMLResponse:
    """Show every risk that was flagged, and for how long nobody answered."""

    def values(known: Known, _found: Any) -> dict[str, Any]:  # noqa: ANN401 - the estate or None
        return {"risks": ledger(known.entries(kinds=RISK_KINDS), known.recorded_at, who.lang)}

    return then(who, "risks.html", values)


@router.get("/verslag/questions")
def asked(who: Reader) -> HTMLResponse:
    """Show the questions with their answers, or that the record does not say."""
    wanted = of_home(who.console.house)

    def values(known: Known, _found: Any) -> dict[str, Any]:  # noqa: ANN401 - the estate or None
        answered = answer(known, wanted, who.lang)
        found = sum(isinstance(one.reply, Answer) for one in answered)
        return {"answered": answered, "found": found, "Answer": Answer}

    return then(who, "questions.html", values)
