# SPDX-License-Identifier: EUPL-1.2
"""The reference page says what the code does: fields, effects, and an example that can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sluis.estate.document import NOUNS
from sluis.estate.gaps import gaps
from sluis.estate.graph import Graph, Verdict
from sluis.estate.model import LinkType, SystemId
from sluis.estate.reading import read
from sluis.estate.spread import BY_STRENGTH, ORDER, TRANSFER
from tests.estate.page import tables
from tests.estate.samples import write

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "estate.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"^```{code-block} yaml\n:caption: (\S+)\n\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
COLUMNS = (5, 1, 2, 3, 4)
"""Strengths in the order of the columns of the page's table of effects."""


@pytest.mark.parametrize(("noun", "lines"), list(tables()), ids=list(NOUNS))
def test_every_field_is_on_the_page(noun: str, lines: list[str]) -> None:
    """The table of each list is the one that the schema gives."""
    section = PAGE.split(f"\n## {noun}\n")[1].split("\n## ")[0]
    assert "\n".join(lines) in section


def test_every_list_has_its_section_in_order() -> None:
    """Sections stand in the order of a document."""
    heads = [head for head in re.findall(r"^## (\w+)$", PAGE, re.MULTILINE) if head in NOUNS]
    assert heads == list(NOUNS)


@pytest.mark.parametrize("kind", [*LinkType])
def test_the_table_of_effects_is_that_of_the_code(kind: LinkType) -> None:
    """Each type of link does on the page what it does in `spread`."""
    (row,) = (
        line
        for line in PAGE.splitlines()
        if line.startswith("| `") and _types(line) & {kind.value} and line.count("|") == 7
    )
    wanted = [BY_STRENGTH[to].value if (to := TRANSFER[kind][strength]) else "–" for strength in COLUMNS]
    assert [cell.strip() for cell in row.split("|")[2:-1]] == wanted
    assert set(COLUMNS) == set(ORDER)


def _types(line: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", line.split("|")[1]))


def test_the_example_is_read(tmp_path: Path) -> None:
    """It has every list, and its unknowns show up as work to do."""
    assert EXAMPLE is not None
    estate = read(write(tmp_path, EXAMPLE[2], EXAMPLE[1]))
    assert all(getattr(estate, noun) for noun in NOUNS)
    assert {("moves", "cases_per_day"), ("counter", "owner")} <= {(gap.id, gap.field) for gap in gaps(estate)}
    graph = Graph(estate)
    internet = [SystemId("internet")]
    assert graph.survives("cases", internet).verdict is Verdict.YES
    assert graph.survives("barriers", internet).verdict is Verdict.CANNOT_TELL
    assert graph.survives("moves", internet).verdict is Verdict.NO
