# SPDX-License-Identifier: EUPL-1.2
"""Section: decisions, each as it lay on the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sluis.estate.model import Basis
from sluis.kit.texts import Text, day, moment
from sluis.report.pages.blocks import Card, Cell, Pairs, Prose, Rows, Section
from sluis.report.pages.happened import BASES

if TYPE_CHECKING:
    from sluis.report.model import DecisionSheet, Option, Report
    from sluis.report.pages.blocks import Block, Sources

MOST_NAMED: Final = 8
"""Most systems that are named in a picture; the data name them all."""


def section(report: Report, sources: Sources) -> Section:
    """Return a card for each decision, the first first."""
    lang = report.lang
    blocks: tuple[Block, ...] = tuple(_card(sheet, report, sources) for sheet in report.decisions)
    nothing = Prose(Text("No decision is recorded.").say(lang))
    return Section(
        "decisions",
        Text("Decisions").say(lang),
        Text("Each sheet holds what was known when it was decided, and nothing that came later.").say(lang),
        blocks or (nothing,),
    )


def _card(sheet: DecisionSheet, report: Report, sources: Sources) -> Card:
    lang, zone = report.lang, report.zone
    rows = [
        (Text("Decided"), Cell(moment(sheet.decided_at, lang, zone), source=sources.number(sheet.source))),
        (Text("Recorded"), Cell(moment(sheet.recorded_at, lang, zone))),
        (Text("Decided by"), Cell(sheet.actor)),
        (Text("Reason"), Cell(sheet.reason or Text("not recorded").say(lang))),
    ]
    if sheet.picture is not None:
        rows.append((Text("Picture"), _picture(sheet, lang)))
    check = Cell(Text("no date recorded").say(lang), tone="warn")
    if sheet.check_on is not None:
        check = Cell(day(sheet.check_on, lang), sheet.check_text or "")
    rows.append((Text("To be looked at again"), check))
    if sheet.dissent:
        rows.append((Text("Dissent"), Cell(sheet.dissent)))
    if sheet.basis is not None and sheet.basis is not Basis.SOURCE:
        rows.append((Text("Basis"), Cell(BASES[sheet.basis].say(lang), tone="warn")))
    pairs = Pairs(tuple((label.say(lang), cell) for label, cell in rows))
    badge = Text("decision {id}, entry {seq}", id=sheet.id, seq=sheet.seq).say(lang)
    options = (_options(sheet.options, lang),) if sheet.options else ()
    return Card(sheet.title.say(lang), badge, "", (pairs, *options))


def _picture(sheet: DecisionSheet, lang: str) -> Cell:
    words = Text("the first {size} entries", size=sheet.picture).say(lang)
    if not sheet.closed_then:
        return Cell(words)
    named = ", ".join(sheet.closed_then[:MOST_NAMED])
    more = len(sheet.closed_then) - MOST_NAMED
    if more > 0:
        away = Text("not open then: {systems} and {more} more", systems=named, more=more)
        return Cell(words, away.say(lang))
    return Cell(words, Text("not open then: {systems}", systems=named).say(lang))


def _options(options: tuple[Option, ...], lang: str) -> Rows:
    chosen = Text("chosen").say(lang)
    heads = (Text("Alternative"), Text("Price, as computed then"), Text("Choice"))
    return Rows(
        Text("What was weighed").say(lang),
        tuple(head.say(lang) for head in heads),
        tuple(
            (
                Cell(option.name.say(lang)),
                Cell("; ".join(price.say(lang) for price in option.price) or Text("not computed").say(lang)),
                Cell(chosen if option.chosen else "–", tone="good" if option.chosen else "muted"),
            )
            for option in options
        ),
        (3.0, 4.4, 0.9),
    )
