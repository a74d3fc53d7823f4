# SPDX-License-Identifier: EUPL-1.2
"""The last section: how to check."""

from __future__ import annotations

from sluis.report.pages.blocks import Code, Pairs, Prose
from sluis.report.pages.verify import section
from tests.report.samples import report


def test_three_commands_are_given() -> None:
    """Export, verify offline, and make the same report again as of the same size."""
    commands = [
        block.text
        for block in section(report()).blocks
        if isinstance(block, Code) and block.text.startswith("sluis ")
    ]
    assert commands == [
        "sluis record export BUNDLE",
        "sluis record verify --offline BUNDLE",
        "sluis --lang en report --as-of 8 --pdf REPORT.pdf",
    ]


def test_each_command_says_what_it_does() -> None:
    """In plain words, one step after the other."""
    labels = [block.label for block in section(report()).blocks if isinstance(block, Code)]
    assert [label[:2] for label in labels[2:]] == ["1.", "2.", "3."]
    assert all(label.endswith(".") for label in labels[2:])


def test_head_and_key_are_given_letter_by_letter() -> None:
    """Root hash and key stand as code, log and size beside them."""
    blocks = section(report()).blocks
    pairs = blocks[0]
    assert isinstance(pairs, Pairs)
    found = {label: cell.text for label, cell in pairs.rows}
    assert found == {"Log": "test.example/record", "Entries": "8", "Last recorded": "27 July 2025, 22:00"}
    assert [block.text for block in blocks if isinstance(block, Code)][:2] == [
        "cm9vdA==",
        "test.example/record+01+key",
    ]


def test_without_a_head_it_is_said() -> None:
    """A report that carries no head says that it cannot be checked."""
    assert section(report(head=None)).blocks == (Prose("This report carries no head of the record.", "warn"),)
