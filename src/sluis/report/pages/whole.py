# SPDX-License-Identifier: EUPL-1.2
"""Section: how whole the record is, and what in it is assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sluis.kit.texts import Text, number
from sluis.report.pages.asked import numbers
from sluis.report.pages.blocks import Cell, Pairs, Points, Prose, Rows, Section

if TYPE_CHECKING:
    from sluis.record.model import Seq
    from sluis.report.model import Report
    from sluis.report.pages.blocks import Block


def section(report: Report) -> Section:
    """Return the number range with its holes, counts for each kind, and each assumed entry."""
    lang, whole = report.lang, report.completeness
    none = Text("none").say(lang)

    def named(seqs: tuple[Seq, ...], tone: str) -> Cell:
        return Cell(numbers(seqs), tone=tone) if seqs else Cell(none)

    span = (
        Text("0 to {last}, {size} entries", last=whole.size - 1, size=whole.size)
        if whole.size
        else Text("none")
    )
    pairs = (
        (Text("Numbers"), Cell(span.say(lang))),
        (Text("Missing numbers"), named(whole.holes, "bad")),
        (Text("Recorded late"), named(whole.late, "warn")),
        (Text("Assumed"), named(whole.assumed, "warn")),
        (Text("Of a kind not known here"), named(whole.unrecognised, "warn")),
        (Text("Written while the clock stood back"), named(whole.clock_held, "warn")),
    )
    blocks: list[Block] = [Pairs(tuple((label.say(lang), cell) for label, cell in pairs))]
    blocks.append(
        Rows(
            Text("Entries of each kind").say(lang),
            (Text("Kind").say(lang), Text("Entries").say(lang)),
            tuple((Cell(kind), Cell(number(count, lang))) for kind, count in whole.counts),
            (3.0, 1.0),
        )
    )
    blocks += _assumed(report)
    return Section(
        "completeness",
        Text("How whole this record is").say(lang),
        Text("Entries are numbered without holes: a missing one would show.").say(lang),
        tuple(blocks),
    )


def _assumed(report: Report) -> list[Block]:
    """Return every assumed line in words: nobody should have to look for them."""
    lang = report.lang
    assumed = set(report.completeness.assumed)
    items = tuple(
        Cell(Text("Entry {seq}: {text}", seq=line.seq, text=line.text).say(lang))
        for line in sorted(report.timeline, key=lambda line: line.seq)
        if line.seq in assumed
    )
    if not items:
        return []
    lead = Text("These entries were filled in to make a run possible. They are no facts.").say(lang)
    return [Prose(lead, "warn"), Points(items)]
