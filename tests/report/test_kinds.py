# SPDX-License-Identifier: EUPL-1.2
"""The kinds of entry that this room writes."""

from __future__ import annotations

from sluis.report import kinds
from sluis.report.sayings import SAYINGS

ALL = (kinds.FACT_NOTED, kinds.RISK_RAISED, kinds.RISK_SEEN, kinds.RISK_DECIDED, kinds.RISK_CLOSED)


def test_no_field_is_named_twice() -> None:
    """A field is needed or optional, never both."""
    for kind in ALL:
        names = (*kind.fields, *kind.optional)
        assert len(set(names)) == len(names)


def test_every_move_of_a_risk_names_it() -> None:
    """Without the id of its risk a move could not be put anywhere."""
    for kind in ALL:
        assert ("risk" in kind.fields) is (kind.name in kinds.RISK_KINDS)


def test_every_kind_can_be_said() -> None:
    """No kind of our own is shown raw."""
    assert {kind.name for kind in ALL} <= set(SAYINGS)
