# SPDX-License-Identifier: EUPL-1.2
"""What every reply starts from."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sluis.record.model import Size
from sluis.report.replies.asking import Asking
from tests.report.samples import ESTATE, question

if TYPE_CHECKING:
    from sluis.record.log import Record


def test_the_estate_is_that_of_what_is_known(story: Record) -> None:
    """Before the adoption there is none, after it its entry is named."""
    with story.known(Size(1)) as known:
        before = Asking(known, question("steps"), "en")
        assert (before.estate, before.adoption()) == (None, ())
        assert before.reader.zone == "UTC"
    with story.known() as known:
        after = Asking(known, question("steps"), "en")
        assert after.adoption() == (1,)
        assert after.estate is not None
        assert after.estate.organisation == ESTATE.organisation


def test_entries_are_those_of_the_kinds_asked_for(story: Record) -> None:
    """In the order of recording, and no others."""
    with story.known() as known:
        found = Asking(known, question("steps"), "en").entries("risk.raised", "decision.made")
    assert [entry.kind for entry in found] == ["decision.made", "risk.raised", "risk.raised"]


def test_moments_are_on_the_organisations_clock(story: Record) -> None:
    """Eleven in the evening UTC is the next day in Amsterdam."""
    late = datetime(2025, 7, 17, 23, 0, tzinfo=UTC)
    with story.known() as known:
        asking = Asking(known, question("steps"), "en")
        assert asking.moment(late) == "18 July 2025, 01:00"
        assert asking.day(late) == "18 July 2025"
