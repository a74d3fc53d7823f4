# SPDX-License-Identifier: EUPL-1.2
"""The rows behind a picture."""

from __future__ import annotations

import pytest

from sluis.report.draw.table import Table


def test_a_table_keeps_what_it_is_given() -> None:
    """Caption, head and rows come back as they went in."""
    table = Table("Counts", ("Day", "Cases"), (("Monday", "3"),))
    assert (table.caption, table.head, table.rows) == ("Counts", ("Day", "Cases"), (("Monday", "3"),))


def test_a_row_of_another_width_is_refused() -> None:
    """A row that does not fit the head is a mistake of ours, named by its number."""
    with pytest.raises(ValueError, match="row 1 has 1 cells under 2 headings"):
        Table("Counts", ("Day", "Cases"), (("Monday", "3"), ("Tuesday",)))


def test_a_table_may_be_empty() -> None:
    """No rows is a table too: the picture then shows nothing."""
    assert Table("Counts", ("Day",), ()).rows == ()
