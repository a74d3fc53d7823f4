# SPDX-License-Identifier: EUPL-1.2
"""The words of the estate are frozen values, and what nobody said is not filled in."""

from __future__ import annotations

import dataclasses

import pytest

from sluis.estate import model
from sluis.estate.model import Basis, Effect, Group, LinkType, Site, State, Stream, System, SystemId

CLASSES = [each for each in vars(model).values() if dataclasses.is_dataclass(each) and isinstance(each, type)]


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_values_are_frozen(kind: type) -> None:
    """Nothing of an adopted estate can be changed in passing, nor get a field by mistake."""
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert not hasattr(kind, "__dict__") or "__slots__" in vars(kind)


def test_nothing_is_known_by_default() -> None:
    """Owner, times, volumes, people and desks are unknown until somebody says."""
    system = System(SystemId("a"), "A", "device")
    assert (system.owner, system.rto_hours, system.rpo_hours, system.human_impact) == (None,) * 4
    defaults = {
        field.name: field.default for kind in (Stream, Site, Group) for field in dataclasses.fields(kind)
    }
    assert (defaults["cases_per_day"], defaults["desks"], defaults["people"]) == (None, None, None)


def test_what_was_filled_in_is_assumed_by_default() -> None:
    """Volumes, desks and people are taken as assumed unless somebody says otherwise."""
    for kind, name in ((Stream, "volume_basis"), (Stream, "basis"), (Site, "basis"), (Group, "basis")):
        assert {field.name: field.default for field in dataclasses.fields(kind)}[name] is Basis.ASSUMED


def test_words_in_files_stay_as_they_are() -> None:
    """Values of the enumerations stand in files and in the record: they never change."""
    assert [*State] == ["open", "trial", "read_only", "closed", "unknown"]
    assert [*LinkType] == [
        "hard",
        "degraded",
        "freshness",
        "to_restart_only",
        "substitute",
        "data_order",
        "unknown",
        "none",
    ]
    assert [*Basis] == ["source", "derived", "assumed"]
    assert [*Effect] == ["stops", "degrades", "stale", "latches", "unknown"]
