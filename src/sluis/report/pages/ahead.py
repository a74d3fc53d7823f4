# SPDX-License-Identifier: EUPL-1.2
"""Section: the backlog as it was forecast then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sluis.estate.model import Basis
from sluis.kit.texts import Text, moment
from sluis.report.draw import fan, odds
from sluis.report.pages.blocks import Card, Cell, Figure, Points, Prose, Section, rows_of

if TYPE_CHECKING:
    from sluis.report.model import ForecastSeen, Report
    from sluis.report.pages.blocks import Block


def section(report: Report) -> Section:
    """Return fan and odds of each stream in the last forecast of each; or that there was none."""
    lang = report.lang
    blocks: tuple[Block, ...] = tuple(_card(seen, report) for seen in report.forecasts)
    nothing = Prose(Text("No forecast is recorded.").say(lang), "warn")
    return Section(
        "backlog",
        Text("Backlog").say(lang),
        Text("The last forecast of each stream, as it was recorded. It is not computed again.").say(lang),
        blocks or (nothing,),
    )


def _card(seen: ForecastSeen, report: Report) -> Card:
    lang = report.lang
    blocks: list[Block] = []
    if seen.basis is Basis.ASSUMED:
        blocks.append(
            Prose(Text("Volumes are assumed: this is the outcome of a model, and no fact.").say(lang), "warn")
        )
    if seen.fan is not None:
        svg = fan.draw(seen.fan, lang=lang, name=f"fan-{seen.seq}-{seen.stream}")
        caption = Text(
            "What was (line) and what may come (bands). Shaded: while the stream stood still or ran worse."
        ).say(lang)
        blocks += [Figure(svg, fan.sentence(seen.fan, lang), caption), rows_of(fan.as_table(seen.fan, lang))]
    if seen.odds is not None:
        sentence = odds.sentence(seen.odds, lang)
        blocks.append(Prose(sentence))
        svg = odds.draw(seen.odds, lang=lang, name=f"odds-{seen.seq}-{seen.stream}")
        caption = Text("Caught up means: {definition}", definition=seen.odds.definition).say(lang)
        blocks += [Figure(svg, sentence, caption), rows_of(odds.as_table(seen.odds, lang))]
    if seen.notes:
        blocks.append(Points(tuple(Cell(note) for note in seen.notes)))
    made = Text("entry {seq}, {at}", seq=seen.seq, at=moment(seen.made_at, lang, report.zone))
    return Card(seen.name, made.say(lang), "", tuple(blocks))
