# SPDX-License-Identifier: EUPL-1.2
"""Verslag: the timeline on two clocks, as of now or as of then; and facts that people add."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, RedirectResponse

from sluis.access.model import Right
from sluis.estate.model import Basis, Estate
from sluis.kit.errors import BadInput
from sluis.kit.texts import Text
from sluis.record.log import Known
from sluis.report import acts as report
from sluis.report.draw import timeline as two_clocks
from sluis.report.gather import head_of
from sluis.report.model import Fact
from sluis.report.reader import reader_of
from sluis.web.browse import asked, instant, lines
from sluis.web.console import Visitor, needs
from sluis.web.drawing import Drawing
from sluis.web.then import then, zone_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sluis.report.model import TimelineLine

KINDS: Final = (
    ("fact.noted", Text("facts")),
    ("system.state", Text("states of systems")),
    ("decision.made", Text("decisions")),
    ("gate.evidence", Text("evidence for gates")),
    ("reopening.refused", Text("refused reopenings")),
    ("output.issued", Text("outputs on stale data")),
    ("risk.raised", Text("risks raised")),
    ("risk.decided", Text("risks decided")),
    ("forecast.made", Text("forecasts")),
    ("estate.adopted", Text("versions of the estate")),
    ("access.signed_in", Text("sign-ins")),
    ("access.refused", Text("refusals")),
    ("access.exported", Text("exports")),
)
"""Kinds that readers filter by."""
LONGEST_EVENT: Final = 4000
router: Final = APIRouter()


@router.get("/verslag")
def show(who: Annotated[Visitor, Depends(needs(Right.SEE_REPORT))]) -> HTMLResponse:
    """Show one page of the timeline, newest first, with what outsiders check it against."""

    def values(known: Known, estate: Estate | None) -> dict[str, Any]:
        zone = estate.zone if estate else "UTC"
        wanted = asked(dict(who.request.query_params), zone)
        shown, more = lines(known, wanted, reader_of(estate, who.lang))
        return {
            "head": head_of(who.console.record, known),
            "lines": shown,
            "more": more,
            "picture": clocks(shown, who.lang, zone),
            "kinds": KINDS,
            "systems": estate.systems if estate else (),
        }

    return then(who, "verslag.html", values)


@router.post("/verslag/note")
def note(
    who: Annotated[Visitor, Depends(needs(Right.NOTE))],
    event: Annotated[str, Form(max_length=LONGEST_EVENT)],
    happened: Annotated[str, Form(max_length=40)],
    source: Annotated[str, Form(max_length=500)] = "",
) -> RedirectResponse:
    """Add a fact that somebody knows of; who adds it and when stands in the entry by itself."""
    record = who.console.record
    at = instant(happened, zone_of(who))
    if at is None or at > record.world.clock.now():
        raise BadInput(Text("Say when it happened: not later than now."), field="happened")
    name = who.person.name if who.person else ""
    basis = Basis.SOURCE if source.strip() else Basis.DERIVED
    fact = Fact(event.strip(), name, "noted", at, source.strip() or None, basis)
    report.note(record, [fact], who.actor)
    return RedirectResponse("/verslag", 303)


def clocks(shown: Sequence[TimelineLine], lang: str, zone: str) -> Drawing | None:
    """Return the lines between what happened and when it was recorded; None when there are none."""
    if not shown:
        return None
    return Drawing(
        two_clocks.draw(shown, lang=lang, zone=zone),
        two_clocks.sentence(shown, lang),
        two_clocks.as_table(shown, lang, zone),
    )
