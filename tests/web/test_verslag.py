# SPDX-License-Identifier: EUPL-1.2
"""The timeline screen, and facts that people add."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sluis.access.model import Role
from sluis.web.verslag import KINDS, clocks

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from sluis.house import House


def test_the_timeline_has_both_clocks(ciso: TestClient) -> None:
    """When it happened and when it was recorded, late entries marked, sources linked, words escaped."""
    page = ciso.get("/verslag").text
    assert "13 July 2025, 10:00" in page
    assert "▲ late" in page
    assert 'href="https://example.org/warning"' in page
    assert "Counter &lt;desk&gt;" in page
    assert "signed in as" not in page
    assert "signed in as" in ciso.get("/verslag?kind=all").text


def test_the_head_is_on_the_page(ciso: TestClient, house: House) -> None:
    """Size, root and key are there for outsiders to compare."""
    page = ciso.get("/verslag").text
    assert house.record.vkey.replace("+", "&#43;") in page or house.record.vkey in page
    assert house.record.origin in page


def test_the_picture_is_of_the_lines_shown() -> None:
    """Without lines there is no picture."""
    assert clocks((), "en", "UTC") is None


def test_kinds_have_different_names() -> None:
    """No two kinds to filter by are called the same."""
    assert len({str(words) for _, words in KINDS}) == len({kind for kind, _ in KINDS})


def test_a_fact_is_added_under_the_persons_name(ciso: TestClient, house: House) -> None:
    """Who added it and when stands in the entry by itself; when it happened is what they say."""
    sent = {"event": " The lift is stuck ", "happened": "2025-07-16T10:30", "source": "https://example.org"}
    assert ciso.post("/verslag/note", data=sent).headers["location"] == "/verslag"
    with house.record.known() as known:
        *_, noted = known.entries(kinds={"fact.noted"})
    assert noted.fields["event"] == "The lift is stuck"
    assert noted.fields["by"] == "T. ciso"
    assert noted.actor.id == "ciso:t.ciso"
    assert noted.happened_at.isoformat() == "2025-07-16T08:30:00+00:00"
    assert noted.recorded_at == house.world.clock.now()


@pytest.mark.parametrize(
    "changed", [{"happened": "2025-07-17T10:00"}, {"happened": ""}, {"happened": "soon"}, {"event": "  "}]
)
def test_a_fact_that_cannot_be(changed: dict[str, str], ciso: TestClient, house: House) -> None:
    """Nothing from the future, without a moment or without words."""
    size = house.record.size()
    sent = {"event": "x", "happened": "2025-07-16T10:30", **changed}
    assert ciso.post("/verslag/note", data=sent).status_code == 400
    assert house.record.size() == size


def test_who_may_not_add_has_no_form(signed_in: Callable[[Role], TestClient]) -> None:
    """The commission reads, and adds nothing."""
    commission = signed_in(Role.COMMISSION)
    assert "Add a fact" not in commission.get("/verslag").text
    assert commission.post("/verslag/note", data={"event": "x", "happened": "x"}).status_code == 403
    assert "Export as PDF" in commission.get("/verslag").text
    assert "Export as PDF" not in signed_in(Role.PLANNER).get("/verslag").text
