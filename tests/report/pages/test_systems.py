# SPDX-License-Identifier: EUPL-1.2
"""The section of systems."""

from __future__ import annotations

from sluis.report.pages.blocks import Figure, Prose, Rows
from sluis.report.pages.systems import section
from tests.report.samples import ESTATE, report


def test_two_pictures_each_with_its_numbers() -> None:
    """States over time and the graph, each followed by its table."""
    found = section(report()).blocks
    assert [type(block) for block in found] == [Figure, Rows, Figure, Rows]


def test_every_system_is_in_the_table_of_the_graph() -> None:
    """Also those of which no state is known."""
    table = section(report()).blocks[3]
    assert isinstance(table, Rows)
    assert [row[0].text for row in table.rows] == [system.name for system in ESTATE.systems]


def test_pictures_say_in_words_what_they_show() -> None:
    """The words beside a picture hold its main numbers."""
    waves, _, graph, _ = section(report()).blocks
    assert isinstance(waves, Figure)
    assert isinstance(graph, Figure)
    assert waves.alt == "2 systems: 1 trial, 1 closed."
    assert graph.alt.startswith("5 systems: 1 open, 1 trial, 1 closed, 2 unknown.")


def test_without_states_the_graph_stands_alone() -> None:
    """Nothing recorded about states: no empty picture of them."""
    assert [type(block) for block in section(report(history=())).blocks] == [Figure, Rows]
    assert [type(block) for block in section(report(recorded_at=None)).blocks] == [Figure, Rows]


def test_without_an_estate_it_is_said() -> None:
    """Before the first adoption the section says so."""
    assert section(report(estate=None)).blocks == (
        Prose("No estate was adopted at this point of the record.", "warn"),
    )
