# SPDX-License-Identifier: EUPL-1.2
"""What a page rests on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sluis.web.known import AsOf, as_of
from tests.web.small import START

if TYPE_CHECKING:
    from sluis.house import House


def test_the_age_of_what_is_known(house: House) -> None:
    """The age runs from the last entry until now."""
    with house.record.known() as known:
        found = as_of(known, house.world.clock.now(), "UTC")
    assert found.size == house.record.size()
    assert found.age_s == 3600.0


def test_no_age_is_below_zero() -> None:
    """A clock that stands behind the record gives age 0, and so does an empty record."""
    assert AsOf(1, START + timedelta(hours=1), START, "UTC").age_s == 0.0
    assert AsOf(0, None, START, "UTC").age_s == 0.0
