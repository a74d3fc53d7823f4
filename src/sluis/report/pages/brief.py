# SPDX-License-Identifier: EUPL-1.2
"""Section: the whole in short, in figures that the other sections explain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sluis.estate.model import State
from sluis.kit.texts import Text, number
from sluis.kit.units import duration
from sluis.report.model import Answer
from sluis.report.pages.blocks import Cell, Points, Prose, Section, Tiles

if TYPE_CHECKING:
    from sluis.report.model import Report


def section(report: Report) -> Section:
    """Return six figures, and what stands out."""
    lang = report.lang
    away = [state for state in report.states if state.state is not State.OPEN]
    unknown = sum(state.state is State.UNKNOWN for state in report.states)
    silent = [risk for risk in report.risks if risk.silent]
    whole = report.completeness
    tiles = Tiles(
        (
            _tile(report.size, Text("entries in the record"), lang),
            _tile(len(report.decisions), Text("decisions"), lang),
            _tile(
                len(away), Text("systems not fully open, {unknown} of them unknown", unknown=unknown), lang
            ),
            _tile(len(silent), Text("risks that nobody answered"), lang, "bad" if silent else ""),
            _tile(len(whole.late), Text("entries recorded late"), lang, "warn" if whole.late else ""),
            _tile(
                len(whole.assumed), Text("entries that are assumed"), lang, "warn" if whole.assumed else ""
            ),
        )
    )
    return Section("brief", Text("In short").say(lang), "", (tiles, *_standing_out(report)))


def _tile(count: int, words: Text, lang: str, tone: str = "") -> Cell:
    return Cell(number(count, lang), words.say(lang), tone=tone)


def _standing_out(report: Report) -> tuple[Points | Prose, ...]:
    """Return what a reader must not miss, as points."""
    lang = report.lang
    points = list[Cell]()
    if report.decisions:
        first = report.decisions[0]
        points.append(
            Cell(
                Text("The first decision was entry {seq}: {title}", seq=first.seq, title=first.title).say(
                    lang
                )
            )
        )
    silent = [risk for risk in report.risks if risk.silent]
    if silent:
        longest = max(silent, key=lambda risk: risk.silence_hours)
        points.append(
            Cell(
                Text(
                    "Longest silent is risk {risk}, raised to {to}: {hours} without an answer.",
                    risk=longest.id,
                    to=longest.raised_to,
                    hours=duration(longest.silence_hours * 3600),
                ).say(lang)
            )
        )
    if report.questions:
        answered = sum(isinstance(asked.reply, Answer) for asked in report.questions)
        points.append(
            Cell(
                Text(
                    "Of {questions} questions the record answers {answered}; the others are not recorded.",
                    questions=len(report.questions),
                    answered=answered,
                ).say(lang)
            )
        )
    if report.completeness.assumed:
        points.append(
            Cell(
                Text(
                    "What is assumed was filled in to make a run possible: no fact about {organisation}.",
                    organisation=report.organisation,
                ).say(lang),
                tone="warn",
            )
        )
    if report.completeness.holes:
        points.append(Cell(Text("Entries are missing from the record.").say(lang), tone="bad"))
    return (Points(tuple(points)),) if points else (Prose(Text("Nothing stands out.").say(lang)),)
