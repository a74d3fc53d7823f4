# SPDX-License-Identifier: EUPL-1.2
"""Section: what happened, on two clocks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from sluis.estate.model import Basis
from sluis.kit.texts import Text, day, moment
from sluis.kit.units import duration
from sluis.report.draw import timeline
from sluis.report.draw.axes import month
from sluis.report.model import Confidence, Precision
from sluis.report.pages.blocks import Cell, Figure, Rows, Section

if TYPE_CHECKING:
    from datetime import datetime

    from sluis.report.model import Knower, Report, TimelineLine
    from sluis.report.pages.blocks import Sources

BEFORE: Final = timedelta(days=14)
"""How long before the first decision the picture begins."""
PRECISIONS: Final = {
    Precision.PART: Text("part of the day"),
    Precision.DAY: Text("the day, not the hour"),
    Precision.WEEK: Text("the week, not the day"),
    Precision.MONTH: Text("the month, not the day"),
}
BASES: Final = {
    Basis.SOURCE: Text("from a source"),
    Basis.DERIVED: Text("derived"),
    Basis.ASSUMED: Text("assumed"),
}
CONFIDENCES: Final = {
    Confidence.HIGH: Text("high confidence"),
    Confidence.MEDIUM: Text("medium confidence"),
    Confidence.LOW: Text("low confidence"),
    Confidence.UNKNOWN: Text("confidence not stated"),
}


def section(report: Report, sources: Sources) -> Section:
    """Return the timeline: the picture from two weeks before the first decision, then every line."""
    lang, zone = report.lang, report.zone
    since = start(report)
    flags = {sheet.seq: sheet.title.say(lang) for sheet in report.decisions}
    svg = timeline.draw(
        report.timeline, lang=lang, zone=zone, since=since, flags=flags, name="report-timeline"
    )
    alt = timeline.sentence(report.timeline, lang)
    caption = Text(
        "Above when it happened, below when it was recorded. A leaning line took time; one that took "
        "more than a day ends in a triangle."
    ).say(lang)
    heads = (
        Text("Entry"),
        Text("Happened"),
        Text("Recorded"),
        Text("What"),
        Text("Who could know before"),
    )
    rows = Rows(
        Text("Every entry, in order of when it happened").say(lang),
        tuple(head.say(lang) for head in heads),
        tuple(_row(line, report, sources) for line in report.timeline),
        (0.0, 1.9, 1.9, 5.4, 1.9),
    )
    return Section(
        "timeline",
        Text("What happened").say(lang),
        Text(
            "Each line has two times: when it was so, and when it was recorded. From then on whoever reads "
            "the record could know it; the last column says who could before. Clock: {zone}.",
            zone=zone,
        ).say(lang),
        (Figure(svg, alt, caption), rows),
    )


def start(report: Report) -> datetime | None:
    """Return where pictures in time begin: two weeks before the first decision; None without one."""
    first = min((sheet.decided_at for sheet in report.decisions), default=None)
    return None if first is None else first - BEFORE


def _row(line: TimelineLine, report: Report, sources: Sources) -> tuple[Cell, ...]:
    lang, zone = report.lang, report.zone
    roughly = PRECISIONS.get(line.precision)
    recorded = moment(line.recorded_at, lang, zone)
    late = Cell(recorded)
    if line.late:
        gap = duration((line.recorded_at - line.happened_at).total_seconds())
        late = Cell(recorded, Text("▲ {gap} late", gap=gap).say(lang), tone="warn")
    return (
        Cell(str(line.seq), tone="muted"),
        Cell(happened(line, lang, zone), roughly.say(lang) if roughly else ""),
        late,
        Cell(line.text.say(lang), qualifiers(line, lang), sources.number(line.source)),
        Cell("; ".join(_knower(knower, line, report) for knower in line.known_from[:-1]) or "–"),
    )


def happened(line: TimelineLine, lang: str, zone: str) -> str:
    """Return when it happened, no more exactly than is known."""
    if line.precision in {Precision.MINUTE, Precision.PART}:
        return moment(line.happened_at, lang, zone)
    local = line.happened_at.astimezone(ZoneInfo(zone))
    return month(local, lang) if line.precision is Precision.MONTH else day(local, lang)


def _knower(knower: Knower, line: TimelineLine, report: Report) -> str:
    """Return who could know a line from when."""
    if knower.since == line.happened_at:
        return Text("{who}, at once", who=knower.who).say(report.lang)
    since = moment(knower.since, report.lang, report.zone)
    return Text("{who}, {since}", who=knower.who, since=since).say(report.lang)


def qualifiers(line: TimelineLine, lang: str) -> str:
    """Return how the line is known, how sure that is, and what another source says."""
    parts = list[str]()
    if line.basis is not None and line.basis is not Basis.SOURCE:
        parts.append(BASES[line.basis].say(lang))
    if line.confidence is not None and line.confidence is not Confidence.HIGH:
        parts.append(CONFIDENCES[line.confidence].say(lang))
    if line.date_basis is not None and line.date_basis != "stated":
        parts.append(Text("the day is inferred").say(lang))
    if not line.recognised:
        parts.append(Text("this release does not know this kind of entry").say(lang))
    if line.conflict:
        parts.append(Text("but: {conflict}", conflict=line.conflict).say(lang))
    return " · ".join(parts)
