# SPDX-License-Identifier: EUPL-1.2
"""Who makes a request, and what they may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sluis.access.model import Role
from sluis.access.sessions import IDLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from sluis.house import House
    from sluis.kit.clock import ManualClock


def refusals(house: House) -> list[dict[str, object]]:
    """Return the fields of the recorded refusals."""
    with house.record.known() as known:
        return [dict(entry.fields) for entry in known.entries(kinds={"access.refused"})]


def test_a_refusal_is_recorded_once_for_each_right(
    house: House, signed_in: Callable[[Role], TestClient]
) -> None:
    """The first of each kind in a session is an entry; the rest are only refused."""
    staff = signed_in(Role.STAFF)
    for _ in range(3):
        assert staff.get("/beeld").status_code == 403
        assert staff.post("/sluis/close").status_code == 403
    found = refusals(house)
    assert [one["right"] for one in found] == ["see_beeld", "close"]
    assert {one["person"] for one in found} == {"staff:t.staff"}


def test_a_right_is_asked_before_the_form_is_read(signed_in: Callable[[Role], TestClient]) -> None:
    """Who may not close gets 403 for any form, so that nothing can be learned from errors."""
    staff = signed_in(Role.STAFF)
    assert staff.post("/sluis/close", data={"target": "files"}).status_code == 403
    assert staff.post("/sluis/reopen", data={"nonsense": "1"}).status_code == 403


def test_a_session_ends_by_itself(ciso: TestClient, clock: ManualClock) -> None:
    """After the idle time the next page is the sign-in page."""
    clock.advance(IDLE.total_seconds() - 1)
    assert ciso.get("/beeld").status_code == 200
    clock.advance(IDLE.total_seconds())
    assert ciso.get("/beeld").headers["location"] == "/sign-in"


def test_a_page_that_refreshes_itself_is_no_use(ciso: TestClient, clock: ManualClock) -> None:
    """Live updates alone do not keep a session alive."""
    for _ in range(4):
        clock.advance(IDLE.total_seconds() / 4)
        last = ciso.get("/beeld", headers={"hx-request": "true"})
    assert last.status_code == 401
    assert last.headers["hx-redirect"] == "/sign-in"


def test_two_sessions_of_one_person_are_apart(signed_in: Callable[[Role], TestClient]) -> None:
    """Signing one out leaves the other."""
    first, second = signed_in(Role.CISO), signed_in(Role.CISO)
    first.post("/sign-out")
    assert first.get("/beeld").status_code == 303
    assert second.get("/beeld").status_code == 200
