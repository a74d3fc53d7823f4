# SPDX-License-Identifier: EUPL-1.2
"""Gathers a report at one size of the record: what was known then, and nothing later.

Everything is read through one `Known`, one snapshot. States are those at the moment of the last
known entry, as known then.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from sluis.estate import store as estate_store
from sluis.report.completeness import completeness
from sluis.report.decisions import sheets
from sluis.report.forecasts import Past, forecasts
from sluis.report.model import Head, Report
from sluis.report.questions import answer
from sluis.report.reader import reader_of
from sluis.report.risks import ledger
from sluis.report.timeline import lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sluis.record.log import Known, Record
    from sluis.report.model import Question


def gather(
    known: Known, questions: Sequence[Question] = (), *, lang: str, head: Head | None = None
) -> Report:
    """Return the report on what is known, in `lang`, with `questions` answered.

    Without an adopted estate the report has no systems and reads clocks in UTC. `head` goes on the
    last page; see `head_of`.
    """
    estate = estate_store.adopted(known)
    entries = tuple(known.entries())
    reader = reader_of(estate, lang)
    told = lines(entries, reader)
    states = (
        tuple(estate_store.states(known, known.recorded_at).values())
        if estate is not None and known.recorded_at is not None
        else ()
    )
    history = tuple(estate_store.history(known))
    return Report(
        lang=lang,
        organisation=reader.organisation,
        zone=reader.zone,
        size=known.size,
        recorded_at=known.recorded_at,
        estate=estate,
        states=states,
        history=history,
        timeline=told,
        decisions=sheets(entries, reader),
        risks=ledger(entries, known.recorded_at, lang),
        completeness=completeness(entries, told, known.size),
        questions=answer(known, questions, lang),
        head=head,
        forecasts=forecasts(entries, Past(estate, history), reader),
    )


def head_of(record: Record, known: Known) -> Head:
    """Return the head of what is known, for the last page."""
    root = base64.b64encode(known.root()).decode()
    return Head(record.origin, known.size, root, record.vkey)
