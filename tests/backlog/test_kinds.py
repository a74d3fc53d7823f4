# SPDX-License-Identifier: EUPL-1.2
"""The kinds of entry of this room have a name of their own each."""

from __future__ import annotations

from sluis.backlog import kinds
from sluis.record.model import Kind


def test_every_kind_is_listed_once() -> None:
    """What the module defines is what it lists."""
    defined = {value for value in vars(kinds).values() if isinstance(value, Kind)}
    assert set(kinds.KINDS) == defined
    assert len({kind.name for kind in kinds.KINDS}) == len(kinds.KINDS) == 2


def test_optional_fields_are_no_needed_ones() -> None:
    """A field is one or the other."""
    for kind in kinds.KINDS:
        assert not set(kind.fields) & set(kind.optional)
