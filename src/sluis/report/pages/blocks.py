# SPDX-License-Identifier: EUPL-1.2
"""What a page is made of: a few kinds of block, already in the reader's language.

Every `block` name is also the name of a macro in `templates/report.html` and of a function in
`templates/report.typ`. A block holds plain strings and never markup, apart from `Figure.svg`, which
`draw` made.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime

    from sluis.report.draw.table import Table


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of text with a smaller line below it and the number of its source.

    `tone` is empty, `warn`, `good`, `bad` or `muted`; it repeats what the words say.
    """

    text: str
    small: str = ""
    source: int | None = None
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    text: str
    tone: str = ""
    block: str = field(default="prose", init=False)


@dataclass(frozen=True, slots=True)
class Tiles:
    """Figures that come first, each with its words: `text` is the figure, `small` the words."""

    items: tuple[Cell, ...]
    block: str = field(default="tiles", init=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture; `alt` says in words what it shows."""

    svg: str
    alt: str
    caption: str
    block: str = field(default="figure", init=False)


@dataclass(frozen=True, slots=True)
class Rows:
    """A table. `widths` are shares of the page, 0 for as narrow as can be."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    block: str = field(default="rows", init=False)

    def __post_init__(self) -> None:
        """Refuse a table whose rows, widths and head differ in length."""
        if {len(self.head)} != {len(self.widths), *(len(row) for row in self.rows)}:
            msg = f"not every row of {self.caption!r} has {len(self.head)} cells"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names with their values."""

    rows: tuple[tuple[str, Cell], ...]
    block: str = field(default="pairs", init=False)


@dataclass(frozen=True, slots=True)
class Points:
    """A list."""

    items: tuple[Cell, ...]
    block: str = field(default="points", init=False)


@dataclass(frozen=True, slots=True)
class References:
    """Sources by number, from 1."""

    items: tuple[str, ...]
    block: str = field(default="references", init=False)


@dataclass(frozen=True, slots=True)
class Code:
    """Something to type or to compare, letter by letter."""

    text: str
    label: str
    block: str = field(default="code", init=False)


@dataclass(frozen=True, slots=True)
class Card:
    """One thing set apart, with a heading of its own."""

    title: str
    badge: str
    tone: str
    blocks: tuple[Block, ...]
    block: str = field(default="card", init=False)


Block: TypeAlias = "Prose | Tiles | Figure | Rows | Pairs | Points | References | Code | Card"


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter; `id` is its anchor."""

    id: str
    title: str
    lead: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A whole report, ready to be set."""

    lang: str
    title: str
    subtitle: str
    organisation: str
    dated: datetime
    """Recorded moment of the last known entry: the same N gives the same date, and the same bytes."""
    running: str
    """What stands at the head of every page."""
    facts: Pairs
    contents: str
    source_word: str
    page_word: str
    sections: tuple[Section, ...]


class Sources:
    """Numbers sources in the order in which they are first named."""

    def __init__(self) -> None:
        self._numbers = dict[str, int]()

    def number(self, source: str | None) -> int | None:
        """Return the number of `source`, from 1; None for no source."""
        return None if not source else self._numbers.setdefault(source, len(self._numbers) + 1)

    def all(self) -> tuple[str, ...]:
        """Return the sources in the order of their numbers."""
        return tuple(self._numbers)


def rows_of(table: Table, widths: tuple[float, ...] | None = None) -> Rows:
    """Return the numbers behind a picture as a block."""
    return Rows(
        table.caption,
        table.head,
        tuple(tuple(Cell(text) for text in row) for row in table.rows),
        widths or tuple(0.0 for _ in table.head),
    )
