# SPDX-License-Identifier: EUPL-1.2
"""The numbers of a picture as rows, for who reads rather than looks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A table already in the reader's language; the first cell of each row is its heading."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        """Refuse rows of another width than the head: a ValueError names the row."""
        for number, row in enumerate(self.rows):
            if len(row) != len(self.head):
                msg = f"row {number} has {len(row)} cells under {len(self.head)} headings"
                raise ValueError(msg)
