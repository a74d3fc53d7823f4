# SPDX-License-Identifier: EUPL-1.2
"""The words of the report."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from sluis.kit.texts import Text
from sluis.report.model import NotRecorded, Standing
from tests.report.samples import line, report, risk_line


@pytest.mark.parametrize("standing", list(Standing))
def test_only_a_risk_that_nobody_answered_is_silent(standing: Standing) -> None:
    """Seen, decided and closed risks are not silent."""
    assert risk_line(standing=standing).silent is (standing is Standing.RAISED)


def test_what_was_gathered_cannot_be_changed() -> None:
    """A report is frozen, and so are its lines."""
    with pytest.raises(FrozenInstanceError):
        report().size = 3  # type: ignore[misc] - that is the point
    with pytest.raises(FrozenInstanceError):
        line(0).late = True  # type: ignore[misc] - as above


def test_not_recorded_is_a_reply_with_its_reason() -> None:
    """Nothing found is a value of its own, never None."""
    assert str(NotRecorded(Text("Nobody wrote it down.")).why) == "Nobody wrote it down."
    assert NotRecorded(Text("x")).said == ()
