# SPDX-License-Identifier: EUPL-1.2
"""Which risks were flagged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sluis.record.model import Size
from sluis.report import acts
from sluis.report.model import Answer, NotRecorded, Reply, RiskId
from sluis.report.replies.asking import Asking
from sluis.report.replies.risks import risks
from tests.report.samples import WHO, question

if TYPE_CHECKING:
    from sluis.record.log import Record


def _ask(record: Record, size: int | None = None) -> Reply:
    with record.known(None if size is None else Size(size)) as known:
        return risks(Asking(known, question("risks"), "en"))


def test_each_risk_is_told_with_what_became_of_it(story: Record) -> None:
    """A count first, then each risk: by whom, to whom, and silent or not."""
    found = _ask(story)
    assert isinstance(found, Answer)
    assert [str(text) for text in found.text] == [
        "Risks raised: 2; silent 1, seen without a decision 0, decided 1, closed 0.",
        "16 July 2025, Staff to Board: Mail is lost. (silent for 3 d 5 h)",
        "16 July 2025, Staff to Board: Desks are short. (decided)",
    ]
    assert found.entries == (11, 12, 13, 14)


def test_none_raised_is_not_recorded(record: Record) -> None:
    """No risk in the record is not the same as no risk."""
    assert isinstance(_ask(record), NotRecorded)


def test_what_became_of_it_later_is_not_known(story: Record) -> None:
    """As of the moment before, the second risk is silent too."""
    found = _ask(story, 13)
    assert isinstance(found, Answer)
    assert "silent 2" in str(found.text[0])


def test_a_closed_risk_is_told_as_closed(story: Record) -> None:
    """Closing is the last that is told of it."""
    acts.close_risk(story, RiskId("R1"), WHO, reason="Mail is back.")
    found = _ask(story)
    assert isinstance(found, Answer)
    assert "(closed)" in str(found.text[1])
