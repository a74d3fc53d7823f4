# SPDX-License-Identifier: EUPL-1.2
"""The words of access."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sluis.access.model import Method, PersonId, Reason, Right, Role, Session, SessionId

NOON = datetime(2025, 7, 16, 12, tzinfo=UTC)


@pytest.mark.parametrize("words", [Role, Right, Method, Reason])
def test_values_are_plain_words(words: type[Role | Right | Method | Reason]) -> None:
    """What stands in the record and in forms is lower case with underscores."""
    assert all(one.value == one.name.lower() for one in words)


def test_a_session_is_a_value() -> None:
    """Two sessions that say the same are equal, and neither can be changed."""
    one, other = (
        Session(SessionId("a"), b"x", PersonId("ciso:a"), Method.LINK, NOON, NOON) for _ in range(2)
    )
    assert one == other
    with pytest.raises(AttributeError):
        one.ended_at = NOON  # type: ignore[misc]
