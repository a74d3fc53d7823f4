# SPDX-License-Identifier: EUPL-1.2
"""The kinds of this room keep their names and their shapes."""

from __future__ import annotations

from sluis.record.kinds import Kinds
from sluis.switch.kinds import KINDS


def test_every_kind_has_a_name_of_its_own() -> None:
    """The record takes them side by side."""
    assert set(Kinds.of(KINDS).newest) > {kind.name for kind in KINDS}
    assert [kind.name for kind in KINDS] == [
        "decision.made",
        "decision.checked",
        "gate.evidence",
        "reopening.refused",
        "output.issued",
        "output.rechecked",
    ]


def test_no_field_is_named_twice() -> None:
    """A field is required or optional, and none begins with the record's own sign."""
    for kind in KINDS:
        names = [*kind.fields, *kind.optional]
        assert len(names) == len(set(names))
        assert not any(name.startswith("@") for name in names)


def test_a_decision_keeps_what_it_rested_on() -> None:
    """These fields make a decision; version 1 never changes."""
    decision = KINDS[0]
    assert decision.version == 1
    assert {"picture", "price", "alternatives", "choice", "reason", "decided_by"} <= set(decision.fields)
