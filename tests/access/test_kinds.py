# SPDX-License-Identifier: EUPL-1.2
"""The entries of access."""

from __future__ import annotations

from sluis.access.kinds import KINDS


def test_kinds_are_this_rooms() -> None:
    """Names begin with the room's, and none occurs twice."""
    names = [kind.name for kind in KINDS]
    assert all(name.startswith("access.") for name in names)
    assert len(set(names)) == len(names)


def test_no_field_is_for_a_secret() -> None:
    """No entry has a place for a code, a cookie, a key or a hash (R-11, R-12)."""
    fields = {field for kind in KINDS for field in (*kind.fields, *kind.optional)}
    assert not fields & {"code", "cookie", "token", "digest", "hash", "key", "public_key", "challenge"}
