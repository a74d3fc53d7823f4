# SPDX-License-Identifier: EUPL-1.2
"""A picture with its words and numbers."""

from __future__ import annotations

from sluis.report.draw.table import Table
from sluis.web.drawing import Drawing
from sluis.web.filters import Filters


def test_a_picture_has_its_numbers() -> None:
    """A drawing always comes with a sentence and a table."""
    table = Table("caption", ("a", "b"), (("1", "2"),))
    one = Drawing("<svg/>", "One thing.", table)
    assert (one.sentence, one.table.rows) == ("One thing.", (("1", "2"),))
    assert Filters("en").svg(one.svg) == "<svg/>"
