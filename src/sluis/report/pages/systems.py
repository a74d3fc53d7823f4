# SPDX-License-Identifier: EUPL-1.2
"""Section: systems, what they need, and their state over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sluis.kit.texts import Text
from sluis.report.draw import graph, waves
from sluis.report.pages.blocks import Figure, Prose, Section, rows_of
from sluis.report.pages.happened import start

if TYPE_CHECKING:
    from sluis.report.model import Report
    from sluis.report.pages.blocks import Block


def section(report: Report) -> Section:
    """Return the states over time and the graph, each with its numbers; or that no estate was adopted."""
    lang = report.lang
    blocks: tuple[Block, ...] = ()
    if report.estate is None:
        blocks = (Prose(Text("No estate was adopted at this point of the record.").say(lang), "warn"),)
    else:
        blocks = (*_waves(report), *_graph(report))
    return Section(
        "systems",
        Text("Systems").say(lang),
        Text("What was open, what was closed, and what nobody knew.").say(lang),
        blocks,
    )


def _waves(report: Report) -> tuple[Block, ...]:
    if report.recorded_at is None or not report.history or report.estate is None:
        return ()
    lang, zone = report.lang, report.zone
    names = {system.id: system.name for system in report.estate.systems}
    lanes = waves.lanes(report.history, names)
    svg = waves.draw(
        lanes, as_of=report.recorded_at, lang=lang, zone=zone, since=start(report), name="report-waves"
    )
    caption = Text("Each bar begins with the symbol of its state.").say(lang)
    widths = (3.2, 1.2, 2.3, 2.3, 0.0)
    return Figure(svg, waves.sentence(lanes, lang), caption), rows_of(
        waves.as_table(lanes, lang, zone), widths
    )


def _graph(report: Report) -> tuple[Block, ...]:
    if report.estate is None:
        return ()
    states = {state.system: state for state in report.states}
    svg = graph.draw(report.estate, states, lang=report.lang, name="report-graph")
    alt = graph.sentence(*graph.nodes_and_ties(report.estate, states), report.lang)
    caption = Text("What others need stands at the left of what needs it.").say(report.lang)
    table = rows_of(graph.as_table(report.estate, states, report.lang), (2.6, 1.0, 4.4))
    return Figure(svg, alt, caption), table
