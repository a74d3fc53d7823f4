# SPDX-License-Identifier: EUPL-1.2
"""The report as a whole."""

from __future__ import annotations

import pytest

from sluis.report.pages.blocks import References
from sluis.report.pages.book import EPOCH, book
from tests.report.samples import line, report

ORDER = ["brief", "timeline", "decisions", "risks", "systems", "backlog", "questions", "completeness"]


def test_sections_stand_in_reading_order() -> None:
    """From the whole in short to how to check it."""
    assert [section.id for section in book(report()).sections] == [*ORDER, "sources", "verify"]


def test_without_questions_and_sources_there_are_no_such_sections() -> None:
    """Empty sections that say nothing are left out."""
    bare = report(lines=[line(0, source=None)], questions=(), risks=(), decisions=())
    ids = [section.id for section in book(bare).sections]
    assert "questions" not in ids
    assert "sources" not in ids
    assert ids[-1] == "verify"


def test_sources_are_listed_by_number() -> None:
    """Each source once, in the order in which the pages name them."""
    sources = next(section for section in book(report()).sections if section.id == "sources")
    block = sources.blocks[0]
    assert isinstance(block, References)
    assert block.items == (
        "https://example.org/a",
        "https://example.org/decision",
        "https://example.org/risk",
    )


def test_the_date_is_that_of_the_last_entry() -> None:
    """The same N gives the same date; an empty record the first second of 1970."""
    assert book(report()).dated == report().recorded_at
    assert book(report(recorded_at=None)).dated == EPOCH


def test_the_first_page_says_as_of_what() -> None:
    """Size, moment and head are on the first page."""
    facts = {label: cell.text for label, cell in book(report()).facts.rows}
    assert facts["As of"] == "8 entries"
    assert facts["Last recorded"] == "27 July 2025, 22:00"
    assert facts["Head"] == "cm9vdA=="
    assert "Head" not in dict(book(report(head=None)).facts.rows)


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_anchors_are_the_same_in_every_language(lang: str) -> None:
    """A link to a section works whatever the language."""
    made = book(report(lang))
    assert made.lang == lang
    assert [section.id for section in made.sections][:8] == ORDER
