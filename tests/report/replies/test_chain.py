# SPDX-License-Identifier: EUPL-1.2
"""Why it reached so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sluis.record.model import Size
from sluis.report.model import Answer, NotRecorded, Reply
from sluis.report.replies.asking import Asking
from sluis.report.replies.chain import chain
from tests.report.samples import question

if TYPE_CHECKING:
    from sluis.record.log import Record


def _ask(record: Record, size: int | None = None) -> Reply:
    with record.known(None if size is None else Size(size)) as known:
        return chain(Asking(known, question("chain"), "en"))


def test_what_closing_reached_is_told_by_effect(story: Record) -> None:
    """Stopped, stale and unknown, each by name, and through what it went."""
    found = _ask(story)
    assert isinstance(found, Answer)
    told = [str(text) for text in found.text]
    assert told[0] == "Reached by closing Internet & links: 3 other systems, 1 streams."
    assert "Stopped: Criminal cases, Mail." in told
    assert "Went on with old data: Case files." in told
    assert "Nobody could tell about: Ankle tags." in told
    assert "Most of it went through: Internet & links (4), Mail (2)." in told
    assert told[-1] == "Links of which nobody knows what they do: 1."
    assert found.entries == (1, 8)


def test_nothing_closed_is_not_recorded(story: Record) -> None:
    """Before the first decision there is nothing to explain."""
    assert isinstance(_ask(story, 7), NotRecorded)


def test_no_estate_is_not_recorded(record: Record) -> None:
    """Without links nobody can say why."""
    assert isinstance(_ask(record), NotRecorded)
