# SPDX-License-Identifier: EUPL-1.2
"""A picture on a screen: its SVG, what it says in a sentence, and its numbers as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sluis.report.draw.table import Table


@dataclass(frozen=True, slots=True)
class Drawing:
    """One picture; the three say the same."""

    svg: str
    sentence: str
    table: Table
