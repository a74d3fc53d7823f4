# SPDX-License-Identifier: EUPL-1.2
"""Puts the sections of a report together, in the order in which people read it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from sluis.kit.texts import Text, moment
from sluis.report.pages import ahead, asked, brief, decided, happened, risked, systems, verify, whole
from sluis.report.pages.blocks import Book, Cell, Pairs, References, Section, Sources

if TYPE_CHECKING:
    from sluis.report.model import Report

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Date of a report on an empty record."""


def book(report: Report) -> Book:
    """Return the whole report as pages."""
    lang = report.lang
    sources = Sources()
    sections = [
        brief.section(report),
        happened.section(report, sources),
        decided.section(report, sources),
        risked.section(report, sources),
        systems.section(report),
        ahead.section(report),
    ]
    if report.questions:
        sections.append(asked.section(report))
    sections.append(whole.section(report))
    if sources.all():
        sections.append(_sources(sources, lang))
    sections.append(verify.section(report))
    return Book(
        lang=lang,
        title=Text("Report from the record").say(lang),
        subtitle=Text("What happened, what was decided, and who knew what when").say(lang),
        organisation=report.organisation,
        dated=report.recorded_at or EPOCH,
        running=Text("as of {size} entries", size=report.size).say(lang),
        facts=_facts(report),
        contents=Text("Contents").say(lang),
        source_word=Text("source").say(lang),
        page_word=Text("page").say(lang),
        sections=tuple(sections),
    )


def _facts(report: Report) -> Pairs:
    lang = report.lang
    rows = [(Text("As of"), Text("{size} entries", size=report.size).say(lang))]
    if report.recorded_at is not None:
        rows.append((Text("Last recorded"), moment(report.recorded_at, lang, report.zone)))
    if report.timeline:
        rows.append((Text("First moment in it"), moment(report.timeline[0].happened_at, lang, report.zone)))
    if report.head is not None:
        rows.append((Text("Head"), report.head.root))
    return Pairs(tuple((label.say(lang), Cell(value)) for label, value in rows))


def _sources(sources: Sources, lang: str) -> Section:
    return Section(
        "sources",
        Text("Sources").say(lang),
        Text("As named in the entries.").say(lang),
        (References(sources.all()),),
    )
