# SPDX-License-Identifier: EUPL-1.2
"""The kinds of this room keep their shape: entries of them are in records for good."""

from __future__ import annotations

from sluis.estate.kinds import ESTATE_ADOPTED, KINDS, SYSTEM_STATE
from sluis.record.model import Kind


def test_shapes_are_pinned() -> None:
    """A field more or less is a new version, never this one."""
    assert Kind("estate.adopted", 1, ("digest", "document", "changes"), ("file",)) == ESTATE_ADOPTED
    assert (
        Kind("system.state", 1, ("system", "state", "basis", "reason"), ("source", "decision"))
        == SYSTEM_STATE
    )


def test_every_kind_is_listed() -> None:
    """The record learns of both."""
    assert KINDS == (ESTATE_ADOPTED, SYSTEM_STATE)
