# SPDX-License-Identifier: EUPL-1.2
"""Section: risks that were raised, and silences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sluis.kit.texts import Text, moment
from sluis.kit.units import duration
from sluis.report.model import Standing
from sluis.report.pages.blocks import Cell, Prose, Rows, Section
from sluis.report.sayings import OUTCOME_NAMES

if TYPE_CHECKING:
    from sluis.report.model import Report, RiskLine
    from sluis.report.pages.blocks import Block, Sources

HOUR_S: Final = 3600.0


def section(report: Report, sources: Sources) -> Section:
    """Return the ledger, the silent risks first."""
    lang = report.lang
    silent = sum(risk.silent for risk in report.risks)
    blocks: list[Block] = []
    if silent:
        words = Text(
            "{silent} of {risks} risks are silent: raised, and neither seen nor decided.",
            silent=silent,
            risks=len(report.risks),
        )
        blocks.append(Prose(words.say(lang), "bad"))
    if report.risks:
        heads = (Text("Risk"), Text("Raised"), Text("What"), Text("What became of it"), Text("Silence"))
        rows = tuple(_row(risk, report, sources) for risk in report.risks)
        head = tuple(head.say(lang) for head in heads)
        blocks.append(
            Rows(Text("Risks, the silent ones first").say(lang), head, rows, (0.0, 2.2, 3.6, 3.4, 1.3))
        )
    else:
        blocks.append(Prose(Text("No risk is recorded.").say(lang)))
    return Section(
        "risks",
        Text("Risks and silences").say(lang),
        Text("Who pointed whom at what, and how long it took before anybody answered.").say(lang),
        tuple(blocks),
    )


def _row(risk: RiskLine, report: Report, sources: Sources) -> tuple[Cell, ...]:
    lang = report.lang
    told = Text("{by} to {to}", by=risk.raised_by, to=risk.raised_to).say(lang)
    silence = duration(risk.silence_hours * HOUR_S).say(lang)
    lasts = Text("and still silent").say(lang) if risk.silent else ""
    return (
        Cell(risk.id, tone="muted"),
        Cell(moment(risk.raised_at, lang, report.zone), told),
        Cell(risk.text, source=sources.number(risk.source)),
        became(risk, lang, report.zone),
        Cell(silence, lasts, tone="bad" if risk.silent else ""),
    )


def became(risk: RiskLine, lang: str, zone: str) -> Cell:
    """Return what became of a risk: the last thing that happened, and the reason below it."""
    if risk.standing is Standing.CLOSED and risk.closed_at is not None:
        return Cell(
            Text("closed, {at}", at=moment(risk.closed_at, lang, zone)).say(lang),
            risk.reason or "",
            tone="good",
        )
    if risk.standing is Standing.DECIDED and risk.decided_at is not None:
        outcome = OUTCOME_NAMES[risk.outcome] if risk.outcome else Text("decided")
        words = Text("{outcome}, {at}", outcome=outcome, at=moment(risk.decided_at, lang, zone))
        return Cell(words.say(lang), risk.reason or "")
    if risk.standing is Standing.SEEN and risk.seen_at is not None:
        words = Text(
            "seen by {who}, {at}; no decision", who=risk.seen_by, at=moment(risk.seen_at, lang, zone)
        )
        return Cell(words.say(lang), tone="warn")
    return Cell(Text("nobody answered").say(lang), tone="bad")
